"""Vectors of training phrases on disk, by hash of encoder and text; the texts themselves are not stored."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np

from encoder import DIMENSIONS, Encoder, Vectors

CACHE_FILE = Path(__file__).resolve().parent.parent / "var" / "embeddings.sqlite3"

_BATCH = 1000
_KEEP_DAYS = 60
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, used INTEGER NOT NULL)"


def cached_embeddings(
    encoder: Encoder,
    texts: list[str],
    *,
    file: Path = CACHE_FILE,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Vectors:
    """Embed `texts`, float32 [n, 384], asking the encoder only for what the cache lacks.

    What is ready is kept when the training is interrupted. Vectors not used for 60 days are dropped.
    `progress` is told how many of the missing ones are done.
    """
    if encoder.kind == "none" or not texts:
        return encoder.embed(texts)
    keys = [hashlib.sha256(f"{encoder.identity}\n{text}".encode("utf-8", "replace")).digest() for text in texts]
    today = int(time.time() // 86_400)
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=60)) as database:
        database.execute(_SCHEMA)
        known = _read(database, set(keys))
        missing = [(k, text) for k, text in dict(zip(keys, texts, strict=True)).items() if k not in known]
        for start in range(0, len(missing), _BATCH):
            progress(start, len(missing))
            part = missing[start : start + _BATCH]
            # float16 at once: a phrase has the same vector whether it comes from the cache or not
            vectors = encoder.embed([text for _, text in part]).astype(np.float16)
            fresh = {key: vector.tobytes() for (key, _), vector in zip(part, vectors, strict=True)}
            known.update(fresh)
            with database:
                rows = [(key, vector, today) for key, vector in fresh.items()]
                database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        with database:
            database.executemany("UPDATE vectors SET used = ? WHERE key = ?", [(today, key) for key in set(keys)])
            database.execute("DELETE FROM vectors WHERE used < ?", (today - _KEEP_DAYS,))
    stacked = np.frombuffer(b"".join(known[key] for key in keys), dtype=np.float16)
    return stacked.reshape(len(keys), DIMENSIONS).astype(np.float32)


def _read(database: sqlite3.Connection, keys: set[bytes]) -> dict[bytes, bytes]:
    size = 2 * DIMENSIONS
    rows = database.execute("SELECT key, vector FROM vectors WHERE length(vector) = ?", (size,))
    return {key: vector for key, vector in rows if key in keys}
