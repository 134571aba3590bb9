"""What a channel reports of our messages: found by our key or by its own id, with the conversation's row held."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from bot.store.conversations import Conversation, columns, opened
from bot.store.engine import Tx
from bot.store.tables import conversation, outbox

_KEY = re.compile(r"[0-9a-f]{32}\Z")


@dataclass(frozen=True, slots=True)
class MarkedItem:
    """A message of ours as the marks see it."""

    id: str
    author: str
    status: str
    attempts: int
    created_at: datetime
    released_at: datetime | None
    external_hash: bytes | None
    delivered_at: datetime | None
    read_at: datetime | None


async def conversations_of(tx: Tx, channel: str, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(our key, the channel's id) of messages → the conversation of each that we know."""
    names = list(names)
    keys = {key for key, _ in names if _KEY.match(key)}
    hashes = {tx.keys.hash("message", channel, wamid): wamid for _, wamid in names if wamid}
    rows = await tx.conn.execute(
        select(outbox.c.id, outbox.c.external_hash, outbox.c.conversation_id)
        .join(conversation, conversation.c.id == outbox.c.conversation_id)
        .where(conversation.c.channel == channel, or_(outbox.c.id.in_(keys), outbox.c.external_hash.in_(hashes)))
    )
    by_key: dict[str, str] = {}
    by_external: dict[str, str] = {}
    for row in rows:
        by_key[row.id] = row.conversation_id
        if row.external_hash in hashes:
            by_external[hashes[row.external_hash]] = row.conversation_id
    found = {name: by_key.get(name[0]) or by_external.get(name[1]) for name in names}
    return {name: conversation_id for name, conversation_id in found.items() if conversation_id}


async def hold(tx: Tx, conversation_ids: Iterable[str]) -> dict[str, Conversation]:
    """Conversations with their rows held for this transaction, taken in one order: nobody waits in a circle."""
    query = select(*columns).where(conversation.c.id.in_(sorted(set(conversation_ids)))).order_by(conversation.c.id)
    rows = (await tx.conn.execute(query.with_for_update())).all()
    return {row.id: opened(tx, row) for row in rows}


async def marked(tx: Tx, conv: Conversation, key: str, external_id: str) -> MarkedItem | None:
    """The message that a mark is about."""
    external = tx.keys.hash("message", conv.channel, external_id) if external_id else None
    by_key = outbox.c.id == key
    row = (
        await tx.conn.execute(
            select(
                outbox.c.id,
                outbox.c.author,
                outbox.c.status,
                outbox.c.attempts,
                outbox.c.created_at,
                outbox.c.released_at,
                outbox.c.external_hash,
                outbox.c.delivered_at,
                outbox.c.read_at,
            )
            .where(
                outbox.c.conversation_id == conv.id,
                by_key if external is None else or_(by_key, outbox.c.external_hash == external),
            )
            .order_by(by_key.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else MarkedItem(*row)
