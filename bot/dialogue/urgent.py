"""The rules that need no NLU: with every model dead, "шефът ми взе паспорта" still gets help.

Rules are word patterns (`urgent_rules.patterns`) over folded text (lower case, no diacritics, Cyrillic in Latin
letters, Latin-letter Bulgarian in one spelling), so one rule meets all the ways a word is typed. Rules of all
languages are always tried: people mix languages, and a short cry for help is hard to place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from bot.dialogue.urgent_rules import bg, nl, pl, ro
from bot.dialogue.urgent_rules.patterns import RuleBook
from bot.text import clean, fold, fold_bulgarian

MAX_CHARS = 4_000
"""What is looked at from the start and from the end of a text; a channel's longest message is 4,096 characters."""

_CYRILLIC = re.compile("[\u0400-\u052f]+")
"""Only Bulgarian rules read these: folded, "тия" would be the Dutch "tia", a stroke."""

MODULES: Mapping[str, ModuleType] = {"pl": pl, "ro": ro, "bg": bg, "nl": nl}
_FOLDING: Mapping[str, Callable[[str], str]] = {"pl": pl.fold_by_ear, "bg": fold_bulgarian}
"""How a language's rules and the texts are brought together; `fold` for the others."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """An urgent question that the rules see, and the language whose rule saw it."""

    slug: str
    language: str


@cache
def rule_book(language: str) -> RuleBook:
    """The compiled rules of one language. Raises `ValueError` naming the line when a rule cannot be read."""
    module = MODULES[language]
    return RuleBook(module.GROUPS, module.RULES, _FOLDING.get(language, fold))


def warm() -> None:
    """Compile all rules now (half a second), not when the first person writes."""
    for language in MODULES:
        rule_book(language)


def alarms(text: str, language: str = "") -> tuple[Alarm, ...]:
    """The urgent questions in a text, those found by the rules of `language` first; usually none or one. Never raises.

    Of a text longer than twice `MAX_CHARS` the start and the end are read, so that nothing is hidden behind a long
    story.
    """
    if len(text) > 2 * MAX_CHARS:
        text = f"{text[:MAX_CHARS]} . {text[-MAX_CHARS:]}"
    text = clean(text, max_chars=3 * MAX_CHARS)
    latin = fold(_CYRILLIC.sub(" ", text))
    found: dict[str, Alarm] = {}
    for candidate in sorted(MODULES, key=lambda name: name != language):
        subject = text if candidate == "bg" else latin
        for slug in rule_book(candidate).find(_FOLDING.get(candidate, fold)(subject)):
            found.setdefault(slug, Alarm(slug, candidate))
    return tuple(found.values())
