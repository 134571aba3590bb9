"""What buttons do: `ask:bsn`, `topic:work:2`, `lang:pl`. At most 64 bytes, stable over versions, never trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.content.model import CHAT_TOPIC, Snapshot

Verb = Literal[
    "ask",
    "more",
    "menu",
    "topic",
    "lang",
    "langs",
    "stay",
    "yes",
    "no",
    "human",
    "callback",
    "erase",
    "none",
    "about",
    "near",
    "at",
    "page",
    "resume",
    "desk",
    "helped",
    "stop",
]
VERBS = frozenset(Verb.__args__)  # type: ignore[attr-defined]

_ACTION = re.compile(r"([a-z]+)(?::([a-z0-9_]{0,56}))?(?::([0-9]{1,3}))?\Z")
_PAYLOAD = re.compile(r"([a-z][a-z0-9_]*?)(?:-([a-z]{2}))?(?:--([A-Za-z0-9_]{1,24}))?\Z")


@dataclass(frozen=True, slots=True)
class Action:
    """A pressed button: verb, its target (slug, topic, language) and a page number from 0."""

    verb: str
    target: str = ""
    page: int = 0

    def __str__(self) -> str:
        return ":".join(
            [self.verb] + ([self.target] if self.target or self.page else []) + [str(self.page)] * bool(self.page)
        )


def parse(text: str) -> Action | None:
    """The action of a button, or `None` when it is none of ours (an old version's, or typed by hand)."""
    match = _ACTION.match(text)
    if match is None or match[1] not in VERBS:
        return None
    return Action(match[1], match[2] or "", int(match[3] or 0))


@dataclass(frozen=True, slots=True)
class DeepLink:
    """Where a link leads: an answer (or nothing), a language (or nothing), and the place code it carries."""

    slug: str = ""
    language: str = ""
    place: str = ""


def deep_link(payload: str, snapshot: Snapshot) -> DeepLink:
    """Read a deep link's payload: `bsn`, `bsn-pl`, `bsn-pl--tilburg`, `pl`. Unknown parts are left out."""
    if payload in snapshot.languages:
        return DeepLink(language=payload)
    match = _PAYLOAD.match(payload)
    if match is None:
        return DeepLink()
    question = snapshot.questions.get(match[1])
    slug = match[1] if question is not None and question.topic != CHAT_TOPIC else ""
    language = match[2] if match[2] in snapshot.languages else ""
    if match[1] in snapshot.languages:
        language = match[1]
    return DeepLink(slug, language or "", match[3] or "")


def link_payload(slug: str, language: str = "", place: str = "") -> str:
    """The payload that `deep_link` reads: A-Za-z0-9_- and at most 64 characters, as Telegram asks."""
    return slug + (f"-{language}" if language else "") + (f"--{place}" if place else "")
