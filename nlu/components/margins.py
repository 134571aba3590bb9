"""A linear support vector machine on the n-grams: sees what the regression's probabilities smooth over."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

Floats = npt.NDArray[np.float32]


def train_margins(features: csr_matrix, labels: npt.NDArray[np.intp], classes: int) -> tuple[Floats, Floats]:
    """Fit one class against the rest, scikit-learn's defaults; deterministic.

    Returns weights [n_features, classes] and intercepts [classes]. Every class below `classes` must be among `labels`.
    """
    machine = LinearSVC(random_state=1).fit(features, labels)
    weights, intercepts = machine.coef_, machine.intercept_
    if classes == 2:  # scikit-learn keeps the second class alone
        weights, intercepts = np.concatenate([-weights, weights]), np.concatenate([-intercepts, intercepts])
    return np.ascontiguousarray(weights.T, dtype=np.float32), intercepts.astype(np.float32)
