"""What the editor writes is the file that a person would have written: nothing is lost on the way there and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import answer_file, entries, files, write
from bot.content.model import Answer, Status
from bot.content.problems import Problem
from bot.content.yaml_lines import load
from bot.settings import ROOT

TREE = files.read_tree(ROOT / "content")
LOADED = files.load_tree(TREE)


def test_every_answer_is_written_as_it_stands() -> None:
    assert len(LOADED.snapshot.answers) > 300
    for (language, slug), answer in LOADED.snapshot.answers.items():
        assert write.answer_text(answer) == TREE.texts[files.path_of(language, answer.topic, slug)]


@pytest.mark.parametrize(("path", "section", "least"), [("facts.yml", "facts", 500), ("contacts.yml", "contacts", 90)])
def test_every_entry_is_written_as_it_stands(path: str, section: str, least: int) -> None:
    text = TREE.texts[path]
    found = entries.entries(text, section)
    assert len(found) >= least
    assert list(found) == [one["id"] for one in load(text)[section]]
    for name, entry in found.items():
        (data,) = load(entry.text)
        assert write.entry_text(data) == entry.text, name
    assert entries.put_all(text, section, {name: entry.text for name, entry in found.items()}) == text


def test_an_entry_is_replaced_without_touching_its_neighbours() -> None:
    text = TREE.texts["facts.yml"]
    old = entries.entries(text, "facts")["brp_deadline"]
    changed = entries.put(text, "facts", "brp_deadline", old.text.replace('"5"', '"6"'))
    assert set(changed.splitlines()) <= set(text.splitlines())
    assert len(changed) == len(text)
    assert load(changed)["facts"][1]["periods"][0]["value"] == "6"


def test_a_new_entry_goes_to_the_end_of_its_section() -> None:
    text = TREE.texts["facts.yml"]
    added = entries.put(text, "facts", "brand_new", write.entry_text({"id": "brand_new", "kind": "rule"}))
    assert load(added)["facts"][-1]["id"] == "brand_new"
    assert load(added)["calendar"] == load(text)["calendar"]


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\x85\ufeff"), max_size=60
)
lines = st.lists(words, max_size=5).map("\n".join)


@settings(max_examples=60, deadline=None)
@given(title=words, essence=lines, more=lines, source=words)
def test_any_text_comes_back(title: str, essence: str, more: str, source: str) -> None:
    answer = Answer("nl", "bsn", "registration", title, "b", "r", essence, more, (source,), status=Status.PUBLISHED)
    problems: list[Problem] = []
    text = write.answer_text(answer)
    read = answer_file.read(text, "x", language="nl", topic="registration", slug="bsn", problems=problems)
    assert read is not None
    again = read[0]
    expected = [line.rstrip() for line in essence.splitlines() if line.strip() != answer_file.MORE]
    assert again.title == " ".join(title.split())
    assert again.essence == "\n".join(expected).strip()
    assert again.status is Status.PUBLISHED
    assert write.answer_text(replace(again)) == text


@settings(max_examples=60, deadline=None)
@given(value=words)
def test_any_value_of_an_entry_comes_back(value: str) -> None:
    text = write.entry_text({"id": "x", "note": value, "source": value, "per": value, "texts": [value]})
    (data,) = yaml.safe_load(text)
    for key in ("note", "source", "per"):
        assert data.get(key, "") == " ".join(value.split())
