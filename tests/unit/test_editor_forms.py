"""What editors type becomes what the files keep; differences, merges and causes read as people need them."""

from __future__ import annotations

import re
from datetime import date
from inspect import getsource

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.editor.answer_form import placed
from api.editor.causes import worded
from api.editor.entry_form import Loose, contact_text, entry_of, fact_text, plain_value
from bot.content import entries, files, validate
from bot.content.items import answer_item
from bot.content.merge import difference, merge
from bot.content.problems import Problem
from bot.flows.overview import fact_marks, gap_after, matches
from bot.settings import ROOT

TODAY = date(2026, 11, 22)
TREE = files.read_tree(ROOT / "content")
FACTS = entries.entries(TREE.texts["facts.yml"], "facts")
CONTACTS = entries.entries(TREE.texts["contacts.yml"], "contacts")


@pytest.mark.parametrize(
    ("typed", "unit", "kept"),
    [
        ("15,20", "eur", "15.20"),
        ("15.20", "eur", "15.20"),
        ("€ 1.234,50", "eur", "1234.50"),
        ("2.598", "eur", "2598"),
        ("12,5 %", "percent", "12.5"),
        ("1-1-2027", "date", "2027-01-01"),
        ("2027-01-01", "date", "2027-01-01"),
        ("31-12", "month_day", "--12-31"),
        ("--12-31", "month_day", "--12-31"),
        ("soon", "eur", "soon"),
    ],
)
def test_values_are_taken_as_people_type_them(typed: str, unit: str, kept: str) -> None:
    assert plain_value(typed, unit) == kept


def test_a_new_value_ends_the_one_before() -> None:
    entry = entry_of(FACTS["minimum_wage_hour_21plus"].text)
    new = {"new_value": "15,20", "new_from": "2027-01-01", "new_source": "https://x.nl", "new_seen": "1"}
    text = fact_text(entry, new, TODAY)
    *_, before, after = entry_of(text)["periods"]
    assert before["valid_until"] == date(2026, 12, 31)
    assert (after["value"], after["valid_from"], after["confidence"], after["check"]) == (
        "15.20", date(2027, 1, 1), "seen 2026-11", False,
    )  # fmt: skip
    unsure = entry_of(fact_text(entry, new | {"new_seen": ""}, TODAY))["periods"][-1]
    assert (unsure["confidence"], unsure["check"]) == ("check", True)


def test_a_new_value_in_the_middle_stands_in_its_place() -> None:
    entry = {"id": "x", "kind": "value", "unit": "eur", "periods": [{"value": "1", "source": "https://x.nl"}]}
    text = fact_text(entry, {"new_value": "2", "new_from": "2026-12-01", "new_until": "2026-12-31"}, TODAY)
    first, second = entry_of(text)["periods"]
    assert first["valid_until"] == date(2026, 11, 30)
    assert (second["valid_from"], second["valid_until"]) == (date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize("name", list(CONTACTS))
def test_a_contact_saved_unchanged_stays(name: str) -> None:
    entry = entry_of(CONTACTS[name].text)
    shown = Loose.of(entry)
    fields = {key: str(shown[key]) for key in ("name", "what_for", "url", "source", "confidence", "city")}
    fields["languages"] = ", ".join(entry["languages"])
    fields["check"] = "1" if entry.get("check") else ""
    for part in ("phone", "whatsapp", "email", "address", "hours"):
        inner = shown[part] or Loose()
        for key in ("national", "e164", "also", "text", "address"):
            if key in inner or (part, key) in (("phone", "national"), ("hours", "text")):
                fields[f"{part}_{key}"] = str(inner[key])
        fields[f"{part}_check"] = "1" if inner["check"] else ""
    assert contact_text(entry, fields, TODAY) == CONTACTS[name].text


texts = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=8).map(lambda lines: "\n".join([*lines, ""]))


@settings(max_examples=80, deadline=None)
@given(base=texts, mine=texts, theirs=texts)
def test_a_merge_loses_nobodys_words(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs)
    assert merge(base, mine, base) == mine
    assert merge(base, base, theirs) == theirs
    assert merge(base, mine, mine) == mine
    assert (merged is None) == (merge(base, theirs, mine) is None)


def test_changes_apart_fit_together_and_the_same_line_does_not() -> None:
    base = "one\ntwo\nthree\nfour\nfive\n"
    assert merge(base, base.replace("one", "ONE"), base.replace("five", "FIVE")) == "ONE\ntwo\nthree\nfour\nFIVE\n"
    assert merge(base, base.replace("two", "2"), base.replace("two", "II")) is None


def test_a_difference_marks_words_and_leaves_out_the_rest() -> None:
    old = "\n".join(f"line {n}" for n in range(20))
    lines = difference(old, old.replace("line 10", "line ten"), context=1)
    assert [line.kind for line in lines] == ["gap", "same", "change", "same", "gap"]
    assert [(piece.kind, piece.text) for piece in lines[2].pieces] == [
        ("same", "line "), ("del", "10"), ("ins", "ten"),
    ]  # fmt: skip
    assert difference(old, old) == []


def test_problems_stand_beside_their_field() -> None:
    text = TREE.texts["pl/registration/bsn.md"]
    lines = text.splitlines()
    essence, more = lines.index("---", 1) + 2, lines.index("<!-- more -->") + 3
    problems = [
        Problem("x", essence + 2, "typed number '5': use"),
        Problem("x", more, "unfinished text"),
        Problem("x", 0, "title has 61 characters, 60 fit: 'x'"),
        Problem("x", 0, "review_by is missing: by when"),
        Problem("x", 0, "essence has 901 characters when shown, 900 fit"),
    ]
    found = placed(answer_item("pl", "bsn"), text, problems, lambda msgid, **values: msgid.format(**values))
    assert [(one.field, one.line) for one in found] == [
        ("title", 0), ("essence", 0), ("essence", 3), ("more", 1), ("review_by", 0),
    ]  # fmt: skip


def test_every_cause_about_an_answer_is_put_into_words() -> None:
    """Causes as the checks really word them; a new one without words of its own fails here."""
    source = getsource(validate)
    causes = re.findall(r'(?:problem\(|, )f?"([a-zşţ{][^"]{12,})"', source)
    assert len(causes) >= 15
    plain = lambda msgid, **values: "worded"  # noqa: E731
    for cause in causes:
        if any(one in cause for one in ("handoff", "budgets", "published without", "separate accents")):
            continue  # of registries, and what saving and publishing put right by themselves
        name = "references" if "differ" in cause else "essence" if re.search("shown|list items", cause) else "title"
        filled = cause.replace("{name}", name)
        filled = re.sub(r"\{match\[0\]!r\}", "'5'", filled)
        filled = re.sub(r"\{[^{}]*!r\}", "'x'", filled)
        filled = re.sub(r"\{kind\} ", "button ", filled)
        filled = re.sub(r"\{[^{}]*\}", "1", filled)
        assert worded(filled, plain) == "worded", cause


def test_search_finds_whatever_letters_are_typed() -> None:
    assert matches("zasilek", "Zasiłek na dzieci")
    assert matches("zaplata", "Минимална заплата")
    assert matches("ЗАПЛАТА минимална", "Минимална заплата")
    assert matches("salariul minim", "Salariul minim și fluturașul")
    assert not matches("zasilek dom", "Zasiłek na dzieci")


def test_the_marks_of_facts() -> None:
    facts = files.load_tree(TREE).snapshot.facts
    wage = facts["minimum_wage_hour_21plus"]
    assert gap_after(wage, TODAY) == date(2026, 12, 31)
    assert fact_marks(wage, TODAY) == ("ending",)
    assert fact_marks(wage, date(2026, 8, 1)) == ("fine",)
    assert fact_marks(wage, date(2027, 1, 1)) == ("expired",)
    assert gap_after(facts["brp_deadline"], TODAY) is None
