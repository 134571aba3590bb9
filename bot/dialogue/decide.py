"""The application decides, not the model: answer, ask back, or say that we did not understand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.dialogue.context import Understanding

OUT_OF_SCOPE = "out_of_scope"
MAX_CANDIDATES = 3
MIN_CANDIDATE = 0.05
"""A candidate below this probability is not worth a button."""


class Outcome(StrEnum):
    """What a message leads to."""

    URGENT = "urgent"
    ANSWER = "answer"
    ASK = "ask"
    REPHRASE = "rephrase"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome and its slugs, best first: one for an answer, up to three for a question back, else none."""

    outcome: Outcome
    slugs: tuple[str, ...] = ()


def decide(understood: Understanding, urgent: Collection[str]) -> Decision:
    """Weigh one understanding by its model's thresholds.

    An urgent question comes first from a low probability on: one offer too
    many harms less than one call for help missed.
    """
    limits = understood.thresholds
    alarming = tuple(slug for slug, p in understood.ranking if slug in urgent and p >= limits.urgent)
    if alarming:
        return Decision(Outcome.URGENT, alarming[:2])
    if not understood.ranking:
        return Decision(Outcome.REPHRASE)
    best, probability = understood.ranking[0]
    if best == OUT_OF_SCOPE and probability >= limits.out_of_scope:
        return Decision(Outcome.OUT_OF_SCOPE)
    ours = [(slug, p) for slug, p in understood.ranking if slug != OUT_OF_SCOPE]
    if not ours or understood.in_scope < limits.scope:
        return Decision(Outcome.REPHRASE)
    if best == ours[0][0] and probability >= limits.answer:
        return Decision(Outcome.ANSWER, (best,))
    candidates = tuple(slug for slug, p in ours[:MAX_CANDIDATES] if p >= MIN_CANDIDATE)
    if candidates and sum(p for _, p in ours[:MAX_CANDIDATES]) >= limits.ask:
        return Decision(Outcome.ASK, candidates)
    return Decision(Outcome.REPHRASE)
