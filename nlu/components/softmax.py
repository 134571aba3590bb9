"""Multinomial logistic regression for many classes on sparse and dense features together.

The loss is scikit-learn's (`LogisticRegression(C=…)`: C · Σ cross-entropy + ½‖W‖², free intercept), minimised by
L-BFGS. Own code because scikit-learn and SciPy work in float64 on one stacked matrix and copy the weights of
87 classes many times a step; nlu/README.md has the figures.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float32]

_PATIENCE = 3


@dataclass(frozen=True)
class Softmax:
    """Weights of the sparse [n_sparse, k] and the dense [n_dense, k] features, intercepts [k]."""

    sparse: Floats
    dense: Floats
    intercept: Floats

    def logits(self, columns: npt.NDArray[np.intp], values: Floats, dense: Floats) -> Floats:
        """Return float32 [k] for one example: its sparse columns and values, its dense features."""
        row: Floats = values @ self.sparse[columns] + dense @ self.dense + self.intercept
        return row


def softmax(logits: Floats) -> Floats:
    """Return probabilities, float32 [k], of the logits of one example."""
    row: Floats = _softmax(logits[None])[0]
    return row


def train_softmax(
    sparse: csr_matrix,
    dense: Floats,
    labels: npt.NDArray[np.intp],
    classes: int,
    *,
    inverse_regularisation: float,
    max_iterations: int,
    tolerance: float = 1e-3,
) -> Softmax:
    """Fit the weights; deterministic.

    Example i has the sparse features `sparse[i]`, the dense ones `dense[i]` and the class `labels[i]` (below
    `classes`). Either kind may have no columns.
    """
    n_sparse = sparse.shape[1]
    rows, n_dense = dense.shape
    targets = np.zeros((rows, classes), dtype=np.float32)
    targets[np.arange(rows), labels] = 1
    columns = sparse.T.tocsr()  # its product with the residuals reads memory in order
    # scaled by the number of rows, so that the tolerance means the same for every size of data
    penalty = np.float32(1 / (inverse_regularisation * rows))

    def objective(table: Floats) -> tuple[float, Floats]:
        probabilities = np.asarray(sparse @ table[:n_sparse])
        probabilities += dense @ table[n_sparse:-1]
        probabilities = _softmax(probabilities + table[-1])
        likely = np.maximum(probabilities[np.arange(rows), labels], 1e-30)
        residuals = probabilities
        residuals -= targets
        residuals /= rows
        gradient = np.empty_like(table)
        gradient[:n_sparse] = columns @ residuals
        gradient[n_sparse:-1] = dense.T @ residuals
        gradient[-1] = residuals.sum(axis=0)
        gradient[:-1] += penalty * table[:-1]
        norm = float(np.vdot(table[:-1], table[:-1]))
        return 0.5 * float(penalty) * norm - float(np.log(likely).mean(dtype=np.float64)), gradient

    start = np.zeros((n_sparse + n_dense + 1, classes), dtype=np.float32)
    table = _minimise(objective, start, max_iterations=max_iterations, tolerance=tolerance)
    return Softmax(table[:n_sparse].copy(), table[n_sparse:-1].copy(), table[-1].copy())


def _minimise(
    objective: Callable[[Floats], tuple[float, Floats]],
    point: Floats,
    *,
    max_iterations: int,
    tolerance: float,
    memory: int = 8,
) -> Floats:
    """Minimise a convex function by L-BFGS (Nocedal & Wright, algorithm 7.5) with backtracking, in float32.

    Stops after `max_iterations` steps, or when `_PATIENCE` steps in a row improve the value by less than `tolerance`
    of it: a single short step says nothing.
    """
    small = 0
    value, gradient = objective(point)
    pairs: deque[tuple[Floats, Floats, float]] = deque(maxlen=memory)
    for _ in range(max_iterations):
        direction = _descent(gradient, pairs)
        slope = float(np.vdot(direction, gradient))
        # without curvature known yet, a move of length 1: a fixed part of a small gradient would end the search at once
        step = 1.0 if pairs else 1.0 / (float(np.linalg.norm(gradient)) + 1e-12)
        for _ in range(20):
            candidate = point + np.float32(step) * direction
            new_value, new_gradient = objective(candidate)
            if new_value <= value + 1e-4 * step * slope:
                break
            step /= 2
        else:
            return point  # float32 sees no improvement any more
        move, change = candidate - point, new_gradient - gradient
        curvature = float(np.vdot(move, change))
        if curvature > 0:
            pairs.append((move, change, curvature))
        improvement = value - new_value
        point, value, gradient = candidate, new_value, new_gradient
        small = small + 1 if improvement < tolerance * max(abs(value), 1e-6) else 0
        if small == _PATIENCE:
            break
    return point


def _descent(gradient: Floats, pairs: deque[tuple[Floats, Floats, float]]) -> Floats:
    direction = -gradient
    weights = []
    for move, change, curvature in reversed(pairs):
        weight = float(np.vdot(move, direction)) / curvature
        direction -= np.float32(weight) * change
        weights.append(weight)
    if pairs:
        _, change, curvature = pairs[-1]
        direction *= np.float32(curvature / float(np.vdot(change, change)))
    for (move, change, curvature), weight in zip(pairs, reversed(weights), strict=True):
        direction += np.float32(weight - float(np.vdot(change, direction)) / curvature) * move
    return direction


def _softmax(logits: Floats) -> Floats:
    logits = logits - logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    return logits
