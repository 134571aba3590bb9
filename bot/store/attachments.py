"""Files that people sent in a case, sealed under their conversation's key; they go when the conversation goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from bot.store.channel_tables import attachment
from bot.store.conversations import Conversation, new_id
from bot.store.engine import CONVERSATION, Tx
from bot.store.keys import seal, seal_json, unseal, unseal_json

WAITING, STORED, REFUSED = "waiting", "stored", "refused"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that is still to be fetched. `described`: what the channel said of it, as JSON."""

    id: str
    entry: int
    described: dict[str, Any]
    attempts: int
    not_before: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the desk lists it beside the message `entry`. `name` is the one that the person's phone gave it."""

    id: str
    entry: int
    status: str
    """waiting, stored or refused; then `reason` says why, as a short code (too_large, kind, damaged, gone …)."""
    reason: str
    media_type: str
    size_bytes: int
    name: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A file's content. Serve it with its `media_type`, `nosniff`, and a PDF as a download."""

    media_type: str
    name: str
    content: bytes = field(repr=False)


def _place(attachment_id: str, column: str) -> str:
    return f"attachment:{attachment_id}:{column}"


async def note(tx: Tx, conv: Conversation, entry: int, described: dict[str, Any], now: datetime) -> None:
    """Note that the message `entry` came with a file that shall be fetched. The transaction holds the conversation."""
    known = select(attachment.c.id).where(attachment.c.conversation_id == conv.id, attachment.c.entry == entry)
    if await tx.conn.scalar(known) is not None:
        return
    fresh = new_id()
    await tx.conn.execute(
        attachment.insert().values(
            id=fresh,
            conversation_id=conv.id,
            entry=entry,
            described=seal_json(conv.data_key, described, _place(fresh, "described")),
            created_at=now,
        )
    )


async def next_waiting(tx: Tx, conv: Conversation) -> Waiting | None:
    """The file to be fetched next: the one that may be fetched first."""
    row = (
        await tx.conn.execute(
            select(attachment)
            .where(attachment.c.conversation_id == conv.id, attachment.c.status == WAITING)
            .order_by(attachment.c.not_before.is_not(None), attachment.c.not_before, attachment.c.entry)
            .limit(1)
        )
    ).one_or_none()
    if row is None:
        return None
    described = unseal_json(conv.data_key, row.described, _place(row.id, "described"))
    return Waiting(row.id, row.entry, described, row.attempts, row.not_before)


async def keep(tx: Tx, conv: Conversation, attachment_id: str, media_type: str, content: bytes) -> None:
    """Seal a file's content."""
    await _change(
        tx,
        conv,
        attachment_id,
        status=STORED,
        reason=None,
        not_before=None,
        media_type=media_type,
        size_bytes=len(content),
        content=seal(conv.data_key, content, _place(attachment_id, "content")),
    )


async def refuse(tx: Tx, conv: Conversation, attachment_id: str, reason: str) -> None:
    """This file will not be fetched."""
    await _change(tx, conv, attachment_id, status=REFUSED, reason=reason, not_before=None)


async def postpone(tx: Tx, conv: Conversation, attachment_id: str, reason: str, until: datetime) -> None:
    """Try again later."""
    await _change(
        tx, conv, attachment_id, reason=reason, not_before=until, attempts=attachment.c.attempts + 1, tell=False
    )


async def _change(tx: Tx, conv: Conversation, attachment_id: str, *, tell: bool = True, **values: Any) -> None:
    await tx.conn.execute(update(attachment).where(attachment.c.id == attachment_id).values(**values))
    if tell:
        tx.notify(CONVERSATION, conv.id)


async def attachments_of(tx: Tx, conv: Conversation) -> list[Listed]:
    """All files of a conversation, by the messages they came with; without their content."""
    rows = await tx.conn.execute(
        select(
            attachment.c.id,
            attachment.c.entry,
            attachment.c.status,
            attachment.c.reason,
            attachment.c.media_type,
            attachment.c.size_bytes,
            attachment.c.described,
        )
        .where(attachment.c.conversation_id == conv.id)
        .order_by(attachment.c.entry)
    )
    return [
        Listed(
            row.id,
            row.entry,
            row.status,
            row.reason or "",
            row.media_type or "",
            row.size_bytes or 0,
            _name(conv, row),
        )
        for row in rows
    ]


async def read_attachment(tx: Tx, conv: Conversation, attachment_id: str) -> Stored | None:
    """A stored file of this conversation; `None`: there is none, or it is not stored."""
    row = (
        await tx.conn.execute(
            select(attachment).where(attachment.c.id == attachment_id, attachment.c.conversation_id == conv.id)
        )
    ).one_or_none()
    if row is None or row.content is None:
        return None
    content = unseal(conv.data_key, row.content, _place(row.id, "content"))
    return Stored(row.media_type, _name(conv, row), content)


async def drop_waiting(tx: Tx, conv: Conversation) -> None:
    """The case is over: what was not fetched never will be."""
    await tx.conn.execute(
        delete(attachment).where(attachment.c.conversation_id == conv.id, attachment.c.status == WAITING)
    )


def _name(conv: Conversation, row: Any) -> str:
    described = unseal_json(conv.data_key, row.described, _place(row.id, "described"))
    return str(described.get("file_name", ""))
