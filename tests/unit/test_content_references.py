"""Amounts, dates and phone numbers by id."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from bot.content import markup, references
from bot.content.model import Contact, Detail, Fact, MonthDay, Period, Snapshot, Unit
from bot.content.references import Phrases, Reference, fill, format_value
from tests.support.dialogue import snapshot

PHRASES = Phrases(updating="(updating, see {sites})", unverified="(check {sites})")
URL = "https://www.example.nl/page"


def period(value: str, start: str | None, end: str | None, *, check: bool = False) -> Period:
    return Period(
        Decimal(value),
        URL,
        "seen",
        check,
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
    )


def world(*periods: Period, contact: Contact | None = None) -> Snapshot:
    facts = {"wage": Fact("wage", Unit.EUR, periods)}
    contacts = {contact.id: contact} if contact else {}
    return replace(snapshot(), facts=MappingProxyType(facts), contacts=MappingProxyType(contacts))


def shown(text: str, on: str, *periods: Period, contact: Contact | None = None, language: str = "nl") -> str:
    filled = fill(text, world(*periods, contact=contact), language=language, on=date.fromisoformat(on), phrases=PHRASES)
    return markup.plain(filled)


OLD, NEW = period("14.71", "2026-01-01", "2026-06-30"), period("14.99", "2026-07-01", "2026-12-31")


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2026-06-30", "€ 14,71"), ("2026-07-01", "€ 14,99"), ("2026-12-31", "€ 14,99")],
)
def test_the_value_of_the_day_is_shown(on: str, expected: str) -> None:
    assert shown("{fact:wage} per uur", on, OLD, NEW).replace("\xa0", " ") == f"{expected} per uur"


def test_an_expired_value_is_never_shown() -> None:
    text = shown("Het loon is {fact:wage}.", "2027-01-01", OLD, NEW)
    assert "14" not in text
    assert "updating, see example.nl" in text


def test_a_value_that_begins_later_is_not_shown_yet() -> None:
    assert "400" not in shown("{fact:wage}", "2026-12-31", period("400", "2027-01-01", None))


def test_an_unverified_value_marks_its_line_once() -> None:
    text = shown(
        "- {fact:wage} of {fact:wage|number} euro.\n- Niets.", "2026-07-01", period("5", None, None, check=True)
    )
    first, second = text.splitlines()
    assert first.count("(check example.nl") == 1
    assert second == "• Niets."


def test_a_line_that_names_the_site_already_is_marked_without_naming_it_again() -> None:
    phrases = Phrases("(u)", "(check {sites})", "(unsure)")
    text = f"{{fact:wage}}, look at [example.nl]({URL})"
    filled = fill(text, world(period("5", None, None, check=True)), language="nl", on=date(2026, 7, 1), phrases=phrases)
    assert filled.endswith("(unsure)")


@pytest.mark.parametrize(("check", "expected"), [(False, "Fair: 020-760 08 09"), (True, "Fair: fair.example")])
def test_an_unverified_phone_shows_the_website(check: bool, expected: str) -> None:
    contact = Contact("fair", "Fair", "legal", "x", url="https://fair.example", phone=Detail("020-760 08 09", check))
    assert shown("{contact:fair}", "2026-07-01", contact=contact) == expected


def test_two_numbers_are_both_dialable() -> None:
    contact = Contact("help", "Help", "urgent", "x", phone=Detail("113", also="0800-0113"))
    filled = fill("{contact:help.phone}", world(contact=contact), language="nl", on=date(2026, 1, 1), phrases=PHRASES)
    assert filled == "[113](tel:113) / [0800-0113](tel:08000113)"


@pytest.mark.parametrize(
    ("unit", "value", "pl", "bg"),
    [
        (Unit.EUR, Decimal("385"), "385 €", "385 €"),
        (Unit.EUR, Decimal("14.99"), "14,99 €", "14,99 €"),
        (Unit.MONTHS, Decimal(4), "4 miesiące", "4 месеца"),
        (Unit.MONTHS, Decimal(5), "5 miesięcy", "5 месеца"),
        (Unit.PERCENT, Decimal("39.5"), "39,5%", "39,5%"),
        (Unit.DATE, date(2027, 1, 1), "1 stycznia 2027", "1 януари 2027 г."),
        (Unit.MONTH_DAY, MonthDay(12, 31), "31 grudnia", "31 декември"),
        (Unit.CALENDAR_YEAR, Decimal(2021), "2021", "2021"),
        (Unit.COUNT, Decimal(40857), "40 857", "40 857"),
    ],
)
def test_values_are_written_as_people_write_them(unit: Unit, value: object, pl: str, bg: str) -> None:
    assert format_value(value, unit, "pl").replace("\xa0", " ") == pl
    assert " ".join(format_value(value, unit, "bg").split()) == bg


@pytest.mark.parametrize("unit", [Unit.HOURS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.MINUTES])
@pytest.mark.parametrize("locale", ["pl", "ro", "bg", "nl"])
def test_every_duration_has_a_word(unit: Unit, locale: str) -> None:
    assert "duration" not in format_value(Decimal(3), unit, locale)


@pytest.mark.parametrize(
    ("reference", "cause"),
    [
        (Reference("fact", "nothing", "", 1), "no fact 'nothing'"),
        (Reference("fact", "wage", "words", 1), "no form 'words'"),
        (Reference("contact", "nobody", "", 1), "no contact 'nobody'"),
        (Reference("contact", "fair.fax", "", 1), "no part 'fax'"),
        (Reference("contact", "fair.email", "", 1), "has no email"),
        (Reference("picture", "x", "", 1), "unknown reference"),
        (Reference("source", "nothing", "", 1), "no fact or rule"),
    ],
)
def test_a_wrong_reference_is_named(reference: Reference, cause: str) -> None:
    contact = Contact("fair", "Fair", "legal", "x", url="https://fair.example")
    assert cause in (references.fault(world(OLD, contact=contact), reference) or "")


def test_a_wrong_reference_is_left_out_and_never_raises() -> None:
    assert shown("A {fact:nothing} {picture:x} {contact:nobody} B", "2026-07-01", OLD) == "A    B"


@pytest.mark.parametrize("words", ["a_b*c[d](e) 1. - # x <y> \\ & 5-6", "**", "[x](javascript:1)", "1. a\n2. b"])
def test_escaped_text_comes_back_as_it_was(words: str) -> None:
    assert markup.plain(markup.escape(words)) == words


def test_a_dangerous_link_is_plain_text() -> None:
    assert not any(span.url for block in markup.parse("[x](javascript:alert(1)) <a href=x>") for span in block.spans)
