"""Calls to Telegram that are made until they succeed: at start, when Telegram may be away."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable

from telegram.error import InvalidToken, TelegramError

from bot.channels.base import Intake
from bot.channels.telegram import errors

logger = logging.getLogger(__name__)

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 300.0


class Pauses:
    """The growing pauses between tries, and each cause told once."""

    def __init__(self, what: str, intake: Intake, *, longest_s: float = LONGEST_PAUSE_S) -> None:
        self._what = what
        self._intake = intake
        self._longest_s = longest_s
        self._failures = 0
        self._told = ""

    def over(self) -> None:
        """It worked: the next failure starts from a short pause, and is told."""
        if self._told:
            logger.info("Telegram: could %s again", self._what)
        self._failures, self._told = 0, ""

    async def after(self, error: Exception, stop: asyncio.Event) -> None:
        """Tell the cause if it is new, and wait, at most until `stop`."""
        reason = errors.send_error(error).reason
        if reason != self._told:
            logger.warning("Telegram: can't %s now (%s); it is tried again", self._what, reason)
            self._told = reason
        if isinstance(error, InvalidToken):
            with contextlib.suppress(Exception):
                await self._intake.refused(reason)
        doubled_s = FIRST_PAUSE_S * 2.0 ** min(self._failures, 20)
        pause_s = min(doubled_s, self._longest_s) * (0.5 + 0.5 * random.random())  # noqa: S311 - spreads tries
        asked = errors.retry_after(error)
        self._failures += 1
        await rest(max(pause_s, asked.total_seconds() if asked else 0.0), stop)


async def rest(seconds: float, stop: asyncio.Event) -> None:
    """Wait so long, or until `stop` is set."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()


async def try_until_done(what: str, call: Callable[[], Awaitable[None]], intake: Intake, stop: asyncio.Event) -> None:
    """Make a call until it succeeds or `stop` is set. Never raises for what Telegram does."""
    pauses = Pauses(what, intake)
    while not stop.is_set():
        try:
            await call()
        except TelegramError as error:
            await pauses.after(error, stop)
        else:
            return
