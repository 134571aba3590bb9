"""What is looked at before the store is used: are the tables current, are the keys the right ones."""

from __future__ import annotations

import hmac

from sqlalchemy import select

from bot.errors import StoreError
from bot.store.engine import Store
from bot.store.keys import Keys, new_data_key
from bot.store.migrate import head_revision, revision_of
from bot.store.sql import insert_ignore
from bot.store.tables import meta

_PLACE = "meta:key_check"


async def migrations_current(store: Store) -> bool:
    """Whether every migration of this version has run."""
    async with store.read() as tx:
        return await tx.conn.run_sync(revision_of) == head_revision()


async def check_migrations(store: Store) -> None:
    """`StoreError` if the tables are older or newer than this version."""
    if not await migrations_current(store):
        raise StoreError("The database's tables are not those of this version. Run: win migrate")


async def check_keys(store: Store) -> None:
    """`StoreError` if the keys are not those the database was written with; the first start writes the mark."""
    async with store.read() as tx:
        marks = {row.key: row.value for row in await tx.conn.execute(select(meta.c.key, meta.c.value))}
    if "wrap_check" not in marks:
        async with store.write() as tx:
            await tx.conn.execute(insert_ignore(tx.dialect, meta).values(key="wrap_check", value=wrap_mark(store.keys)))
            await tx.conn.execute(
                insert_ignore(tx.dialect, meta).values(key="lookup_check", value=_lookup_mark(store.keys))
            )
        return await check_keys(store)
    try:
        store.keys.unwrap_data_key(marks["wrap_check"], _PLACE)
    except StoreError:
        raise StoreError(
            "The database was written with another key. Set WIN_SECRET_KEY (or WIN_WRAP_KEY) to the value it had; "
            "nothing was changed."
        ) from None
    if not hmac.compare_digest(marks["lookup_check"], _lookup_mark(store.keys)):
        raise StoreError(
            "The database was written with another lookup key: nobody's conversation would be found. "
            "Set WIN_SECRET_KEY (or WIN_LOOKUP_KEY) to the value it had; nothing was changed."
        )
    return None


def wrap_mark(keys: Keys) -> bytes:
    """A key that nothing is sealed with, wrapped: whoever can open it has the right wrap key."""
    return keys.wrap_data_key(new_data_key(), _PLACE)


def _lookup_mark(keys: Keys) -> bytes:
    return keys.hash("check", "", "")
