"""The desk's rules without a database: hours, expectations, numbers, telephone numbers, who may do what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import rules
from bot.desk.case import SEE, SUPERVISE, Actor, Adviser, Callback, Case, CaseState, Holder, Way
from bot.desk.errors import AlreadyClaimed, BadInput, CaseNotFound, DeskError, NobodyThere, NotAllowed, NotYours, Stale
from bot.desk.expect import expect
from bot.desk.hours import NETHERLANDS, NINE_TO_FIVE, OfficeHours, Span, public_holidays
from bot.desk.numbers import ALPHABET, RANDOM_BYTES, case_number, read_number
from bot.desk.outcomes import BY_PERSON, OUTCOMES
from bot.desk.phones import read_phone, shown
from bot.desk.rules import Roster

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CASE = Case("c1", "K7F-3QD", "conv", "fake", "pl", "pl", "contract", "work", False, Way.CHAT, CaseState.WAITING, NOW)
SEES = frozenset({SEE})
EWA = Actor("e", "Ewa", languages=frozenset({"pl"}), permissions=SEES)
JAN = Actor("j", "Jan", languages=frozenset({"pl"}), permissions=SEES)
RADU = Actor("r", "Radu", languages=frozenset({"ro"}), permissions=SEES)
CHEF = Actor("s", "Chef", permissions=frozenset({SEE, SUPERVISE}))
NOBODY = Actor("n", "Nobody")
PEOPLE = Roster(tuple(Adviser(one.id, one.name, one.languages) for one in (EWA, JAN, RADU)))


def at(text: str) -> datetime:
    """A moment in Dutch time."""
    return datetime.fromisoformat(text).replace(tzinfo=NETHERLANDS)


@pytest.mark.parametrize(
    ("moment", "is_open", "opens"),
    [
        ("2026-11-23 09:00", True, "2026-11-23 09:00"),
        ("2026-11-23 16:59", True, "2026-11-23 16:59"),
        ("2026-11-23 17:00", False, "2026-11-24 09:00"),
        ("2026-11-20 18:00", False, "2026-11-23 09:00"),  # Friday evening
        ("2026-12-25 12:00", False, "2026-12-28 09:00"),  # Christmas, a Friday
        ("2027-04-27 10:00", False, "2027-04-28 09:00"),  # King's day
        ("2027-03-26 08:00", False, "2027-03-30 09:00"),  # Good Friday to Easter Monday
        ("2026-11-23 03:00", False, "2026-11-23 09:00"),
    ],
)
def test_office_hours_know_weekends_and_public_holidays(moment: str, is_open: bool, opens: str) -> None:
    hours = OfficeHours()
    assert hours.is_open(at(moment)) is is_open
    assert hours.next_opening(at(moment)) == at(opens)
    assert hours.is_open(at(moment).astimezone(UTC)) is is_open


def test_single_days_can_be_opened_and_closed() -> None:
    hours = OfficeHours(days={date(2026, 12, 25): True, date(2026, 12, 28): False})
    assert hours.is_open(at("2026-12-25 12:00"))
    assert hours.next_opening(at("2026-12-25 18:00")) == at("2026-12-29 09:00")
    assert OfficeHours(week={}).next_opening(NOW) is None
    assert OfficeHours(week={}).after(NOW, timedelta(minutes=1)) is None


def test_open_time_counts_over_nights_and_the_change_of_the_clock() -> None:
    hours = OfficeHours()
    assert hours.after(at("2026-11-23 16:45"), timedelta(minutes=30)) == at("2026-11-24 09:15")
    assert hours.after(at("2026-11-20 16:50"), timedelta(minutes=30)) == at("2026-11-23 09:20")
    night = OfficeHours(week={day: (Span(0, 24 * 60),) for day in range(7)})
    # The clock goes back at 3:00 on 25 October 2026: from 1:00, three hours later it is 3:00.
    assert night.after(at("2026-10-25 01:00"), timedelta(hours=3)) == at("2026-10-25 03:00")


@pytest.mark.parametrize("span", [(10, 10), (600, 540), (-1, 5), (0, 24 * 60 + 1)])
def test_hours_that_are_none_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="open before they close"):
        Span(*span)


def test_holidays_are_those_of_the_netherlands() -> None:
    assert date(2026, 12, 26) in public_holidays(2026)
    assert date(2026, 11, 11) not in public_holidays(2026)
    assert sorted(NINE_TO_FIVE) == [0, 1, 2, 3, 4]


@given(st.integers(0, 3 * 365 * 24 * 60), st.integers(1, 600))
def test_a_promise_ends_in_open_time(moment: int, minutes: int) -> None:
    hours, now = OfficeHours(), datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=moment)
    until = hours.after(now, timedelta(minutes=minutes))
    assert until is not None
    assert until >= now + timedelta(minutes=minutes)
    assert hours.is_open(until - timedelta(seconds=1))
    opening = hours.next_opening(now)
    assert opening is not None
    assert hours.is_open(opening)


def test_what_is_expected_is_honest() -> None:
    inside = expect(OfficeHours(), 3, False, at("2026-11-23 10:00"))
    assert (inside.place, inside.until, inside.opens_at) == (4, at("2026-11-23 10:30"), None)
    urgent = expect(OfficeHours(), 0, True, at("2026-11-23 10:00"))
    assert (urgent.place, urgent.until) == (1, at("2026-11-23 10:10"))
    closed = expect(OfficeHours(), 0, False, at("2026-11-21 10:00"))
    assert (closed.opens_at, closed.until) == (at("2026-11-23 09:00"), at("2026-11-23 09:30"))


@given(st.binary(min_size=RANDOM_BYTES, max_size=20))
def test_case_numbers_are_read_as_they_are_written(random: bytes) -> None:
    number = case_number(random)
    assert len(number) == 7
    assert set(number.replace("-", "")) <= set(ALPHABET)
    assert read_number(number) == read_number(f" {number.lower().replace('-', ' ')}") == number


@pytest.mark.parametrize("text", ["", "K7F", "K7F-3Q0", "K7F-3QDD", "🙂"])
def test_what_is_no_case_number_is_none(text: str) -> None:
    assert read_number(text) == ""


def test_too_little_chance_makes_no_number() -> None:
    with pytest.raises(ValueError, match="random bytes"):
        case_number(b"123")


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [
        ("0612345678", "", "+31612345678"),
        ("06-12 34 56 78", "pl", "+31612345678"),
        ("moj numer to 512 345 678", "pl", "+48512345678"),
        ("0721 234 567", "ro", "+40721234567"),
        ("0721 234 567", "nl", "+31721234567"),
        ("0888123456", "bg", "+359888123456"),
        ("00359888123456", "nl", "+359888123456"),
        ("112", "nl", ""),
        ("0800-0113", "nl", ""),
        ("0900 1234", "nl", ""),
        ("12345", "pl", ""),
        ("zadzwoń", "pl", ""),
        ("", "", ""),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, language: str, number: str) -> None:
    assert read_phone(typed, language) == number


@given(st.text(max_size=60), st.sampled_from(["", "pl", "ro", "bg", "nl", "uk"]))
def test_no_text_breaks_the_reading_of_numbers(text: str, language: str) -> None:
    number = read_phone(text, language)
    assert number == "" or number.startswith("+")
    assert shown(number) or not number
    shown(text)


def test_a_number_is_shown_as_people_write_it_and_never_in_a_repr() -> None:
    assert shown("+31612345678") == "06 12345678"
    assert shown("+48512345678") == "+48 512 345 678"
    assert "512" not in repr(Callback("+48512345678", "pl"))


def test_a_case_goes_from_hand_to_hand() -> None:
    claimed = rules.claim(EWA, CASE, NOW)
    assert (claimed.state, claimed.holder, claimed.version) == (CaseState.CLAIMED, Holder("e", "Ewa"), 2)
    assert rules.claim(EWA, claimed, NOW, seen=1) is claimed
    with pytest.raises(AlreadyClaimed) as refused:
        rules.claim(JAN, claimed, NOW)
    assert refused.value.holder == EWA.holder
    with pytest.raises(NotYours):
        rules.check_holds(JAN, claimed)
    given = rules.transfer(EWA, claimed, NOW, PEOPLE, to_account="j")
    assert given.holder == JAN.holder
    with pytest.raises(NotYours):
        rules.transfer(EWA, given, NOW, PEOPLE, to_queue=True)
    back = rules.transfer(CHEF, given, NOW, PEOPLE, to_queue=True)
    assert (back.state, back.holder, back.opened_at) == (CaseState.WAITING, None, CASE.opened_at)
    with pytest.raises(Stale):
        rules.claim(JAN, back, NOW, seen=1)
    with pytest.raises(NobodyThere):
        rules.transfer(CHEF, back, NOW, PEOPLE, to_language="tr")
    with pytest.raises(BadInput):
        rules.transfer(CHEF, back, NOW, PEOPLE)
    with pytest.raises(BadInput):
        rules.transfer(CHEF, back, NOW, PEOPLE, to_language="ro", to_queue=True)
    closed = rules.close(CHEF, back, "not_legal", NOW)
    for act in (rules.claim, rules.close_by_person):
        with pytest.raises(DeskError):
            act(*((EWA, closed, NOW) if act is rules.claim else (closed, "withdrawn", NOW)))
    assert rules.reopen(CHEF, closed, NOW).holder == CHEF.holder
    with pytest.raises(NotYours):
        rules.reopen(EWA, closed, NOW)
    with pytest.raises(DeskError):
        rules.reopen(CHEF, replace(closed, wiped_at=NOW), NOW)


@pytest.mark.parametrize("outcome", ["", "solved ", "SOLVED", *BY_PERSON])
def test_an_adviser_chooses_from_the_outcomes(outcome: str) -> None:
    claimed = rules.claim(EWA, CASE, NOW)
    with pytest.raises(BadInput, match="outcome"):
        rules.close(EWA, claimed, outcome, NOW)
    assert len(OUTCOMES) > 5


def test_who_sees_what() -> None:
    def sees(actor: Actor, case: Case, people: Roster = PEOPLE) -> bool:
        try:
            rules.check_seen(actor, case, people)
        except (CaseNotFound, NotAllowed):
            return False
        return True

    assert sees(EWA, CASE)
    assert not sees(RADU, CASE)
    assert sees(RADU, replace(CASE, holder=RADU.holder))
    assert sees(CHEF, CASE)
    assert not sees(NOBODY, CASE)
    housing = replace(EWA, topics=frozenset({"housing"}))
    assert not sees(housing, CASE)
    assert sees(housing, replace(CASE, topic=""))
    # In nobody's queue: everybody's.
    assert sees(RADU, replace(CASE, language="tr"))
    assert sees(RADU, CASE, Roster(PEOPLE.advisers[2:]))
    token = Actor("t", "Token", "token", permissions=SEES)
    assert sees(token, CASE)
    assert not sees(replace(token, languages=frozenset({"ro"})), CASE)


def test_texts_are_checked_by_their_length_on_the_wire() -> None:
    assert rules.check_text("  hej\n") == "hej"
    for text in ("", " \n", "🙂" * 2001):
        with pytest.raises(BadInput):
            rules.check_text(text)


def test_queues_put_urgent_ones_first() -> None:
    late = replace(CASE, id="c2", opened_at=NOW + timedelta(minutes=1), urgent=True)
    assert [case.id for case in rules.in_order([CASE, late])] == ["c2", "c1"]
