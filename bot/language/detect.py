"""Which language a message is written in: the four we speak, the eight that only advisers speak, or none we know.

A small model (`bot.language.model`) weighs the words and their letters; letters that a language does not have rule it
out. Names, places, Dutch terms and words of the whole world tell nothing by themselves. Why so: docs/decisions/0006.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.model import language_model
from bot.language.ngrams import words as words_of
from bot.language.words import FOREIGN_LETTERS, SHARED_WORDS
from bot.text import clean

MAX_CHARS = 400
LIKELY = 0.5
"""Least probability of a language that is named at all, of a text of three words or more."""
LIKELY_WHEN_SHORT = 0.6
"""The same of one or two words: a wrong guess costs more than showing the language buttons."""
CERTAIN = 0.9
"""Least probability of a language that may override the one of the conversation."""
CERTAIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Detection:
    """`language` is an id of ours or of `handoff_only`, empty when nothing speaks for one. `certain`: enough to act on
    against what the person has used so far. `words`: how many words the text has."""

    language: str = ""
    certain: bool = False
    words: int = 0


def detect(text: str) -> Detection:
    """The language of a text. Never raises; emoji, numbers and names alone give no language.

    A text with words in an alphabet that none of the languages uses is of no language we know.
    """
    lower = clean(text, max_chars=MAX_CHARS).lower()
    words = words_of(lower)
    telling = [word for word in words if word not in SHARED_WORDS]
    if not telling:
        return Detection("", False, len(words))
    found = language_model().probabilities(words)
    letters = set(lower)
    for foreign, languages in FOREIGN_LETTERS.items():
        if not letters.isdisjoint(foreign):
            for language in languages:
                found.pop(language, None)
    total = sum(found.values())
    if total <= 0:
        return Detection("", False, len(words))
    language, share = max(found.items(), key=lambda item: item[1])
    share /= total
    if not language or share < (LIKELY if len(words) >= CERTAIN_WORDS else LIKELY_WHEN_SHORT):
        return Detection("", False, len(words))
    return Detection(language, share >= CERTAIN and len(telling) >= CERTAIN_WORDS, len(words))
