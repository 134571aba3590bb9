"""Run what is due: each timer inside the transaction that takes it, so that it happens once."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.flows.app import App
from bot.flows.case_notice import send_notice
from bot.flows.effects import FAREWELL_TIMER
from bot.flows.publish import PUBLISH_TIMER, run_scheduled
from bot.flows.retain import RECURRING
from bot.flows.trouble import log_defect
from bot.flows.window import REMINDER_TIMER, remind
from bot.store import Tx
from bot.store.conversations import destroy
from bot.store.timers import Timer, done, due, ensure_recurring, postpone, take_due

logger = logging.getLogger(__name__)

RETRY_FIRST = timedelta(seconds=30)
RETRY_MOST = timedelta(hours=1)


async def set_recurring(app: App) -> None:
    """Make sure that everything that comes again and again has its timer."""
    now = app.clock()
    async with app.store.write(behind=True) as tx:
        for kind, (every, _task) in RECURRING.items():
            await ensure_recurring(tx, kind, every, now)


async def run_due(app: App) -> int:
    """Run all timers that are due; how many ran. One that fails is tried again later and holds up no other."""
    ran = 0
    while True:
        now = app.clock()
        async with app.store.read() as tx:
            if not await due(tx, now):
                break
        if not await _run_one(app, now):
            break
        ran += 1
    if ran:
        await app.store.scrub()
    await send_notice(app)
    return ran


async def _run_one(app: App, now: datetime) -> bool:
    timer: Timer | None = None
    try:
        async with app.store.write(behind=True) as tx:
            timer = await take_due(tx, now)
            if timer is None:
                return False
            if await _run(app, tx, timer, now):
                await postpone(tx, timer, now)
            else:
                await done(tx, timer, now)
    except Exception as error:
        if timer is None:
            raise
        app.metrics.defects.labels(where="timer").inc()
        log_defect(logger, f"The timer {timer.kind} failed; it is tried again later", error)
        async with app.store.write(behind=True) as tx:
            await postpone(tx, timer, now + min(RETRY_FIRST * 2 ** min(timer.attempts, 10), RETRY_MOST))
    return True


async def _run(app: App, tx: Tx, timer: Timer, now: datetime) -> bool:
    """Whether there is more to do at once."""
    if timer.kind in RECURRING:
        return await RECURRING[timer.kind][1](app, tx, now)
    if timer.kind == FAREWELL_TIMER:
        assert timer.conversation_id
        await destroy(tx, timer.conversation_id)
        return False
    if timer.kind == PUBLISH_TIMER:
        await run_scheduled(app, tx, now)
        return False
    if timer.kind == REMINDER_TIMER:
        assert timer.conversation_id
        await remind(tx, app, timer.conversation_id, now)
        return False
    # Written by a newer version that is being rolled back: keep it for that one.
    raise LookupError(f"no flow runs timers of the kind {timer.kind}")
