"""Leases: a conversation with work is drained by one worker at a time, and every commit of a drain is fenced by the
lease's token. Leases are timed by the database's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Double, Integer, Select, String, bindparam, literal, select, update

from bot.errors import LeaseLost
from bot.store.conversations import Conversation, columns, opened
from bot.store.engine import WORK, Tx, database_now_s
from bot.store.tables import UtcDateTime, conversation


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to drain one conversation, until somebody with a higher token takes it."""

    conversation_id: str
    token: int


# Statements are built once: building one costs more than sending it.
_free = conversation.c.lease_until_s <= database_now_s()
_prolonged = database_now_s() + bindparam("p_lease_s", type_=Double)
_mine = (conversation.c.id == bindparam("p_id"), conversation.c.lease_token == bindparam("p_token"))


def _claimable(due: ColumnElement[bool]) -> Select[Any]:
    return (
        select(conversation.c.id)
        .where(due, _free)
        .order_by(conversation.c.next_at)
        .limit(bindparam("p_limit", type_=Integer))
    )


_due = _claimable(conversation.c.next_at <= bindparam("p_now", type_=UtcDateTime))
_one = _claimable(conversation.c.id == bindparam("p_id"))
_CHOOSE = {
    ("sqlite", True): _due,
    ("sqlite", False): _one,
    ("postgresql", True): _due.with_for_update(skip_locked=True),
    ("postgresql", False): _one.with_for_update(skip_locked=True),
}
_TAKE = (
    update(conversation)
    .where(conversation.c.id.in_(bindparam("p_ids", expanding=True)))
    .values(
        lease_token=conversation.c.lease_token + 1,
        lease_owner=bindparam("p_owner", type_=String),
        lease_until_s=_prolonged,
    )
    .returning(conversation.c.id, conversation.c.lease_token)
)
_WAITS = select(literal(1)).where(conversation.c.next_at <= bindparam("p_now", type_=UtcDateTime), _free).limit(1)
_FENCE = update(conversation).where(*_mine).values(lease_until_s=_prolonged).returning(*columns)
_RENEW = update(conversation).where(*_mine).values(lease_until_s=_prolonged)
_CHANGE = update(conversation).where(conversation.c.id == bindparam("p_id"))


async def claim(
    tx: Tx, owner: str, *, limit: int, lease_s: float, now: datetime, conversation_id: str | None = None
) -> list[Lease]:
    """Take up to `limit` conversations that have work and no living lease, the longest waiting first.

    With `conversation_id`: that one, also when nothing is due.
    """
    choose = _CHOOSE[tx.dialect, conversation_id is None]
    which = {"p_now": now} if conversation_id is None else {"p_id": conversation_id}
    ids = list((await tx.conn.scalars(choose, {"p_limit": limit, **which})).all())
    if not ids:
        return []
    rows = await tx.conn.execute(_TAKE, {"p_ids": ids, "p_owner": owner, "p_lease_s": lease_s})
    tokens = {row.id: row.lease_token for row in rows}
    return [Lease(one, tokens[one]) for one in ids]


async def work_waits(tx: Tx, now: datetime) -> bool:
    """Whether `claim` would find something."""
    return await tx.conn.scalar(_WAITS, {"p_now": now}) is not None


async def fence(tx: Tx, lease: Lease, *, lease_s: float) -> Conversation:
    """Hold the row for this transaction and prolong the lease; `LeaseLost` if it is ours no more (or erased)."""
    row = (await tx.conn.execute(_FENCE, _parameters(lease, lease_s))).one_or_none()
    if row is None:
        raise LeaseLost("Another worker drains this conversation now, or it was erased.")
    return opened(tx, row)


async def renew(tx: Tx, leases: list[Lease], *, lease_s: float) -> None:
    """Prolong leases that are still ours, in the order of their ids: so two workers can't wait for each other."""
    for lease in sorted(leases, key=lambda one: one.conversation_id):
        await tx.conn.execute(_RENEW, _parameters(lease, lease_s))


def _parameters(lease: Lease, lease_s: float) -> dict[str, object]:
    return {"p_id": lease.conversation_id, "p_token": lease.token, "p_lease_s": lease_s}


async def release(tx: Tx, conversation_id: str, next_at: datetime | None) -> None:
    """Give the lease back and note when there is work again."""
    given_back = {"lease_owner": None, "lease_until_s": 0, "next_at": next_at}
    await tx.conn.execute(_CHANGE, {"p_id": conversation_id, **given_back})


async def release_all(tx: Tx, owner: str) -> int:
    """Give back what a worker still holds (it stops, or is known to be dead); the work stays due."""
    done = await tx.conn.execute(
        update(conversation)
        .where(conversation.c.lease_owner == owner)
        .values(lease_owner=None, lease_until_s=0, lease_token=conversation.c.lease_token + 1)
    )
    return done.rowcount


async def wake_channel(tx: Tx, channel: str, now: datetime) -> None:
    """Make everything that waits on a channel due."""
    await tx.conn.execute(
        update(conversation).where(conversation.c.channel == channel, conversation.c.next_at > now).values(next_at=now)
    )
    tx.notify(WORK, "")


async def make_due(tx: Tx, conversation_id: str, now: datetime) -> None:
    """Let a worker look at this conversation now."""
    await tx.conn.execute(update(conversation).where(conversation.c.id == conversation_id).values(next_at=now))
    tx.notify(WORK, conversation_id)
