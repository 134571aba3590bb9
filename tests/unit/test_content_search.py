"""Advisers find answers by words as they type them."""

from __future__ import annotations

from functools import cache

import pytest

from bot.content.files import load
from bot.content.model import Snapshot
from bot.content.search import AnswerIndex
from bot.settings import ROOT


@cache
def snapshot() -> Snapshot:
    return load(ROOT / "content").snapshot


@cache
def index(language: str) -> AnswerIndex:
    return AnswerIndex(snapshot(), language)


def found(language: str, query: str, *, first: str = "") -> list[str]:
    return [answer.slug for answer in index(language).search(query, first=first)]


@pytest.mark.parametrize(
    ("language", "query", "slug"),
    [
        ("pl", "zwolnienie lekarskie", "sick_leave"),
        ("pl", "zasiłek dla bezrobotnych", "unemployment_benefit"),
        ("pl", "zasilek bezrobot", "unemployment_benefit"),
        ("pl", "zorgverzekering", "insurance_obligation"),
        ("ro", "medic de familie", "huisarts_register"),
        ("bg", "минимална заплата", "minimum_wage"),
        ("bg", "minimalna zaplata", "minimum_wage"),
        ("bg", "lichen lekar", "huisarts_register"),
        ("nl", "minimumloon", "minimum_wage"),
        ("nl", "eviction", "eviction"),
    ],
)
def test_words_without_diacritics_in_either_script_or_dutch_lead_there(language: str, query: str, slug: str) -> None:
    assert slug in found(language, query)[:3]


def test_an_answer_with_all_words_beats_those_with_some_and_half_of_them_is_enough() -> None:
    assert found("nl", "minimumloon xyzzyx")[0] == "minimum_wage"
    assert found("nl", "minimumloon xyzzyx plugh") == []
    assert found("pl", "konto bank")[0] == "bank_account"


def test_without_words_the_cases_own_question_and_its_neighbours_are_near() -> None:
    near = found("pl", "  ", first="minimum_wage")
    assert near[0] == "minimum_wage"
    assert {snapshot().questions[slug].topic for slug in near} == {"work"}
    assert found("pl", "", first="no_such_question") == []


@pytest.mark.parametrize("query", ["\ud800", "\u202e", "{fact:x}", "%", "a" * 5000, "' or 1=1 --", "🙂"])
def test_any_text_is_a_query(query: str) -> None:
    assert isinstance(found("bg", query), list)


def test_the_parts_that_steer_the_chat_are_no_answers() -> None:
    assert all(snapshot().questions[slug].topic != "chat" for slug in found("nl", "mens"))
