"""Whether a person can be reached, by what the channel tells without any message of theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from bot.store.conversations import find
from bot.store.engine import Tx
from bot.store.tables import conversation

CLOCKS_APART = timedelta(seconds=2)
"""Channels tell whole seconds, by their own clock."""


async def set_reachable(tx: Tx, channel: str, address: str, *, reachable: bool, at: datetime) -> bool:
    """Note that a person blocked or unblocked us at that moment; `False`: nobody we know, or they wrote since.

    Nothing is sent to somebody who can't be reached; their next message makes them reachable again.
    """
    conversation_id = await find(tx, channel, address)
    if conversation_id is None:
        return False
    statement = update(conversation).where(conversation.c.id == conversation_id)
    if not reachable:
        statement = statement.where(conversation.c.last_message_at <= at + CLOCKS_APART)
    done = await tx.conn.execute(statement.values(unreachable_at=None if reachable else at))
    return done.rowcount > 0
