"""The application decides, not the model: answer, ask back, or say that we did not understand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.dialogue.context import Understanding

OUT_OF_SCOPE = "out_of_scope"
MAX_CANDIDATES = 3
MIN_CANDIDATE = 0.02
"""A candidate below this probability is not worth a button."""
SECOND_ALARM = 0.001
"""A second urgent question is shown beside the first when it is at least this part as likely: the contact that
fits is worth a second message. On the calibration sets one alarm in five has a second (at .02 one in eight)."""


class Outcome(StrEnum):
    """What a message leads to."""

    URGENT = "urgent"
    ANSWER = "answer"
    ASK = "ask"
    REPHRASE = "rephrase"
    OUT_OF_SCOPE = "out_of_scope"
    SEVERAL = "several"
    """Two questions in one message: both are offered."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome and its slugs, best first: one for an answer, up to three for a question back, else none."""

    outcome: Outcome
    slugs: tuple[str, ...] = ()


def decide(understood: Understanding, urgent: Collection[str]) -> Decision:
    """Weigh one understanding by its model's thresholds.

    Urgent questions come first from a low probability on: one offer too
    many harms less than one call for help missed.
    """
    limits = understood.thresholds
    alarming = _alarming(understood, urgent, limits.urgent)
    if alarming:
        return Decision(Outcome.URGENT, alarming)
    if not understood.ranking:
        return Decision(Outcome.REPHRASE)
    best, probability = understood.ranking[0]
    # Also when a question of ours is likelier: this probability alone tells best what is none of ours (measured on the
    # calibration sets, docs/understanding.md).
    if any(slug == OUT_OF_SCOPE and p >= limits.out_of_scope for slug, p in understood.ranking):
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


def _alarming(understood: Understanding, urgent: Collection[str], limit: float) -> tuple[str, ...]:
    """The one or two likeliest urgent questions, when all urgent ones together reach the limit; else none.

    Together, because somebody in danger at home may be understood as half of one and half of another: measured on the
    calibration sets, the sum finds two or three calls for help in a hundred more at the same number of false alarms.
    """
    found = [(slug, p) for slug, p in understood.ranking if slug in urgent]
    if not found or _danger(understood, urgent) < limit:
        return ()
    return tuple(slug for slug, p in found[:2] if p >= SECOND_ALARM * found[0][1])


def _danger(understood: Understanding, urgent: Collection[str]) -> float:
    """The probability of all urgent questions together."""
    return sum(p for slug, p in understood.ranking if slug in urgent)


SURE = 0.7
"""A sentence decides for its message, or stands beside another one, only from this probability on."""
WHOLE = 0.9
"""A message that is understood so surely as a whole is not taken apart."""
LOUD = 0.5
"""A single sentence raises an alarm from this probability on: without its neighbours a sentence is easily misread."""
TRACE = 0.05
"""And only when the whole message shows so much danger: of the false alarms on the calibration sets two in five were
sentences of messages without a trace of it, and of 103 calls for help in several sentences none needed them."""


def decide_all(
    understood: Sequence[Understanding],
    urgent: Collection[str],
    chat: Collection[str],
    alarmed: Sequence[str] = (),
    *,
    cut: bool = False,
) -> Decision:
    """Weigh a message and its sentences: `understood` is the whole first, then its sentences, if it has several.

    A sentence helps where the whole is unsure: people tell a story and ask in the last sentence, or ask two things.
    `chat` are the slugs that are no questions: a "thank you" beside a question is no second question. `alarmed` are
    the urgent questions that the rules heard: they count unless the model sees nothing of the kind in any part.
    `cut`: the message goes on behind what the model reads as a whole, so its sentences may tell of danger alone.
    """
    whole = decide(understood[0], urgent)
    if alarmed and max(_danger(one, urgent) for one in understood) >= understood[0].thresholds.rule:
        seen = whole.slugs if whole.outcome is Outcome.URGENT else ()
        agreed = [slug for slug in alarmed if slug in seen]
        return Decision(Outcome.URGENT, tuple(dict.fromkeys([*agreed, *alarmed, *seen]))[:2])
    if whole.outcome is Outcome.URGENT or len(understood) < 3:
        return whole
    if cut or _danger(understood[0], urgent) >= TRACE:
        loud = max(LOUD, understood[0].thresholds.urgent)
        alarming = dict.fromkeys(slug for one in understood[1:] for slug in _alarming(one, urgent, loud))
        if alarming:
            return Decision(Outcome.URGENT, tuple(alarming)[:2])
    if whole.outcome is Outcome.ANSWER and understood[0].ranking[0][1] >= WHOLE:
        return whole
    sure = tuple(
        dict.fromkeys(
            slug
            for one in understood[1:]
            for slug, p in one.ranking[:1]
            if p >= max(SURE, one.thresholds.answer)
            and one.in_scope >= one.thresholds.scope
            and slug not in chat
            and slug != OUT_OF_SCOPE
        )
    )
    if len(sure) > 1:
        return Decision(Outcome.SEVERAL, sure[-MAX_CANDIDATES:])
    if len(sure) == 1 and whole.outcome is not Outcome.ANSWER:
        return Decision(Outcome.ANSWER, sure)
    return whole
