"""Signs of life of the channels: when each was heard last, when people wrote and were answered last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.store.engine import Tx
from bot.store.mailbox import OPEN
from bot.store.sql import insert
from bot.store.staff_tables import channel_sign
from bot.store.tables import conversation, outbox

HEARD_EVERY = timedelta(minutes=1)
"""A sign is written down at most so often: a busy channel must not queue up behind one row."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of one channel. `heard_at`: the last webhook call or poll that was well."""

    heard_at: datetime | None = None
    message_at: datetime | None = None
    sent_at: datetime | None = None
    waiting: int = 0
    failed_day: int = 0
    """Messages that failed for good within a day."""


async def heard(tx: Tx, channel: str, now: datetime) -> None:
    """A webhook call or poll of this channel went well."""
    statement = insert(tx.dialect, channel_sign).values(channel=channel, heard_at=now)
    await tx.conn.execute(
        statement.on_conflict_do_update(
            index_elements=["channel"],
            set_={"heard_at": now},
            where=channel_sign.c.heard_at < now - HEARD_EVERY,
        )
    )


async def signs(tx: Tx, now: datetime) -> dict[str, Signs]:
    """By channel."""
    of_conversations = (conversation.c.id == outbox.c.conversation_id, conversation.c.channel)
    day_ago = now - timedelta(days=1)
    heard_at = {r.channel: r.heard_at for r in await tx.conn.execute(select(channel_sign))}
    said = select(conversation.c.channel, func.max(conversation.c.last_message_at).label("at"))
    message_at = {r.channel: r.at for r in await tx.conn.execute(said.group_by(conversation.c.channel))}
    on, name = of_conversations
    sent = select(name, func.max(outbox.c.sent_at).label("at")).join(conversation, on).group_by(name)
    sent_at = {r.channel: r.at for r in await tx.conn.execute(sent)}
    waits = select(name, func.count().label("n")).join(conversation, on).where(outbox.c.status.in_(OPEN))
    waiting = {r.channel: r.n for r in await tx.conn.execute(waits.group_by(name))}
    fails = select(name, func.count().label("n")).join(conversation, on).where(outbox.c.status == "failed")
    fails = fails.where(outbox.c.created_at >= day_ago)
    failed = {r.channel: r.n for r in await tx.conn.execute(fails.group_by(name))}
    return {
        channel: Signs(
            heard_at.get(channel),
            message_at.get(channel),
            sent_at.get(channel),
            waiting.get(channel, 0),
            failed.get(channel, 0),
        )
        for channel in {*heard_at, *message_at, *sent_at, *waiting, *failed}
    }
