"""The encoder as int8 ONNX: runs the pack that `encoder.build` wrote, with onnxruntime and numpy alone."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime

from encoder import DIMENSIONS, QUERY_PREFIX, Vectors
from encoder.paths import ARRAYS, GRAPH, MANIFEST, PACK_FOLDER, TOKENS, VOCABULARY
from encoder.tokenizer import UnigramTokenizer

_MANY_TEXTS = 200
_BATCH = 8
_MAX_THREADS = 4

MAX_TOKENS = 126
"""Tokens of one text, the prefix's included; 400 characters of our languages stay below it nearly always."""


class TokenTable:
    """The pack's tokenizer and token vectors. Raises OSError or ValueError when the pack is missing or damaged."""

    def __init__(self, folder: Path) -> None:
        vocabulary = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            self._scales = arrays["token_scales"].astype(np.float32)[:, None]
            self._positions = arrays["positions"].astype(np.float32)
            scores = arrays["scores"].tolist()
        self._table = np.load(folder / TOKENS, mmap_mode="r", allow_pickle=False)
        self._begin, self._end = vocabulary["begin"], vocabulary["end"]
        self._tokenizer = UnigramTokenizer(
            {piece: number for number, piece in enumerate(vocabulary["pieces"]) if piece},
            scores,
            {ord(character): text for character, text in vocabulary["normalisation"].items()},
            unknown=vocabulary["unknown"],
            lowest_score=vocabulary["lowest_score"],
        )

    def numbers(self, text: str, known: dict[str, list[int]] | None = None) -> list[int]:
        """Return the tokens of `text`, at most `MAX_TOKENS`, begin and end included; `known`: see the tokenizer."""
        return [self._begin, *self._tokenizer(text, known)[: MAX_TOKENS - 2], self._end]

    def embedded(self, numbers: list[int]) -> Vectors:
        """Return what the first layer reads, float32 [len(numbers), 384]: token vectors and positions."""
        rows: Vectors = self._table[numbers] * self._scales[numbers] + self._positions[: len(numbers)]
        return rows


class OnnxEncoder:
    """int8 encoder on one thread. Raises OSError or ValueError when the pack is missing or damaged."""

    kind = "onnx"

    def __init__(self, folder: Path = PACK_FOLDER) -> None:
        self.identity = f"onnx-{json.loads((folder / MANIFEST).read_text(encoding='utf-8'))['identity']}"
        self._tokens = TokenTable(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])

    def embed(self, texts: list[str]) -> Vectors:
        """Return unit vectors, float32 [len(texts), 384]; of a few texts (messages) none depends on its company.

        Many texts (training phrases) go eight of a length at a time, which takes two thirds of the time: eight bits
        round them together then, to vectors that are alike by .997 (cosine). They are spread over the processors; the
        engine releases the interpreter.
        """
        if len(texts) < _MANY_TEXTS:
            rows = [_unit(self._pooled([self._tokens.numbers(QUERY_PREFIX + text)])) for text in texts]
            return np.array(rows, dtype=np.float32).reshape(len(texts), DIMENSIONS)
        words: dict[str, list[int]] = {}
        numbers = [self._tokens.numbers(QUERY_PREFIX + text, words) for text in texts]
        batches = _batches(numbers)
        found = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        with ThreadPoolExecutor(min(_processors(), _MAX_THREADS)) as pool:
            pooled = pool.map(lambda batch: self._pooled([numbers[place] for place in batch]), batches)
            for batch, vectors in zip(batches, pooled, strict=True):
                found[batch] = vectors
        return _unit(found)

    def _pooled(self, batch: list[list[int]]) -> Vectors:
        """Tokens of texts of one length -> vectors [n, 384], of any length."""
        (pooled,) = self._session.run(None, {"tokens": np.stack([self._tokens.embedded(one) for one in batch])})
        vectors: Vectors = pooled
        return vectors


def _batches(numbers: list[list[int]]) -> list[list[int]]:
    """The places of texts of one length, `_BATCH` at most together."""
    by_length: dict[int, list[int]] = {}
    for place, one in enumerate(numbers):
        by_length.setdefault(len(one), []).append(place)
    return [places[start : start + _BATCH] for places in by_length.values() for start in range(0, len(places), _BATCH)]


def _unit(vectors: Vectors) -> Vectors:
    scaled: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return scaled


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
