"""What a channel reports of our messages later: sent, delivered, read, failed. Late, twice and in any order.

A mark only ever raises a message (sent < delivered < read); "failed" counts for the try it belongs to alone, and never
against a message that arrived.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.channels.base import Mark
from bot.errors import ChannelDown, SendError, TemporarySendError, Unreachable, WindowClosed
from bot.flows import window
from bot.flows.app import App
from bot.flows.receive import in_transaction
from bot.flows.send import failed, pause_before, stop_channel
from bot.metrics import code_of
from bot.store import Tx
from bot.store.conversations import Conversation, mark_unreachable
from bot.store.engine import CONVERSATION
from bot.store.leases import make_due
from bot.store.mailbox import OPEN, close_open, see, set_out
from bot.store.marks import MarkedItem, conversations_of, hold, marked

logger = logging.getLogger(__name__)

MAX_PER_TRANSACTION = 50
MAX_TRIES = 5
"""A message that failed so often after it was taken is given up."""
FAILED_BEFORE = frozenset({"failed", "cancelled", "held", "queued"})
"""Statuses that a "failed" changes nothing of: it is known, or another try is to come."""


async def note(app: App, channel: str, marks: Sequence[Mark]) -> int:
    """Apply what was reported; how many of the marks are about messages of ours. Raises what the database raises."""
    known = 0
    for first in range(0, len(marks), MAX_PER_TRANSACTION):
        some = marks[first : first + MAX_PER_TRANSACTION]

        async def apply(tx: Tx, some: Sequence[Mark] = some) -> int:
            return await _note_some(tx, app, channel, some)

        known += await in_transaction(app.store, apply)
    return known


async def _note_some(tx: Tx, app: App, channel: str, marks: Sequence[Mark]) -> int:
    now = app.clock()
    where = await conversations_of(tx, channel, [(mark.key, mark.external_id) for mark in marks])
    held = await hold(tx, where.values())
    known = 0
    for mark in marks:
        conv = held.get(where.get((mark.key, mark.external_id), ""))
        item = await marked(tx, conv, mark.key, mark.external_id) if conv else None
        if conv is None or item is None:
            continue
        known += 1
        if mark.state == "failed":
            await _failed(tx, app, conv, item, mark, now)
        else:
            await _arrived(tx, app, conv, item, mark, now)
    return known


async def _arrived(tx: Tx, app: App, conv: Conversation, item: MarkedItem, mark: Mark, now: datetime) -> None:
    at = min(now, datetime.fromtimestamp(mark.at_s, UTC)) if mark.at_s else now
    values: dict[str, Any] = {}
    if mark.state in ("delivered", "read") and item.delivered_at is None:
        values["delivered_at"] = at
    if mark.state == "read" and item.read_at is None:
        values["read_at"] = at
    on_its_way = item.status in ("sending", "unsure")
    # It was to be tried again or was given up, and arrived all the same; "sent" alone does not say that it will.
    arrived_late = mark.state != "sent" and item.status in ("queued", "held", "failed")
    if on_its_way or arrived_late:
        values |= {"status": "sent", "sent_at": at, "reason": None, "not_before": None}
        app.metrics.sent.labels(channel=conv.channel).inc()
    if mark.external_id and item.external_hash is None:
        values["external_hash"] = tx.keys.hash("message", conv.channel, mark.external_id)
    if not values:
        return
    await set_out(tx, item.id, **values)
    if item.status in OPEN and "status" in values:
        await make_due(tx, conv.id, now)
    tx.notify(CONVERSATION, conv.id)


async def _failed(tx: Tx, app: App, conv: Conversation, item: MarkedItem, mark: Mark, now: datetime) -> None:
    external = tx.keys.hash("message", conv.channel, mark.external_id)
    of_an_earlier_try = item.external_hash is not None and item.external_hash != external
    if item.delivered_at or item.read_at or item.status in FAILED_BEFORE or of_an_earlier_try:
        return
    if not await see(tx, conv.channel, f"failed:{mark.external_id}", now):
        # Said before, and tried again since.
        return
    error = mark.error or SendError("unknown")
    again: dict[str, Any] = {"status": "queued", "reason": code_of(error.reason), "external_hash": None}
    if isinstance(error, WindowClosed):
        await window.refused(tx, app, conv, item.id, item.author, now)
    elif isinstance(error, ChannelDown):
        await stop_channel(tx, app, conv.channel, error.reason, now)
        await set_out(tx, item.id, **again, not_before=None)
    elif isinstance(error, Unreachable):
        await _give_up(tx, app, conv, item, error)
        await mark_unreachable(tx, conv, now)
        await close_open(tx, conv, "failed", "unreachable")
    elif isinstance(error, TemporarySendError) and item.attempts < MAX_TRIES and _young(app, item, now):
        await set_out(tx, item.id, **again, not_before=now + pause_before(app, item.attempts + 1, error))
        app.metrics.retries.labels(channel=conv.channel, code=code_of(error.reason)).inc()
    else:
        await _give_up(tx, app, conv, item, error)
    await make_due(tx, conv.id, now)
    tx.notify(CONVERSATION, conv.id)


def _young(app: App, item: MarkedItem, now: datetime) -> bool:
    return now - (item.released_at or item.created_at) <= app.delivery.give_up_after


async def _give_up(tx: Tx, app: App, conv: Conversation, item: MarkedItem, error: SendError) -> None:
    await set_out(tx, item.id, status="failed", reason=code_of(error.reason), not_before=None)
    failed(app, conv.channel, error.reason)
