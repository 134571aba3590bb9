"""Messages that wait for the person to write, because the channel takes nothing free before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from bot.store.conversations import Conversation
from bot.store.engine import CONVERSATION, Tx
from bot.store.tables import conversation, outbox

WINDOW = "window"
"""The reason of a message that is held."""


async def hold_out(tx: Tx, conv: Conversation, outbox_id: str, now: datetime) -> None:
    """Let a message wait until the person writes."""
    await tx.conn.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id)
        .values(status="held", reason=WINDOW, not_before=None, external_hash=None)
    )
    if conv.held_since is None:
        conv.held_since = now
        await _change(tx, conv, held_since=now)
    tx.notify(CONVERSATION, conv.id)


async def release_out(tx: Tx, conv: Conversation, now: datetime) -> None:
    """The person has written: what was held is due, before anything newer."""
    await tx.conn.execute(
        update(outbox)
        .where(outbox.c.conversation_id == conv.id, outbox.c.status == "held")
        .values(status="queued", released_at=now, not_before=None)
    )
    conv.held_since = None
    await _change(tx, conv, held_since=None)
    tx.notify(CONVERSATION, conv.id)


async def close_window(tx: Tx, conv: Conversation, now: datetime) -> None:
    """The channel says that the window is closed, whatever we thought."""
    if conv.window_until is None or conv.window_until > now:
        conv.window_until = now
        await _change(tx, conv, window_until=now)


async def note_nudge(tx: Tx, conv: Conversation, now: datetime) -> None:
    """The person was asked to write."""
    conv.nudged_at = now
    await _change(tx, conv, nudged_at=now)


async def _change(tx: Tx, conv: Conversation, **values: datetime | None) -> None:
    await tx.conn.execute(update(conversation).where(conversation.c.id == conv.id).values(**values))
