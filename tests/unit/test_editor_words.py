"""The texts of the editor: complete in the four languages of the people who write, with the same places to fill in."""

from __future__ import annotations

import re

import pytest
from babel.messages.extract import extract_from_dir

from bot.language.wording import read_catalog
from bot.settings import ROOT
from tests.unit.test_staff_words import KEYWORDS, Key, forms, key_of

PLACES = re.compile(r"\{(\w+)\}")
FRAME = ("To the content", "Main navigation", "My account:", "Sign out", "In this part")
"""What stands around every page."""


def asked_for() -> set[Key]:
    api, flows = ROOT / "api", ROOT / "bot" / "flows"
    places = [(api / "templates" / "editor", "**.html", "jinja2"), (api / "editor", "**.py", "python")]
    places += [(flows, f"{name}.py", "python") for name in ("creating", "editing", "publish", "standing")]
    found = {
        key_of(msgid)
        for folder, pattern, method in places
        for _, _, msgid, _, _ in extract_from_dir(folder, [(pattern, method)], keywords=KEYWORDS)
    }
    return found | set(FRAME)


@pytest.mark.parametrize("language", ["pl", "ro", "bg", "nl"])
def test_every_text_is_there(language: str) -> None:
    asked = asked_for()
    assert len(asked) > 350
    catalog = {key_of(one.id): one for one in read_catalog(language, "editor") if one.id}
    assert asked - set(catalog) == set()
    for msgid, message in catalog.items():
        original = msgid if isinstance(msgid, str) else msgid[1]
        assert not message.fuzzy, msgid
        for form in forms(message):
            assert form.strip(), msgid
            assert set(PLACES.findall(form)) == set(PLACES.findall(original)), msgid
            assert not re.search("[şţŞŢ]", form), msgid
