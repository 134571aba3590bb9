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

    def numbers(self, text: str) -> list[int]:
        """Return the tokens of `text`, at most `MAX_TOKENS`, begin and end included."""
        return [self._begin, *self._tokenizer(text)[: MAX_TOKENS - 2], self._end]

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
        """Return unit vectors, float32 [len(texts), 384]; one text at a time, so none depends on its company.

        Many texts (training phrases) are spread over the processors; the engine releases the interpreter.
        """
        processors = min(_processors(), _MAX_THREADS)
        if len(texts) < _MANY_TEXTS or processors == 1:
            rows = [self._embed_one(text) for text in texts]
        else:
            with ThreadPoolExecutor(processors) as pool:
                rows = list(pool.map(self._embed_one, texts))
        return np.array(rows, dtype=np.float32).reshape(len(texts), DIMENSIONS)

    def _embed_one(self, text: str) -> Vectors:
        embedded = self._tokens.embedded(self._tokens.numbers(QUERY_PREFIX + text))
        (pooled,) = self._session.run(None, {"tokens": embedded[None]})
        vector: Vectors = pooled[0]
        return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
