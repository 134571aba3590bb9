"""Chooses the thresholds for the person's good: what each outcome costs the person, with the bars as limits.

The models are asked once (`hearing`); what would be decided under other thresholds is worked out again here by the
same code that decides in a conversation. Deterministic: the same sets and models give the same thresholds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import product

from bot.content.model import CHAT_TOPIC
from bot.dialogue.context import Context, Thresholds
from bot.dialogue.decide import OUT_OF_SCOPE, Decision, Outcome, decide_all
from bot.evaluation.bars import BARS, measured
from bot.evaluation.hearing import Heard, judge_turn, with_thresholds
from bot.evaluation.outcome import Got, Judged, Shown, judge

COSTS: Mapping[Got, float] = {Got.RIGHT: 0.0, Got.BUTTON: 1.0, Got.LOST: 2.0, Got.NO_BUTTON: 3.0, Got.WRONG: 10.0}
"""What an outcome costs a person; the unit is one question back that held the right button: one more tap.

"I did not understand" means writing it again (2); to search wrong buttons first means that and a doubt (3); a wrong
answer may be believed, and a right, a term or a bed is lost (10).
"""
MISSED_URGENT = 40.0
"""Somebody in danger reads about something else, or nothing."""
URGENT_BUTTON = 15.0
"""Somebody in danger has to find the way to help among buttons: worse than a wrong answer to a calm question."""
OTHER_URGENT = 12.0
"""Somebody in danger reads another emergency's contacts: a person who helps, but not the fitting one."""
FALSE_ALARM = 5.0
"""A frightening answer to a calm question: half a wrong answer, for it shows whom to call and asks whether that is what
was meant; yet people who are taken for victims leave."""
OUT_OF_SCOPE_ANSWERED = 6.0
"""An answer to what nobody asked here: odd, and easily seen to be odd."""
EXCESS: Mapping[str, float] = {
    "right answer directly": 1.0,
    "questions back": 1.0,
    "right answer or right button": 3.0,
    "wrong answer": 10.0,
    "urgent recall": 40.0,
    "false urgent alarms": 5.0,
    "false urgent alarms, neighbours": 5.0,
    "out of scope answered by mistake": 6.0,
}
"""Added for each message by which a bar is missed: what that message costs anyway, once more. The bars are limits as
far as they can be met, and where they can't all be met, the dearer outcome weighs more. Bars that no threshold moves
are not here."""
POOLED = 400.0
"""How many messages' weight the mean of all languages has beside a language's own set (about 440 messages): a threshold
moves away from the others' only for more than the luck of a few messages."""

_DECIDED = tuple(bar for bar in BARS if bar.name in EXCESS)

GRID: Mapping[str, tuple[float, ...]] = {
    "answer": tuple(round(0.20 + 0.05 * step, 2) for step in range(16)),
    "ask": tuple(round(0.05 + 0.05 * step, 2) for step in range(12)),
    "scope": tuple(round(0.10 + 0.05 * step, 2) for step in range(15)),
    "urgent": tuple(round(0.05 + 0.05 * step, 2) for step in range(16)),
    "out_of_scope": tuple(round(0.15 + 0.05 * step, 2) for step in range(14)),
    "rule": (0.0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.3),
}
"""The values that are tried. Finer steps would fit single messages."""
_TOGETHER = (("answer", "ask"), ("scope", "out_of_scope"), ("urgent", "answer"), ("urgent", "rule"))
"""Thresholds that make up for each other are tried in pairs."""
_STEPS = 3
"""How far from the best so far a search looks, in steps of the grid."""


@dataclass(frozen=True)
class Set:
    """A language's calibration set as heard by its model, with what the dialogue knows of the questions."""

    heard: tuple[Heard, ...]
    settled: tuple[Judged, ...]
    """Cases that end the same under all thresholds: rules or commands decide them, or they are taken for messages in
    another language and answered in that."""
    urgent: frozenset[str]
    chat: frozenset[str]
    answerable: frozenset[str]
    """Slugs that can be offered as a button."""


def calibration_set(language: str, heard: Sequence[Heard], ctx: Context) -> Set:
    """Sort out which cases depend on thresholds at all."""
    return Set(
        tuple(one for one in heard if one.language == language),
        tuple(judge_turn(language, one, ctx) for one in heard if one.language != language),
        frozenset(ctx.snapshot.urgent_slugs),
        frozenset(ctx.snapshot.slugs(CHAT_TOPIC)),
        frozenset(slug for slug in ctx.snapshot.questions if ctx.snapshot.answer(language, slug) is not None),
    )


def decided(one: Set, thresholds: Thresholds) -> list[Judged]:
    """What every person of the set would get under these thresholds."""
    rows = list(one.settled)
    for heard in one.heard:
        understood = with_thresholds(heard, thresholds).understood
        decision = decide_all(understood, one.urgent, one.chat, heard.alarmed, cut=heard.cut)
        seen = _shown(decision, one.answerable)
        ranking = tuple(heard.ranking)
        guesses = tuple(dict.fromkeys([*(seen.answered if seen.urgent else ()), *ranking]))
        rows.append(Judged(heard.case, seen, judge(heard.case, seen), guesses[0] if guesses else "", guesses[:3]))
    return rows


def _shown(decision: Decision, answerable: Collection[str]) -> Shown:
    match decision.outcome:
        case Outcome.URGENT:
            return Shown(answered=decision.slugs, urgent=True)
        case Outcome.ANSWER:
            return Shown(answered=decision.slugs)
        case Outcome.OUT_OF_SCOPE:
            return Shown(answered=(OUT_OF_SCOPE,))
        case Outcome.ASK | Outcome.SEVERAL:
            return Shown(offered=tuple(slug for slug in decision.slugs if slug in answerable))
    return Shown()


def cost(row: Judged, urgent: Collection[str]) -> float:
    """What this outcome costs this person."""
    if row.case.intent in urgent:
        if row.shown.urgent:
            return 0.0 if row.got is Got.RIGHT else OTHER_URGENT
        if row.got is Got.BUTTON:
            return URGENT_BUTTON
        return 0.0 if row.got is Got.RIGHT and row.case.intent not in row.shown.answered else MISSED_URGENT
    if row.shown.urgent and row.got is Got.WRONG:
        return FALSE_ALARM
    if row.case.intent == OUT_OF_SCOPE:
        return OUT_OF_SCOPE_ANSWERED if row.got is Got.WRONG else COSTS[row.got] if row.got is not Got.LOST else 0.0
    return COSTS[row.got]


def loss(one: Set, thresholds: Thresholds) -> float:
    """The mean cost of a message, and what the missed bars add to it."""
    rows = decided(one, thresholds)
    excess = sum(EXCESS[bar.name] * bar.missed_by(value) for bar, value in measured(rows, one.urgent, _DECIDED))
    return (sum(cost(row, one.urgent) for row in rows) + excess) / max(1, len(rows))


class Search:
    """Looks for the best thresholds; keeps what it has worked out."""

    def __init__(self, sets: Mapping[str, Set]) -> None:
        self._sets = dict(sets)
        self._known: dict[tuple[str, Thresholds], float] = {}

    def choose_all(self, start: Thresholds) -> dict[str, Thresholds]:
        """The thresholds of every language: each is looked for from `start` and from where the others ended.

        A search goes downhill, and from one place alone it may end in a hollow that is not the lowest.
        """
        first = {language: self.choose(language, start) for language in self._sets}
        places = list(dict.fromkeys(first.values()))
        return {
            language: min(
                (self.choose(language, place) for place in places), key=lambda found: self.objective(language, found)
            )
            for language in self._sets
        }

    def choose(self, language: str, start: Thresholds) -> Thresholds:
        """The thresholds with the least loss for a language, all languages weighing in (`POOLED`).

        From `start` on, each pair of `_TOGETHER` moves to the best place near by until nothing gets better.
        """
        best = replace(start, **{name: _nearest(name, getattr(start, name)) for name in GRID})
        value = self.objective(language, best)
        while True:
            before = value
            for names in _TOGETHER:
                for values in product(*(_near(name, getattr(best, name)) for name in names)):
                    tried = replace(best, **dict(zip(names, values, strict=True)))
                    if (found := self.objective(language, tried)) < value - 1e-9:
                        best, value = tried, found
            if value >= before - 1e-9:
                return best

    def objective(self, language: str, thresholds: Thresholds) -> float:
        """The language's own loss, drawn to the mean of all languages'."""
        own, size = self._loss(language, thresholds), self._size(language)
        if len(self._sets) == 1:
            return own
        sizes = {name: self._size(name) for name in self._sets}
        mean = sum(sizes[name] * self._loss(name, thresholds) for name in sizes) / max(1, sum(sizes.values()))
        return (size * own + POOLED * mean) / (size + POOLED)

    def _size(self, language: str) -> int:
        return len(self._sets[language].heard) + len(self._sets[language].settled)

    def _loss(self, language: str, thresholds: Thresholds) -> float:
        key = language, thresholds
        if key not in self._known:
            self._known[key] = loss(self._sets[language], thresholds)
        return self._known[key]


def _nearest(name: str, value: float) -> float:
    return min(GRID[name], key=lambda tried: (abs(tried - value), tried))


def _near(name: str, value: float) -> tuple[float, ...]:
    place = GRID[name].index(value)
    return GRID[name][max(0, place - _STEPS) : place + _STEPS + 1]


def rewritten(table: str, language: str, thresholds: Thresholds) -> str:
    """The text of thresholds.yml with one language's row replaced or added; everything else stays as it is."""
    values = ", ".join(f"{field.name}: {getattr(thresholds, field.name):g}" for field in fields(thresholds))
    row = f"{language}: {{{values}}}"
    found = table.splitlines()
    places = [number for number, line in enumerate(found) if line.startswith(f"{language}:")]
    if places:
        found[places[0]] = row
    else:
        found.append(row)
    return "\n".join(found) + "\n"
