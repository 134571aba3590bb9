"""One encoder for all models of the process."""

from __future__ import annotations

from functools import lru_cache

from encoder import Encoder
from encoder.choose import open_encoder


@lru_cache(maxsize=1)
def _opened() -> tuple[Encoder, tuple[str, ...]]:
    encoder, warnings = open_encoder()
    return encoder, tuple(warnings)


def shared_encoder() -> Encoder:
    """Return the process's encoder, opened at the first call."""
    return _opened()[0]


def encoder_warnings() -> list[str]:
    """Return why no better encoder was chosen; empty for the best."""
    return list(_opened()[1])
