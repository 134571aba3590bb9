"""What happens to cases, read once per process and handed to every live page of the desk.

Twenty advisers look at two hundred cases: were each page to read the database at each message, the database would do
nothing else. The feed reads behind the newest event it knows when the hub's bell rings, at most every `PACE_S`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.desk.case import Case
from bot.desk.rules import Roster
from bot.flows.app import App
from bot.flows.trouble import log_defect
from bot.store import Tx
from bot.store.case_events import CaseEvent, events_after, last_event
from bot.store.case_lists import cases_by_id
from bot.store.roster import roster

logger = logging.getLogger(__name__)

PACE_S = 0.25
"""The feed reads no oftener than this: what happens in between is handed over together."""
LOOK_S = 15.0
"""How long the feed trusts the bell before it looks by itself."""
REST_S = 2.0
"""The pause after the database could not be read."""
MAX_BEHIND = 500
"""Events that a page may be behind; with more it is quicker to draw it anew."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some events with the cases as they are now, and the advisers. `last`: the number to go on behind."""

    events: tuple[CaseEvent, ...]
    cases: Mapping[str, Case]
    people: Roster
    last: int

    @property
    def too_many(self) -> bool:
        """There are more events than were read."""
        return len(self.events) >= MAX_BEHIND


Listener = Callable[[Batch], None]


class Feed:
    """The feed of one process."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._listeners: set[Listener] = set()
        self._task: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def listen(self, listener: Listener) -> Iterator[None]:
        """Call `listener` with every batch while the block runs. Listen first, then `read` what is behind."""
        self._listeners.add(listener)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            self._listeners.discard(listener)
            if not self._listeners and self._task is not None:
                self._task.cancel()
                self._task = None

    async def read(self, after: int) -> Batch:
        """What happened behind an event."""
        async with self._app.store.read() as tx:
            return await _batch(tx, after)

    async def _run(self) -> None:
        with self._app.hub.subscribe_cases() as bell:
            last: int | None = None
            while True:
                try:
                    if last is None:
                        async with self._app.store.read() as tx:
                            last = await last_event(tx)
                    batch = await self.read(last)
                    last = batch.last
                    if batch.events:
                        for listener in tuple(self._listeners):
                            listener(batch)
                    if not batch.too_many:
                        await bell.wait(LOOK_S)
                    await asyncio.sleep(PACE_S)
                except Exception as error:
                    log_defect(logger, "The desk's events could not be read; they are read again", error)
                    await asyncio.sleep(REST_S)


async def _batch(tx: Tx, after: int) -> Batch:
    events = await events_after(tx, after, MAX_BEHIND)
    if not events:
        return Batch((), {}, Roster(), after)
    cases = await cases_by_id(tx, {event.case_id for event in events})
    return Batch(tuple(events), cases, await roster(tx), events[-1].id)
