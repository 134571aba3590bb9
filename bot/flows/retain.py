"""What the product forgets, and when."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.flows.app import App
from bot.flows.case_watch import forget_outcomes, watch_cases, wipe_cases
from bot.staff.lockout import FORGOTTEN_AFTER
from bot.store import Tx
from bot.store.audit import forget_audit
from bot.store.conversations import destroy, old_ones
from bot.store.mailbox import forget_seen
from bot.store.phrases import detach
from bot.store.phrases import forget as forget_phrases_of
from bot.store.staff_sessions import forget_failures, forget_sessions
from bot.store.statistics import forget
from bot.store.webhooks import forget_deliveries

SEEN_KEPT = timedelta(days=8)
"""Keyed hashes of message ids: a day longer than Meta repeats a delivery (7 days)."""

STATISTICS_KEPT = timedelta(days=2 * 365)

PHRASES_KEPT = timedelta(days=180)
"""Sentences that were not understood and that no editor has assigned to a question."""

WEBHOOK_CALLS_KEPT = timedelta(days=30)

SESSIONS_KEPT = timedelta(days=1)
"""Sessions of staff that nobody used: longer than any may rest (`WIN_STAFF_IDLE_MINUTES`)."""

BATCH = 500
"""Rows of one transaction: others must be able to write in between."""

Task = Callable[[App, Tx, datetime], Awaitable[bool]]
"""Does one batch; whether there may be more."""


async def wipe_old_chats(app: App, tx: Tx, now: datetime) -> bool:
    """Erase conversations whose last message is older than the retention; open cases stay."""
    old = await old_ones(tx, last_message_before=now - app.retention, limit=BATCH)
    for conversation_id in old:
        await detach(tx, conversation_id)
        await destroy(tx, conversation_id, now, by_person=False)
    return len(old) == BATCH


async def forget_message_ids(app: App, tx: Tx, now: datetime) -> bool:
    """Drop hashes of message ids that no channel will deliver again."""
    return await forget_seen(tx, now - SEEN_KEPT, BATCH) == BATCH


async def forget_statistics(app: App, tx: Tx, now: datetime) -> bool:
    """Drop counts of days long ago."""
    await forget(tx, (now - STATISTICS_KEPT).date())
    return False


async def forget_phrases(app: App, tx: Tx, now: datetime) -> bool:
    """Drop sentences that were not understood and that nobody did anything with."""
    await forget_phrases_of(tx, (now - PHRASES_KEPT).date())
    return False


async def forget_webhook_calls(app: App, tx: Tx, now: datetime) -> bool:
    """Drop the log of webhook calls that are over."""
    await forget_deliveries(tx, now - WEBHOOK_CALLS_KEPT)
    return False


async def forget_staff_sessions(app: App, tx: Tx, now: datetime) -> bool:
    """Drop sessions of staff that are over, and failed sign-ins that count no more."""
    await forget_sessions(tx, seen_before=now - SESSIONS_KEPT, now=now)
    await forget_failures(tx, now - FORGOTTEN_AFTER)
    return False


async def forget_audit_log(app: App, tx: Tx, now: datetime) -> bool:
    """Drop lines of the audit log that are old enough."""
    return await forget_audit(tx, now - app.audit_kept, BATCH) == BATCH


RECURRING: dict[str, tuple[timedelta, Task]] = {
    "wipe_old_chats": (timedelta(hours=1), wipe_old_chats),
    "forget_message_ids": (timedelta(hours=1), forget_message_ids),
    "forget_webhook_calls": (timedelta(days=1), forget_webhook_calls),
    "watch_cases": (timedelta(seconds=15), watch_cases),
    "wipe_cases": (timedelta(hours=1), wipe_cases),
    "forget_outcomes": (timedelta(days=1), forget_outcomes),
    "forget_statistics": (timedelta(days=1), forget_statistics),
    "forget_phrases": (timedelta(days=1), forget_phrases),
    "forget_staff_sessions": (timedelta(hours=1), forget_staff_sessions),
    "forget_audit_log": (timedelta(days=1), forget_audit_log),
}
"""What comes again and again, by the name of its timer."""
