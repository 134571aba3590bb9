"""What happened to cases, in one numbered row: live pages and API clients go on behind the last one they saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.desk.case import Case
from bot.store.case_tables import case_event
from bot.store.engine import CASE, Tx

LOCK = 7_236_018
"""The advisory lock that makes events commit in the order of their numbers (any number that nobody else uses)."""

OPENED, CHANGED, CLAIMED, RETURNED, TRANSFERRED, CLOSED, REOPENED = (
    "opened", "changed", "claimed", "returned", "transferred", "closed", "reopened",
)  # fmt: skip
MESSAGE, REPLIED, NOTED, ERASED, OVERDUE, MOVED = "message", "replied", "noted", "erased", "overdue", "moved"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One thing that happened to a case; nothing of what was said. `was_…`: before it, to tell who sees it no more."""

    id: int
    case_id: str
    kind: str
    at: datetime
    version: int
    actor_id: str | None
    language: str
    topic: str
    holder_id: str | None
    was_language: str
    was_holder_id: str | None


def record_event(
    tx: Tx, kind: str, case: Case, now: datetime, *, actor_id: str | None = None, before: Case | None = None
) -> None:
    """Write an event at the end of this transaction, and wake those who watch the desk when it commits."""
    was = before or case
    row = {
        "case_id": case.id,
        "kind": kind,
        "at": now,
        "version": case.version,
        "actor_id": actor_id,
        "language": case.language,
        "topic": case.topic,
        "holder_id": case.holder.id if case.holder else None,
        "was_language": was.language,
        "was_holder_id": was.holder.id if was.holder else None,
    }

    async def write() -> None:
        # Numbers are drawn under one lock that is held until the commit: nobody who has read event 5 can miss event 4.
        # It is the last thing that a transaction waits for, so that two of them can't wait for each other.
        if tx.dialect == "postgresql":
            await tx.conn.execute(select(func.pg_advisory_xact_lock(LOCK)))
        await tx.conn.execute(case_event.insert(), row)

    tx.at_end.append(write)
    tx.notify(CASE, case.id)


async def events_after(tx: Tx, after: int, limit: int) -> list[CaseEvent]:
    """The events behind a number, oldest first."""
    rows = await tx.conn.execute(
        select(case_event).where(case_event.c.id > after).order_by(case_event.c.id).limit(limit)
    )
    return [CaseEvent(**row._mapping) for row in rows]


async def last_event(tx: Tx) -> int:
    """The number of the newest event; 0: none yet."""
    return await tx.conn.scalar(select(func.max(case_event.c.id))) or 0
