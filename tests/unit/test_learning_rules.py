"""The pure rules of learning: what counts as missed, what is alike, which model may take the other's place."""

from __future__ import annotations

import pytest

from bot.content.similarity import ALIKE, alike, mean, sketch
from bot.dialogue.decide import OUT_OF_SCOPE
from bot.dialogue.effects import Count, Missed, RecordFeedback
from bot.dialogue.missed import missed
from bot.dialogue.result import Turn
from bot.dialogue.state import State
from bot.evaluation.comparison import compare
from bot.evaluation.outcome import Got, Judged, Shown, judge
from bot.evaluation.sets import Case
from bot.messages import Incoming, IncomingKind
from tests.support.dialogue import press, text

URGENT = frozenset({"homeless", "exploitation"})
OFFERED = State(language="pl", offered=(("ask:bsn", "BSN"), ("ask:digid", "DigiD"), ("none", "-"), ("human", "-")))


def turn(*effects: object) -> Turn:
    return Turn(State(language="pl"), (), effects)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "incoming", "effects", "expected"),
    [
        (State(), text("x"), (Count("rephrased", "pl"),), Missed("rephrase", "pl")),
        (State(), text("x"), (Count("out_of_scope", "pl"),), Missed("outside", "pl")),
        (State(), text("x"), (Count("answered", "pl", "bsn"),), None),
        (State(), text("x"), (Count("rephrased", "pl"), Count("urgent", "pl", "homeless")), None),
        (State(), text(""), (Count("rephrased", "pl"),), None),
        (
            State(),
            press("no:bsn"),
            (RecordFeedback("bsn", "pl", False),),
            Missed("not_useful", "pl", "bsn", before=True),
        ),
        (State(), press("yes:bsn"), (RecordFeedback("bsn", "pl", True),), None),
        (OFFERED, press("none"), (Count("menu", "pl", detail="none"),), Missed("none", "pl", before=True)),
        (State(), press("none"), (Count("menu", "pl", detail="none"),), None),
        (
            OFFERED,
            press("ask:digid"),
            (Count("answered", "pl", "digid", "button"),),
            Missed("other", "pl", "digid", True),
        ),
        (OFFERED, press("ask:bsn"), (Count("answered", "pl", "bsn", "button"),), None),
        (OFFERED, press("ask:dentist"), (Count("answered", "pl", "dentist", "button"),), None),
    ],
)
def test_what_counts_as_missed(
    before: State, incoming: Incoming, effects: tuple[object, ...], expected: Missed | None
) -> None:
    assert missed(before, incoming, turn(*effects)) == expected


def test_a_conversation_without_a_language_teaches_nothing() -> None:
    made = Turn(State(), (), (Count("rephrased", "nl"),))
    assert missed(State(), Incoming(IncomingKind.TEXT, text="x"), made) is None


def test_sentences_are_alike_by_meaning_letters_and_guess() -> None:
    here, there = [1.0, 0.2, 0.0], [0.0, 0.1, 1.0]
    centre = mean([[0.2, 0.2, 0.2], [0.0, 0.0, 0.0]])
    one = sketch("jak zmienić umowę najmu", "pl", here, centre, "contract")
    near = sketch("zmienić umowę, jak?", "pl", [0.9, 0.3, 0.1], centre, "contract")
    far = sketch("boli mnie ząb", "pl", there, centre, "dentist")
    assert alike(one, near) > ALIKE > alike(one, far)
    assert alike(one, sketch("Jak zmienic umowe najmu?", "pl", there, centre, "")) > 1
    assert (
        alike(sketch("ка6та под наем", "bg", [0.0] * 3, (), ""), sketch("къща под наем", "bg", [0.0] * 3, (), "")) > 0
    )


def row(intent: str, *, answered: tuple[str, ...] = (), offered: tuple[str, ...] = (), urgent: bool = False) -> Judged:
    case, seen = Case("x", intent), Shown(answered, offered, urgent)
    first = (answered or offered or ("",))[0]
    return Judged(case, seen, judge(case, seen), first, (first,))


RIGHT = row("bsn", answered=("bsn",))
WRONG = row("bsn", answered=("digid",))
LOST = row("bsn")
ALARM = row("homeless", answered=("homeless",), urgent=True)
SILENT = row("homeless", answered=("housing_search",))
FALSE_ALARM = row("bsn", answered=("homeless",), urgent=True)
OUT = row(OUT_OF_SCOPE)


def refusals(before: list[Judged], after: list[Judged]) -> list[str]:
    return [one.what for one in compare(before, after, URGENT).refusals]


def test_the_same_and_the_better_are_taken() -> None:
    assert refusals([RIGHT, LOST, ALARM, OUT], [RIGHT, LOST, ALARM, OUT]) == []
    better = compare([RIGHT, LOST, ALARM], [RIGHT, RIGHT, ALARM], URGENT)
    assert better.better
    assert (better.helped, better.hurt) == (1, 0)
    assert better.cost_after < better.cost_before


def test_an_urgent_question_weighs_more_than_any_gain() -> None:
    many = compare([LOST] * 50 + [ALARM], [RIGHT] * 50 + [SILENT], URGENT)
    assert [(one.what, one.slug) for one in many.refusals if one.what == "urgent"] == [("urgent", "homeless")]


def test_each_urgent_question_counts_by_itself() -> None:
    other = row("exploitation", answered=("exploitation",), urgent=True)
    missed_other = row("exploitation", answered=("bsn",))
    assert "urgent" in refusals([ALARM, missed_other, other], [ALARM, missed_other, missed_other])
    assert "urgent" in refusals([SILENT, other], [ALARM, missed_other])


def test_one_more_wrong_answer_or_false_alarm_is_too_much_whatever_is_gained() -> None:
    assert refusals([LOST] * 50 + [RIGHT], [RIGHT] * 50 + [WRONG]) == [str(Got.WRONG)]
    assert "false urgent alarms" in refusals([LOST] * 50 + [RIGHT], [RIGHT] * 50 + [FALSE_ALARM])


def test_more_trouble_on_the_whole_is_refused() -> None:
    assert refusals([RIGHT, RIGHT], [RIGHT, LOST]) == ["cost"]


def test_the_report_is_plain_data() -> None:
    import json

    report = json.loads(json.dumps(compare([RIGHT, ALARM], [WRONG, ALARM], URGENT).to_json()))
    assert report["messages"] == 2
    assert {one["what"] for one in report["refusals"]} == {"cost", "wrong answer"}
    assert next(one for one in report["urgent"] if one["slug"] == "homeless") == {
        "slug": "homeless", "before": 1, "after": 1, "total": 1,
    }  # fmt: skip
