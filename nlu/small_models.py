"""What our small models of text have in common: a softmax regression, stored with one byte a weight.

`bot.language.softmax` reads it. The same weights give the same file, byte for byte.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]


def stored(labels: Sequence[str], features: Sequence[str], weights: Floats, bias: Floats) -> dict[str, object]:
    """Return a model as it is stored; `weights` [features, labels], `bias` [labels]."""
    scale = float(np.quantile(np.abs(weights), 0.9999) / 127)
    rounded = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    return {
        "labels": list(labels),
        "scale": round(scale, 8),
        "bias": [round(float(value), 4) for value in bias],
        "features": list(features),
        "weights": base64.b64encode(rounded.tobytes()).decode(),
    }


def strongest(weights: Floats, count: int, frequency: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the rows of the `count` features that weigh most, those that are seen often (`frequency`) more so."""
    strength = np.abs(weights).max(axis=1) * np.log1p(frequency)
    return np.sort(np.argsort(-strength, kind="stable")[:count])


def write(path: Path, model: object) -> None:
    """Write a model's file and say how large it is."""
    packed = gzip.compress(json.dumps(model, ensure_ascii=False).encode(), compresslevel=9, mtime=0)
    path.write_bytes(packed)
    print(f"{path}: {len(packed) // 1024} KiB")
