"""The time in which a channel takes free messages (WhatsApp: 24 hours after the person's last one).

Outside of it nothing free is tried: a message is held, an approved template asks the person to write, and when they do,
what was held goes out first.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.channels.base import Channel, Outgoing, Windowed
from bot.flows.app import App
from bot.store import Tx
from bot.store.conversations import ADVISER, Conversation, get
from bot.store.leases import make_due
from bot.store.mailbox import put_out
from bot.store.timers import set_timer
from bot.store.windows import close_window, hold_out, note_nudge, release_out

logger = logging.getLogger(__name__)

REMINDER_TIMER = "window_reminder"
MARGIN = timedelta(seconds=30)
"""A window that closes so soon may be closed when the message arrives there."""
NUDGE_AGAIN = timedelta(hours=24)
"""Nobody is asked more often."""
REMIND_AFTER = timedelta(hours=24)
NUDGER = "system"
"""The author of a template: a claimed case does not cancel it."""


def is_closed(conv: Conversation, channel: Channel, now: datetime) -> bool:
    """Whether the channel takes nothing free for this person; unknown counts as open: the channel will say so."""
    return isinstance(channel, Windowed) and conv.window_until is not None and now >= conv.window_until - MARGIN


def needs_window(channel: Channel, message: Outgoing) -> bool:
    """Whether the message may only be sent inside the window."""
    return isinstance(channel, Windowed) and channel.is_free(message)


async def release(tx: Tx, conv: Conversation, channel: Channel, now: datetime) -> None:
    """Let go what was held, if the person has written."""
    if conv.held_since is not None and not is_closed(conv, channel, now):
        await release_out(tx, conv, now)


async def hold(tx: Tx, app: App, conv: Conversation, outbox_id: str, author: str, now: datetime) -> None:
    """Let a message wait for the person, and ask them to write, at most once a day."""
    await hold_out(tx, conv, outbox_id, now)
    app.metrics.held.labels(channel=conv.channel).inc()
    if conv.nudged_at is not None and now - conv.nudged_at < NUDGE_AGAIN:
        return
    await _nudge(tx, app, conv, "adviser_answer" if author == ADVISER else "reminder", now)
    await set_timer(tx, REMINDER_TIMER, now + REMIND_AFTER, conversation_id=conv.id)


async def refused(tx: Tx, app: App, conv: Conversation, outbox_id: str, author: str, now: datetime) -> None:
    """The channel says that the window is closed: hold the message, whatever we thought."""
    await close_window(tx, conv, now)
    await hold(tx, app, conv, outbox_id, author, now)


async def remind(tx: Tx, app: App, conversation_id: str, now: datetime) -> None:
    """Ask once more, a day later, when the person has not written."""
    conv = await get(tx, conversation_id)
    channel = app.channels.get(conv.channel) if conv else None
    if conv is None or channel is None or conv.held_since is None or not is_closed(conv, channel, now):
        return
    await _nudge(tx, app, conv, "reminder", now)
    await make_due(tx, conv.id, now)


async def _nudge(tx: Tx, app: App, conv: Conversation, purpose: str, now: datetime) -> None:
    channel: object = app.channels.get(conv.channel)
    language = str((conv.state or {}).get("language", ""))
    message = channel.nudge(purpose, language) if isinstance(channel, Windowed) else None
    if message is None:
        logger.error("An answer on %s waits, and no template is set that asks the person to write.", conv.channel)
        return
    await put_out(tx, conv, [message.to_json()], now, author=NUDGER)
    await note_nudge(tx, conv, now)
