"""What is to happen at a time: rows, run by the worker inside the transaction that takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from bot.store.conversations import new_id
from bot.store.engine import Tx
from bot.store.sql import insert
from bot.store.tables import timer


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that is due."""

    id: str
    kind: str
    conversation_id: str | None
    every_s: int | None
    attempts: int


async def set_timer(tx: Tx, kind: str, due_at: datetime, *, conversation_id: str | None = None) -> None:
    """Let something happen once; a conversation's timers go with it."""
    await tx.conn.execute(timer.insert().values(id=new_id(), kind=kind, conversation_id=conversation_id, due_at=due_at))


async def ensure_recurring(tx: Tx, kind: str, every: timedelta, first_at: datetime) -> None:
    """Let something happen again and again; one that is set already keeps its next time."""
    every_s = int(every.total_seconds())
    await tx.conn.execute(
        insert(tx.dialect, timer)
        .values(id=new_id(), kind=kind, name=kind, due_at=first_at, every_s=every_s)
        .on_conflict_do_update(index_elements=["name"], set_={"every_s": every_s})
    )


async def take_due(tx: Tx, now: datetime) -> Timer | None:
    """The timer that is due longest, held by this transaction; other workers pass it over."""
    query = select(timer).where(timer.c.due_at <= now).order_by(timer.c.due_at).limit(1)
    if tx.dialect == "postgresql":
        query = query.with_for_update(skip_locked=True)
    row = (await tx.conn.execute(query)).one_or_none()
    return None if row is None else Timer(row.id, row.kind, row.conversation_id, row.every_s, row.attempts)


async def due(tx: Tx, now: datetime) -> bool:
    """Whether a timer is due."""
    return await tx.conn.scalar(select(timer.c.id).where(timer.c.due_at <= now).limit(1)) is not None


async def done(tx: Tx, one: Timer, now: datetime) -> None:
    """A timer has run: it goes, or comes again."""
    if one.every_s is None:
        await tx.conn.execute(delete(timer).where(timer.c.id == one.id))
    else:
        later = now + timedelta(seconds=one.every_s)
        await tx.conn.execute(update(timer).where(timer.c.id == one.id).values(due_at=later, attempts=0))


async def postpone(tx: Tx, one: Timer, until: datetime) -> None:
    """A timer could not run, or has more to do."""
    await tx.conn.execute(update(timer).where(timer.c.id == one.id).values(due_at=until, attempts=timer.c.attempts + 1))
