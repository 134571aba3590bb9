"""Looking for cases: queues, what is due, what has had its time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, false, func, or_, select, true, update

from bot.desk.case import Case, CaseState
from bot.store.case_events import OPENED
from bot.store.case_tables import case_event, case_span, desk_case
from bot.store.cases import as_case, case_columns, case_joined, forget_text
from bot.store.engine import Tx

Cursor = tuple[bool, datetime, str]
"""(urgent, opened at, id) of the last case of a page."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; `None` or empty: all."""

    states: tuple[CaseState, ...] = ()
    language: str = ""
    topic: str = ""
    urgent: bool | None = None
    holder_id: str = ""
    number: str = ""
    opened_before: datetime | None = None


async def pairs(tx: Tx) -> list[tuple[str, str, str | None]]:
    """Every (language, topic, holder) that cases have."""
    found = select(desk_case.c.language, desk_case.c.topic, desk_case.c.holder_id).distinct()
    return [(row.language, row.topic, row.holder_id) for row in await tx.conn.execute(found)]


async def find_cases(
    tx: Tx,
    visible: Iterable[tuple[str, str]] | None,
    holder_id: str,
    wanted: Filter,
    *,
    after: Cursor | None,
    limit: int,
) -> list[Case]:
    """Cases in the queue's order: urgent first, then the oldest. `visible`: (language, topic) that may be seen, besides
    those that `holder_id` holds; `None`: all."""
    where: list[ColumnElement[bool]] = []
    if visible is not None:
        by_language: dict[str, list[str]] = {}
        for language, topic in visible:
            by_language.setdefault(language, []).append(topic)
        seen = [
            and_(desk_case.c.language == lang, desk_case.c.topic.in_(topics)) for lang, topics in by_language.items()
        ]
        where.append(or_(false(), desk_case.c.holder_id == holder_id, *seen))
    if wanted.states:
        where.append(desk_case.c.state.in_(wanted.states))
    for column, value in (
        (desk_case.c.language, wanted.language),
        (desk_case.c.topic, wanted.topic),
        (desk_case.c.holder_id, wanted.holder_id),
        (desk_case.c.number, wanted.number),
    ):
        if value:
            where.append(column == value)
    if wanted.opened_before is not None:
        where.append(desk_case.c.opened_at < wanted.opened_before)
    if wanted.urgent is not None:
        where.append(desk_case.c.urgent.is_(wanted.urgent))
    if after is not None:
        urgent, opened_at, case_id = after
        later = and_(
            desk_case.c.urgent.is_(urgent),
            or_(desk_case.c.opened_at > opened_at, and_(desk_case.c.opened_at == opened_at, desk_case.c.id > case_id)),
        )
        where.append(or_(desk_case.c.urgent.is_(False), later) if urgent else later)
    query = select(*case_columns).select_from(case_joined).where(true(), *where)
    order = (desk_case.c.urgent.desc(), desk_case.c.opened_at, desk_case.c.id)
    return [as_case(row) for row in await tx.conn.execute(query.order_by(*order).limit(limit))]


async def cases_by_id(tx: Tx, ids: Iterable[str]) -> dict[str, Case]:
    """Some cases by their ids; those that are gone are missing."""
    query = select(*case_columns).select_from(case_joined).where(desk_case.c.id.in_(sorted(set(ids))))
    return {row.id: as_case(row) for row in await tx.conn.execute(query)}


@dataclass(frozen=True, slots=True)
class Load:
    """How much a language's queue holds."""

    language: str
    waiting: int
    claimed: int
    urgent: int
    oldest_at: datetime | None
    """When the longest waiting case was opened."""


async def loads(tx: Tx) -> list[Load]:
    """The open cases by language."""
    waiting = desk_case.c.state == CaseState.WAITING
    rows = await tx.conn.execute(
        select(
            desk_case.c.language,
            func.count().filter(waiting).label("waiting"),
            func.count().filter(~waiting).label("claimed"),
            func.count().filter(waiting, desk_case.c.urgent).label("urgent"),
            func.min(desk_case.c.opened_at).filter(waiting).label("oldest_at"),
        )
        .where(desk_case.c.state != CaseState.CLOSED)
        .group_by(desk_case.c.language)
        .order_by(desk_case.c.language)
    )
    return [Load(row.language, row.waiting, row.claimed, row.urgent, row.oldest_at) for row in rows]


async def overdue(tx: Tx, now: datetime) -> str | None:
    """The waiting case whose promised time has passed first."""
    found: str | None = await tx.conn.scalar(
        select(desk_case.c.id)
        .where(desk_case.c.state == CaseState.WAITING, desk_case.c.promise_at <= now)
        .order_by(desk_case.c.promise_at)
        .limit(1)
    )
    return found


async def unanswered(tx: Tx, before: datetime) -> list[Case]:
    """Claimed chat cases that wait for their adviser since before that time."""
    since = func.coalesce(desk_case.c.last_person_at, desk_case.c.claimed_at)
    silent = or_(desk_case.c.last_adviser_at.is_(None), desk_case.c.last_adviser_at < since)
    rows = await tx.conn.execute(
        select(*case_columns)
        .select_from(case_joined)
        .where(
            desk_case.c.state == CaseState.CLAIMED,
            desk_case.c.way == "chat",
            desk_case.c.conversation_id.is_not(None),
            silent,
            since <= before,
            desk_case.c.claimed_at <= before,
        )
        .order_by(since)
    )
    return [as_case(row) for row in rows]


async def new_between(tx: Tx, after: int, until: int) -> list[Load]:
    """Waiting cases that were opened behind one event and not behind another, by language."""
    rows = await tx.conn.execute(
        select(
            desk_case.c.language,
            func.count().label("waiting"),
            func.count().filter(desk_case.c.urgent).label("urgent"),
            func.min(desk_case.c.opened_at).label("oldest_at"),
        )
        .select_from(desk_case.join(case_event, case_event.c.case_id == desk_case.c.id))
        .where(case_event.c.kind == OPENED, case_event.c.id > after, case_event.c.id <= until)
        .where(desk_case.c.state == CaseState.WAITING)
        .group_by(desk_case.c.language)
        .order_by(desk_case.c.language)
    )
    return [Load(row.language, row.waiting, 0, row.urgent, row.oldest_at) for row in rows]


async def wipe_closed(tx: Tx, closed_before: datetime, now: datetime, limit: int) -> int:
    """Take the text out of cases that were closed before; the outcome stays. How many."""
    ids = (
        await tx.conn.scalars(
            select(desk_case.c.id)
            .where(desk_case.c.state == CaseState.CLOSED, desk_case.c.closed_at < closed_before)
            .where(desk_case.c.wiped_at.is_(None))
            .order_by(desk_case.c.closed_at)
            .limit(limit)
        )
    ).all()
    for case_id in ids:
        await forget_text(tx, case_id)
        await tx.conn.execute(delete(case_span).where(case_span.c.case_id == case_id))
        await tx.conn.execute(
            update(desk_case)
            .where(desk_case.c.id == case_id)
            .values(wiped_at=now, conversation_id=None, version=desk_case.c.version + 1)
        )
    return len(ids)


async def forget_cases(tx: Tx, closed_before: datetime, limit: int) -> int:
    """Drop cases whose outcome has had its time; how many."""
    old = select(desk_case.c.id).where(desk_case.c.closed_at < closed_before).limit(limit)
    return (await tx.conn.execute(delete(desk_case).where(desk_case.c.id.in_(old)))).rowcount
