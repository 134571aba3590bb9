"""Long polling: for an installation that no webhook can reach. One process polls, the others wait for their turn.

An update is confirmed to Telegram (by asking for the ones behind it) only after it is stored. What was stored but not
confirmed when a process died comes again and is known by its id.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.error import Conflict, TelegramError
from telegram.ext import ExtBot

from bot.channels.base import FollowUp, Intake
from bot.channels.telegram.parse import ALLOWED_UPDATES
from bot.channels.telegram.tries import Pauses, rest

logger = logging.getLogger(__name__)

POLL_S = 25
"""How long Telegram keeps a call open while there is nothing."""
BATCH = 100
HOLD_S = 12.0
"""After the polling process died, another one (or the same, started again) takes over so much later."""
RENEW_EVERY_S = 4.0
LOOK_EVERY_S = 3.0
LONGEST_PAUSE_S = 30.0

GetUpdates = Callable[[dict[str, Any]], Awaitable[Any]]
"""The raw call with these parameters: the library's own logs what it can't read, with the text."""
Hear = Callable[[object, Intake], Awaitable[FollowUp | None]]


async def poll(bot: ExtBot[Any], get_updates: GetUpdates, hear: Hear, intake: Intake, stop: asyncio.Event) -> None:
    """Poll until `stop` is set, whenever this process has the right to. Never raises for what Telegram does."""
    while not stop.is_set():
        if not await _held(intake):
            await rest(LOOK_EVERY_S, stop)
            continue
        lost, done = asyncio.Event(), asyncio.Event()
        keeping = asyncio.create_task(_keep(intake, lost, done))
        try:
            await _Poller(bot, get_updates, hear, intake, stop, lost).run()
        finally:
            # Not cancelled: a write cut off in the middle costs the database a connection.
            done.set()
            await asyncio.gather(keeping, return_exceptions=True)
            with contextlib.suppress(Exception):
                await intake.let_go()


async def _held(intake: Intake) -> bool:
    try:
        return await intake.hold(for_s=HOLD_S)
    except Exception as error:
        logger.warning("The database can't say who polls Telegram (%s); it is asked again", type(error).__name__)
        return False


async def _keep(intake: Intake, lost: asyncio.Event, done: asyncio.Event) -> None:
    """Prolong the right while we poll; `lost` is set when another process has it, or nobody can tell."""
    while not done.is_set():
        if not await _held(intake):
            lost.set()
            return
        await rest(RENEW_EVERY_S, done)


class _Poller:
    def __init__(
        self,
        bot: ExtBot[Any],
        get_updates: GetUpdates,
        hear: Hear,
        intake: Intake,
        stop: asyncio.Event,
        lost: asyncio.Event,
    ) -> None:
        self._bot, self._get_updates, self._hear, self._intake = bot, get_updates, hear, intake
        self._stop, self._lost = stop, lost
        self._offset: int | None = None
        self._follow_ups: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Fetch and store until `stop` or `lost` is set."""
        pauses = Pauses("fetch messages", self._intake, longest_s=LONGEST_PAUSE_S)
        no_webhook = False
        while not self._over():
            try:
                if not no_webhook:
                    await self._unless_over(self._bot.delete_webhook(drop_pending_updates=False))
                    no_webhook = True
                updates = await self._unless_over(self._fetch()) or []
                await self._store(updates)
            except TelegramError as error:
                if isinstance(error, Conflict):
                    # Somebody set a webhook, or polls with our token; the former we can take away.
                    no_webhook = False
                await pauses.after(error, self._stop)
            except Exception as error:
                # The database: what is not stored is not confirmed, Telegram gives it again.
                logger.error(
                    "A message of Telegram could not be stored (%s); it is fetched again", type(error).__name__
                )
                await pauses.after(error, self._stop)
            else:
                pauses.over()
                await self._intake.heard()
        if self._follow_ups:
            await asyncio.wait(self._follow_ups, timeout=2)

    def _over(self) -> bool:
        return self._stop.is_set() or self._lost.is_set()

    async def _fetch(self) -> Any:
        asked: dict[str, Any] = {"timeout": POLL_S, "limit": BATCH, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset is not None:
            asked["offset"] = self._offset
        return await self._get_updates(asked)

    async def _store(self, updates: list[Any]) -> None:
        for update in updates:
            if self._lost.is_set():
                return
            follow_up = await self._hear(update, self._intake)
            number = update.get("update_id") if isinstance(update, dict) else None
            if isinstance(number, int):
                self._offset = number + 1
            if follow_up is not None:
                task = asyncio.ensure_future(_quietly(follow_up))
                self._follow_ups.add(task)
                task.add_done_callback(self._follow_ups.discard)

    async def _unless_over(self, call: Coroutine[Any, Any, Any]) -> Any:
        """The call's result; `None` when it was cut short because we are to stop."""
        task = asyncio.ensure_future(call)
        ends = [asyncio.ensure_future(event.wait()) for event in (self._stop, self._lost)]
        try:
            await asyncio.wait([task, *ends], return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            for one in (task, *ends):
                one.cancel()
            await asyncio.gather(task, *ends, return_exceptions=True)


async def _quietly(follow_up: FollowUp) -> None:
    try:
        await follow_up()
    except Exception as error:
        logger.warning("What follows a message of Telegram failed: %s", type(error).__name__)
