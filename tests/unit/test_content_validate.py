"""The validator names every fault with its place."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content import files, plain_language, validate
from bot.content.references import Phrases
from bot.settings import ROOT

TODAY = date(2026, 11, 22)
PHRASES = {language: Phrases("(u {sites})", "(c {sites})") for language in ("pl", "ro", "bg", "nl")}
GOOD = """---
title: A title
button: A button
row: A row
sources:
  - https://www.rijksoverheid.nl/x
rests_on: [brp_deadline]
status: unreviewed
review_by: 2027-05-31
---
Come within {fact:brp_deadline}.

- Bring your papers.

<!-- more -->

- Nobody tells your boss.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The real registries, and one good answer."""
    for name in (*files.REGISTRIES, plain_language.FILE):
        shutil.copy(ROOT / "content" / name, tmp_path / name)
    write(tmp_path, GOOD)
    return tmp_path


def write(folder: Path, text: str, language: str = "nl", place: str = "registration/bsn.md") -> None:
    path = folder / language / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def found(folder: Path) -> list[str]:
    problems = validate.check(files.load(folder), today=TODAY, phrases=PHRASES)
    return [str(problem) for problem in problems if "the file is missing" not in problem.cause]


def test_a_good_answer_passes(folder: Path) -> None:
    assert found(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{fact:brp_deadline}", "{fact:brp_dedline}", "nl/registration/bsn.md:11: no fact 'brp_dedline'"),
        ("{fact:brp_deadline}", "5 days", "nl/registration/bsn.md:11: typed number '5'"),
        ("Nobody tells", "Call 0800-8020, nobody tells", "nl/registration/bsn.md:17: typed number '0800-8020,'"),
        ("Nobody tells", "TODO nobody tells", "nl/registration/bsn.md:17: unfinished text"),
        ("Nobody tells", "Indien nobody tells", "nl/registration/bsn.md:17: officialese 'Indien': write 'als'"),
        ("Bring", "Daarna " * 21 + "bring", "nl/registration/bsn.md:13: warning: a sentence of"),
        ("Bring", "Daarna " * 26 + "bring", "nl/registration/bsn.md:13: a sentence of"),
        ("- Bring", "# Bring", "no headings and no HTML"),
        ("- Bring", "- <b>Bring</b>", "no headings and no HTML"),
        ("A button", "A button that is far too long", "button has 29 characters, 20 fit"),
        ("A row", "A row that is far too long for it", "row has 33 characters, 24 fit"),
        ("A title", "T" * 61, "title has 61 characters, 60 fit"),
        ("status: unreviewed", "status: ready", "nl/registration/bsn.md:8: status 'ready' is not one of"),
        ("review_by: 2027-05-31\n", "", "review_by is missing"),
        ("review_by: 2027-05-31", "review_by: 2026-11-21", "warning: review was due on 2026-11-21"),
        ("review_by: 2027-05-31", "review_by: soon", "must be a date such as"),
        ("button:", "buton:", "unknown field 'buton'"),
        ("  - https://www.rijksoverheid.nl/x\n", "", "sources is missing"),
        ("[brp_deadline]", "[nothing]", "rests_on: no fact or rule 'nothing'"),
        ("[brp_deadline]", "[postal_address]", "rule 'postal_address' is unverified"),
        ("Come within", "Come " * 200 + "within", "essence has"),
        ("title: A title", "title: A\ntitle: B", "'title' stands here a second time"),
        ("title: A title", "title: [", "no valid YAML"),
        ("---\ntitle", "title", "must begin with front matter"),
    ],
)
def test_a_fault_is_named_with_its_place(folder: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    write(folder, GOOD.replace(old, new, 1))
    assert any(expected in line for line in found(folder)), found(folder)


def test_every_problem_is_found_at_once(folder: Path) -> None:
    write(folder, GOOD.replace("A title", "T" * 61).replace("{fact:brp_deadline}", "5 days").replace("A row", "R" * 25))
    assert len(found(folder)) >= 3


def test_languages_must_rest_on_the_same_facts_and_steps(folder: Path) -> None:
    other = GOOD.replace("{fact:brp_deadline}", "{fact:brp_threshold}").replace("- Bring your papers.", "Bring papers.")
    write(folder, other, "pl")
    lines = "\n".join(found(folder))
    assert "references differ from pl" in lines
    assert "essence has 1 list items, pl has 0" in lines


def test_two_answers_can_not_share_a_button(folder: Path) -> None:
    write(folder, GOOD, place="registration/digid.md")
    assert any("is used by 'bsn' too" in line for line in found(folder))


def test_an_urgent_answer_needs_a_verified_number(folder: Path) -> None:
    text = GOOD.replace("Come within", "{contact:barka} within")
    write(folder, text, place="housing/homeless.md")
    assert any("at least one phone number that is verified" in line for line in found(folder))


def test_romanian_with_cedillas_is_refused(folder: Path) -> None:
    write(folder, GOOD.replace("Bring", "Adu hârţii"), "ro")
    assert any("comma below" in line for line in found(folder))


def test_a_file_that_answers_no_question_is_named(folder: Path) -> None:
    write(folder, GOOD, place="registration/bsm.md")
    assert any("belongs to no question" in line for line in found(folder))


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("facts.yml", 'value: "4"', 'value: "four"', "is no value in months"),
        ("facts.yml", "id: brp_deadline", "id: brp_threshold", "stands a second time"),
        ("facts.yml", "unit: months", "unit: moons", "unit 'moons' is not one of"),
        ("facts.yml", 'value: "4"', "value: 4", "put it in quotes"),
        ("questions.yml", "related: [bsn,", "related: [bns,", "'bns' is no other question"),
        ("questions.yml", "handoff: [info_point]", "handoff: [nobody]", "handoff 'nobody' is not"),
        ("contacts.yml", "group: urgent", "group: loud", "group 'loud' is not one of"),
        ("contacts.yml", "url: https://www.112.nl", "url: http://www.112.nl", "must start with https://"),
        ("languages.yml", "fallback: nl", "fallback: xx", "fallback 'xx' is no language here"),
    ],
)
def test_a_fault_in_a_registry_is_named_with_its_line(
    folder: Path, name: str, old: str, new: str, expected: str
) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    lines = [line for line in found(folder) if line.startswith(f"{name}:") and expected in line]
    assert lines, found(folder)[:5]


def test_a_language_without_budgets_is_named(folder: Path) -> None:
    text = (folder / plain_language.FILE).read_text(encoding="utf-8")
    (folder / plain_language.FILE).write_text(text.replace("  - id: ro\n", "  - id: xx\n"), encoding="utf-8")
    assert any(line.startswith("readability.yml:0: warning: no budgets for 'ro'") for line in found(folder))


def test_overlapping_periods_are_refused(folder: Path) -> None:
    text = (folder / "facts.yml").read_text(encoding="utf-8")
    (folder / "facts.yml").write_text(
        text.replace("valid_until: 2026-12-31", "valid_until: 2028-12-31"), encoding="utf-8"
    )
    assert any("two values hold on" in line for line in found(folder))


def test_broken_bytes_are_named(folder: Path) -> None:
    (folder / "nl" / "registration" / "bsn.md").write_bytes(b"---\ntitle: \xff\n---\n")
    assert any("is not UTF-8" in line for line in found(folder))
