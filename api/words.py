"""The wording of the pages: English msgids, translated in `bot/language/locales/<language>/LC_MESSAGES/web.po`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.content.problems import Problem
from bot.content.registries import languages
from bot.errors import ContentError
from bot.language.wording import FALLBACK, Wording

DOMAIN = "web"


def N_(msgid: str) -> str:
    """Mark a msgid for extraction."""
    return msgid


class Words:
    """The languages of the pages (code → own name, in the registry's order) and their texts."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = dict(names)
        self._wording = Wording.load(DOMAIN, self.names)

    @classmethod
    def load(cls, content_dir: Path) -> Words:
        """The languages of `languages.yml` with their catalogs; `ContentError` names what is missing or broken."""
        path = content_dir / "languages.yml"
        problems: list[Problem] = []
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ContentError(f"{path}: can't be read: {error}") from None
        own, _ = languages(text, path.name, problems)
        if problems or not own:
            causes = "; ".join(str(problem) for problem in problems) or "it names no language"
            raise ContentError(f"{path}: {causes}")
        return cls({language.id: language.name for language in own.values()})

    @property
    def fallback(self) -> str:
        """Spoken to a browser that asks for none of ours: a page must have one language."""
        return FALLBACK if FALLBACK in self.names else next(iter(self.names))

    def t(self, language: str, msgid: str, **values: object) -> str:
        """The text in this language with its `{named}` places filled in."""
        return self._wording.text(language, msgid, **values)

    def tn(self, language: str, singular: str, plural: str, number: int, **values: object) -> str:
        """As `t`, in the plural form that the language has for `number` (`{number}`)."""
        return self._wording.plural(language, singular, plural, number, **values)

    def known(self, language: object) -> str:
        """The language's code if it is one of ours, else ""."""
        return language if isinstance(language, str) and language in self.names else ""

    def accepted(self, header: str) -> str:
        """The first of our languages that an `Accept-Language` header asks for, by its weights; "" when none."""
        wishes: list[tuple[float, int, str]] = []
        for position, part in enumerate(header[:1000].split(",")):
            tag, _, parameters = part.strip().partition(";")
            language = self.known(tag.strip().lower().split("-", 1)[0])
            weight = _weight(parameters)
            if language and weight > 0:
                wishes.append((-weight, position, language))
        return min(wishes)[2] if wishes else ""


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
