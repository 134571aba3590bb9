"""What the desk is set to: office hours, days that are different, saved replies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import delete, or_, select, update

from bot.desk.hours import NINE_TO_FIVE, OfficeHours, Span
from bot.store.case_tables import office_day, office_hours, saved_reply
from bot.store.engine import Tx


async def hours_of(tx: Tx, language: str = "") -> OfficeHours:
    """When advisers of a language are there: its own hours, else those of all, else Monday to Friday 9–17."""
    rows = (await tx.conn.execute(select(office_hours).where(office_hours.c.language.in_(("", language))))).all()
    own = [row for row in rows if row.language == language] or [row for row in rows if not row.language]
    week: dict[int, tuple[Span, ...]] = {}
    for row in own:
        week[row.weekday] = (*week.get(row.weekday, ()), Span(row.opens_min, row.closes_min))
    days = {row.day: row.open for row in await tx.conn.execute(select(office_day))}
    return OfficeHours(MappingProxyType(week) if own else NINE_TO_FIVE, MappingProxyType(days))


async def languages_with_hours(tx: Tx) -> list[str]:
    """The languages with hours of their own; "" stands for those of all."""
    return sorted((await tx.conn.scalars(select(office_hours.c.language).distinct())).all())


async def set_hours(tx: Tx, language: str, week: dict[int, tuple[Span, ...]]) -> None:
    """Replace the hours of a language ("" for all). An empty week of a language: those of all hold again."""
    await tx.conn.execute(delete(office_hours).where(office_hours.c.language == language))
    for weekday, spans in sorted(week.items()):
        for span in sorted(spans):
            row = {"language": language, "weekday": weekday, "opens_min": span.opens, "closes_min": span.closes}
            await tx.conn.execute(office_hours.insert().values(**row))


async def days_of(tx: Tx) -> list[tuple[date, bool, str]]:
    """(day, open, note) of each day that is different, in order."""
    rows = await tx.conn.execute(select(office_day).order_by(office_day.c.day))
    return [(row.day, row.open, row.note) for row in rows]


async def set_day(tx: Tx, day: date, is_open: bool | None, note: str = "") -> None:
    """Open on a holiday, close on a working day; `None`: like every other day again."""
    await tx.conn.execute(delete(office_day).where(office_day.c.day == day))
    if is_open is not None:
        await tx.conn.execute(office_day.insert().values(day=day, open=is_open, note=note[:80]))


@dataclass(frozen=True, slots=True)
class SavedReply:
    """A text that advisers send often; may name facts and contacts by id. `owner_id` `None`: everybody's."""

    id: int
    language: str
    title: str
    body: str
    owner_id: str | None


async def saved_replies(tx: Tx, language: str, account_id: str) -> list[SavedReply]:
    """The replies of a language that an account may use: everybody's and its own."""
    rows = await tx.conn.execute(
        select(saved_reply)
        .where(
            saved_reply.c.language == language,
            or_(saved_reply.c.owner_id.is_(None), saved_reply.c.owner_id == account_id),
        )
        .order_by(saved_reply.c.title, saved_reply.c.id)
    )
    return [SavedReply(row.id, row.language, row.title, row.body, row.owner_id) for row in rows]


async def save_reply(
    tx: Tx, language: str, title: str, body: str, now: datetime, *, owner_id: str | None, reply_id: int | None = None
) -> int:
    """Write a saved reply, new or changed; its number."""
    values = {"language": language, "title": title[:80], "body": body, "owner_id": owner_id, "updated_at": now}
    if reply_id is not None:
        await tx.conn.execute(update(saved_reply).where(saved_reply.c.id == reply_id).values(**values))
        return reply_id
    made: int = (await tx.conn.execute(saved_reply.insert().values(**values).returning(saved_reply.c.id))).scalar_one()
    return made


async def get_reply(tx: Tx, reply_id: int) -> SavedReply | None:
    """One saved reply."""
    row = (await tx.conn.execute(select(saved_reply).where(saved_reply.c.id == reply_id))).one_or_none()
    return None if row is None else SavedReply(row.id, row.language, row.title, row.body, row.owner_id)


async def drop_reply(tx: Tx, reply_id: int) -> None:
    """Remove a saved reply."""
    await tx.conn.execute(delete(saved_reply).where(saved_reply.c.id == reply_id))
