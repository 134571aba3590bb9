"""The support vector machine beside the regression."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from components.margins import train_margins
from components.model import HybridModel, Settings
from components.shared_encoder import shared_encoder

from .conftest import PHRASES


@pytest.mark.parametrize("classes", [2, 3])
def test_every_class_gets_its_own_column(classes: int) -> None:
    labels = np.repeat(np.arange(classes), 3)
    features = csr_matrix(np.eye(classes, dtype=np.float32)[labels])
    weights, intercepts = train_margins(features, labels, classes)
    assert weights.shape == (classes, classes)
    assert ((features @ weights + intercepts).argmax(axis=1) == labels).all()


def test_margins_change_the_probabilities_and_can_be_left_out() -> None:
    examples = [(text, intent) for intent, texts in PHRASES["pl"].items() for text in texts]

    def probability(settings: Settings) -> float:
        model = HybridModel.train(settings, examples, shared_encoder().embed)
        (found,) = model.predict(["gdzie dostac bsn"], shared_encoder().embed(["gdzie dostac bsn"]))
        return dict(found.ranking)["bsn"]

    with_margins, without = probability(Settings()), probability(Settings(margin_weight=0.0, regression_share=1.0))
    assert with_margins > without > 1 / 4
