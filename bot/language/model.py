"""The language model: a softmax regression over n-grams, its weights in one byte each (docs/decisions/0006).

Plain Python, no network, read once at first use; `nlu/languages/train.py` writes the file.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from bot.language.ngrams import MAX_WORDS, grams

PATH = Path(__file__).parent / "model.json.gz"

OTHER = "other-"
"""What the names of languages begin with that nobody here speaks, and of words that belong to no language."""
_LATIN_LETTERS = "-Latn"


class LanguageModel:
    """Probabilities of languages. About 10 MB in memory; a message takes a fraction of a millisecond."""

    def __init__(self, stored: Mapping[str, object]) -> None:
        """`stored` is what the training wrote. Raises `KeyError`, `TypeError` or `ValueError` when it is broken."""
        self._languages, self._bias = _strings(stored["languages"]), _numbers(stored["bias"])
        (self._scale,) = _numbers([stored["scale"]])
        weights = memoryview(base64.b64decode(str(stored["weights"]))).cast("b")
        names, width = _strings(stored["grams"]), len(self._languages)
        if len(weights) != width * len(names) or len(self._bias) != width:
            raise ValueError("the language model's parts do not fit each other")
        self._rows = {name: weights[row * width : (row + 1) * width] for row, name in enumerate(names)}

    def probabilities(self, words: Sequence[str]) -> dict[str, float]:
        """language → probability, summing to 1; both scripts of Bulgarian are `bg`, all that nobody speaks is "".

        Empty when nothing in `words` (lower case) is known to the model.
        """
        rows = [self._rows[gram] for word in words[:MAX_WORDS] for gram in grams(word) if gram in self._rows]
        if not rows:
            return {}
        scores = [
            self._scale * sum(column) + bias for column, bias in zip(zip(*rows, strict=True), self._bias, strict=True)
        ]
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        found: dict[str, float] = {}
        for language, share in zip(self._languages, shares, strict=True):
            name = "" if language.startswith(OTHER) else language.removesuffix(_LATIN_LETTERS)
            found[name] = found.get(name, 0.0) + share / sum(shares)
        return found


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("the language model has no list where one belongs")
    return [str(item) for item in value]


def _numbers(value: object) -> list[float]:
    return [float(item) for item in _strings(value)]


@cache
def language_model() -> LanguageModel:
    """The model in the package."""
    return LanguageModel(json.loads(gzip.decompress(PATH.read_bytes())))
