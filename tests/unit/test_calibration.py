"""Calibration: what outcomes cost, that bars pull, and that the file keeps its comments."""

from __future__ import annotations

import pytest

from bot.dialogue.context import Thresholds, Understanding
from bot.evaluation import bars
from bot.evaluation.calibration import Search, Set, calibration_set, cost, decided, loss, rewritten
from bot.evaluation.hearing import Heard, judge_turn, with_thresholds
from bot.evaluation.outcome import Got, Judged, Shown
from bot.evaluation.report import Share
from bot.evaluation.sets import Case
from tests.support.dialogue import context, snapshot

SURE_WRONG = 0.55
"""How sure the model of these sets is where it errs; it is right from 0.7 on."""


def heard(intent: str, *ranking: tuple[str, float], in_scope: float = 0.9, style: str = "") -> Heard:
    case = Case("slowa bez reguly", intent, style=style)
    return Heard(case, (Understanding(ranking, in_scope),), "pl")


def messages() -> list[Heard]:
    found = [heard("bsn", ("bsn", 0.7), ("digid", 0.1)) for _ in range(60)]
    found += [heard("bsn", ("digid", SURE_WRONG), ("bsn", 0.3)) for _ in range(8)]
    found += [heard("exploitation", ("unpaid_wages", 0.4), ("exploitation", 0.25)) for _ in range(6)]
    found += [heard("unpaid_wages", ("unpaid_wages", 0.7), ("exploitation", 0.12)) for _ in range(20)]
    found += [heard("out_of_scope", ("bsn", 0.72), in_scope=0.32) for _ in range(8)]
    return found


def a_set(found: list[Heard] | None = None) -> Set:
    return calibration_set("pl", messages() if found is None else found, context())


def judged(intent: str, shown: Shown, got: Got) -> Judged:
    return Judged(Case("x", intent), shown, got, "", ())


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (judged("bsn", Shown(("bsn",)), Got.RIGHT), judged("bsn", Shown(offered=("bsn",)), Got.BUTTON)),
        (judged("bsn", Shown(offered=("bsn",)), Got.BUTTON), judged("bsn", Shown(), Got.LOST)),
        (judged("bsn", Shown(), Got.LOST), judged("bsn", Shown(offered=("digid",)), Got.NO_BUTTON)),
        (judged("bsn", Shown(offered=("digid",)), Got.NO_BUTTON), judged("bsn", Shown(("digid",)), Got.WRONG)),
        (judged("bsn", Shown(("digid",)), Got.WRONG), judged("homeless", Shown(("bsn",)), Got.WRONG)),
        (
            judged("homeless", Shown(("homeless",), urgent=True), Got.RIGHT),
            judged("homeless", Shown(offered=("homeless",)), Got.BUTTON),
        ),
        (
            judged("homeless", Shown(("exploitation",), urgent=True), Got.WRONG),
            judged("homeless", Shown(), Got.LOST),
        ),
        (judged("out_of_scope", Shown(), Got.LOST), judged("out_of_scope", Shown(("bsn",)), Got.WRONG)),
    ],
)
def test_what_harms_more_costs_more(better: Judged, worse: Judged) -> None:
    urgent = snapshot().urgent_slugs
    assert cost(better, urgent) < cost(worse, urgent)


def test_the_chosen_thresholds_are_better_than_those_before_and_mind_every_outcome() -> None:
    one = a_set()
    chosen = Search({"pl": one}).choose("pl", Thresholds())
    assert loss(one, chosen) < loss(one, Thresholds())
    assert SURE_WRONG < chosen.answer <= 0.7
    assert 0.12 < chosen.urgent <= 0.25
    assert chosen.scope > 0.32


def test_the_same_sets_give_the_same_thresholds() -> None:
    assert Search({"pl": a_set()}).choose("pl", Thresholds()) == Search({"pl": a_set()}).choose("pl", Thresholds())


def test_a_small_set_is_drawn_to_the_others() -> None:
    lucky = a_set([heard("bsn", ("bsn", 0.4)) for _ in range(6)])
    alone = Search({"pl": lucky}).choose("pl", Thresholds())
    assert alone.answer <= 0.4
    together = Search({"pl": lucky, "ro": a_set()}).choose("pl", Thresholds())
    assert together.answer > SURE_WRONG


@pytest.mark.parametrize("answer", [0.3, 0.6, 0.8])
@pytest.mark.parametrize("urgent", [0.1, 0.4])
def test_offline_and_the_conversation_agree(answer: float, urgent: float) -> None:
    thresholds = Thresholds(answer=answer, urgent=urgent)
    one = a_set([*messages(), heard("thanks", ("thanks", 0.9)), heard("greet", ("greet", 0.3), ("thanks", 0.2))])
    turned = [judge_turn("pl", with_thresholds(row, thresholds), context()) for row in one.heard]
    assert [(row.got, row.shown.urgent) for row in decided(one, thresholds)] == [
        (row.got, row.shown.urgent) for row in turned
    ]
    assert len(turned) == 104


def test_rules_and_other_languages_are_settled_whatever_the_thresholds() -> None:
    rule = Heard(Case("szef zabrał mi paszport", "exploitation"), ())
    other = Heard(Case("как да се запиша при лекар в Холандия", "bsn"), (Understanding((("bsn", 0.9),), 0.9),), "bg")
    one = a_set([rule, other])
    assert not one.heard
    assert [row.got for row in one.settled] == [Got.RIGHT, Got.WRONG]


def test_a_bar_says_by_how_many_messages_it_is_missed() -> None:
    most = next(bar for bar in bars.BARS if bar.name == "wrong answer")
    least = next(bar for bar in bars.BARS if bar.name == "urgent recall")
    assert most.missed_by(Share(10, 100)) == pytest.approx(6)
    assert most.missed_by(Share(4, 100)) == 0
    assert least.missed_by(Share(90, 100)) == pytest.approx(8)
    assert most.holds(Share(4, 100))
    assert not least.holds(Share(97, 100))


def test_bars_look_at_their_group_alone() -> None:
    rows = decided(
        a_set([heard("bsn", ("digid", 0.9), style="indirect"), heard("bsn", ("bsn", 0.9), style="plain")]), Thresholds()
    )
    found = {bar.name: value for bar, value in bars.measured(rows, snapshot().urgent_slugs)}
    assert found["first choice right, indirect"] == Share(0, 1)
    assert found["first choice right, indirect aside"] == Share(1, 1)
    assert any("MISSED" in line for line in bars.lines(rows, snapshot().urgent_slugs))


def test_the_file_keeps_its_comments_and_other_rows() -> None:
    table = "# why\npl: {answer: 0.65, ask: 0.35, scope: 0.4, urgent: 0.2, out_of_scope: 0.5}\nro: {answer: 0.1}\n"
    chosen = Thresholds(0.5, 0.25, 0.3, 0.15, 0.6, 0.02)
    written = rewritten(table, "pl", chosen)
    row = "{answer: 0.5, ask: 0.25, scope: 0.3, urgent: 0.15, out_of_scope: 0.6, rule: 0.02}"
    assert written == f"# why\npl: {row}\nro: {{answer: 0.1}}\n"
    assert rewritten(written, "xx", chosen).endswith(f"xx: {row}\n")


def test_a_language_in_a_hollow_goes_on_from_where_another_ended() -> None:
    class TwoHollows(Search):
        def objective(self, language: str, thresholds: Thresholds) -> float:
            low = 5 * abs(thresholds.urgent - 0.65)
            return low if language == "ro" else min(low, 1 + abs(thresholds.urgent - Thresholds().urgent))

    search = TwoHollows({"pl": a_set(), "ro": a_set()})
    assert search.choose("pl", Thresholds()).urgent == Thresholds().urgent
    assert {one.urgent for one in search.choose_all(Thresholds()).values()} == {0.65}
