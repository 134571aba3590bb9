"""Change the wrap key: all that it seals (conversation keys, case keys, second factors of staff) is sealed anew."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Column, select, update

from bot.store.accounts import totp_place
from bot.store.case_tables import desk_case
from bot.store.cases import key_place
from bot.store.checks import wrap_mark
from bot.store.engine import Store
from bot.store.staff_tables import account
from bot.store.tables import conversation, meta

BATCH = 200


async def rotate_wrap_key(store: Store) -> int:
    """Wrap all keys with the newest wrap key; how many were changed. The service may run meanwhile.

    Afterwards the earlier wrap key is needed no more. Raises `StoreError`, with nothing lost, if a key can't be opened.
    """
    changed = await _rotate(store, conversation.c.data_key, str) + await _rotate(store, desk_case.c.data_key, key_place)
    for column in (account.c.totp_secret, account.c.totp_offered):
        changed += await _rotate(store, column, totp_place)
    async with store.write() as tx:
        await tx.conn.execute(update(meta).where(meta.c.key == "wrap_check").values(value=wrap_mark(store.keys)))
    return changed


async def _rotate(store: Store, column: Column[bytes], place: Callable[[str], str]) -> int:
    table, changed, last = column.table, 0, ""
    while True:
        async with store.write() as tx:
            rows = (
                await tx.conn.execute(
                    select(table.c.id, column.label("sealed"))
                    .where(table.c.id > last)
                    .order_by(table.c.id)
                    .limit(BATCH)
                    .with_for_update()
                )
            ).all()
            for row in rows:
                # An empty one is destroyed: what it sealed is gone.
                if row.sealed and not store.keys.is_newest(row.sealed):
                    opened = store.keys.unwrap_data_key(row.sealed, place(row.id))
                    await tx.conn.execute(
                        update(table)
                        .where(table.c.id == row.id)
                        .values({column.name: store.keys.wrap_data_key(opened, place(row.id))})
                    )
                    changed += 1
        if not rows:
            return changed
        last = rows[-1].id
