"""Where the encoder pack lies and what its files are called."""

from __future__ import annotations

from pathlib import Path

PACK_FOLDER = Path(__file__).resolve().parent.parent / "var" / "encoder"
MANIFEST = "manifest.json"
GRAPH = "encoder.int8.onnx"
TOKENS = "tokens.npy"  # int8 [pieces, 384]; memory-mapped: only the rows in use take memory
VOCABULARY = "vocabulary.json"
ARRAYS = "arrays.npz"  # token scales, piece scores, positions

ENCODING = "query-prefix 1"
"""How texts are made tokens and vectors; to be raised when tokenizer.py or pack.py change that, so that the
cached vectors of training phrases are made anew."""
