"""What a turn asks the flows to carry out, in the same transaction as its replies."""

from __future__ import annotations

from dataclasses import dataclass, field


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


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The person agreed: an adviser may see this conversation. `way`: chat or callback (then with a number, E.164)."""

    language: str
    slug: str
    topic: str
    urgent: bool
    way: str
    number: str = field(default="", repr=False)
    part: str = "any"


@dataclass(frozen=True, slots=True)
class StopCase:
    """The person goes back to the automatic answers."""


@dataclass(frozen=True, slots=True)
class OfferMove:
    """Links with this token were shown: once, and not for long, it takes the case to another chat."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MoveCase:
    """Somebody came here by such a link; the desk says what became of it."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CaseHelped:
    """The answer to "did this help?" after a case."""

    useful: bool
    language: str


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

DeskEffect = OpenCase | StopCase | OfferMove | MoveCase | CaseHelped
Effect = EraseConversation | RecordFeedback | RecordWish | Missed | Count | DeskEffect
