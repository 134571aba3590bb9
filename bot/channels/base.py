"""The port every channel implements.

A channel is a folder: `parse.py` and `render.py` (pure), `channel.py` (sends), and one line in
`bot/channels/registry.py`. `console` is the pattern to copy.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal, Protocol, Self, runtime_checkable

from bot.errors import SendError
from bot.messages import Envelope, Limits, Reply

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


@dataclass(frozen=True, slots=True)
class Mark:
    """What a channel reports later about a message of ours. Marks come late, twice and in any order."""

    state: Literal["sent", "delivered", "read", "failed"]
    key: str = ""
    """The `key` that `send` was given, if the channel gives it back."""
    external_id: str = ""
    """The channel's own id of the message."""
    at_s: float | None = None
    """When, by the channel's clock (Unix seconds)."""
    error: SendError | None = field(default=None, compare=False)
    """Why it failed."""


@dataclass(frozen=True, slots=True)
class Move:
    """A person has another address from now on. All of it is personal data."""

    external_id: str
    before: tuple[str, ...]
    """Where they may be known, the surest first."""
    address: str
    alias: str = ""
    route: str = ""


# What only some channels can do. Flows ask `isinstance(channel, Fetches)`: never for a class of one channel.


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a person sent, as its channel names it. It stands in the message's `attributes`; whether it is ever
    fetched is decided later."""

    ref: str
    """The channel's own id of the file."""
    kind: str
    """image, document, audio, voice, video or sticker."""
    mime: str = ""
    name: str = ""
    size_bytes: int | None = None

    def to_attributes(self) -> dict[str, str]:
        """As `Envelope.attributes` keeps it."""
        size = {} if self.size_bytes is None else {"file_size": str(self.size_bytes)}
        return {"file_ref": self.ref, "file_kind": self.kind, "file_mime": self.mime, "file_name": self.name, **size}

    @classmethod
    def from_attributes(cls, attributes: Mapping[str, str]) -> Self | None:
        """Back from a message; `None`: it came without a file."""
        if not attributes.get("file_ref"):
            return None
        size = attributes.get("file_size", "")
        return cls(
            attributes["file_ref"],
            attributes.get("file_kind", ""),
            attributes.get("file_mime", ""),
            attributes.get("file_name", ""),
            int(size) if size.isascii() and size.isdigit() else None,
        )


@dataclass(frozen=True, slots=True)
class File:
    """A file's content, as the channel gave it. `mime` is what the channel claims: look before you trust it."""

    content: bytes = field(repr=False)
    mime: str = ""
    name: str = ""


@runtime_checkable
class Fetches(Protocol):
    """A channel that keeps files until they are fetched."""

    async def fetch(self, ref: str, *, max_bytes: int) -> File:
        """The file `ref` of an `Attachment`, never more than `max_bytes` of it.

        Raises `FetchError`: `reason` too_large, gone, damaged or a code of the channel; `again` says whether it may
        succeed later.
        """


@runtime_checkable
class Windowed(Protocol):
    """A channel that takes free messages only for some time after the person's last one (WhatsApp: 24 hours)."""

    @property
    def window(self) -> timedelta:
        """How long, counted from the moment the person sent it."""

    def nudge(self, purpose: str, language: str) -> Outgoing | None:
        """A message that is allowed outside the window and asks the person to write: `purpose` "adviser_answer" (an
        answer waits) or "reminder" (it still waits). `None`: there is none in any language. Pure."""

    def is_free(self, message: Outgoing) -> bool:
        """Whether the message needs an open window."""


@runtime_checkable
class Paced(Protocol):
    """A channel that keeps to its limits by itself, before it is refused."""

    def pace(self, address: str, now: datetime) -> timedelta | None:
        """Take the right to send one message to `address` now; a time: none was taken, ask again after it."""


@runtime_checkable
class Closes(Protocol):
    """A channel that holds connections."""

    async def aclose(self) -> None:
        """Close them."""


ALBUM = "album"
"""In `Envelope.attributes`: pictures sent as one album share this value; the bot answers the first one only."""
SILENT = "silent"
"""Set by `receive` on a message of an album whose first one came before: the bot has nothing more to say to it."""


class Intake(Protocol):
    """What a channel that hears of things by itself hands them to; `bot.flows.intake` is the real one.

    Each method is one transaction, done when it returns. They raise what the database raises: then the channel must
    hear the same thing again, so nothing may be confirmed to the other side before.
    """

    async def receive(self, envelope: Envelope) -> None:
        """Store what a person sent; what was delivered before changes nothing."""

    async def reach(self, address: str, external_id: str, *, reachable: bool, at: datetime) -> bool:
        """A person blocked (`reachable=False`) or unblocked us at that moment; `False`: known or outdated."""

    async def first_time(self, external_id: str) -> bool:
        """Whether this id is heard of for the first time within eight days; it is remembered."""

    async def hold(self, *, for_s: float) -> bool:
        """Get or prolong the right to be the only process that fetches this channel's messages."""

    async def let_go(self) -> None:
        """Give that right back."""

    async def heard(self) -> None:
        """A call to the other side went well: note when, for administrators. Never raises."""

    async def refused(self, reason: str) -> None:
        """The channel refuses our token or account: note it where health and metrics look."""


FollowUp = Callable[[], Awaitable[None]]
"""What is still to be done, best effort, once a message is stored and the other side has its answer."""


@runtime_checkable
class Hears(Protocol):
    """A channel that is handed what the other side sends, by webhook or by its own polling."""

    async def hear(self, data: object, intake: Intake) -> FollowUp | None:
        """Store one update, given as parsed JSON. What can't be read is left out; raises only what `intake` raises."""


@runtime_checkable
class Runs(Protocol):
    """A channel with work of its own beside sending: registering a webhook, polling."""

    async def run(self, intake: Intake, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then return soon. Never raises for what the other side does: it tries again."""


@runtime_checkable
class Checks(Protocol):
    """A channel that can look at its own state for `win doctor`."""

    async def check(self) -> list[tuple[bool, str]]:
        """(is it well, one line without secrets) for each thing looked at. Never raises."""
