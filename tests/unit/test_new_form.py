"""What the forms for new facts and contacts make of what people type, and what they refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from api.editor import new_form
from api.editor.entry_form import contact_text, entry_of
from api.editor.new_form import name_of, new_contact, new_fact, new_rule
from bot.content import entries, files, naming
from bot.content.contacts import contacts
from bot.content.problems import Problem
from bot.content.registries import facts
from bot.settings import ROOT

TODAY = date(2026, 11, 22)
FACT = {"id": "x", "unit": "eur", "new_value": "4,50", "new_source": "https://x.nl", "new_seen": "1"}
RULE = {"id": "x", "statement": "So it is.", "source": "https://x.nl/a", "seen": "1"}
CONTACT = {
    "id": "x",
    "name": "X",
    "group": "legal",
    "what_for": "help",
    "url": "https://x.nl",
    "source": "x.nl",
    "seen": "1",
}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Holiday pay", "holiday_pay"),
        ("  Zorgtoeslag – (2027)! ", "zorgtoeslag_2027"),
        ("Żółty próg", "zolty_prog"),
        ("Ajutor pentru șomeri", "ajutor_pentru_someri"),
        ("Минимална заплата", "minimalna_zaplata"),
        ("Driver's licence", "drivers_licence"),
        ("30% ruling", "no_30_ruling"),
        ("New", "new_1"),
        ("one two three four five six seven eight nine ten", "one_two_three_four_five_six_seven_eight"),
        ("w" * 100, "w" * 40),
        ("…", ""),
    ],
)
def test_a_name_is_proposed_that_can_be_had(words: str, name: str) -> None:
    assert naming.proposed(words) == name
    assert not name or naming.well_formed(name)
    assert name_of({"name": words}) == name
    assert name_of({"name": words, "id": " Mine "}) == "Mine"


def test_every_name_of_the_files_can_be_had() -> None:
    snapshot = files.load_tree(files.read_tree(ROOT / "content")).snapshot
    for name in (*snapshot.facts, *snapshot.rules, *snapshot.contacts):
        assert naming.well_formed(name), name


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, {}),
        ({"new_value": ""}, {"new_value": new_form.MISSING}),
        ({"new_value": "soon"}, {"new_value": new_form.NO_VALUE}),
        ({"new_value": "-1"}, {"new_value": new_form.NO_VALUE}),
        ({"unit": "date", "new_value": "31-2-2027"}, {"new_value": new_form.NO_VALUE}),
        ({"unit": "date", "new_value": "28-2-2027"}, {}),
        ({"unit": "month_day", "new_value": "31-12"}, {}),
        ({"unit": ""}, {"unit": new_form.NO_KIND}),
        ({"unit": "pounds"}, {"unit": new_form.NO_KIND}),
        ({"new_source": ""}, {"new_source": new_form.NO_SOURCE}),
        ({"new_source": "javascript:alert(1)"}, {"new_source": new_form.NO_HTTPS}),
        ({"new_source": "https://"}, {"new_source": new_form.NO_HTTPS}),
        ({"new_from": "tomorrow"}, {"new_from": new_form.NO_DATE}),
        ({"new_from": "2027-01-02", "new_until": "2027-01-01"}, {"new_until": new_form.BACKWARDS}),
        ({"new_from": "2027-01-01", "new_until": "2027-01-01"}, {}),
    ],
)
def test_a_new_fact(change: Mapping[str, str], wrong: Mapping[str, str]) -> None:
    text, found = new_fact({**FACT, **change}, TODAY)
    assert found == wrong
    if not wrong:
        problems: list[Problem] = []
        (fact,) = facts(f"facts:\n{text}", "", problems)[0].values()
        assert problems == []
        assert [(one.source, one.check) for one in fact.periods] == [("https://x.nl", False)]


def test_a_value_that_nobody_has_seen_is_marked() -> None:
    (period,) = entry_of(new_fact({**FACT, "new_seen": ""}, TODAY)[0])["periods"]
    assert (period["confidence"], period["check"]) == ("check", True)


def test_the_name_is_kept_where_the_short_name_says_less() -> None:
    for note, kept in (("", "Bus fare"), ("one way", "one way")):
        assert entry_of(new_fact({**FACT, "name": "Bus fare", "entry_note": note}, TODAY)[0])["note"] == kept
    assert "note" not in entry_of(new_fact({**FACT, "id": "", "name": "Bus fare"}, TODAY)[0])


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, {}),
        ({"statement": ""}, {"statement": new_form.MISSING}),
        ({"source": ""}, {"source": new_form.NO_SOURCE}),
        ({"source": "", "source_note": "article 1"}, {}),
        ({"source": "http://x.nl"}, {"source": new_form.NO_HTTPS}),
    ],
)
def test_a_new_rule(change: Mapping[str, str], wrong: Mapping[str, str]) -> None:
    text, found = new_rule({**RULE, **change}, TODAY)
    assert found == wrong
    if not wrong:
        problems: list[Problem] = []
        (rule,) = facts(f"facts:\n{text}", "", problems)[1].values()
        assert problems == []
        assert (rule.confidence, rule.check) == ("seen 2026-11", False)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, {}),
        ({"name": ""}, {"name": new_form.MISSING}),
        ({"what_for": ""}, {"what_for": new_form.MISSING}),
        ({"source": ""}, {"source": new_form.NO_SOURCE}),
        ({"group": "friends"}, {"group": new_form.NO_KIND}),
        ({"group": "rni_desk"}, {"city": new_form.NO_CITY}),
        ({"group": "rni_desk", "city": "Breda"}, {}),
        ({"url": ""}, {"url": new_form.NO_WAY}),
        ({"url": "", "phone_national": "112"}, {}),
        ({"url": "x.nl"}, {"url": new_form.NO_HTTPS}),
        ({"urls_pl": "x.nl"}, {"urls_pl": new_form.NO_HTTPS}),
        ({"phone_national": "call us"}, {"phone_national": new_form.NO_NUMBER}),
        ({"phone_national": "(020) 123-45 67", "phone_also": "0800 1205"}, {}),
        ({"phone_e164": "+31 (20) 123 45 67"}, {}),
        ({"phone_e164": "020 123 45 67"}, {"phone_e164": new_form.NO_E164}),
        ({"whatsapp_e164": "06 12345678"}, {"whatsapp_e164": new_form.NO_E164}),
        ({"email_address": "help"}, {"email_address": new_form.NO_EMAIL}),
    ],
)
def test_a_new_contact(change: Mapping[str, str], wrong: Mapping[str, str]) -> None:
    text, found = new_contact({**CONTACT, **change}, TODAY)
    assert found == wrong
    if not wrong:
        problems: list[Problem] = []
        assert list(contacts(f"contacts:\n{text}", "", problems)) == ["x"]
        assert problems == []


def test_only_what_somebody_vouches_for_is_shown() -> None:
    ways = {"phone_national": "112", "email_address": "a@x.nl", "hours_text": "9-17", "phone_seen": "1"}
    entry = entry_of(new_contact({**CONTACT, **ways}, TODAY)[0])
    assert entry["phone"] == {"national": "112", "check": False, "confidence": "seen 2026-11"}
    assert (entry["email"]["check"], entry["hours"]["check"]) == (True, True)
    assert (entry["check"], entry["confidence"]) == (True, "seen 2026-11")
    sure = entry_of(new_contact({**CONTACT, "phone_national": "112", "phone_seen": "1"}, TODAY)[0])
    assert sure["check"] is False
    unseen = entry_of(new_contact({**CONTACT, "seen": ""}, TODAY)[0])
    assert (unseen["check"], unseen["confidence"]) == (True, "check")


def test_websites_per_language_are_changed_and_others_stay() -> None:
    entry = {"id": "x", "name": "X", "urls": {"complaints": "https://x.nl/c", "pl": "https://x.nl/pl"}}
    text = contact_text(entry, {"urls_pl": "", "urls_ro": "https://x.nl/ro"}, TODAY)
    assert entry_of(text)["urls"] == {"complaints": "https://x.nl/c", "ro": "https://x.nl/ro"}
    assert "urls" not in entry_of(contact_text({"id": "x", "urls": {"pl": "https://x.nl"}}, {"urls_pl": ""}, TODAY))


def test_a_new_contact_stands_among_its_group() -> None:
    text = (
        "contacts:\n\n  # first\n  - id: a\n    group: legal\n\n"
        "  # second\n  - id: b\n    group: urgent\n\nother:\n  - id: z\n    group: legal\n"
    )
    new = {"c": "  - id: c\n    group: legal\n", "d": "  - id: d\n    group: none\n"}
    added = entries.put_all(text, "contacts", new)
    assert list(entries.entries(added, "contacts")) == ["a", "c", "b", "d"]
    assert added.replace(new["c"], "").replace(new["d"], "") == text
    assert list(entries.entries(added, "other")) == ["z"]
    assert (
        entries.put_all("contacts:\n\nother:\n", "contacts", new)
        == "contacts:\n" + "".join(new.values()) + "\nother:\n"
    )
