"""The texts of the pages: none missing, none unused, in every language of the registry."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir

from api.words import DOMAIN, Words
from bot.content.files import load
from bot.dialogue.commands import command
from bot.errors import ContentError
from bot.language.wording import read_catalog
from bot.settings import ROOT

API = ROOT / "api"
KEYWORDS = {"_": None, "N_": None, "_n": (1, 2), "t": (2,)}
STAFF = ("staff", "desk", "editor", "admin", "insight", "escalations")
METHODS = [
    # The pages of staff have catalogs of their own.
    *((f"{place}{room}/**", "ignore") for room in STAFF for place in ("", "templates/")),
    ("templates/**.html", "jinja2"),
    ("**.py", "python"),
]
PLACES = re.compile(r"\{(\w+)\}")


def asked_for() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(API, METHODS, keywords=KEYWORDS)
    return {tuple(msgid) if isinstance(msgid, (tuple, list)) else msgid for _, _, msgid, _, _ in found}


WORDS = Words.load(ROOT / "content")
LANGUAGES = list(WORDS.names)


def entries(language: str) -> dict[str | tuple[str, ...], Message]:
    return {
        tuple(message.id) if message.pluralizable else str(message.id): message
        for message in read_catalog(language, DOMAIN)
        if message.id
    }


def forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (tuple, list)) else [str(message.string)]


def test_the_extraction_sees_templates_and_code() -> None:
    found = asked_for()
    assert "What do you want to know?" in found
    assert "This page does not exist." in found
    assert len(found) > 65


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalog_holds_what_the_pages_say_and_nothing_else(language: str) -> None:
    assert set(entries(language)) == asked_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_in_every_plural_form(language: str) -> None:
    catalog = read_catalog(language, DOMAIN)
    for msgid, message in entries(language).items():
        assert not message.fuzzy, msgid
        assert all(form.strip() for form in forms(message)), msgid
        if message.pluralizable:
            assert len(forms(message)) == catalog.num_plurals, msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_places(language: str) -> None:
    for msgid, message in entries(language).items():
        asked = set(PLACES.findall(msgid if isinstance(msgid, str) else msgid[1]))
        for form in forms(message):
            # A form that stands for one number only may write it out ("Eén dag").
            assert set(PLACES.findall(form)) in (asked, asked - {"number"}), msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_in_english(language: str) -> None:
    same = {str(m.id) for m in entries(language).values() if m.string == m.id}
    assert same <= {"Chat", "Sorry", "Privacy"}


def test_romanian_has_its_own_letters() -> None:
    for message in entries("ro").values():
        assert not set("".join(forms(message))) & set("şţŞŢ"), message.id


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("pl", 1, "1 dzień po"),
        ("pl", 22, "22 dni po"),
        ("pl", 30, "30 dni po"),
        ("ro", 1, "La o zi"),
        ("ro", 7, "La 7 zile"),
        ("ro", 30, "La 30 de zile"),
        ("bg", 1, "Един ден"),
        ("bg", 30, "30 дни"),
        ("nl", 1, "Eén dag"),
        ("nl", 30, "30 dagen"),
    ],
)
def test_days_are_counted_as_each_language_counts(language: str, number: int, expected: str) -> None:
    one = "One day after your last message we delete the conversation."
    many = "{number} days after your last message we delete the conversation."
    assert WORDS.tn(language, one, many, number).startswith(expected)


def test_every_topic_of_the_registry_has_an_icon() -> None:
    topics = {q.topic for q in load(ROOT / "content").snapshot.questions.values()} - {"chat"}
    assert topics
    icons = (API / "templates/chat/_icon.html").read_text(encoding="utf-8")
    assert all(f'"{topic}":' in icons for topic in topics)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        ("en-GB,en;q=0.9,ro;q=0.5", "ro"),
        ("nl;q=0.3, bg;q=0.7", "bg"),
        ("en-US,en;q=0.9", ""),
        ("pl;q=0, nl;q=0.1", "nl"),
        ("", ""),
        ("*", ""),
        (";;;,,,q=,pl;q=x", ""),
        ("ro;q=nan", ""),
        ("x" * 100_000 + ",pl", ""),
    ],
)
def test_the_browsers_wish_is_read(header: str, expected: str) -> None:
    assert WORDS.accepted(header) == expected


def test_a_missing_registry_stops_the_start_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"languages\.yml"):
        Words.load(tmp_path)


def test_a_language_without_catalog_stops_the_start_with_the_files_name(tmp_path: Path) -> None:
    registry = (ROOT / "content/languages.yml").read_text(encoding="utf-8")
    added = "languages:\n  - {id: xx, name: Xx, english: Xx, script: Latn, locale: xx}\n"
    (tmp_path / "languages.yml").write_text(registry.replace("languages:\n", added, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"xx/LC_MESSAGES/web\.po"):
        Words.load(tmp_path)


def test_templates_have_no_words_of_their_own() -> None:
    """A text between tags that is not behind `_()` would be shown in English to everybody."""
    checked = 0
    for path in sorted((API / "templates").rglob("*.html")):
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", io.StringIO(path.read_text(encoding="utf-8")).read(), flags=re.S)
        words = re.findall(r">[^<]*?([A-Za-z]{2,})[^<]*?<", text)
        assert set(words) <= {"autoriteitpersoonsgegevens"}, path
        checked += 1
    assert checked > 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_that_the_privacy_page_names_deletes(language: str) -> None:
    msgid = next(m for m in entries(language) if isinstance(m, str) and "“delete”" in m)
    named = re.search("[„“](.+?)[”“]", WORDS.t(language, msgid))
    assert named
    typed = command(named[1])
    assert typed
    assert typed.verb == "erase"
