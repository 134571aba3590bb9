"""The register of places names its faults with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import files, validate
from bot.content.place_file import places
from bot.content.problems import Problem
from bot.settings import ROOT
from tests.unit.test_content_validate import folder, found

__all__ = ["folder"]

GOOD = """places:
  - {id: westland, name: Westland, province: Zuid-Holland, at: [52.01, 4.21], people: 30000}
  - {id: naaldwijk, name: Naaldwijk, in: westland, at: [51.99, 4.21], people: 18000, also: [Налдвейк], word: true}
"""


def read(text: str) -> tuple[dict[str, object], list[str]]:
    problems: list[Problem] = []
    return dict(places(text, "places.yml", problems)), [str(problem) for problem in problems]


def test_a_town_takes_its_municipality_and_province() -> None:
    problems: list[Problem] = []
    town = places(GOOD, "places.yml", problems)["naaldwijk"]
    assert problems == []
    assert (town.municipality_name, town.province, town.also, town.word) == (
        "Westland",
        "Zuid-Holland",
        ("Налдвейк",),
        True,
    )
    assert town.full == "Naaldwijk (Westland)"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("in: westland", "in: westlan", "places.yml:3: 'westlan' is no municipality that stands above"),
        ("in: westland", "in: naaldwijk", "places.yml:3: 'naaldwijk' is no municipality that stands above"),
        ("in: westland", "in: westland, province: Utrecht", "places.yml:3: a town takes the province"),
        ("province: Zuid-Holland", "province: Holland", "places.yml:2: province 'Holland' is not one of Drenthe"),
        ("[52.01, 4.21]", "[4.21, 52.01]", "places.yml:2: 4.21, 52.01 lies outside the Netherlands"),
        ("[52.01, 4.21]", "52.01", "places.yml:2: 'at' must be [latitude, longitude]"),
        ("people: 30000", "people: many", "places.yml:2: 'people' must be a whole number"),
        ("people: 30000", "size: 3", "unknown field 'size'"),
        ("id: naaldwijk", "id: westland", "'westland' stands a second time"),
        ("name: Naaldwijk, ", "", "places.yml:3: 'name' is missing"),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, expected: str) -> None:
    _, problems = read(GOOD.replace(old, new, 1))
    assert any(expected in problem for problem in problems), problems


@pytest.mark.parametrize("text", ["", "places: 3", "- x", "places: [1]", "places:\n  - {id: a"])
def test_a_broken_file_is_a_problem_not_an_error(text: str) -> None:
    found_places, problems = read(text)
    assert found_places == {}
    assert problems or not text


def test_the_real_file_has_no_problem() -> None:
    text = (ROOT / "content" / "places.yml").read_text(encoding="utf-8")
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('city: "Tilburg"', 'city: "Tilbrug"', "win_midden_brabant: city 'Tilbrug' is no place in places.yml"),
        ('municipalities: ["Meierijstad"]', 'municipalities: ["Veghel"]', "'Veghel' is no municipality in places.yml"),
        ('city: "Amsterdam"', 'city: "Amsterdm"', "city 'Amsterdm' is no place in places.yml"),
    ],
)
def test_a_contact_in_an_unknown_town_is_a_problem_with_its_line(
    folder: Path, old: str, new: str, expected: str
) -> None:
    path = folder / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (problem, *_) = [problem for problem in found(folder) if expected in problem]
    assert problem.startswith("contacts.yml:")
    assert not problem.startswith("contacts.yml:0")


def test_the_real_contacts_stand_in_known_towns() -> None:
    loaded = files.load(ROOT / "content")
    problems = validate._desks(loaded.snapshot)
    assert list(problems) == []
