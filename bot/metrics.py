"""Numbers for `/metrics`. Labels name channels, languages and error codes; never a person, never a conversation."""

from __future__ import annotations

import re

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_CODE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,39}")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_WAIT_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0)


def code_of(reason: str) -> str:
    """A failure's reason as a label: short codes as they are, anything else "other", so that labels stay few."""
    lowered = reason.lower()
    return lowered if _CODE.fullmatch(lowered) else "other"


class Metrics:
    """The numbers of one process, in a registry of its own (`Metrics().registry`)."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.received = Counter("win_received", "Messages taken in", ["channel"], registry=registry)
        self.drained = Counter("win_drained", "Messages answered", ["channel", "outcome"], registry=registry)
        self.replies = Counter("win_replies", "Messages queued for people", ["channel"], registry=registry)
        self.sent = Counter("win_sent", "Messages that a channel took", ["channel"], registry=registry)
        self.failed = Counter("win_failed", "Messages given up", ["channel", "code"], registry=registry)
        self.retries = Counter("win_retries", "Sendings to be tried again", ["channel", "code"], registry=registry)
        self.resent = Counter(
            "win_resent", "Messages sent again after a crash, perhaps doubled", ["channel"], registry=registry
        )
        self.ignored = Counter(
            "win_ignored", "Parts of webhook calls that are not for us or not known", ["channel"], registry=registry
        )
        self.held = Counter(
            "win_held", "Messages that wait for the person to write (closed window)", ["channel"], registry=registry
        )
        self.channel_paused = Gauge(
            "win_channel_paused", "1: the channel refuses us and waits for an operator", ["channel"], registry=registry
        )
        self.defects = Counter("win_defects", "Errors that should not happen", ["where"], registry=registry)
        self.content_broken = Gauge(
            "win_content_broken", "1: published knowledge can't be read, an earlier state serves", registry=registry
        )
        self.lease_lost = Counter(
            "win_lease_lost", "Drains dropped because another worker took over", registry=registry
        )
        self.inbox_depth = Gauge("win_inbox_depth", "Messages waiting for an answer", registry=registry)
        self.inbox_age_s = Gauge("win_inbox_age_seconds", "Age of the oldest of them", registry=registry)
        self.outbox_depth = Gauge("win_outbox_depth", "Answers waiting to be sent", registry=registry)
        self.outbox_age_s = Gauge("win_outbox_age_seconds", "Age of the oldest of them", registry=registry)
        self.nlu_seconds = Histogram("win_nlu_seconds", "Time of an NLU call", buckets=_SECONDS, registry=registry)
        self.nlu_failures = Counter("win_nlu_failures", "NLU calls without result", ["code"], registry=registry)
        self.turn_seconds = Histogram(
            "win_turn_seconds", "From taking a message up to having its replies", buckets=_SECONDS, registry=registry
        )
        self.answer_seconds = Histogram(
            "win_answer_seconds",
            "From accepting a message to its replies being stored",
            buckets=_WAIT_SECONDS,
            registry=registry,
        )
