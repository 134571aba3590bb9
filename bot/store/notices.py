"""What other processes commit: PostgreSQL tells (LISTEN), SQLite is asked whether its file changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import psycopg

from bot.store.case_events import last_event
from bot.store.conversations import last_entries
from bot.store.engine import CASE, CONVERSATION, WORK, Notice, Store
from bot.store.leases import work_waits

SQLITE_LOOK_EVERY_S = 0.2


async def notices_of_others(
    store: Store, watched: Callable[[], list[str]], listening: Callable[[], None]
) -> AsyncIterator[Notice]:
    """Notices committed by any process, our own included, until cancelled. `watched`: conversations of interest.

    `listening` is called once nothing can be missed any more: what was committed before has to be looked for.
    """
    if store.dialect == "postgresql":
        async for notice in _listen(store, listening):
            yield notice
    else:
        listening()
        async for notice in _look(store, watched):
            yield notice


async def _listen(store: Store, listening: Callable[[], None]) -> AsyncIterator[Notice]:
    # A connection of its own: LISTEN belongs to a session, and the pool's connections change hands.
    dsn = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
        await connection.execute("LISTEN win")
        listening()
        async for heard in connection.notifies():
            kind, _, conversation_id = heard.payload.partition(" ")
            yield kind, conversation_id


async def _look(store: Store, watched: Callable[[], list[str]]) -> AsyncIterator[Notice]:
    known: dict[str, int] = {}
    version = -1
    event = -1
    async with store.data_version() as data_version:
        while True:
            now_version = await data_version()
            if now_version != version:
                version = now_version
                ids = watched()
                # Nothing is yielded in here: whoever hears it may keep us waiting, with the look at the database open.
                async with store.read() as tx:
                    waits = await work_waits(tx, datetime.now(UTC))
                    entries = await last_entries(tx, ids) if ids else {}
                    newest = await last_event(tx)
                if waits:
                    yield WORK, ""
                if newest != event:
                    event = newest
                    yield CASE, ""
                for one in ids:
                    if known.get(one) != entries.get(one):
                        yield CONVERSATION, one
                known = entries
            await asyncio.sleep(SQLITE_LOOK_EVERY_S)
