"""The port every channel implements.

A channel is a folder: `parse.py` and `render.py` (pure), `channel.py` (sends), and one line in
`bot/channels/registry.py`. `console` is the pattern to copy.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from bot.messages import Limits, Reply

TIMEOUT = "timeout"
"""The reason of a `TemporarySendError` after which the channel may have taken the message all the same."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as the channel will send it. `payload` is JSON, in the channel's own words."""

    kind: str
    payload: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As the outbox keeps it."""
        return {"kind": self.kind, "payload": self.payload}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Outgoing:
        """Back from the outbox."""
        return cls(data["kind"], data["payload"])


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel took a message; `external_id` is its own id of it, if it names one."""

    external_id: str | None = None


class AfterCrash(StrEnum):
    """What happens to a message whose sending was begun by a worker that died: did the channel get it or not?"""

    RESEND = "resend"
    """Send again: the receiver drops the copy by its key."""
    RESEND_MARKED = "resend_marked"
    """Send once more, marked in the store as a possible double."""
    RECONCILE = "reconcile"
    """Wait first whether the channel reports it (`bot.flows.send.confirm`); send again, marked, if it does not."""


class Channel(Protocol):
    """A way to reach people."""

    @property
    def name(self) -> str:
        """Its name in the registry, the store and the metrics."""

    @property
    def limits(self) -> Limits:
        """What one message can carry."""

    @property
    def pull(self) -> bool:
        """True: people fetch their messages from the store (web page, console); the outbox row is the delivery and
        `send` is never called."""

    @property
    def after_crash(self) -> AfterCrash:
        """What to do with a message that was being sent when a worker died."""

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """The reply in the channel's words: one or two messages. Pure; never raises."""

    async def send(self, address: str, message: Outgoing, *, key: str) -> Sent:
        """Hand one message over. `key` is the message's id, the same over all tries.

        The reason of an error is a short code (`131056`, `blocked`); a reason `TIMEOUT` says that the channel may have
        taken the message all the same.

        Raises `TemporarySendError`, `PermanentSendError`, `Unreachable` or `ChannelDown` (`bot.errors`); anything else
        counts as a defect and as temporary.
        """

    async def typing(self, address: str, external_id: str) -> None:
        """Show that an answer to the message `external_id` is being written, where the channel can. Best effort."""
