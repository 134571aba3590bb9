"""Drain one conversation: answer what came in, send what goes out, in order, under a lease.

Each step is one transaction that first proves the lease (`fence`), writes the outcome of the work before it, and
decides on the work after it. The work itself (NLU, the channel's call) runs between transactions:

    fence · take up a message ─ answer ─ fence · state, replies, "done", mark "sending" ─ call ─ fence · "sent", release
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

from bot.channels.base import SILENT, Sent
from bot.errors import LeaseLost, SendError
from bot.flows import attachments, case_effects, effects, send
from bot.flows.answer import Answered, Answering, answer
from bot.flows.app import App
from bot.flows.trouble import log_defect
from bot.messages import IncomingKind
from bot.store import Tx
from bot.store.conversations import BOT, Conversation, destroy, new_id, save_state
from bot.store.leases import Lease, claim, fence, release, renew
from bot.store.mailbox import finish_in, has_unanswered, put_out, take_in

logger = logging.getLogger(__name__)

REST_AFTER_DEFECT = timedelta(seconds=30)
"""A conversation whose drain failed in an unforeseen way is left alone for so long."""

Work = Answering | send.Sending | attachments.Fetching
Outcome = Answered | Sent | SendError | attachments.Fetched


async def drain(app: App, conversation_id: str) -> bool:
    """Drain one conversation now. `False`: another worker has it, or it does not exist."""
    owner = new_id()
    async with app.store.write(behind=True) as tx:
        leases = await claim(
            tx, owner, limit=1, lease_s=_lease_s(app), now=app.clock(), conversation_id=conversation_id
        )
    if not leases:
        return False
    async with keep_leases(app, lambda: leases):
        await drain_leased(app, leases[0])
    return True


@contextlib.asynccontextmanager
async def keep_leases(app: App, held: Callable[[], list[Lease]]) -> AsyncIterator[None]:
    """Prolong the leases that `held` names while the block runs, however long a step takes."""

    async def prolong() -> None:
        while True:
            await asyncio.sleep(_lease_s(app) / 3)
            try:
                if leases := held():
                    async with app.store.write() as tx:
                        await renew(tx, leases, lease_s=_lease_s(app))
            except Exception as error:
                # The next round may succeed; if none does, the fence keeps us from writing.
                log_defect(logger, "Leases could not be prolonged", error)

    task = asyncio.create_task(prolong())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def drain_leased(app: App, lease: Lease) -> None:
    """Work until nothing is due, somebody else took over, or others shall have their turn. Never raises."""
    try:
        done: tuple[Work, Outcome] | None = None
        answered = 0
        while True:
            async with app.store.write(behind=True) as tx:
                conv = await fence(tx, lease, lease_s=_lease_s(app))
                now = app.clock()
                if done:
                    await _write_down(tx, app, conv, *done, now)
                work = await _next_work(tx, app, conv, now, may_answer=answered < app.delivery.max_per_lease)
            if done:
                _count(app, conv.channel, *done, now)
            if work is None:
                return
            if isinstance(work, Answering):
                answered += 1
                done = (work, await _answer(app, work))
            elif isinstance(work, attachments.Fetching):
                done = (work, await attachments.fetch(app, conv, work))
            else:
                done = (work, await send.call(app, work))
    except LeaseLost:
        app.metrics.lease_lost.inc()
    except Exception as error:
        app.metrics.defects.labels(where="drain").inc()
        log_defect(logger, "A conversation could not be drained; it is tried again later", error)
        await _rest(app, lease)


def _lease_s(app: App) -> float:
    return app.delivery.lease.total_seconds()


async def _next_work(tx: Tx, app: App, conv: Conversation, now: datetime, *, may_answer: bool) -> Work | None:
    """What to do now, committed as begun; `None`: the lease is given back (or the erased conversation is gone)."""
    channel = app.channels.get(conv.channel)
    wait_until: datetime | None = None
    if channel is None or not channel.pull:
        sending = await send.begin(tx, app, conv, now)
        if isinstance(sending, send.Sending):
            return sending
        if isinstance(sending, send.Wait):
            wait_until = sending.until
        elif conv.farewell_until:
            # The goodbye is sent or given up: the address has served.
            await destroy(tx, conv.id)
            return None
    while may_answer and (item := await take_in(tx, conv)):
        if conv.mode == BOT and item.incoming.kind is IncomingKind.UNREADABLE and item.attributes.get(SILENT):
            await finish_in(tx, item.id, "done", now)
            continue
        return Answering(item, channel, conv.route, conv.state, conv.mode)
    fetching = await attachments.begin(tx, app, conv, now)
    if isinstance(fetching, attachments.Fetching):
        return fetching
    again_at = min((moment for moment in (wait_until, fetching) if moment is not None), default=None)
    await release(tx, conv.id, now if not may_answer and await has_unanswered(tx, conv) else again_at)
    return None


async def _answer(app: App, work: Answering) -> Answered:
    if work.channel is None or work.mode != BOT:
        return await answer(app, work)
    typing = asyncio.create_task(_typing(app, work))
    # An answer that needs no NLU never waits: let the sign begin.
    await asyncio.sleep(0)
    try:
        return await answer(app, work)
    finally:
        typing.cancel()


async def _typing(app: App, work: Answering) -> None:
    """Best effort: a sign that is lost is no loss."""
    with contextlib.suppress(Exception):
        assert work.channel
        async with asyncio.timeout(app.delivery.send_timeout.total_seconds()):
            await work.channel.typing(work.address, work.item.external_id)


async def _write_down(tx: Tx, app: App, conv: Conversation, work: Work, outcome: Outcome, now: datetime) -> None:
    if isinstance(work, send.Sending):
        assert isinstance(outcome, Sent | SendError)
        await send.settle(tx, app, conv, work, outcome, now)
        return
    if isinstance(work, attachments.Fetching):
        assert isinstance(outcome, attachments.Fetched)
        await attachments.settle(tx, app, conv, work, outcome, now)
        return
    assert isinstance(outcome, Answered)
    if conv.mode != work.mode:
        # Somebody else owns the conversation now: the message stays new, and is taken up again under the new owner.
        return
    if conv.mode != BOT:
        await case_effects.join(tx, app, conv, work, outcome, now)
        if not outcome.effects.erase:
            await attachments.note(tx, app, conv, work.item, now)
        return
    await finish_in(tx, work.item.id, "failed" if outcome.failed else "done", now)
    await effects.carry_out(tx, app, conv, work.item, outcome.effects, now)
    if outcome.state is not None and not outcome.effects.erase:
        await save_state(tx, conv, outcome.state)
    delivered = work.channel is not None and work.channel.pull
    await put_out(tx, conv, list(outcome.messages), now, inbox_id=work.item.id, delivered=delivered)
    if not outcome.effects.erase:
        await case_effects.carry_out(tx, app, conv, outcome.effects.desk, outcome.context, now)


def _count(app: App, channel: str, work: Work, outcome: Outcome, now: datetime) -> None:
    """Metrics of what is committed."""
    if isinstance(work, Answering) and isinstance(outcome, Answered):
        app.metrics.drained.labels(channel=channel, outcome="failed" if outcome.failed else "done").inc()
        app.metrics.replies.labels(channel=channel).inc(len(outcome.messages))
        app.metrics.answer_seconds.observe(max(0.0, (now - work.item.received_at).total_seconds()))


async def _rest(app: App, lease: Lease) -> None:
    with contextlib.suppress(Exception):
        async with app.store.write(behind=True) as tx:
            await fence(tx, lease, lease_s=_lease_s(app))
            await release(tx, lease.conversation_id, app.clock() + REST_AFTER_DEFECT)
