"""What we say that is no answer: gettext catalogs under `locales/`, one domain for the chat, one for the web page.

Catalogs are read from their `.po` files, once in a process, so that there is no compiled copy to forget.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.errors import ContentError

LOCALES = Path(__file__).parent / "locales"
FALLBACK = "nl"


def po_path(language: str, domain: str) -> Path:
    """Where a catalog lives."""
    return LOCALES / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalog(language: str, domain: str) -> Catalog:
    """The catalog of one language. Raises `ContentError` when it is missing or broken."""
    path = po_path(language, domain)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except (OSError, ValueError) as error:
        raise ContentError(f"{path.relative_to(LOCALES.parent.parent.parent)}: can't be read: {error}") from None


def translations(language: str, domain: str) -> gettext.GNUTranslations:
    """The texts of one catalog. Raises `ContentError` when it is missing or broken."""
    return gettext.GNUTranslations(BytesIO(_compiled(language, domain, _written(po_path(language, domain)))))


# `written` only tells one state of the file from another.
@cache
def _compiled(language: str, domain: str, written: tuple[Path, int]) -> bytes:
    compiled = BytesIO()
    write_mo(compiled, read_catalog(language, domain))
    return compiled.getvalue()


def _written(path: Path) -> tuple[Path, int]:
    """The file as it is now; `read_catalog` tells what is wrong with one that is missing."""
    return path, path.stat().st_mtime_ns if path.exists() else 0


def _advisers_languages(spoken: Iterable[str]) -> dict[str, gettext.NullTranslations]:
    """The languages that only advisers speak: `handoff.po` words the way to one. English is what msgids are in."""
    own = {path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/handoff.po")} - set(spoken)
    english: dict[str, gettext.NullTranslations] = {"en": gettext.NullTranslations()}
    return {**english, **{language: translations(language, "handoff") for language in sorted(own)}}


class Wording:
    """The texts of one domain in all languages. `msgid`s are English sentences with `{named}` places."""

    def __init__(self, catalogs: Mapping[str, gettext.NullTranslations]) -> None:
        self._catalogs = catalogs

    @classmethod
    def load(cls, domain: str, languages: Iterable[str]) -> Wording:
        """Read the catalogs of the domain. Raises `ContentError`."""
        catalogs: dict[str, gettext.NullTranslations] = {}
        for language in languages:
            catalogs[language] = translations(language, domain)
        if domain == "chat":
            catalogs |= _advisers_languages(catalogs)
        return cls(catalogs)

    def _catalog(self, language: str) -> gettext.NullTranslations:
        return self._catalogs.get(language) or self._catalogs.get(FALLBACK) or gettext.NullTranslations()

    def text(self, language: str, msgid: str, /, **values: object) -> str:
        """The sentence in that language with its places filled in."""
        return self._catalog(language).gettext(msgid).format_map(values)

    def plural(self, language: str, singular: str, plural: str, number: int, /, **values: object) -> str:
        """The sentence in the form that the number asks for; `{number}` is filled in."""
        return self._catalog(language).ngettext(singular, plural, number).format_map({"number": number, **values})
