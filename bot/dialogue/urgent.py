"""The rules that need no NLU: with every model dead, "шефът ми взе паспорта" still gets help.

A rule is a regular expression over folded text (lower case, no diacritics, Cyrillic in Latin letters, Latin-letter
Bulgarian in one spelling), so one pattern meets all the ways a word is typed. Rules of all languages are always tried:
people mix languages, and a short cry for help is hard to place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.dialogue.urgent_rules import bg, nl, pl, ro
from bot.text import MAX_MODEL_CHARS, clean, fold, fold_bulgarian

RULES: Mapping[str, Mapping[str, str]] = {"pl": pl.RULES, "ro": ro.RULES, "bg": bg.RULES, "nl": nl.RULES}
"""language → slug → pattern (verbose syntax). Exceptions stand under the slug with a leading "!"."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """An urgent question that the rules see, and the language whose rule saw it."""

    slug: str
    language: str


@cache
def _compiled(language: str) -> dict[str, re.Pattern[str]]:
    return {slug: re.compile(pattern, re.VERBOSE) for slug, pattern in RULES[language].items()}


def alarms(text: str, language: str = "") -> tuple[Alarm, ...]:
    """The urgent questions in a text, those found by the rules of `language` first; usually none or one. Never raises.

    Long messages are looked at from their start and from their end, so that nothing is hidden behind a long story.
    """
    text = clean(text, max_chars=10 * MAX_MODEL_CHARS)
    folded = {"bg": fold_bulgarian(text)}
    plain = fold(text)
    found: dict[str, Alarm] = {}
    for candidate in sorted(RULES, key=lambda name: name != language):
        subject = folded.get(candidate, plain)
        for slug, pattern in _compiled(candidate).items():
            if slug.startswith("!") or slug in found or not pattern.search(subject):
                continue
            exception = _compiled(candidate).get("!" + slug)
            if exception is None or not exception.search(subject):
                found[slug] = Alarm(slug, candidate)
    return tuple(found.values())
