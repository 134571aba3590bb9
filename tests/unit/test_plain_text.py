"""What an adviser inserts into a reply."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from bot.content.files import load
from bot.content.model import Snapshot
from bot.content.plain_text import answer_text, filled
from bot.content.references import Phrases
from bot.settings import ROOT

DAY = date(2026, 11, 22)
PHRASES = Phrases("(updating {sites})", "(check {sites})")


@cache
def snapshot() -> Snapshot:
    return load(ROOT / "content").snapshot


def test_facts_and_contacts_are_filled_in_as_plain_text() -> None:
    text = "Stawka: {fact:minimum_wage_hour_21plus}.\nZadzwoń: {contact:juridisch_loket_am.phone}"
    made = filled(text, snapshot(), language="pl", on=DAY, phrases=PHRASES)
    assert made.faults == ()
    assert "€" in made.text
    assert "{" not in made.text
    assert "](" not in made.text
    assert made.text.count("\n") == 1


@pytest.mark.parametrize("language", ["uk", "tr", "hu", "no_such"])
def test_languages_that_only_advisers_speak_get_their_values_too(language: str) -> None:
    made = filled("{fact:minimum_wage_hour_21plus}", snapshot(), language=language, on=DAY, phrases=PHRASES)
    assert made.faults == ()
    assert "14" in made.text


def test_an_unknown_reference_is_named_with_its_line() -> None:
    made = filled(
        "hello\n{fact:no_such_fact} {contact:nobody.phone}", snapshot(), language="nl", on=DAY, phrases=PHRASES
    )
    assert len(made.faults) == 2
    assert made.faults[0].startswith("line 2: no fact 'no_such_fact'")
    assert made.text == "hello"


def test_an_expired_fact_says_so_instead_of_an_old_amount() -> None:
    made = filled("{fact:minimum_wage_hour_21plus}", snapshot(), language="nl", on=date(2040, 1, 1), phrases=PHRASES)
    assert made.text.startswith("(updating")


def test_an_answer_carries_its_source_and_no_markup() -> None:
    for language in snapshot().languages:
        answer = snapshot().answer(language, "unpaid_wages")
        assert answer
        text = answer_text(answer, snapshot(), on=DAY, phrases=PHRASES, source="Bron: {links}")
        assert text.rsplit("\n\n", 1)[1].startswith("Bron: ")
        assert "**" not in text
        assert "](" not in text
        assert "{" not in text
        assert answer_text(answer, snapshot(), on=DAY, phrases=PHRASES, source="Bron: {links}", more=True) != text
