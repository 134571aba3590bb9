"""Sparse features: TF-IDF of character n-grams within words, and of words, on the skeleton."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = npt.NDArray[np.float32]


class NgramFeatures:
    """Two `TfidfVectorizer`s that can be saved as plain arrays and lists."""

    def __init__(self, max_ngram: int, min_documents: int) -> None:
        self._max_ngram = max_ngram
        self._min_documents = min_documents
        self._vectorizers: list[TfidfVectorizer] = []

    def _new(self) -> list[TfidfVectorizer]:
        common = {"sublinear_tf": True, "dtype": np.float32, "min_df": self._min_documents, "lowercase": False}
        return [
            TfidfVectorizer(analyzer="char_wb", ngram_range=(1, self._max_ngram), **common),
            # one-letter words count too: "q" and "я" are words here
            TfidfVectorizer(analyzer="word", token_pattern=r"(?u)\b\w+\b", **common),
        ]

    def fit(self, skeletons: list[str]) -> None:
        """Learn vocabulary and weights. Raises ValueError when no word at all is in `skeletons`."""
        self._vectorizers = [vectorizer.fit(skeletons) for vectorizer in self._new()]

    def transform(self, skeletons: list[str]) -> csr_matrix:
        """Return the features, float32 [len(skeletons), n]; both halves have rows of length 1 or 0."""
        return hstack([v.transform(skeletons) for v in self._vectorizers], format="csr", dtype=np.float32)

    def vocabularies(self) -> list[list[str]]:
        """Return the n-grams in the order of their columns."""
        return [v.get_feature_names_out().tolist() for v in self._vectorizers]

    def arrays(self) -> dict[str, Floats]:
        """Return the inverse document frequencies, by name."""
        return {f"idf{i}": v.idf_.astype(np.float32) for i, v in enumerate(self._vectorizers)}

    @classmethod
    def restore(cls, max_ngram: int, min_documents: int, vocabularies: list[list[str]], arrays: Any) -> NgramFeatures:
        """Rebuild from what `vocabularies` and `arrays` gave."""
        features = cls(max_ngram, min_documents)
        features._vectorizers = features._new()
        for i, vectorizer in enumerate(features._vectorizers):
            vectorizer.vocabulary = {ngram: column for column, ngram in enumerate(vocabularies[i])}
            vectorizer.idf_ = arrays[f"idf{i}"]
        return features
