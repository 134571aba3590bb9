"""Who alone may fetch a channel's messages: one process at a time, by the database's clock."""

from __future__ import annotations

from sqlalchemy import delete, or_

from bot.store.channel_tables import channel_holder
from bot.store.engine import Tx, database_now_s
from bot.store.sql import insert


async def hold(tx: Tx, channel: str, owner: str, *, for_s: float) -> bool:
    """Get the right, or prolong it; `False`: another owner has it."""
    until_s = database_now_s() + for_s
    statement = (
        insert(tx.dialect, channel_holder)
        .values(channel=channel, owner=owner, until_s=until_s)
        .on_conflict_do_update(
            index_elements=["channel"],
            set_={"owner": owner, "until_s": until_s},
            where=or_(channel_holder.c.owner == owner, channel_holder.c.until_s < database_now_s()),
        )
        .returning(channel_holder.c.owner)
    )
    return (await tx.conn.execute(statement)).one_or_none() is not None


async def let_go(tx: Tx, channel: str, owner: str) -> None:
    """Give the right back, if it is still this owner's."""
    await tx.conn.execute(
        delete(channel_holder).where(channel_holder.c.channel == channel, channel_holder.c.owner == owner)
    )
