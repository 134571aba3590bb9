"""Comparison of pipelines on the same messages."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DRAWS = 2000


def auroc(scores: Floats, inside: npt.NDArray[np.bool_]) -> float:
    """Return the area under the ROC curve of `scores` for telling `inside` from the rest; NaN without both kinds.

    By ranks, ties at half (Mann & Whitney 1947).
    """
    ours, others = int(inside.sum()), int((~inside).sum())
    if not ours or not others:
        return float("nan")
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return float((ranks[inside].sum() - ours * (ours + 1) / 2) / (ours * others))


def paired_accuracy(first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return the difference in accuracy, first minus second, with its 95 % interval by paired bootstrap."""
    difference: Floats = first.astype(np.float64) - second.astype(np.float64)
    draws = [float(difference[chosen].mean()) for chosen in _draws(len(difference))]
    return (float(difference.mean()), *_interval(draws))


def paired_auroc(first: Floats, second: Floats, inside: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return the difference in AUROC, first minus second, with its 95 % interval by paired bootstrap."""
    draws = [
        auroc(first[chosen], inside[chosen]) - auroc(second[chosen], inside[chosen]) for chosen in _draws(len(inside))
    ]
    return (auroc(first, inside) - auroc(second, inside), *_interval([one for one in draws if one == one]))


def _draws(size: int) -> npt.NDArray[np.intp]:
    """The same draws for every pair: a run can be repeated."""
    return np.random.default_rng(1).integers(0, size, (DRAWS, size))


def _interval(draws: list[float]) -> tuple[float, float]:
    if not draws:
        return float("nan"), float("nan")
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(low), float(high)
