"""Sentences that were not understood: who gave them is a keyed code, and the code goes with the chat.

The code only tells how many people asked the same. While it is there, "delete my data" finds what a person gave; when
a chat is wiped because it is old, the code is dropped and the sentence, which names nobody, stays.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from bot.store.engine import Tx
from bot.store.sql import insert_ignore
from bot.store.training_tables import phrase, phrase_group, unlearnable

OPEN, QUESTION, OUTSIDE, NEW = "open", "question", "outside", "new"
"""What became of a group: nothing yet, a question's, none of ours, or a question that we should get."""
MOST_OF_ONE = 20
"""Sentences kept of one conversation: nobody fills the inbox alone."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence."""

    id: int
    language: str
    text: str
    reason: str = ""
    slug: str = ""
    group_id: str | None = None
    vector: bytes | None = None
    encoder: str = ""
    guesses: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that ask the same. `people`: how many gave them."""

    id: str
    language: str
    status: str
    slug: str
    note: str
    people: int
    created_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    phrases: tuple[Phrase, ...] = ()


def code_of(tx: Tx, conversation_id: str) -> bytes:
    """The keyed code of who gives a sentence."""
    return tx.keys.hash("contributor", "", conversation_id)


async def add(tx: Tx, conversation_id: str, *, language: str, text: str, reason: str, slug: str, day: date) -> bool:
    """Keep a scrubbed sentence, once a person; `False`: it is there already, or this person has given enough."""
    code = code_of(tx, conversation_id)
    given = await tx.conn.scalar(select(func.count()).where(phrase.c.contributor == code))
    if (given or 0) >= MOST_OF_ONE:
        return False
    values = {
        "language": language,
        "text": text,
        "reason": reason,
        "slug": slug,
        "contributor": code,
        "day": day,
        "encoder": "",
        "guesses": "",
    }
    added = await tx.conn.execute(insert_ignore(tx.dialect, phrase).values(**values).returning(phrase.c.id))
    return added.one_or_none() is not None


async def bar(tx: Tx, conversation_id: str) -> None:
    """Nothing is learned from this conversation any more, and what was learned from it goes."""
    await tx.conn.execute(insert_ignore(tx.dialect, unlearnable).values(conversation_id=conversation_id))
    await remove_of(tx, conversation_id)


async def barred(tx: Tx, conversation_id: str) -> bool:
    """Whether nothing may be learned from this conversation."""
    query = select(unlearnable.c.conversation_id).where(unlearnable.c.conversation_id == conversation_id)
    return await tx.conn.scalar(query) is not None


async def remove_of(tx: Tx, conversation_id: str) -> int:
    """Delete what a person gave, as long as it can be told; how many sentences."""
    gone = await tx.conn.execute(delete(phrase).where(phrase.c.contributor == code_of(tx, conversation_id)))
    if gone.rowcount:
        await drop_empty(tx)
    return gone.rowcount


async def detach(tx: Tx, conversation_id: str) -> None:
    """Drop the code of a chat that is wiped for its age: from now on nobody can tell who gave these sentences."""
    code = code_of(tx, conversation_id)
    groups = select(phrase.c.group_id).where(phrase.c.contributor == code, phrase.c.group_id.is_not(None))
    await tx.conn.execute(
        update(phrase_group).where(phrase_group.c.id.in_(groups)).values(people_gone=phrase_group.c.people_gone + 1)
    )
    # Not grouped in all that time: it could never be counted.
    await tx.conn.execute(delete(phrase).where(phrase.c.contributor == code, phrase.c.group_id.is_(None)))
    await tx.conn.execute(update(phrase).where(phrase.c.contributor == code).values(contributor=None))


async def forget(tx: Tx, before: date) -> int:
    """Drop sentences older than `before` that no editor has used, and the groups that are empty then; how many went."""
    undecided = select(phrase_group.c.id).where(phrase_group.c.status.in_((OPEN, NEW)))
    unused = or_(phrase.c.group_id.is_(None), phrase.c.group_id.in_(undecided))
    gone = await tx.conn.execute(delete(phrase).where(phrase.c.day < before, unused))
    await drop_empty(tx)
    return gone.rowcount


async def drop_empty(tx: Tx) -> None:
    """Drop groups without a sentence."""
    used = select(phrase.c.group_id).where(phrase.c.group_id.is_not(None))
    await tx.conn.execute(delete(phrase_group).where(phrase_group.c.id.not_in(used)))


async def to_embed(tx: Tx, encoder: str, limit: int) -> list[Phrase]:
    """Sentences without a vector of this encoder, oldest first; decided ones need none."""
    undecided = or_(phrase.c.group_id.is_(None), phrase_group.c.status == OPEN)
    query = (
        select(phrase)
        .join_from(phrase, phrase_group, phrase.c.group_id == phrase_group.c.id, isouter=True)
        .where(undecided, or_(phrase.c.vector.is_(None), phrase.c.encoder != encoder))
        .order_by(phrase.c.id)
        .limit(limit)
    )
    return [_phrase(row) for row in await tx.conn.execute(query)]


async def set_vector(tx: Tx, phrase_id: int, vector: bytes, encoder: str, guesses: str) -> None:
    """Keep the vector of a sentence and what the model takes it for."""
    await tx.conn.execute(
        update(phrase).where(phrase.c.id == phrase_id).values(vector=vector, encoder=encoder, guesses=guesses)
    )


async def ungrouped(tx: Tx, limit: int) -> list[Phrase]:
    """Sentences that wait for their group, oldest first."""
    query = select(phrase).where(phrase.c.group_id.is_(None), phrase.c.vector.is_not(None))
    return [_phrase(row) for row in await tx.conn.execute(query.order_by(phrase.c.id).limit(limit))]


async def members(tx: Tx, language: str, status: str = OPEN) -> list[Phrase]:
    """The sentences of all groups of a language in one state."""
    query = (
        select(phrase)
        .join(phrase_group, phrase.c.group_id == phrase_group.c.id)
        .where(phrase_group.c.language == language, phrase_group.c.status == status)
        .order_by(phrase.c.id)
    )
    return [_phrase(row) for row in await tx.conn.execute(query)]


async def make_group(tx: Tx, group_id: str, language: str, now: datetime) -> None:
    """A new group."""
    await tx.conn.execute(
        phrase_group.insert().values(id=group_id, language=language, created_at=now, slug="", note="")
    )


async def put(tx: Tx, phrase_id: int, group_id: str) -> bool:
    """Put a sentence into a group; `False`: it is gone, or in one already."""
    where = and_(phrase.c.id == phrase_id, phrase.c.group_id.is_(None))
    return (await tx.conn.execute(update(phrase).where(where).values(group_id=group_id))).rowcount > 0


_PEOPLE = (
    select(func.count(phrase.c.contributor.distinct()))
    .where(phrase.c.group_id == phrase_group.c.id)
    .correlate(phrase_group)
    .scalar_subquery()
)


async def groups(
    tx: Tx, *, languages: Collection[str], statuses: Collection[str] = (OPEN,), at_least: int = 1, limit: int = 100
) -> list[Group]:
    """Groups given by at least so many people, the most asked first; sentences come with them, shortest first."""
    people = _PEOPLE + phrase_group.c.people_gone
    where: list[ColumnElement[bool]] = [
        phrase_group.c.language.in_(list(languages)),
        phrase_group.c.status.in_(list(statuses)),
        people >= at_least,
    ]
    query = select(phrase_group, people.label("people")).where(*where)
    order = (phrase_group.c.decided_at.desc(), people.desc(), phrase_group.c.created_at)
    rows = (await tx.conn.execute(query.order_by(*order).limit(limit))).all()
    return await _with_phrases(tx, rows)


async def group(tx: Tx, group_id: str) -> Group | None:
    """One group."""
    query = select(phrase_group, (_PEOPLE + phrase_group.c.people_gone).label("people"))
    rows = (await tx.conn.execute(query.where(phrase_group.c.id == group_id))).all()
    found = await _with_phrases(tx, rows)
    return found[0] if found else None


async def decide(
    tx: Tx, group_id: str, *, status: str, slug: str = "", note: str = "", by: str | None, now: datetime
) -> bool:
    """Say what became of a group; OPEN takes it back. Whether there is such a group."""
    values = {"status": status, "slug": slug, "note": note, "decided_by": by, "decided_at": now}
    if status == OPEN:
        values |= {"decided_by": None, "decided_at": None}
    return (
        await tx.conn.execute(update(phrase_group).where(phrase_group.c.id == group_id).values(**values))
    ).rowcount > 0


async def take_out(tx: Tx, group_id: str, phrase_id: int) -> bool:
    """Delete a sentence that does not belong to its group; an empty group goes too."""
    where = and_(phrase.c.id == phrase_id, phrase.c.group_id == group_id)
    gone = await tx.conn.execute(delete(phrase).where(where))
    await drop_empty(tx)
    return gone.rowcount > 0


async def accepted(tx: Tx) -> list[tuple[str, str, str]]:
    """(language, slug, text) of every sentence in a decided group; the slug of what is none of ours is empty."""
    query = (
        select(phrase_group.c.language, phrase_group.c.slug, phrase.c.text)
        .join(phrase, phrase.c.group_id == phrase_group.c.id)
        .where(phrase_group.c.status.in_((QUESTION, OUTSIDE)))
        .order_by(phrase_group.c.language, phrase_group.c.slug, phrase.c.id)
    )
    return [(row.language, row.slug, row.text) for row in await tx.conn.execute(query)]


async def _with_phrases(tx: Tx, rows: Sequence[Any]) -> list[Group]:
    ids = [row.id for row in rows]
    by_group: dict[str, list[Phrase]] = {one: [] for one in ids}
    for row in await tx.conn.execute(select(phrase).where(phrase.c.group_id.in_(ids)).order_by(phrase.c.id)):
        by_group[row.group_id].append(_phrase(row))
    return [
        Group(
            row.id,
            row.language,
            row.status,
            row.slug,
            row.note,
            row.people,
            row.created_at,
            row.decided_by,
            row.decided_at,
            tuple(by_group[row.id]),
        )
        for row in rows
    ]


def _phrase(row: Any) -> Phrase:
    return Phrase(**{name: getattr(row, name) for name in Phrase.__slots__})
