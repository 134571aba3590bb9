"""Cases: rows and what they seal. Whoever changes a case holds its conversation first, then its row."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from bot.desk.case import Callback, Case, CaseState, Holder, Part, Source, Way
from bot.desk.numbers import RANDOM_BYTES, case_number
from bot.desk.rules import close_by_person
from bot.store.case_events import ERASED, record_event
from bot.store.case_tables import case_note, case_span, desk_case
from bot.store.engine import Tx
from bot.store.keys import new_data_key, seal_json, unseal_json
from bot.store.tables import conversation, inbox, outbox

case_columns = (*desk_case.c, conversation.c.window_until)
case_joined = desk_case.outerjoin(conversation, conversation.c.id == desk_case.c.conversation_id)


def key_place(case_id: str) -> str:
    """What a case's key is wrapped for."""
    return f"case:{case_id}"


def as_case(row: Any) -> Case:
    """A row of `case_columns`."""
    return Case(
        id=row.id,
        number=row.number,
        conversation_id=row.conversation_id,
        channel=row.channel,
        language=row.language,
        spoken=row.spoken,
        slug=row.slug,
        topic=row.topic,
        urgent=row.urgent,
        way=Way(row.way),
        state=CaseState(row.state),
        opened_at=row.opened_at,
        holder=Holder(row.holder_id, row.holder_name or "") if row.holder_id else None,
        version=row.version,
        claimed_at=row.claimed_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
        source=Source(row.source),
        opened_by=row.opened_by,
        promise_at=row.promise_at,
        promises=row.promises,
        last_person_at=row.last_person_at,
        last_adviser_at=row.last_adviser_at,
        erased_at=row.erased_at,
        wiped_at=row.wiped_at,
        helped=row.helped,
        window_until=row.window_until,
    )


def _values(case: Case) -> dict[str, Any]:
    return {
        "conversation_id": case.conversation_id,
        "channel": case.channel,
        "language": case.language,
        "spoken": case.spoken,
        "slug": case.slug,
        "topic": case.topic,
        "urgent": case.urgent,
        "way": case.way.value,
        "state": case.state.value,
        "holder_id": case.holder.id if case.holder else None,
        "holder_name": case.holder.name if case.holder else None,
        "version": case.version,
        "claimed_at": case.claimed_at,
        "closed_at": case.closed_at,
        "outcome": case.outcome,
        "promise_at": case.promise_at,
        "promises": case.promises,
        "last_person_at": case.last_person_at,
        "last_adviser_at": case.last_adviser_at,
        "erased_at": case.erased_at,
        "wiped_at": case.wiped_at,
        "helped": case.helped,
    }


async def free_number(tx: Tx) -> str:
    """A case number that no case has."""
    while True:
        number = case_number(os.urandom(RANDOM_BYTES))
        if await tx.conn.scalar(select(desk_case.c.id).where(desk_case.c.number == number)) is None:
            return number


async def add_case(
    tx: Tx,
    case: Case,
    *,
    callback: Callback | None = None,
    statement: str = "",
    request_hash: bytes | None = None,
) -> None:
    """Store a new case under a key of its own."""
    data_key = new_data_key()
    await tx.conn.execute(
        desk_case.insert().values(
            id=case.id,
            number=case.number,
            data_key=tx.keys.wrap_data_key(data_key, key_place(case.id)),
            source=case.source.value,
            opened_by=case.opened_by,
            opened_at=case.opened_at,
            callback=_sealed_callback(data_key, case.id, callback),
            statement=seal_json(data_key, statement, f"case:{case.id}:statement") if statement else None,
            request_hash=request_hash,
            **_values(case),
        )
    )


def _sealed_callback(data_key: bytes, case_id: str, callback: Callback | None) -> bytes | None:
    return seal_json(data_key, asdict(callback), f"case:{case_id}:callback") if callback else None


async def get_case(tx: Tx, case_id: str, *, hold: bool = False) -> Case | None:
    """One case; `hold`: nobody else changes it until this transaction ends."""
    if "\x00" in case_id:
        return None  # PostgreSQL takes no such text; no case has such an id
    query = select(*case_columns).select_from(case_joined).where(desk_case.c.id == case_id)
    if hold and tx.dialect == "postgresql":
        query = query.with_for_update(of=desk_case)
    row = (await tx.conn.execute(query)).one_or_none()
    return None if row is None else as_case(row)


async def open_case_of(tx: Tx, conversation_id: str, *, hold: bool = False) -> Case | None:
    """The open case of a conversation; there is at most one."""
    query = (
        select(*case_columns)
        .select_from(case_joined)
        .where(desk_case.c.conversation_id == conversation_id, desk_case.c.state != CaseState.CLOSED)
    )
    if hold and tx.dialect == "postgresql":
        query = query.with_for_update(of=desk_case)
    row = (await tx.conn.execute(query)).one_or_none()
    return None if row is None else as_case(row)


async def last_case_of(tx: Tx, conversation_id: str) -> Case | None:
    """The newest case of a conversation."""
    query = (
        select(*case_columns)
        .select_from(case_joined)
        .where(desk_case.c.conversation_id == conversation_id)
        .order_by(desk_case.c.opened_at.desc(), desk_case.c.id)
        .limit(1)
    )
    row = (await tx.conn.execute(query)).one_or_none()
    return None if row is None else as_case(row)


async def case_by_request(tx: Tx, request_hash: bytes) -> Case | None:
    """The case that an Idempotency-Key opened."""
    case_id = await tx.conn.scalar(select(desk_case.c.id).where(desk_case.c.request_hash == request_hash))
    return None if case_id is None else await get_case(tx, case_id)


async def save_case(tx: Tx, case: Case) -> None:
    """Write a case that this transaction holds."""
    await tx.conn.execute(update(desk_case).where(desk_case.c.id == case.id).values(**_values(case)))


async def ahead_of(tx: Tx, language: str, *, urgent: bool, opened_at: datetime | None = None) -> int:
    """How many waiting cases of a language come before one that was opened then (`None`: that opens now)."""
    earlier: ColumnElement[bool] = desk_case.c.urgent.is_(True) if urgent else desk_case.c.urgent.is_not(None)
    if opened_at is not None:
        older = and_(desk_case.c.urgent.is_(urgent), desk_case.c.opened_at < opened_at)
        earlier = older if urgent else or_(desk_case.c.urgent.is_(True), older)
    query = select(func.count()).where(
        desk_case.c.language == language, desk_case.c.state == CaseState.WAITING, earlier
    )
    return await tx.conn.scalar(query) or 0


# What a case seals.


async def _data_key(tx: Tx, case_id: str) -> bytes | None:
    wrapped = await tx.conn.scalar(select(desk_case.c.data_key).where(desk_case.c.id == case_id))
    return tx.keys.unwrap_data_key(wrapped, key_place(case_id)) if wrapped else None


async def set_callback(tx: Tx, case_id: str, callback: Callback | None) -> None:
    """Keep (or forget) the number to call."""
    data_key = await _data_key(tx, case_id)
    if data_key is not None:
        sealed = _sealed_callback(data_key, case_id, callback)
        await tx.conn.execute(update(desk_case).where(desk_case.c.id == case_id).values(callback=sealed))


async def callback_of(tx: Tx, case_id: str) -> Callback | None:
    """The number to call, if there is one."""
    sealed = await tx.conn.scalar(select(desk_case.c.callback).where(desk_case.c.id == case_id))
    data_key = await _data_key(tx, case_id)
    if not sealed or data_key is None:
        return None
    value = unseal_json(data_key, sealed, f"case:{case_id}:callback")
    return Callback(value["number"], value["language"], Part(value["part"]))


async def statement_of(tx: Tx, case_id: str) -> str:
    """The referring organisation's statement; empty when there is none."""
    sealed = await tx.conn.scalar(select(desk_case.c.statement).where(desk_case.c.id == case_id))
    data_key = await _data_key(tx, case_id)
    return str(unseal_json(data_key, sealed, f"case:{case_id}:statement")) if sealed and data_key else ""


async def add_note(tx: Tx, case_id: str, author: Holder, text: str, now: datetime) -> None:
    """Keep an internal note. Nothing is kept when the case's text is gone."""
    data_key = await _data_key(tx, case_id)
    if data_key is not None:
        sealed = seal_json(data_key, text, f"note:{case_id}")
        row = {"case_id": case_id, "author_id": author.id, "author_name": author.name[:80]}
        await tx.conn.execute(case_note.insert().values(text=sealed, created_at=now, **row))


async def notes_of(tx: Tx, case_id: str) -> list[tuple[int, Holder, str, datetime]]:
    """(number, author, text, time) of each internal note, oldest first."""
    data_key = await _data_key(tx, case_id)
    if data_key is None:
        return []
    rows = await tx.conn.execute(select(case_note).where(case_note.c.case_id == case_id).order_by(case_note.c.id))
    place = f"note:{case_id}"
    return [
        (row.id, Holder(row.author_id, row.author_name), unseal_json(data_key, row.text, place), row.created_at)
        for row in rows
    ]


async def forget_text(tx: Tx, case_id: str) -> None:
    """Destroy a case's key, then what it sealed."""
    await tx.conn.execute(
        update(desk_case).where(desk_case.c.id == case_id).values(data_key=b"", callback=None, statement=None)
    )
    await tx.conn.execute(delete(case_note).where(case_note.c.case_id == case_id))


async def _erase_moved_part(tx: Tx, case_id: str, conversation_id: str) -> None:
    """What was said of this case in another channel, before it was moved, goes too: it is the same person's."""
    spans = await tx.conn.execute(
        select(case_span).where(case_span.c.case_id == case_id, case_span.c.conversation_id != conversation_id)
    )
    for span in spans.all():
        for table in (inbox, outbox):
            where = [table.c.conversation_id == span.conversation_id, table.c.entry >= span.first_entry]
            if span.last_entry is not None:
                where.append(table.c.entry <= span.last_entry)
            await tx.conn.execute(delete(table).where(*where))


async def erase_cases_of(tx: Tx, conversation_id: str, now: datetime, *, by_person: bool = True) -> None:
    """The conversation is erased: so is what its cases hold; an open one ends, and its adviser sees why.

    Not `by_person`: the chat has had its time; of its closed cases the outcome stays.
    """
    query = select(*case_columns).select_from(case_joined).where(desk_case.c.conversation_id == conversation_id)
    for row in (await tx.conn.execute(query.order_by(desk_case.c.id))).all():
        before = as_case(row)
        case = close_by_person(before, "erased", now) if before.open else before
        await forget_text(tx, case.id)
        if by_person:
            await _erase_moved_part(tx, case.id, conversation_id)
        gone = "erased_at" if by_person or before.open else "wiped_at"
        values = {**_values(case), "conversation_id": None, gone: now}
        await tx.conn.execute(update(desk_case).where(desk_case.c.id == case.id).values(**values))
        await tx.conn.execute(delete(case_span).where(case_span.c.case_id == case.id))
        if gone == "erased_at":
            record_event(tx, ERASED, case, now, before=before)
