"""Which part of which conversation a case's adviser sees, and the one-time links that take a case elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from bot.store.case_tables import case_move, case_span
from bot.store.engine import Tx
from bot.store.tables import inbox


@dataclass(frozen=True, slots=True)
class SpanOfCase:
    """Entries `first` to `last` of a conversation; `last` `None`: what comes belongs to the case too."""

    id: int
    conversation_id: str
    first: int
    last: int | None


async def open_span(tx: Tx, case_id: str, conversation_id: str, first: int) -> None:
    """From this entry on, an adviser sees what is said."""
    await tx.conn.execute(
        case_span.insert().values(case_id=case_id, conversation_id=conversation_id, first_entry=first)
    )


async def open_span_now(tx: Tx, case_id: str, conversation_id: str, last_entry: int) -> None:
    """From now on an adviser sees what is said, and what has come in already but waits for its answer."""
    waiting = select(func.min(inbox.c.entry)).where(inbox.c.conversation_id == conversation_id, inbox.c.status == "new")
    oldest = await tx.conn.scalar(waiting)
    await open_span(tx, case_id, conversation_id, oldest if oldest is not None else last_entry + 1)


async def close_spans(tx: Tx, case_id: str, last: int) -> None:
    """What is said from now on is not the adviser's to see."""
    await tx.conn.execute(
        update(case_span)
        .where(case_span.c.case_id == case_id, case_span.c.last_entry.is_(None))
        .values(last_entry=last)
    )


async def spans_of(tx: Tx, case_id: str) -> list[SpanOfCase]:
    """What an adviser sees, in its order."""
    rows = await tx.conn.execute(select(case_span).where(case_span.c.case_id == case_id).order_by(case_span.c.id))
    return [SpanOfCase(row.id, row.conversation_id, row.first_entry, row.last_entry) for row in rows]


def _hash(tx: Tx, token: str) -> bytes:
    return tx.keys.hash("case_move", "", token)


async def put_move(tx: Tx, token: str, conversation_id: str, expires_at: datetime) -> None:
    """Keep the hash of a one-time link; one before it is void."""
    await tx.conn.execute(delete(case_move).where(case_move.c.conversation_id == conversation_id))
    row = {"hash": _hash(tx, token), "conversation_id": conversation_id, "expires_at": expires_at}
    await tx.conn.execute(case_move.insert().values(**row))


async def take_move(tx: Tx, token: str, now: datetime) -> str | None:
    """Use up a link: the conversation it leads from; `None`: used, too old or never made."""
    row = (
        await tx.conn.execute(
            delete(case_move)
            .where(case_move.c.hash == _hash(tx, token))
            .returning(case_move.c.conversation_id, case_move.c.expires_at)
        )
    ).one_or_none()
    return row.conversation_id if row is not None and row.expires_at > now else None


async def forget_moves(tx: Tx, now: datetime) -> None:
    """Drop links whose time is over."""
    await tx.conn.execute(delete(case_move).where(case_move.c.expires_at <= now))
