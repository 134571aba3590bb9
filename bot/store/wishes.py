"""People who want a human."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.store.conversations import Conversation
from bot.store.engine import Tx
from bot.store.keys import seal_json, unseal_json
from bot.store.tables import wish


def _place(conversation_id: str) -> str:
    return f"wish:{conversation_id}"


async def record_wish(tx: Tx, conv: Conversation, value: dict[str, Any], now: datetime) -> None:
    """Keep what the person wants, sealed like everything else of their conversation."""
    sealed = seal_json(conv.data_key, value, _place(conv.id))
    await tx.conn.execute(wish.insert().values(conversation_id=conv.id, payload=sealed, created_at=now))


async def wishes_of(tx: Tx, conv: Conversation) -> list[dict[str, Any]]:
    """The wishes of one conversation, oldest first."""
    rows = await tx.conn.scalars(select(wish.c.payload).where(wish.c.conversation_id == conv.id).order_by(wish.c.id))
    return [unseal_json(conv.data_key, sealed, _place(conv.id)) for sealed in rows]
