"""Change the wrap key: every conversation's key is wrapped anew, what it seals stays as it is."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.store.checks import wrap_mark
from bot.store.engine import Store
from bot.store.tables import conversation, meta

BATCH = 200


async def rotate_wrap_key(store: Store) -> int:
    """Wrap all keys with the newest wrap key; how many were changed. The service may run meanwhile.

    Afterwards the earlier wrap key is needed no more. Raises `StoreError`, with nothing lost, if a key can't be opened.
    """
    changed, last = 0, ""
    while True:
        async with store.write() as tx:
            rows = (
                await tx.conn.execute(
                    select(conversation.c.id, conversation.c.data_key)
                    .where(conversation.c.id > last)
                    .order_by(conversation.c.id)
                    .limit(BATCH)
                    .with_for_update()
                )
            ).all()
            for row in rows:
                if not store.keys.is_newest(row.data_key):
                    data_key = store.keys.unwrap_data_key(row.data_key, row.id)
                    await tx.conn.execute(
                        update(conversation)
                        .where(conversation.c.id == row.id)
                        .values(data_key=store.keys.wrap_data_key(data_key, row.id))
                    )
                    changed += 1
            if not rows:
                await tx.conn.execute(
                    update(meta).where(meta.c.key == "wrap_check").values(value=wrap_mark(store.keys))
                )
                return changed
            last = rows[-1].id
