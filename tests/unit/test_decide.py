"""The decision: answer, ask back, alarm, or say that we did not understand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.context import Thresholds, Understanding
from bot.dialogue.decide import OUT_OF_SCOPE, Decision, Outcome, decide, decide_all

LIMITS = Thresholds(answer=0.6, ask=0.3, scope=0.4, urgent=0.3, out_of_scope=0.5)
URGENT = frozenset({"exploitation", "domestic_violence", "homeless"})
CHAT = frozenset({"thanks", "greet"})


def heard(*ranking: tuple[str, float], in_scope: float = 0.9) -> Understanding:
    return Understanding(ranking, in_scope, LIMITS)


def sole(*ranking: tuple[str, float], in_scope: float = 0.9) -> Decision:
    return decide(heard(*ranking, in_scope=in_scope), URGENT)


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ([("bsn", 0.6), ("digid", 0.2)], Decision(Outcome.ANSWER, ("bsn",))),
        ([("bsn", 0.59), ("digid", 0.2)], Decision(Outcome.ASK, ("bsn", "digid"))),
        ([("bsn", 0.2), ("digid", 0.1)], Decision(Outcome.ASK, ("bsn", "digid"))),
        ([("bsn", 0.2), ("digid", 0.09)], Decision(Outcome.REPHRASE)),
        ([("a", 0.3), ("b", 0.2), ("c", 0.1), ("d", 0.1)], Decision(Outcome.ASK, ("a", "b", "c"))),
        ([("a", 0.5), ("b", 0.01)], Decision(Outcome.ASK, ("a",))),
        ([(OUT_OF_SCOPE, 0.5), ("bsn", 0.4)], Decision(Outcome.OUT_OF_SCOPE)),
        ([(OUT_OF_SCOPE, 0.49), ("bsn", 0.4)], Decision(Outcome.ASK, ("bsn",))),
        ([(OUT_OF_SCOPE, 0.3)], Decision(Outcome.REPHRASE)),
        ([("bsn", 0.5), (OUT_OF_SCOPE, 0.5)], Decision(Outcome.OUT_OF_SCOPE)),
        ([], Decision(Outcome.REPHRASE)),
    ],
)
def test_calm_messages(ranking: list[tuple[str, float]], expected: Decision) -> None:
    assert sole(*ranking) == expected


def test_what_resembles_nothing_of_ours_is_not_answered_however_sure() -> None:
    assert sole(("bsn", 0.95), in_scope=0.39) == Decision(Outcome.REPHRASE)


@pytest.mark.parametrize(
    ("ranking", "slugs"),
    [
        ([("bsn", 0.7), ("homeless", 0.3)], ("homeless",)),
        # neither alone would be enough
        ([("bsn", 0.6), ("exploitation", 0.2), ("domestic_violence", 0.1)], ("exploitation", "domestic_violence")),
        # a far weaker second one would only confuse
        ([("exploitation", 0.8), ("domestic_violence", 0.0005)], ("exploitation",)),
        ([("exploitation", 0.3), ("domestic_violence", 0.3), ("homeless", 0.3)], ("exploitation", "domestic_violence")),
        ([(OUT_OF_SCOPE, 0.7), ("homeless", 0.3)], ("homeless",)),
    ],
)
def test_danger_comes_first(ranking: list[tuple[str, float]], slugs: tuple[str, ...]) -> None:
    assert sole(*ranking, in_scope=0.0) == Decision(Outcome.URGENT, slugs)


def test_a_trace_of_danger_is_no_alarm() -> None:
    assert sole(("bsn", 0.7), ("homeless", 0.2), ("exploitation", 0.09)).outcome is Outcome.ANSWER


def both(whole: Understanding, *sentences: Understanding) -> Decision:
    return decide_all([whole, *sentences], URGENT, CHAT)


def test_the_sentence_that_asks_decides_for_an_unsure_message() -> None:
    story = heard(("bsn", 0.3), ("digid", 0.2))
    assert both(story, heard(("move", 0.4)), heard(("bsn", 0.8))) == Decision(Outcome.ANSWER, ("bsn",))


def test_two_sure_sentences_are_two_questions() -> None:
    whole = heard(("bsn", 0.5), ("digid", 0.4))
    assert both(whole, heard(("bsn", 0.8)), heard(("digid", 0.8))) == Decision(Outcome.SEVERAL, ("bsn", "digid"))


def test_thanks_beside_a_question_is_no_second_question() -> None:
    whole = heard(("bsn", 0.7), ("thanks", 0.2))
    assert both(whole, heard(("bsn", 0.8)), heard(("thanks", 0.9))) == Decision(Outcome.ANSWER, ("bsn",))


def test_a_sentence_raises_an_alarm_only_when_it_is_loud() -> None:
    whole = heard(("bsn", 0.9), ("exploitation", 0.06))
    calm = heard(("digid", 0.4))
    assert both(whole, calm, heard(("exploitation", 0.45))) == Decision(Outcome.ANSWER, ("bsn",))
    assert both(whole, calm, heard(("exploitation", 0.55))) == Decision(Outcome.URGENT, ("exploitation",))


def test_a_loud_sentence_of_a_message_without_a_trace_of_danger_is_misread() -> None:
    """ "I can't take any more. One ticket home, that is all I want." """
    whole, loud, calm = heard(("go_home", 0.95), ("homeless", 0.04)), heard(("homeless", 0.99)), heard(("go_home", 0.9))
    assert both(whole, loud, calm) == Decision(Outcome.ANSWER, ("go_home",))


def test_behind_what_the_model_reads_of_a_long_message_a_sentence_counts_alone() -> None:
    whole, loud, calm = heard(("go_home", 0.95)), heard(("homeless", 0.6)), heard(("go_home", 0.9))
    decision = decide_all([whole, calm, loud], URGENT, CHAT, cut=True)
    assert decision == Decision(Outcome.URGENT, ("homeless",))


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "c", OUT_OF_SCOPE, *sorted(URGENT)]), st.floats(0, 1)),
        unique_by=lambda pair: pair[0],
        max_size=7,
    ),
    st.floats(-1, 2),
)
def test_any_ranking_gives_a_decision_that_can_be_shown(ranking: list[tuple[str, float]], in_scope: float) -> None:
    found = sole(*sorted(ranking, key=lambda pair: -pair[1]), in_scope=in_scope)
    assert len(found.slugs) <= 3
    assert bool(found.slugs) is (found.outcome in (Outcome.URGENT, Outcome.ANSWER, Outcome.ASK))
    assert OUT_OF_SCOPE not in found.slugs


DOUBTING = Thresholds(answer=0.6, ask=0.3, scope=0.4, urgent=0.3, out_of_scope=0.5, rule=0.05)


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        # "my phone died": the model sees nothing of the kind
        ([("digid", 0.9), ("homeless", 0.04)], Decision(Outcome.ANSWER, ("digid",))),
        ([(OUT_OF_SCOPE, 0.9)], Decision(Outcome.OUT_OF_SCOPE)),
        # far below what the model needs for an alarm of its own: together they are enough
        ([("bsn", 0.9), ("homeless", 0.03), ("exploitation", 0.02)], Decision(Outcome.URGENT, ("homeless",))),
        # the model hears another one, or the same one more
        ([("exploitation", 0.7)], Decision(Outcome.URGENT, ("homeless", "exploitation"))),
        ([("exploitation", 0.5), ("homeless", 0.4)], Decision(Outcome.URGENT, ("homeless", "exploitation"))),
    ],
)
def test_what_the_rules_hear_counts_unless_the_model_sees_nothing_of_the_kind(
    ranking: list[tuple[str, float]], expected: Decision
) -> None:
    understood = Understanding(tuple(ranking), 0.9, DOUBTING)
    assert decide_all([understood], URGENT, CHAT, ("homeless",)) == expected


def test_a_rule_is_believed_for_the_sake_of_one_sentence() -> None:
    calm = Understanding((("bsn", 0.95),), 0.9, DOUBTING)
    loud = Understanding((("bsn", 0.9), ("homeless", 0.1)), 0.9, DOUBTING)
    decision = decide_all([calm, calm, loud], URGENT, CHAT, ("homeless",))
    assert decision == Decision(Outcome.URGENT, ("homeless",))
