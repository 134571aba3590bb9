"""Short questions that lean on the answer before: "a ile to kosztuje?", "cât durează?", "а какви документи?".

Alone they could belong to thirty answers, and a model of questions takes "when is the last day" for a farewell. Right
after an answer they are understood in its context: the registry may name the question that answers it (`followup` in
`questions.yml`), the model may be sure of one of its neighbours; otherwise the person gets the rest of that answer and
its neighbours as buttons.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from bot.content.model import Question
from bot.dialogue.context import Understanding
from bot.dialogue.decide import OUT_OF_SCOPE, Decision, Outcome
from bot.dialogue.leaning import leaning

LEANS = 0.4
"""Least share of leaning (`bot.dialogue.leaning`) from which a message counts as leaning on the answer before."""
MAYBE_LEANS = 0.15
"""The same where the model of questions has no answer of its own to offer."""
SURELY_LEANS = 0.7
"""The same where the model of questions is sure of something else, or hears a call for help."""
OWN_MEANING = 0.85
"""Probability from which that model is sure."""


class Followed(NamedTuple):
    """What a leaning message means: a neighbour of the answer before, or the question of that answer itself, whose
    rest is then offered. `likely`: questions that it may have meant as well, if it did not lean."""

    slug: str
    likely: tuple[str, ...] = ()


def followed(
    text: str,
    language: str,
    before: Question,
    decision: Decision,
    whole: Understanding,
    urgent: Collection[str],
) -> Followed | None:
    """What a short message right after the answer on `before` means; nothing when it speaks for itself.

    `decision` and `whole` are what it would be without that answer. A call for help that the rules heard is none
    of this function's business; one that only the model heard gives way to a message that surely leans.
    """
    alarmed = decision.outcome is Outcome.URGENT
    if alarmed and before.slug in urgent:
        return None
    top, probability = whole.ranking[0] if whole.ranking else ("", 0.0)
    sure = alarmed or (probability >= OWN_MEANING and top != OUT_OF_SCOPE)
    lost = decision.outcome in (Outcome.ASK, Outcome.REPHRASE)
    kind, share = leaning(text, language)
    if share < (SURELY_LEANS if sure else MAYBE_LEANS if lost else LEANS):
        return None
    if alarmed or (lost and share < LEANS):
        return Followed(before.slug, decision.slugs)
    if kind in before.followup:
        return Followed(before.followup[kind])
    if decision.outcome is Outcome.ANSWER and decision.slugs[0] in before.related:
        return Followed(decision.slugs[0])
    return Followed(before.slug)
