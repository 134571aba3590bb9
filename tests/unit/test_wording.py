"""The chat's catalogs: nothing missing, nothing too long, the same places in every language."""

from __future__ import annotations

import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from bot.language.handoff_only import LANGUAGES as ADVISERS_ONLY
from bot.language.wording import Wording, read_catalog
from bot.settings import ROOT

LANGUAGES = ("pl", "ro", "bg", "nl")
KEYWORDS = {"t": None, "button": None, "n": (1, 2)}
MAX_BUTTON_UNITS = 20


@cache
def used() -> dict[object, set[str]]:
    """msgid (a pair for plurals) → the files that use it."""
    found: dict[object, set[str]] = {}
    for room in ("dialogue", "language"):
        folder = Path(ROOT) / "bot" / room
        for file, _, message, _, _ in extract_from_dir(folder, [("**.py", "python")], keywords=KEYWORDS):
            found.setdefault(message, set()).add(f"{room}/{file}")
    assert len(found) > 40, "the extraction sees nothing: did the code move?"
    return found


def catalog(language: str) -> Catalog:
    return read_catalog(language, "chat")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_worded_and_none_is_left_over(language: str) -> None:
    worded = {message.id: message for message in catalog(language) if message.id}
    assert set(worded) == set(used())
    for message in worded.values():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy
        if isinstance(message.id, tuple):
            assert len(strings) == catalog(language).num_plurals
        original = message.id[0] if isinstance(message.id, tuple) else message.id
        for text in strings:
            assert places(str(text)) == places(str(original)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_button_titles_fit_the_smallest_button(language: str) -> None:
    wording = Wording.load("chat", [language])
    titles = set()
    for file in (Path(ROOT) / "bot" / "dialogue").glob("*.py"):
        with file.open("rb") as source:
            from babel.messages.extract import extract

            titles |= {message for _, message, _, _ in extract("python", source, keywords={"button": None})}
    assert len(titles) > 10
    for title in titles | {"Registration, BSN", "Health insurance", "Work and pay", "Rights and help"}:
        worded = wording.text(language, str(title))
        assert len(worded.encode("utf-16-le")) // 2 <= MAX_BUTTON_UNITS, worded


# Said to people whose language only advisers speak, besides what the three modules of the desk say.
ALSO_TO_OTHERS = {
    "Delete everything that you wrote here and our answers? This can't be undone.",
    "Done: everything you wrote here is deleted. Your phone keeps its own copy of this chat; delete it there "
    "yourself if somebody else uses your phone. Goodbye, and take care.",
    "No, keep it",
    "Talk to a person",
    "Yes, delete it all",
}


@pytest.mark.parametrize("language", [language for language in ADVISERS_ONLY if language != "en"])
def test_the_way_to_an_adviser_is_worded_in_the_languages_of_advisers(language: str) -> None:
    said = {file for file in ("dialogue/desk.py", "dialogue/person.py", "dialogue/joined.py")}
    needed = {message for message, files in used().items() if files & said} | ALSO_TO_OTHERS
    assert ALSO_TO_OTHERS <= set(used())
    worded = {message.id: message for message in read_catalog(language, "handoff") if message.id}
    assert set(worded) == needed
    for message in worded.values():
        assert message.string
        assert not message.fuzzy
        assert places(str(message.string)) == places(str(message.id)), message.id
        # What fits a button in English is a button.
        if len(str(message.id)) <= MAX_BUTTON_UNITS:
            assert len(str(message.string).encode("utf-16-le")) // 2 <= MAX_BUTTON_UNITS, message.string
    assert Wording.load("chat", LANGUAGES).text(language, "Other help") == worded["Other help"].string


@pytest.mark.parametrize(("number", "form"), [(1, "dzień"), (2, "dni"), (5, "dni"), (30, "dni")])
def test_plurals_follow_the_language(number: int, form: str) -> None:
    singular, plural = next(message for message in used() if isinstance(message, tuple))
    assert f"{number} {form} " in Wording.load("chat", ["pl"]).plural("pl", singular, plural, number)


def test_romanian_has_no_letters_with_a_cedilla() -> None:
    text = "".join(str(message.string) for message in catalog("ro"))
    assert not set(text) & set("şţŞŢ")
