"""The texts of the staff pages (sign-in, desk, administration): none missing in Dutch, none left over."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir

from api.staff.words import DOMAINS, FALLBACK, StaffWords
from api.words import Words
from bot.language.wording import po_path, read_catalog
from bot.settings import ROOT

KEYWORDS = {"t": None, "N_": None, "tn": (1, 2)}
ROOMS = ("staff", "desk", "admin", "escalations")
PLACES = re.compile(r"\{(\w+)\}")
SAME = {
    "Code {code}", "Code", "Accounts", "bot", "Chat", "Training", "Contacts", "Document", "Sticker", "Live", "Filters",
}  # fmt: skip
"""Texts that are the same in Dutch."""

Key = str | tuple[str, str]


def key_of(msgid: object) -> Key:
    if isinstance(msgid, (tuple, list)):
        return (msgid[0], msgid[1]) if len(msgid) > 1 and msgid[1] else str(msgid[0])
    return str(msgid)


def asked_for() -> set[Key]:
    """What templates and code of the staff pages say; the editor's pages have a catalog of their own."""
    places = [
        *((ROOT / "api" / "templates" / room, "**.html", "jinja2") for room in ROOMS),
        *((ROOT / "api" / room, "**.py", "python") for room in ROOMS),
        (ROOT / "bot" / "staff", "**.py", "python"),
        (ROOT / "bot" / "desk", "**.py", "python"),
        (ROOT / "bot" / "store", "accounts.py", "python"),
    ]
    found = set()
    for folder, pattern, method in places:
        for _, _, msgid, _, _ in extract_from_dir(folder, [(pattern, method)], keywords=KEYWORDS):
            found.add(key_of(msgid))
    for name in ("staff", "accounts", "admin"):
        for _, _, msgid, _, _ in extract_from_dir(
            ROOT / "bot" / "flows", [(f"{name}.py", "python")], keywords=KEYWORDS
        ):
            found.add(key_of(msgid))
    return found


def entries() -> dict[Key, Message]:
    return {key_of(message.id): message for message in read_catalog("nl", "staff") if message.id}


def forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (tuple, list)) else [str(message.string)]


def test_the_extraction_sees_templates_and_code() -> None:
    found = asked_for()
    assert {"Sign in", "Office hours", "Choose at least one role.", ("{number} day", "{number} days")} <= found
    assert len(found) > 200


def test_every_text_is_there_in_dutch_and_none_besides() -> None:
    # The editor's navigation stands here, its wording may stand in its own catalog.
    editors = (
        {key_of(one.id) for one in read_catalog("nl", "editor") if one.id}
        if po_path("nl", "editor").exists()
        else set()
    )
    assert asked_for() - set(entries()) - editors == set()
    assert set(entries()) - asked_for() == set()


def test_every_text_is_whole_in_every_form() -> None:
    for msgid, message in entries().items():
        assert not message.fuzzy, msgid
        assert all(form.strip() for form in forms(message)), msgid
        original = msgid if isinstance(msgid, str) else msgid[1]
        for form in forms(message):
            assert set(PLACES.findall(form)) == set(PLACES.findall(original)), msgid
            assert form != original or original in SAME, msgid


@pytest.mark.parametrize(
    ("header", "language"),
    [("nl-NL,en;q=0.5", "nl"), ("en-GB", "en"), ("de,fr", FALLBACK), ("", FALLBACK), ("pl", "pl"), (";;,,=", FALLBACK)],
)
def test_the_page_speaks_what_the_browser_asks_for(header: str, language: str) -> None:
    assert StaffWords(Words.load(ROOT / "content")).accepted(header) == language


def test_what_is_in_no_catalog_is_shown_in_english() -> None:
    words = StaffWords(Words.load(ROOT / "content"))
    assert words.t("nl", "Sign out") == "Uitloggen"
    assert words.t("en", "Sign out") == "Sign out"
    assert words.t("xx", "Sign out") == "Uitloggen"
    assert words.t("bg", "A text of nobody {n}", n=1) == "A text of nobody 1"
    assert words.tn("nl", "{number} day", "{number} days", 2) == "2 dagen"
    assert DOMAINS[0] == "editor"


EVERYBODYS = (
    "base",
    "_totp_steps",
    "account",
    "code",
    "enrol",
    "error",
    "first_password",
    "recovery",
    "sign_in",
    "totp",
)
"""Templates that key figures meet before and around the editor."""


@pytest.mark.parametrize("language", ["pl", "ro", "bg"])
def test_key_figures_sign_in_in_their_own_language(language: str) -> None:
    asked = {"Login or password is not right.", "Too many tries.", "The two passwords are not the same."}
    for name in EVERYBODYS:
        found = extract_from_dir(
            ROOT / "api" / "templates" / "staff", [(f"{name}.html", "jinja2")], keywords={"t": None, "tn": (1, 2)}
        )
        asked |= {str(msgid if isinstance(msgid, str) else msgid[0]) for _, _, msgid, _, _ in found}
    catalog = read_catalog(language, "staff")
    worded = {
        message.id[0] if isinstance(message.id, tuple) else message.id: message for message in catalog if message.id
    }
    assert asked - set(worded) == set()
    for msgid, message in worded.items():
        original = message.id[1] if isinstance(message.id, tuple) else message.id
        assert all(form.strip() for form in forms(message)), msgid
        assert {frozenset(PLACES.findall(form)) for form in forms(message)} == {
            frozenset(PLACES.findall(str(original)))
        }, msgid
    text = "".join(form for message in worded.values() for form in forms(message))
    assert not set(text) & set("şţŞŢ")
