"""How errors are told: what kind and where, never what a person wrote (an exception's own words may quote it)."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def where_of(error: BaseException) -> str:
    """The error's class and the places it came through, innermost last: "KeyError at bot/x.py:3 in f < …"."""
    places = []
    for frame in traceback.extract_tb(error.__traceback__)[-6:]:
        path = Path(frame.filename)
        short = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(*path.parts[-2:])
        places.append(f"{short}:{frame.lineno} in {frame.name}")
    return f"{type(error).__name__} at {' > '.join(places)}" if places else type(error).__name__


def log_defect(logger: logging.Logger, what: str, error: BaseException) -> None:
    """Log something that should not happen, without any text of a person."""
    logger.error("%s: %s", what, where_of(error))
