"""The way out: what may be sent now, the call itself, and what its outcome means for the message.

`begin` commits "sending" before the call: a worker that finds such a row later knows that one of us died in between.
A later message of a conversation is never sent before an earlier one is sent or given up.
"""

from __future__ import annotations

import asyncio
import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.base import TIMEOUT, AfterCrash, Channel, Outgoing, Paced, Sent
from bot.errors import ChannelDown, PermanentSendError, SendError, TemporarySendError, Unreachable, WindowClosed
from bot.flows import window
from bot.flows.app import App
from bot.flows.trouble import log_defect
from bot.metrics import code_of
from bot.store import Tx
from bot.store.conversations import ADVISER, Conversation, mark_unreachable
from bot.store.mailbox import OutboxItem, close_open, head_out, set_out, settle_out
from bot.store.pauses import may_send, pause, resume

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sending:
    """One message whose sending is committed as begun."""

    item: OutboxItem
    channel: Channel
    address: str
    probe: bool
    """The channel refused us lately; this message shows whether it still does."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing may be sent before this time."""

    until: datetime


async def begin(tx: Tx, app: App, conv: Conversation, now: datetime) -> Sending | Wait | None:
    """Choose the message to send now and mark it "sending"; `None`: nothing waits."""
    channel = app.channels.get(conv.channel)
    if channel is not None:
        await window.release(tx, conv, channel, now)
    while item := await head_out(tx, conv):
        if conv.unreachable:
            await _give_up_all(tx, app, conv, "unreachable")
            return None
        if item.author == "bot" and conv.mode == ADVISER:
            await set_out(tx, item.id, status="cancelled", reason="adviser")
            continue
        if now - item.due_since > app.delivery.expire_after:
            await _drop(tx, app, conv, item, "expired")
            continue
        if channel is None:
            return Wait(now + app.delivery.backoff_most)
        resend = item.status in ("sending", "unsure")
        if item.status == "sending" and channel.after_crash is AfterCrash.RECONCILE:
            until = now + app.delivery.reconcile_wait
            await set_out(tx, item.id, status="unsure", not_before=until)
            return Wait(until)
        if item.not_before and item.not_before > now and item.status != "sending":
            return Wait(item.not_before)
        if window.is_closed(conv, channel, now) and window.needs_window(channel, Outgoing.from_json(item.payload)):
            if conv.farewell_until:
                # An address that is being erased waits for nobody.
                await _drop(tx, app, conv, item, "window")
            else:
                await window.hold(tx, app, conv, item.id, item.author, now)
            continue
        if isinstance(channel, Paced) and (wait := channel.pace(conv.route, now)):
            return Wait(now + wait)
        allowed, probe_at = await may_send(
            tx, conv.channel, now, first=app.delivery.probe_first, most=app.delivery.probe_most
        )
        if not allowed:
            return Wait(probe_at or now)
        values = {"resent": True} if resend and channel.after_crash is not AfterCrash.RESEND else {}
        await set_out(tx, item.id, status="sending", sending_at=now, attempts=item.attempts + 1, **values)
        if resend:
            app.metrics.resent.labels(channel=conv.channel).inc()
        return Sending(item, channel, conv.route, probe=probe_at is not None)
    return None


async def call(app: App, sending: Sending) -> Sent | SendError:
    """Hand the message to the channel; bounded in time, never raises but `CancelledError`."""
    message = Outgoing.from_json(sending.item.payload)
    try:
        async with asyncio.timeout(app.delivery.send_timeout.total_seconds()):
            return await sending.channel.send(sending.address, message, key=sending.item.id)
    except SendError as error:
        return error
    except TimeoutError:
        return TemporarySendError(TIMEOUT)
    except Exception as error:
        app.metrics.defects.labels(where="send").inc()
        log_defect(logger, f"The channel {sending.channel.name} failed to send in an unforeseen way", error)
        return TemporarySendError("defect")


async def settle(
    tx: Tx, app: App, conv: Conversation, sending: Sending, outcome: Sent | SendError, now: datetime
) -> None:
    """Write down what became of a call."""
    item, name = sending.item, conv.channel
    if isinstance(outcome, Sent):
        external = outcome.external_id
        await settle_out(
            tx,
            item.id,
            status="sent",
            sent_at=now,
            reason=None,
            not_before=None,
            external_hash=tx.keys.hash("message", name, external) if external else None,
        )
        app.metrics.sent.labels(channel=name).inc()
        if sending.probe and await resume(tx, name, now):
            app.metrics.channel_paused.labels(channel=name).set(0)
            logger.warning("The channel %s takes messages again.", name)
        return
    if isinstance(outcome, Unreachable):
        await mark_unreachable(tx, conv, now)
        await _give_up_all(tx, app, conv, "unreachable")
    elif isinstance(outcome, ChannelDown):
        await stop_channel(tx, app, name, outcome.reason, now)
        await settle_out(tx, item.id, status="queued", reason=code_of(outcome.reason), not_before=None)
    elif isinstance(outcome, WindowClosed):
        await window.refused(tx, app, conv, item.id, item.author, now)
    elif isinstance(outcome, PermanentSendError):
        await _fail(tx, app, conv, item, outcome.reason)
    else:
        await _try_again(tx, app, conv, sending, outcome, now)


async def _try_again(tx: Tx, app: App, conv: Conversation, sending: Sending, error: SendError, now: datetime) -> None:
    item = sending.item
    if now - item.due_since > app.delivery.give_up_after:
        return await _fail(tx, app, conv, item, f"gave_up:{error.reason}")
    values: dict[str, object] = {"status": "queued"}
    wait = pause_before(app, item.attempts + 1, error)
    if error.reason == TIMEOUT and sending.channel.after_crash is not AfterCrash.RESEND:
        # The channel may have taken it: the next try may double it, unless the channel reports it in time.
        values["resent"] = True
        if sending.channel.after_crash is AfterCrash.RECONCILE:
            values["status"] = "unsure"
            wait = max(wait, app.delivery.reconcile_wait)
    await settle_out(tx, item.id, reason=code_of(error.reason), not_before=now + wait, **values)
    app.metrics.retries.labels(channel=conv.channel, code=code_of(error.reason)).inc()
    return None


def pause_before(app: App, attempts: int, error: SendError) -> timedelta:
    """The time before try number `attempts`: what the channel asks for and a little more, else doubling with jitter."""
    asked = error.retry_after if isinstance(error, TemporarySendError) else None
    jitter = random.random()  # noqa: S311 - spreads retries, guards nothing
    if asked is not None:
        return asked + min(asked * 0.1, timedelta(seconds=1)) * jitter
    doubled = app.delivery.backoff_first * 2.0 ** min(attempts - 1, 20)
    return min(doubled, app.delivery.backoff_most) * (0.5 + 0.5 * jitter)


async def _fail(tx: Tx, app: App, conv: Conversation, item: OutboxItem, reason: str) -> None:
    await settle_out(tx, item.id, status="failed", reason=code_of(reason), not_before=None)
    failed(app, conv.channel, reason)


async def _drop(tx: Tx, app: App, conv: Conversation, item: OutboxItem, reason: str) -> None:
    """Give up on a message that was not on its way."""
    await set_out(tx, item.id, status="failed", reason=reason, not_before=None)
    failed(app, conv.channel, reason)


def failed(app: App, channel: str, reason: str) -> None:
    """Tell that a message is given up."""
    app.metrics.failed.labels(channel=channel, code=code_of(reason)).inc()
    logger.error("A message on %s failed for good: %s", channel, code_of(reason))


async def stop_channel(tx: Tx, app: App, name: str, reason: str, now: datetime) -> None:
    """The channel refuses token or account: nothing but a probe is sent until it takes one."""
    await pause(tx, name, reason, now, first=app.delivery.probe_first)
    app.metrics.channel_paused.labels(channel=name).set(1)
    logger.error(
        "The channel %s refuses us (%s): its messages wait. Check token and account; it is tried again by itself.",
        name,
        code_of(reason),
    )


async def _give_up_all(tx: Tx, app: App, conv: Conversation, reason: str) -> None:
    count = await close_open(tx, conv, "failed", reason)
    app.metrics.failed.labels(channel=conv.channel, code=reason).inc(count)
