"""Counts without persons: how often something happened on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select

from bot.store.engine import Tx
from bot.store.mailbox import OPEN
from bot.store.sql import insert
from bot.store.tables import inbox, outbox, statistic

_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)])


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something to count."""

    event: str
    language: str = ""
    slug: str = ""
    detail: str = ""


_COUNT = {
    dialect: insert(dialect, statistic).on_conflict_do_update(
        index_elements=["day", "event", "language", "slug", "detail"], set_={"count": statistic.c.count + 1}
    )
    for dialect in ("sqlite", "postgresql")
}


def _fit(text: str, length: int) -> str:
    return text.translate(_UNSTORABLE)[:length]


async def count(tx: Tx, day: date, events: Iterable[Event]) -> None:
    """Add one for each event."""
    # Sorted: two transactions that count the same events take the rows in one order and can't deadlock.
    for one in sorted(events):
        row = {
            "day": day,
            "event": _fit(one.event, 40),
            "language": _fit(one.language, 12),
            "slug": _fit(one.slug, 80),
            "detail": _fit(one.detail, 80),
        }
        await tx.conn.execute(_COUNT[tx.dialect], {**row, "count": 1})


async def forget(tx: Tx, before: date) -> int:
    """Drop the counts of days before `before`; how many rows went."""
    return (await tx.conn.execute(delete(statistic).where(statistic.c.day < before))).rowcount


@dataclass(frozen=True, slots=True)
class Depths:
    """What waits, in all conversations."""

    inbox: int
    inbox_oldest: datetime | None
    outbox: int
    outbox_oldest: datetime | None

    def inbox_age_s(self, now: datetime) -> float:
        """How long the oldest message waits for its answer."""
        return max(0.0, (now - self.inbox_oldest).total_seconds()) if self.inbox_oldest else 0.0

    def outbox_age_s(self, now: datetime) -> float:
        """How long the oldest answer waits to be sent."""
        return max(0.0, (now - self.outbox_oldest).total_seconds()) if self.outbox_oldest else 0.0


async def depths(tx: Tx) -> Depths:
    """How much waits, and since when."""
    ins = (
        await tx.conn.execute(select(func.count(), func.min(inbox.c.received_at)).where(inbox.c.status == "new"))
    ).one()
    outs = (
        await tx.conn.execute(select(func.count(), func.min(outbox.c.created_at)).where(outbox.c.status.in_(OPEN)))
    ).one()
    return Depths(ins[0], ins[1], outs[0], outs[1])


@dataclass(frozen=True, slots=True)
class DayCount:
    """How often something happened on one day."""

    day: date
    event: str
    language: str
    slug: str
    detail: str
    count: int


async def counts(tx: Tx, since: date, until: date) -> list[DayCount]:
    """All counts from `since` to `until`, both included, by day."""
    query = select(statistic).where(statistic.c.day.between(since, until)).order_by(*statistic.primary_key)
    rows = await tx.conn.execute(query)
    return [DayCount(r.day, r.event, r.language, r.slug, r.detail, r._mapping["count"]) for r in rows]
