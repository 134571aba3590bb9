"""Sparse features: TF-IDF of character n-grams within words, and of words, on the skeleton."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

_WORD = r"(?u)\b\w+\b"  # one-letter words count too: "q" and "я" are words here

Floats = npt.NDArray[np.float32]
Columns = npt.NDArray[np.intp]
_Lookup = tuple[Callable[[str], list[str]], dict[str, int], Floats, int]
"""How a text is taken apart, n-gram -> column, weight of each column, and where the columns begin."""


class NgramFeatures:
    """Two `TfidfVectorizer`s that can be saved as plain arrays and lists."""

    def __init__(self, max_ngram: int, min_documents: int) -> None:
        self._max_ngram = max_ngram
        self._min_documents = min_documents
        self._vectorizers: list[TfidfVectorizer] = []
        self._tables: list[_Lookup] | None = None

    def _new(self) -> list[TfidfVectorizer]:
        common = {"sublinear_tf": True, "dtype": np.float32, "min_df": self._min_documents, "lowercase": False}
        return [
            TfidfVectorizer(analyzer="char_wb", ngram_range=(1, self._max_ngram), **common),
            TfidfVectorizer(analyzer="word", token_pattern=_WORD, **common),
        ]

    def fit_transform(self, skeletons: list[str]) -> csr_matrix:
        """Learn vocabulary and weights, and return the features, float32 [len(skeletons), n].

        Both halves have rows of length 1 or 0. Raises ValueError when no word at all is in `skeletons`.
        """
        self._vectorizers = self._new()
        return hstack([v.fit_transform(skeletons) for v in self._vectorizers], format="csr", dtype=np.float32)

    def columns(self, skeleton: str) -> tuple[Columns, Floats]:
        """Return the column numbers and values of one text's features: `transform` for a single message.

        The same numbers in a tenth of the time: scikit-learn's checks and matrices cost 3 ms a message.
        """
        numbers: list[int] = []
        values: list[Floats] = []
        for analyse, vocabulary, weights, offset in self._lookups():
            counts = Counter(column for ngram in analyse(skeleton) if (column := vocabulary.get(ngram)) is not None)
            if counts:
                found = list(counts)
                frequencies = np.fromiter(counts.values(), np.float32, len(found))
                row = (np.log(frequencies) + 1) * weights[found]
                values.append((row / np.linalg.norm(row)).astype(np.float32))
                numbers += [offset + column for column in found]
        if not numbers:
            return np.zeros(0, np.intp), np.zeros(0, np.float32)
        return np.array(numbers, np.intp), np.concatenate(values)

    def _lookups(self) -> list[_Lookup]:
        if self._tables is None:
            self._tables, offset = [], 0
            for vectorizer in self._vectorizers:
                vocabulary = dict(vectorizer.vocabulary or vectorizer.vocabulary_)
                weights = vectorizer.idf_.astype(np.float32)
                self._tables.append((vectorizer.build_analyzer(), vocabulary, weights, offset))
                offset += len(vocabulary)
        return self._tables

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
