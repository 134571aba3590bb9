"""How a short message leans on the answer before it: a small model of its words (docs/decisions/0010).

Standard library only and Python 3.10, as far as `features` goes: training (`nlu/followups/train.py`) and the dialogue
must see the same. The file is read once at first use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, cast

from bot.language.softmax import Softmax, read
from bot.text import clean, fold, fold_bulgarian

PATH = Path(__file__).parent / "leaning.json.gz"

MAX_WORDS = 9
"""A longer message says by itself what it is about."""
OWN = "own"
"""The label of messages that carry their own matter."""
OTHER = "other"
"""The label of those that lean, but ask about nothing that the registry has a name for ("is that sure?")."""
_GRAMS = (3, 4, 5)
_WORD = re.compile(r"\w+")


class Leaning(NamedTuple):
    """What a short message most probably asks about the answer before (a kind, or `OTHER`), and how probable it is
    that it leans on that answer at all (0 to 1)."""

    kind: str
    share: float


def leaning(text: str, language: str) -> Leaning:
    """Whether a message leans on the answer before; share 0 for a long one, and in a language without a model."""
    words = words_of(text, language)
    model = leaning_models().get(language)
    if model is None or not words or len(words) > MAX_WORDS:
        return Leaning(OTHER, 0.0)
    found = dict(zip(model.labels, model.probabilities(features(words)), strict=False))
    own = found.pop(OWN, 1.0)
    return Leaning(max(found, key=found.__getitem__), 1.0 - own) if found else Leaning(OTHER, 0.0)


def words_of(text: str, language: str) -> list[str]:
    """The words of a text as the model compares them: without case and diacritics, Bulgarian in Latin letters."""
    return _WORD.findall((fold_bulgarian if language == "bg" else fold)(clean(text)))


def features(words: list[str]) -> list[str]:
    """Words, pairs of words, the ends of the message, its length, and letters within words."""
    found = [f"={word}" for word in words]
    found += [f"={first} {second}" for first, second in pairwise(words)]
    found += [f"^{words[0]}", f"^{' '.join(words[:2])}", f"{words[-1]}$", f"#{len(words)}"]
    for word in words:
        edged = f"<{word}>"
        found += [edged[start : start + size] for size in _GRAMS for start in range(len(edged) - size + 1)]
    return found


@cache
def leaning_models() -> Mapping[str, Softmax]:
    """The models in the package, by language."""
    stored = cast("Mapping[str, Mapping[str, object]]", read(PATH))
    return {language: Softmax(model) for language, model in stored.items()}
