"""What the language model looks at in a text: its words, and the letters at their start, middle and end.

Standard library only and Python 3.10: training (`nlu/languages/train.py`) and detection must see the same.
"""

from __future__ import annotations

import re

MAX_WORDS = 40
"""Words of a text that are looked at: a language shows itself early, and a long story costs no more."""
MAX_WORD_CHARS = 18
LONGEST_GRAM = 4

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a lower-case text that have a letter in them, in order; links and addresses are no words."""
    spoken = (part for part in text.split() if "@" not in part and "://" not in part and not part.startswith("www."))
    return [word for part in spoken for word in _WORD.findall(part) if not word.isdigit()]


def grams(word: str) -> list[str]:
    """The n-grams of one word, 1 to 4 letters with `<` and `>` at its edges, and the word itself as `=word`."""
    word = word.replace("’", "'")[:MAX_WORD_CHARS]
    edged = f"<{word}>"
    found = [f"={word}"]
    for size in range(2, LONGEST_GRAM + 1):
        found += [edged[start : start + size] for start in range(len(edged) - size + 1)]
    found += word
    return found
