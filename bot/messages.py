"""The words that all rooms share: what a person sent, what we answer, what a channel can carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

MAX_INCOMING_CHARS = 4000
"""A longer text is cut by `bot.text.clean` before it is stored; Telegram's and WhatsApp's own limit is 4,096."""

MAX_ACTION_BYTES = 64
"""A button's action in UTF-8: the smallest limit of all channels (Telegram's `callback_data`)."""


class IncomingKind(StrEnum):
    """What a person did."""

    TEXT = "text"
    CHOICE = "choice"
    """A button or list row of ours was pressed; `Incoming.action` says which."""
    START = "start"
    """The chat was opened, perhaps through a deep link; `Incoming.action` holds its payload or is empty."""
    UNREADABLE = "unreadable"
    """Voice note, picture, sticker, location …; `Incoming.what` names the kind."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that a person sent, as every channel hands it over."""

    kind: IncomingKind
    text: str = ""
    action: str = ""
    what: str = ""
    language_hint: str = ""
    """A language tag that the channel reports for its user interface ("pl", "pt-br"); a hint only."""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. `title` has at most 20 characters, `row` at most 24: WhatsApp's limits for buttons and list rows."""

    action: str
    title: str
    row: str = ""
    label: str = ""
    """The full wording, for channels with room for it (web, Telegram, console); empty: `row` or `title`."""

    @property
    def full(self) -> str:
        """The longest wording there is."""
        return self.label or self.row or self.title


class ReplyKind(StrEnum):
    """Why we say something: channels may style it, statistics count it."""

    ANSWER = "answer"
    URGENT = "urgent"
    QUESTION = "question"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of ours, before a channel renders it.

    `text` is Markdown of the small kind that `bot.content.markup` reads (paragraphs, lists, bold, links). `choices`
    belong below it; a channel whose message has no room for both sends `prompt` with the choices as a second message.
    """

    language: str
    text: str
    choices: tuple[Choice, ...] = ()
    prompt: str = ""
    kind: ReplyKind = ReplyKind.NOTICE


@dataclass(frozen=True, slots=True)
class Limits:
    """What one message of a channel can carry; `None` means no limit of its own. Characters are UTF-16 units."""

    max_text_chars: int | None = None
    max_text_chars_with_choices: int | None = None
    max_buttons: int | None = None
    max_rows: int | None = None
    max_title_chars: int | None = None
    max_row_chars: int | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """An `Incoming` with its way back: what `receive` stores.

    `external_id` is the channel's own id of this message (a repeated delivery brings the same one); `address` is where
    an answer goes (chat id, phone number or user id, web session) and is personal data.
    """

    channel: str
    address: str
    external_id: str
    incoming: Incoming
    sent_at_s: float | None = None
    """When the person sent it, by the channel's clock (Unix seconds), if the channel says so."""
    attributes: dict[str, str] = field(default_factory=dict)
    alias: str = ""
    """Another address of the same person, under which an older conversation may be known (WhatsApp: the phone number
    beside the user id). Personal data."""
    route: str = ""
    """What the channel needs to reach the person, when `address` is not enough. Personal data."""
    window: timedelta | None = None
    """The channel takes free messages to this person for so long after this one; `None`: always."""
