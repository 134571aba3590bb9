"""Queries of the content's revisions, drafts and marks. Who publishes takes `lock` first: numbers go up in order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, select, update

from bot.content.items import Item, Kind
from bot.store.conversations import new_id
from bot.store.engine import Tx
from bot.store.revision_tables import content_check, content_draft, content_revision, content_state
from bot.store.sql import insert

OPEN = "open"
NOTE_CHARS = 500


@dataclass(frozen=True, slots=True)
class Revision:
    """A text that was published, and by whom."""

    number: int
    item: Item
    text: str
    act: str
    author_id: str
    author_name: str
    reviewer_id: str
    reviewer_name: str
    note: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is being written (`slot` "open"), or that waits for its time."""

    id: str
    item: Item
    slot: str
    text: str
    base_text: str
    version: int
    state: str
    authors: tuple[str, ...]
    author_id: str
    author_name: str
    note: str
    reply: str
    reviewer_id: str
    reviewer_name: str
    override: bool
    publish_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """An answer that somebody must look at, because another language changed. `before`, `number`: its revisions."""

    id: int
    language: str
    slug: str
    source_language: str
    before: int
    number: int
    created_at: datetime


async def revision_number(tx: Tx) -> int:
    """The number given last; 0: nobody has published anything here yet."""
    return await tx.conn.scalar(select(content_state.c.revision)) or 0


async def next_number(tx: Tx) -> int:
    """A new number. Holds the lock of publishing until the transaction ends."""
    number = await tx.conn.scalar(
        insert(tx.dialect, content_state)
        .values(id=1, revision=1)
        .on_conflict_do_update(index_elements=["id"], set_={"revision": content_state.c.revision + 1})
        .returning(content_state.c.revision)
    )
    assert number
    return int(number)


async def lock(tx: Tx) -> None:
    """Wait until nobody else publishes; what is read after this stays so until the transaction ends."""
    statement = insert(tx.dialect, content_state).values(id=1, revision=0)
    await tx.conn.execute(
        statement.on_conflict_do_update(index_elements=["id"], set_={"revision": content_state.c.revision})
    )


def _of(table: Any, item: Item) -> Any:
    return and_(table.c.kind == item.kind.value, table.c.language == item.language, table.c.name == item.name)


def _revision(row: Any) -> Revision:
    return Revision(
        row.number, Item(Kind(row.kind), row.language, row.name), row.text, row.act, row.author_id, row.author_name,
        row.reviewer_id, row.reviewer_name, row.note, row.created_at,
    )  # fmt: skip


async def add_revision(tx: Tx, revision: Revision) -> int:
    """Publish a text under a new number, which is returned (`revision.number` is not looked at)."""
    number = await next_number(tx)
    await tx.conn.execute(
        content_revision.insert().values(
            number=number,
            kind=revision.item.kind.value,
            language=revision.item.language,
            name=revision.item.name,
            text=revision.text,
            act=revision.act,
            author_id=revision.author_id,
            author_name=revision.author_name,
            reviewer_id=revision.reviewer_id,
            reviewer_name=revision.reviewer_name,
            note=revision.note[:NOTE_CHARS],
            created_at=revision.created_at,
        )
    )
    return number


async def published(tx: Tx) -> tuple[int, list[Revision]]:
    """The number given last, and the newest revision of every item that has one."""
    newest = select(func.max(content_revision.c.number)).group_by(
        content_revision.c.kind, content_revision.c.language, content_revision.c.name
    )
    rows = await tx.conn.execute(select(content_revision).where(content_revision.c.number.in_(newest)))
    found = [_revision(row) for row in rows]
    # PostgreSQL lets the second statement see more than the first: the number is the newest that we have really read.
    return max((one.number for one in found), default=0), found


async def latest(tx: Tx, item: Item) -> Revision | None:
    """The published revision of an item; `None`: it is the one of the files."""
    query = select(content_revision).where(_of(content_revision, item)).order_by(content_revision.c.number.desc())
    row = (await tx.conn.execute(query.limit(1))).one_or_none()
    return None if row is None else _revision(row)


async def history(tx: Tx, item: Item, limit: int = 200) -> list[Revision]:
    """An item's revisions, the newest first."""
    query = select(content_revision).where(_of(content_revision, item)).order_by(content_revision.c.number.desc())
    return [_revision(row) for row in await tx.conn.execute(query.limit(limit))]


async def revision(tx: Tx, number: int) -> Revision | None:
    """One revision by its number."""
    row = (await tx.conn.execute(select(content_revision).where(content_revision.c.number == number))).one_or_none()
    return None if row is None else _revision(row)


async def recent(tx: Tx, limit: int = 20) -> list[Revision]:
    """What was published last, over all items; seeds from the files are left out."""
    query = select(content_revision).where(content_revision.c.act != "files")
    rows = await tx.conn.execute(query.order_by(content_revision.c.number.desc()).limit(limit))
    return [_revision(row) for row in rows]


def _draft(row: Any) -> Draft:
    item = Item(Kind(row.kind), row.language, row.name)
    return Draft(
        row.id, item, row.slot, row.text, row.base_text, row.version, row.state, tuple(json.loads(row.authors)),
        row.author_id, row.author_name, row.note, row.reply, row.reviewer_id, row.reviewer_name, row.override,
        row.publish_at, row.created_at, row.updated_at,
    )  # fmt: skip


def _values(draft: Draft) -> dict[str, Any]:
    return {
        "slot": draft.slot,
        "text": draft.text,
        "base_text": draft.base_text,
        "state": draft.state,
        "authors": json.dumps(draft.authors),
        "author_id": draft.author_id,
        "author_name": draft.author_name,
        "note": draft.note[:NOTE_CHARS],
        "reply": draft.reply[:NOTE_CHARS],
        "reviewer_id": draft.reviewer_id,
        "reviewer_name": draft.reviewer_name,
        "override": draft.override,
        "publish_at": draft.publish_at,
        "updated_at": draft.updated_at,
    }


async def open_draft(tx: Tx, item: Item) -> Draft | None:
    """The draft that is being written."""
    query = select(content_draft).where(_of(content_draft, item), content_draft.c.slot == OPEN)
    row = (await tx.conn.execute(query)).one_or_none()
    return None if row is None else _draft(row)


async def drafts(tx: Tx, item: Item | None = None) -> list[Draft]:
    """All drafts, also those that wait for their time; of one item if it is named. The oldest first."""
    query = select(content_draft).order_by(content_draft.c.updated_at, content_draft.c.id)
    if item is not None:
        query = query.where(_of(content_draft, item))
    return [_draft(row) for row in await tx.conn.execute(query)]


async def draft_by_id(tx: Tx, draft_id: str) -> Draft | None:
    """One draft."""
    row = (await tx.conn.execute(select(content_draft).where(content_draft.c.id == draft_id))).one_or_none()
    return None if row is None else _draft(row)


async def add_draft(tx: Tx, draft: Draft) -> Draft | None:
    """A new draft; `None` when somebody else began one at the same moment."""
    made = replace(draft, id=new_id(), version=1)
    row = {
        "id": made.id,
        "kind": made.item.kind.value,
        "language": made.item.language,
        "name": made.item.name,
        "version": 1,
        "created_at": made.created_at,
        **_values(made),
    }
    result = await tx.conn.execute(insert(tx.dialect, content_draft).values(**row).on_conflict_do_nothing())
    return made if result.rowcount == 1 else None


async def change_draft(tx: Tx, draft: Draft, **changes: Any) -> Draft | None:
    """Change a draft as it was read; `None` when it was changed meanwhile."""
    made = replace(draft, **changes, version=draft.version + 1)
    result = await tx.conn.execute(
        update(content_draft)
        .where(content_draft.c.id == draft.id, content_draft.c.version == draft.version)
        .values(version=made.version, **_values(made))
    )
    return made if result.rowcount == 1 else None


async def drop_draft(tx: Tx, draft: Draft) -> bool:
    """Remove a draft as it was read; `False` when it was changed meanwhile."""
    result = await tx.conn.execute(
        delete(content_draft).where(content_draft.c.id == draft.id, content_draft.c.version == draft.version)
    )
    return result.rowcount == 1


async def scheduled(tx: Tx, until: datetime) -> list[Draft]:
    """Approved drafts whose time has come, in its order."""
    query = select(content_draft).where(content_draft.c.state == "scheduled", content_draft.c.publish_at <= until)
    return [
        _draft(row) for row in await tx.conn.execute(query.order_by(content_draft.c.publish_at, content_draft.c.id))
    ]


async def add_checks(
    tx: Tx, languages: Sequence[str], slug: str, *, source: str, before: int, number: int, now: datetime
) -> None:
    """Let the other languages be looked at."""
    for language in languages:
        await tx.conn.execute(
            content_check.insert().values(
                language=language, slug=slug, source_language=source, before=before, number=number, created_at=now
            )
        )


async def open_checks(tx: Tx, slug: str | None = None) -> list[Check]:
    """What is still to be looked at, the oldest first."""
    query = select(content_check).where(content_check.c.decision.is_(None)).order_by(content_check.c.id)
    if slug is not None:
        query = query.where(content_check.c.slug == slug)
    return [
        Check(row.id, row.language, row.slug, row.source_language, row.before, row.number, row.created_at)
        for row in await tx.conn.execute(query)
    ]


async def decide_checks(
    tx: Tx, language: str, slug: str, *, decision: str, by: str, name: str, now: datetime, up_to: int | None = None
) -> int:
    """Close the marks of one answer (those up to a revision, if it is named); how many."""
    query = update(content_check).where(
        content_check.c.language == language, content_check.c.slug == slug, content_check.c.decision.is_(None)
    )
    if up_to is not None:
        query = query.where(content_check.c.number <= up_to)
    result = await tx.conn.execute(query.values(decision=decision, decided_by=by, decided_name=name, decided_at=now))
    return int(result.rowcount)
