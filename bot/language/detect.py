"""Which language a message is written in: the four we speak, the eight that only advisers speak, or none we know.

Looks at script, letters that only one language has, and the small words that every sentence of a language needs, with
and without diacritics, Bulgarian also in Latin letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.words import LETTERS, SMALL_WORDS
from bot.text import clean, fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[^\W_]*\d[^\W_]*[^\W\d_][^\W_]*")

CERTAIN_SCORE = 2.0
CERTAIN_LEAD = 1.0


@dataclass(frozen=True, slots=True)
class Detection:
    """`language` is an id of ours or of `handoff_only`, empty when nothing speaks for one. `certain`: enough to act on
    against what the person has used so far. `words`: how many words the text has."""

    language: str = ""
    certain: bool = False
    words: int = 0


def detect(text: str) -> Detection:
    """The language of a text. Never raises; emoji, numbers and names alone give no language."""
    text = clean(text).lower()
    words = _WORD.findall(text)
    if not words:
        return Detection()
    scores = dict.fromkeys(SMALL_WORDS, 0.0)
    for letter in set(text):
        for language in LETTERS.get(letter, ()):
            scores[language] += 1.0 / len(LETTERS[letter])
    for word in set(words):
        for language, known in SMALL_WORDS.items():
            if word in known or (word.isascii() is False and fold(word) in known and not _cyrillic(word)):
                scores[language] += 1.0
    ordered = sorted(scores, key=lambda language: -scores[language])
    best, second = ordered[0], ordered[1]
    lead = scores[best] - scores[second]
    if scores[best] <= 0 or lead <= 0:
        return Detection("", False, len(words))
    certain = scores[best] >= CERTAIN_SCORE and lead >= CERTAIN_LEAD and len(words) >= 3
    return Detection(best, certain, len(words))


def _cyrillic(word: str) -> bool:
    return any("а" <= char <= "я" for char in word)
