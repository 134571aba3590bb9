"""Senders that an administrator has blocked: found by the keyed hash of their address, which is not kept itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.types import LargeBinary

from bot.store.addresses import Address, address_hash
from bot.store.conversations import new_id
from bot.store.engine import Tx
from bot.store.sql import insert_ignore
from bot.store.staff_tables import blocked_sender
from bot.store.tables import conversation


@dataclass(frozen=True, slots=True)
class BlockedSender:
    """Somebody whose messages are not taken in; `dropped` counts them."""

    id: str
    channel: str
    reason: str
    blocked_at: datetime
    dropped: int


_DROP = (
    update(blocked_sender)
    .where(
        blocked_sender.c.channel == bindparam("p_channel"),
        or_(
            blocked_sender.c.address_hash == bindparam("p_address", type_=LargeBinary),
            blocked_sender.c.address_hash == bindparam("p_alias", type_=LargeBinary),
        ),
    )
    .values(dropped=blocked_sender.c.dropped + 1)
)


_BLOCKED = select(blocked_sender.c.address_hash).where(
    blocked_sender.c.address_hash.in_(bindparam("p_addresses", expanding=True))
)


async def drop_blocked(tx: Tx, senders: Sequence[tuple[str, Address]]) -> list[bool]:
    """Which messages of these (channel, address) come from blocked senders; they are counted, and nothing is kept."""
    keys = []
    for channel, whole in senders:
        keys.append(
            (channel, address_hash(tx, channel, whole.address), address_hash(tx, channel, whole.alias or whole.address))
        )
    asked = {key for _, *both in keys for key in both}
    blocked_keys = set((await tx.conn.execute(_BLOCKED, {"p_addresses": list(asked)})).scalars())
    dropped = [not blocked_keys.isdisjoint(both) for _, *both in keys]
    for (channel, key, alias), drop in zip(keys, dropped, strict=True):
        if drop:
            await tx.conn.execute(_DROP, {"p_channel": channel, "p_address": key, "p_alias": alias})
    return dropped


async def block(tx: Tx, conversation_id: str, reason: str, now: datetime) -> list[str]:
    """Block whoever a conversation is with, under every address we know them by; the ids, empty when it is erased."""
    row = (
        await tx.conn.execute(
            select(conversation.c.channel, conversation.c.address_hash, conversation.c.alias_hash).where(
                conversation.c.id == conversation_id
            )
        )
    ).one_or_none()
    if row is None:
        return []
    made = []
    for key in (row.address_hash, row.alias_hash):
        if key is None:
            continue
        one = {"id": new_id(), "channel": row.channel, "address_hash": key, "reason": reason, "blocked_at": now}
        done = await tx.conn.execute(
            insert_ignore(tx.dialect, blocked_sender).values(**one).returning(blocked_sender.c.id)
        )
        made += list(done.scalars())
    return made


async def unblock(tx: Tx, blocked_id: str) -> bool:
    """Take messages of this sender again; whether they were blocked."""
    return bool((await tx.conn.execute(delete(blocked_sender).where(blocked_sender.c.id == blocked_id))).rowcount)


async def blocked(tx: Tx) -> list[BlockedSender]:
    """All blocked senders, the latest first."""
    query = select(blocked_sender).order_by(blocked_sender.c.blocked_at.desc(), blocked_sender.c.id)
    return [BlockedSender(r.id, r.channel, r.reason, r.blocked_at, r.dropped) for r in await tx.conn.execute(query)]
