"""What a person got from one turn, in the words of the report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.dialogue.decide import OUT_OF_SCOPE
from bot.dialogue.effects import Count, RecordWish
from bot.dialogue.turn import Turn
from bot.evaluation.sets import Case


class Got(StrEnum):
    """What the message led to, seen from the person."""

    RIGHT = "right answer"
    WRONG = "wrong answer"
    BUTTON = "question back with the right button"
    NO_BUTTON = "question back without it"
    LOST = "I did not understand"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a turn showed: the slugs answered, or the slugs offered as buttons, or neither. `urgent`: as an alarm."""

    answered: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    urgent: bool = False


OTHER = "(another language)"
NOT_OURS = "(a language of advisers only)"
"""The fixed message in a language that only advisers speak: no answer, so no wrong one to what is out of scope."""

_DETAILS = {"about": "privacy"}


def shown(turn: Turn, language: str) -> Shown:
    """Read a turn. An answer in another language than `language` counts as an answer to nothing that was asked."""
    events = [effect for effect in turn.effects if isinstance(effect, Count)]
    if any(reply.language != language for reply in turn.replies):
        return Shown(answered=(NOT_OURS if any(count.event == "handoff_only" for count in events) else OTHER,))
    urgent = tuple(count.slug for count in events if count.event == "urgent")
    if urgent:
        return Shown(answered=urgent, urgent=True)
    for effect in turn.effects:
        if isinstance(effect, RecordWish):
            return Shown(answered=(effect.kind,))
    for count in events:
        match count.event:
            case "answered" | "chat":
                return Shown(answered=(count.slug,))
            case "asked":
                actions = [choice.action for reply in turn.replies for choice in reply.choices]
                offered = (action.split(":", 1)[1] for action in actions if action.startswith(("ask:", "more:")))
                return Shown(offered=tuple(dict.fromkeys(offered)))
            case "out_of_scope":
                return Shown(answered=(OUT_OF_SCOPE,))
            case "menu":
                return Shown(answered=(_DETAILS.get(count.detail, "menu"),))
    return Shown(answered=("privacy",)) if turn.state.confirming == "erase" else Shown()


def judge(case: Case, seen: Shown) -> Got:
    """What the person of this case got."""
    if seen.answered:
        if case.right.intersection(seen.answered):
            return Got.RIGHT
        if seen.answered == (NOT_OURS,):
            return Got.LOST if case.intent == OUT_OF_SCOPE else Got.WRONG
        return Got.LOST if seen.answered == (OUT_OF_SCOPE,) else Got.WRONG
    if seen.offered:
        return Got.BUTTON if case.right.intersection(seen.offered) else Got.NO_BUTTON
    return Got.LOST


@dataclass(frozen=True, slots=True)
class Judged:
    """One case with its outcome. `first`: the best guess; `three`: the guesses that could have been offered."""

    case: Case
    shown: Shown
    got: Got
    first: str
    three: tuple[str, ...]

    @property
    def first_right(self) -> bool:
        """Whether the best guess is right."""
        return self.first in self.case.right

    @property
    def three_right(self) -> bool:
        """Whether one of three guesses is right."""
        return bool(self.case.right.intersection(self.three))


def judged(case: Case, turn: Turn, ranking: Collection[str], language: str) -> Judged:
    """Put a case, its turn and the model's ranking (best first; empty when no model was asked) together."""
    seen = shown(turn, language)
    guesses = tuple(dict.fromkeys([*(seen.answered if seen.urgent or not ranking else ()), *ranking]))
    return Judged(case, seen, judge(case, seen), guesses[0] if guesses else "", guesses[:3])
