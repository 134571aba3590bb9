"""The wording of staff pages: English msgids, translated in the catalogs `editor.po` and `staff.po` of a language."""

from __future__ import annotations

import gettext

from api.words import Words
from bot.language.wording import po_path, translations

DOMAINS = ("editor", "staff")
"""Looked through in this order; a text that is in neither is shown in English."""

ENGLISH = "en"
FALLBACK = "nl"
"""Spoken to a browser that asks for none of ours."""


def N_(msgid: str) -> str:
    """Mark a msgid for extraction."""
    return msgid


class StaffWords:
    """The interface languages (code → own name) and their texts. Every page can be shown in every one of them."""

    def __init__(self, words: Words) -> None:
        self.names = {**words.names, ENGLISH: "English"}
        """All languages: what somebody works in."""
        self._catalogs = {code: _chain(code) for code in self.names}

    def known(self, language: object) -> str:
        """The language's code if pages can be shown in it, else ""."""
        return language if isinstance(language, str) and language in self._catalogs else ""

    def t(self, language: str, msgid: str, /, **values: object) -> str:
        """The text in this language with its `{named}` places filled in."""
        return self._catalogs[self.known(language) or FALLBACK].gettext(msgid).format_map(values)

    def tn(self, language: str, singular: str, plural: str, number: int, /, **values: object) -> str:
        """As `t`, in the form that the language has for `number` (`{number}`)."""
        catalog = self._catalogs[self.known(language) or FALLBACK]
        return catalog.ngettext(singular, plural, number).format_map({"number": number, **values})

    def accepted(self, header: str) -> str:
        """The first of our languages that an `Accept-Language` header names; `FALLBACK` when none."""
        for part in header[:1000].split(","):
            code = self.known(part.split(";", 1)[0].strip().lower().split("-", 1)[0])
            if code:
                return code
        return FALLBACK


def _chain(language: str) -> gettext.NullTranslations:
    """The catalogs of a language behind one another; at the end the msgid itself."""
    first: gettext.NullTranslations | None = None
    for domain in DOMAINS:
        if not po_path(language, domain).exists():
            continue
        catalog = translations(language, domain)
        if first is None:
            first = catalog
        else:
            first.add_fallback(catalog)
    return first or gettext.NullTranslations()
