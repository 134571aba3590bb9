"""Logging of the commands: our own lines, no addresses, no texts, no tokens."""

from __future__ import annotations

import logging


def set_up_logging(level: int = logging.INFO) -> None:
    """Log to standard error. Libraries that print URLs or bodies (tokens, phone numbers) speak from WARNING up only."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("httpx", "httpcore", "uvicorn", "uvicorn.error", "uvicorn.access", "alembic", "asyncio", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
