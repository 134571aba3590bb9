"""Libraries that print URLs or bodies: a token is in Telegram's URLs, a person's text in its bodies."""

from __future__ import annotations

import logging

_LEVELS = {
    "httpx": logging.WARNING,  # prints every URL at INFO
    "httpcore": logging.WARNING,  # prints headers at DEBUG
    # Prints parameters at DEBUG, and at ERROR answers that it can't read; what fails we tell ourselves.
    "telegram": logging.CRITICAL,
}


def hush() -> None:
    """Let the libraries of channels speak from a level on at which they name neither tokens nor texts."""
    for name, level in _LEVELS.items():
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, level))
