"""Both sides of a conversation in their order, for those who look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.store.conversations import Conversation
from bot.store.engine import Tx
from bot.store.keys import unseal_json
from bot.store.mailbox import inbox_place, outbox_place
from bot.store.tables import inbox, outbox


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One entry of a conversation as it is kept: `author` is person, bot or adviser."""

    entry: int
    author: str
    payload: dict[str, Any]
    status: str
    created_at: datetime


async def entries(tx: Tx, conv: Conversation, after: int, limit: int) -> list[StoredEntry]:
    """Both sides of a conversation in order, from the first entry behind `after`; cancelled messages are left out.

    Whoever goes on from the last one they saw reads in `Store.read`, so that both tables are of one moment.
    """
    from_inbox = select(inbox.c.entry, inbox.c.payload, inbox.c.status, inbox.c.received_at.label("created_at")).where(
        inbox.c.conversation_id == conv.id, inbox.c.entry > after
    )
    from_outbox = select(outbox.c.entry, outbox.c.payload, outbox.c.status, outbox.c.author, outbox.c.created_at).where(
        outbox.c.conversation_id == conv.id, outbox.c.entry > after, outbox.c.status != "cancelled"
    )
    ins = (await tx.conn.execute(from_inbox.order_by(inbox.c.entry).limit(limit))).all()
    outs = (await tx.conn.execute(from_outbox.order_by(outbox.c.entry).limit(limit))).all()
    found = [_person(conv, row) for row in ins] + [_ours(conv, row) for row in outs]
    return sorted(found, key=lambda one: one.entry)[:limit]


def _person(conv: Conversation, row: Any) -> StoredEntry:
    payload = unseal_json(conv.data_key, row.payload, inbox_place(conv.id, row.entry))
    return StoredEntry(row.entry, "person", payload, row.status, row.created_at)


def _ours(conv: Conversation, row: Any) -> StoredEntry:
    payload = unseal_json(conv.data_key, row.payload, outbox_place(conv.id, row.entry))
    return StoredEntry(row.entry, row.author, payload, row.status, row.created_at)
