"""The language model: a softmax regression over n-grams (docs/decisions/0006).

Read once at first use; about 10 MB in memory. `nlu/languages/train.py` writes the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from bot.language.ngrams import MAX_WORDS, grams
from bot.language.softmax import Softmax, read

PATH = Path(__file__).parent / "model.json.gz"

OTHER = "other-"
"""What the names of languages begin with that nobody here speaks, and of words that belong to no language."""
_LATIN_LETTERS = "-Latn"


class LanguageModel:
    """Probabilities of languages."""

    def __init__(self, stored: Mapping[str, object]) -> None:
        """`stored` is what the training wrote. Raises `KeyError`, `TypeError` or `ValueError` when it is broken."""
        self._weights = Softmax(stored)

    def probabilities(self, words: Sequence[str]) -> dict[str, float]:
        """language → probability, summing to 1; both scripts of Bulgarian are `bg`, all that nobody speaks is "".

        Empty when nothing in `words` (lower case) is known to the model.
        """
        shares = self._weights.probabilities(gram for word in words[:MAX_WORDS] for gram in grams(word))
        found: dict[str, float] = {}
        for language, share in zip(self._weights.labels, shares, strict=False):
            name = "" if language.startswith(OTHER) else language.removesuffix(_LATIN_LETTERS)
            found[name] = found.get(name, 0.0) + share
        return found


@cache
def language_model() -> LanguageModel:
    """The model in the package."""
    return LanguageModel(cast("Mapping[str, object]", read(PATH)))
