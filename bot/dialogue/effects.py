"""What a turn asks the flows to carry out, in the same transaction as its replies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EraseConversation:
    """The person confirmed "delete my data"; the replies of this turn are the last use of the address."""


@dataclass(frozen=True, slots=True)
class RecordFeedback:
    """Whether an answer helped; goes to the statistics without the person."""

    slug: str
    language: str
    useful: bool


@dataclass(frozen=True, slots=True)
class RecordWish:
    """The person wants a human: `kind` is "human" or "callback"; kept with the conversation."""

    kind: str
    slug: str
    language: str


@dataclass(frozen=True, slots=True)
class Missed:
    """We did not understand this message, or (`before`) the text that led here; an editor may see it without persons.

    `reason`: rephrase, outside (taken for none of ours), not_useful (thumbs down), other (another of our guesses was
    meant: `slug`), none (none of our guesses was).
    """

    reason: str
    language: str
    slug: str = ""
    before: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """One more in the statistics without persons; `event` is one of `EVENTS`."""

    event: str
    language: str
    slug: str = ""
    detail: str = ""


EVENTS = (
    "answered",
    "more",
    "asked",
    "rephrased",
    "urgent",
    "out_of_scope",
    "unreadable",
    "nlu_down",
    "menu",
    "greeted",
    "language",
    "handoff_only",
    "handoff",
    "gone",
    "near",
    "chat",
    "erased",
)

Effect = EraseConversation | RecordFeedback | RecordWish | Missed | Count
