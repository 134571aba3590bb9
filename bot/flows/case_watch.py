"""What happens to cases with time: promises that pass, advisers who fall silent, text that has had its time."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.rules import return_to_queue
from bot.flows.app import App
from bot.flows.case_acting import expectation_of, hold_case
from bot.flows.desk import context_of
from bot.flows.trouble import log_defect
from bot.store import Tx
from bot.store.case_events import OVERDUE, RETURNED
from bot.store.case_lists import forget_cases, overdue, unanswered, wipe_closed
from bot.store.case_spans import forget_moves
from bot.store.cases import get_case, save_case
from bot.store.desk_settings import hours_of

logger = logging.getLogger(__name__)

TELL_AT_MOST = 2
"""How often somebody is told that nobody has answered yet; a third time would only hurt."""
OUTCOMES_KEPT = timedelta(days=2 * 365)
"""Outcomes without text are statistics."""
RETRY_AFTER = timedelta(minutes=10)
BATCH = 200


async def watch_cases(app: App, tx: Tx, now: datetime) -> bool:
    """One case that is overdue or whose adviser is silent; whether there may be more.

    One case a transaction: it holds the case's conversation, and nothing else may wait for a second one.
    """
    case_id = await overdue(tx, now)
    if case_id is not None:
        await _guarded(app, tx, case_id, now, _tell_overdue)
        return True
    for case in await unanswered(tx, now - app.desk.silence):
        hours = await hours_of(tx, case.language)
        since = max(one for one in (case.last_person_at, case.claimed_at, case.opened_at) if one is not None)
        due_at = hours.after(since, app.desk.silence)
        if due_at is not None and due_at <= now and hours.is_open(now):
            await _guarded(app, tx, case.id, now, _take_back)
            return True
    return False


_Act = Callable[[App, Tx, str, datetime], Awaitable[None]]


async def _guarded(app: App, tx: Tx, case_id: str, now: datetime, act: _Act) -> None:
    """Do it behind a savepoint: a case that fails is looked at again later and holds up no other."""
    try:
        async with tx.conn.begin_nested():
            await act(app, tx, case_id, now)
    except Exception as error:
        app.metrics.defects.labels(where="case_watch").inc()
        log_defect(logger, "A case could not be looked after; it is tried again later", error)
        case = await get_case(tx, case_id, hold=True)
        if case is not None:
            await save_case(tx, replace(case, promise_at=now + RETRY_AFTER))


async def _tell_overdue(app: App, tx: Tx, case_id: str, now: datetime) -> None:
    found = await get_case(tx, case_id)
    assert found
    context = await context_of(app, found.channel, now) if found.conversation_id else None
    act = await hold_case(tx, app, None, case_id, context, now)
    promises = act.case.promises + 1
    expected = await expectation_of(tx, app, act.case.language, act.case.urgent, act.case.opened_at, now)
    again = expected.until if promises < TELL_AT_MOST else None
    await act.save(replace(act.case, promises=promises, promise_at=again), OVERDUE)
    if act.case.chats:
        await act.tell("overdue", expected=replace(expected, until=again))


async def _take_back(app: App, tx: Tx, case_id: str, now: datetime) -> None:
    found = await get_case(tx, case_id)
    assert found
    context = await context_of(app, found.channel, now)
    act = await hold_case(tx, app, None, case_id, context, now)
    expected = await expectation_of(tx, app, act.case.language, act.case.urgent, act.case.opened_at, now)
    await act.save(return_to_queue(act.case, promise_at=expected.until), RETURNED)
    await act.to_queue()
    await act.tell("returned", expected=expected)


async def wipe_cases(app: App, tx: Tx, now: datetime) -> bool:
    """Take the text out of cases closed longer ago than chats are kept; the outcome stays."""
    await forget_moves(tx, now)
    return await wipe_closed(tx, now - app.retention, now, BATCH) == BATCH


async def forget_outcomes(app: App, tx: Tx, now: datetime) -> bool:
    """Drop the outcomes of cases closed long ago."""
    return await forget_cases(tx, now - OUTCOMES_KEPT, BATCH) == BATCH
