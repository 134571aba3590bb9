"""Messages that could not be sent for good: which, when and why. Never what they say or to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select, update

from bot.store.engine import CONVERSATION, WORK, Tx
from bot.store.tables import conversation, outbox


@dataclass(frozen=True, slots=True)
class FailedMessage:
    """One message that a channel did not take. `later`: the person got another one since."""

    id: str
    conversation_id: str
    channel: str
    author: str
    reason: str
    attempts: int
    created_at: datetime
    later: bool


async def failed_messages(
    tx: Tx, *, before: tuple[datetime, str] | None = None, channel: str = "", reason: str = "", limit: int = 50
) -> list[FailedMessage]:
    """The newest first, behind the message `before` (its `created_at` and id)."""
    sent = outbox.alias("sent")
    later = (
        select(sent.c.id)
        .where(
            sent.c.conversation_id == outbox.c.conversation_id,
            sent.c.entry > outbox.c.entry,
            sent.c.status == "sent",
        )
        .exists()
    )
    query = (
        select(outbox, conversation.c.channel, later.label("later"))
        .join(conversation, conversation.c.id == outbox.c.conversation_id)
        .where(outbox.c.status == "failed")
        .order_by(outbox.c.created_at.desc(), outbox.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        at, last = before
        query = query.where(or_(outbox.c.created_at < at, and_(outbox.c.created_at == at, outbox.c.id < last)))
    if channel:
        query = query.where(conversation.c.channel == channel)
    if reason:
        query = query.where(outbox.c.reason == reason)
    return [
        FailedMessage(r.id, r.conversation_id, r.channel, r.author, r.reason or "", r.attempts, r.created_at, r.later)
        for r in await tx.conn.execute(query)
    ]


async def failed_reasons(tx: Tx) -> list[tuple[str, str, int]]:
    """How many failed, by channel and reason, the most first."""
    count = func.count().label("how_many")
    query = (
        select(conversation.c.channel, outbox.c.reason, count)
        .join(conversation, conversation.c.id == outbox.c.conversation_id)
        .where(outbox.c.status == "failed")
        .group_by(conversation.c.channel, outbox.c.reason)
        .order_by(count.desc(), conversation.c.channel, outbox.c.reason)
    )
    return [(row.channel, row.reason or "", row.how_many) for row in await tx.conn.execute(query)]


async def send_again(tx: Tx, outbox_id: str, now: datetime) -> str | None:
    """Queue a failed message once more, as if it were new; its conversation's id, or `None` if it is not failed.

    The age counts from now: a message that was too old would fail at once again. A person who blocked us may have come
    back: they are tried.
    """
    row = (
        await tx.conn.execute(
            update(outbox)
            .where(outbox.c.id == outbox_id, outbox.c.status == "failed")
            .values(status="queued", reason=None, attempts=0, not_before=None, created_at=now)
            .returning(outbox.c.conversation_id)
        )
    ).one_or_none()
    if row is None:
        return None
    conversation_id: str = row.conversation_id
    await tx.conn.execute(
        update(conversation).where(conversation.c.id == conversation_id).values(unreachable_at=None, next_at=now)
    )
    tx.notify(CONVERSATION, conversation_id)
    tx.notify(WORK, conversation_id)
    return conversation_id
