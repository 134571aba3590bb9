"""A softmax regression whose weights are stored in one byte each: what our small models of text are.

Plain Python, no network; `nlu/small_models.py` writes what this reads.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path


class Softmax:
    """Features of a text -> how probable each label is. A text takes a fraction of a millisecond."""

    def __init__(self, stored: Mapping[str, object]) -> None:
        """`stored` is what the training wrote. Raises `KeyError`, `TypeError` or `ValueError` when it is broken."""
        self.labels, self._bias = _strings(stored["labels"]), _numbers(stored["bias"])
        (self._scale,) = _numbers([stored["scale"]])
        weights = memoryview(base64.b64decode(str(stored["weights"]))).cast("b")
        names, width = _strings(stored["features"]), len(self.labels)
        if len(weights) != width * len(names) or len(self._bias) != width:
            raise ValueError("the model's parts do not fit each other")
        self._rows = {name: weights[row * width : (row + 1) * width] for row, name in enumerate(names)}

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """One probability a label, summing to 1; empty when the model knows none of the features."""
        rows = [self._rows[feature] for feature in features if feature in self._rows]
        if not rows:
            return []
        scores = [
            self._scale * sum(column) + bias for column, bias in zip(zip(*rows, strict=True), self._bias, strict=True)
        ]
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        whole = sum(shares)
        return [share / whole for share in shares]


def read(path: Path) -> object:
    """The JSON of a model's file. Raises `OSError` or `ValueError`."""
    return json.loads(gzip.decompress(path.read_bytes()))


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("the model has no list where one belongs")
    return [str(item) for item in value]


def _numbers(value: object) -> list[float]:
    return [float(item) for item in _strings(value)]
