"""Change the wrap key: the keys of conversations and cases are wrapped anew, what they seal stays as it is."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Table, select, update

from bot.store.case_tables import desk_case
from bot.store.cases import key_place
from bot.store.checks import wrap_mark
from bot.store.engine import Store
from bot.store.tables import conversation, meta

BATCH = 200


async def rotate_wrap_key(store: Store) -> int:
    """Wrap all keys with the newest wrap key; how many were changed. The service may run meanwhile.

    Afterwards the earlier wrap key is needed no more. Raises `StoreError`, with nothing lost, if a key can't be opened.
    """
    changed = await _rotate(store, conversation, str) + await _rotate(store, desk_case, key_place)
    async with store.write() as tx:
        await tx.conn.execute(update(meta).where(meta.c.key == "wrap_check").values(value=wrap_mark(store.keys)))
    return changed


async def _rotate(store: Store, table: Table, place: Callable[[str], str]) -> int:
    changed, last = 0, ""
    while True:
        async with store.write() as tx:
            rows = (
                await tx.conn.execute(
                    select(table.c.id, table.c.data_key)
                    .where(table.c.id > last)
                    .order_by(table.c.id)
                    .limit(BATCH)
                    .with_for_update()
                )
            ).all()
            for row in rows:
                # An empty one is destroyed: what it sealed is gone.
                if row.data_key and not store.keys.is_newest(row.data_key):
                    data_key = store.keys.unwrap_data_key(row.data_key, place(row.id))
                    await tx.conn.execute(
                        update(table)
                        .where(table.c.id == row.id)
                        .values(data_key=store.keys.wrap_data_key(data_key, place(row.id)))
                    )
                    changed += 1
        if not rows:
            return changed
        last = rows[-1].id
