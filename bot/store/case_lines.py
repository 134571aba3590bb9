"""What an adviser reads of a conversation: both sides with all that became of each message."""

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
class StoredLine:
    """One entry. `id` is the inbox's number of a person's message, the outbox's id of ours."""

    id: str
    entry: int
    author: str
    payload: dict[str, Any]
    status: str
    reason: str | None
    at: datetime
    delivered_at: datetime | None = None
    read_at: datetime | None = None


async def lines(tx: Tx, conv: Conversation, first: int, last: int, limit: int) -> list[StoredLine]:
    """The newest `limit` entries from `first` to `last` in order; cancelled messages of ours are left out."""
    mine = (inbox.c.conversation_id == conv.id, inbox.c.entry >= first, inbox.c.entry <= last)
    ours = (outbox.c.conversation_id == conv.id, outbox.c.entry >= first, outbox.c.entry <= last)
    ins = await tx.conn.execute(select(inbox).where(*mine).order_by(inbox.c.entry.desc()).limit(limit))
    outs = await tx.conn.execute(
        select(outbox).where(*ours, outbox.c.status != "cancelled").order_by(outbox.c.entry.desc()).limit(limit)
    )
    found = [
        StoredLine(
            id=str(row.id),
            entry=row.entry,
            author="person",
            payload=unseal_json(conv.data_key, row.payload, inbox_place(conv.id, row.entry)),
            status=row.status,
            reason=None,
            at=row.received_at,
        )
        for row in ins
    ]
    found += [
        StoredLine(
            id=row.id,
            entry=row.entry,
            author=row.author,
            payload=unseal_json(conv.data_key, row.payload, outbox_place(conv.id, row.entry)),
            status=row.status,
            reason=row.reason,
            at=row.created_at,
            delivered_at=row.delivered_at,
            read_at=row.read_at,
        )
        for row in outs
    ]
    return sorted(found, key=lambda line: line.entry)[-limit:]


async def last_external_id(tx: Tx, conv: Conversation) -> str | None:
    """The channel's id of the person's newest message; `None` when they have written nothing."""
    newest = select(inbox.c.entry, inbox.c.payload).where(inbox.c.conversation_id == conv.id)
    row = (await tx.conn.execute(newest.order_by(inbox.c.entry.desc()).limit(1))).one_or_none()
    if row is None:
        return None
    payload = unseal_json(conv.data_key, row.payload, inbox_place(conv.id, row.entry))
    return str(payload["external_id"])
