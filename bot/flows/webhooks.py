"""Webhooks out: every event of a case becomes one call to each organisation that asked for it, in order, with retries.

A call carries the case's id, language and topic: nothing that a person wrote, no address.
"""

from __future__ import annotations

import json
import logging
import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import httpx

from bot.desk.webhooks import DELIVERY_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, next_try, sign
from bot.flows.app import App
from bot.flows.trouble import log_defect
from bot.store.case_events import CaseEvent, events_after
from bot.store.webhooks import Delivery, Webhook, advance, all_webhooks, settle_delivery, take_delivery

logger = logging.getLogger(__name__)

TIMEOUT = timedelta(seconds=10)
"""A receiver that has not answered by then is tried again later: it must answer first and work afterwards."""
TAKEN_FOR = timedelta(seconds=60)
"""A call whose worker died is made again after this."""
BATCH = 100
_NAMESPACE = uuid.UUID("5f4b6c0e-5a0f-4d0d-9d53-0d4f8f6c6a11")


async def deliver_webhooks(app: App, http: httpx.AsyncClient) -> int:
    """Make all calls that are due now; how many were tried. Never raises for what a receiver does."""
    async with app.store.read() as tx:
        hooks = {one.id: one for one in await all_webhooks(tx)}
    if not hooks:
        return 0
    for one in hooks.values():
        await _fan_out(app, one)
    tried = 0
    while True:
        now = app.clock()
        async with app.store.write(behind=True) as tx:
            delivery = await take_delivery(tx, now, now + TAKEN_FOR)
        if delivery is None:
            return tried
        if (hook := hooks.get(delivery.webhook_id)) is None:
            continue  # made since we looked; its calls are taken at the next round
        await _settle(app, delivery, await _call(http, hook, delivery, app.clock()))
        tried += 1


async def _fan_out(app: App, one: Webhook) -> None:
    """Queue a call for each new event."""
    while True:
        async with app.store.write(behind=True) as tx:
            events = await events_after(tx, one.last_event, limit=BATCH)
            if not events:
                return
            wanted = [event for event in events if not one.languages or event.language in one.languages]
            bodies = [(event.id, body_of(event)) for event in wanted]
            await advance(tx, one, bodies, events[-1].id, app.clock())
        if len(events) < BATCH:
            return
        one = replace(one, last_event=events[-1].id)


def body_of(event: CaseEvent) -> str:
    """What a receiver reads: JSON without personal data."""
    return json.dumps(
        {
            "id": event.id,
            "event": f"case.{event.kind}",
            "at": event.at.isoformat(),
            "case": {
                "id": event.case_id,
                "language": event.language,
                "topic": event.topic,
                "version": event.version,
            },
        }
    )


async def _call(http: httpx.AsyncClient, hook: Webhook, delivery: Delivery, now: datetime) -> str:
    """Make one call; "" when the receiver took it, else a short reason."""
    body = delivery.body.encode()
    stamp_s = int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        TIMESTAMP_HEADER: str(stamp_s),
        SIGNATURE_HEADER: sign(hook.secret, stamp_s, body),
        DELIVERY_HEADER: str(uuid.uuid5(_NAMESPACE, f"{hook.id}:{delivery.event_id}")),
    }
    try:
        answer = await http.post(hook.url, content=body, headers=headers, timeout=TIMEOUT.total_seconds())
    except httpx.TimeoutException:
        return "timeout"
    except (httpx.HTTPError, httpx.InvalidURL):
        return "unreachable"
    except Exception as error:
        log_defect(logger, "A webhook could not be called in an unforeseen way", error)
        return "defect"
    return "" if answer.is_success else f"http_{answer.status_code}"


async def _settle(app: App, delivery: Delivery, reason: str) -> None:
    now = app.clock()
    async with app.store.write(behind=True) as tx:
        if not reason:
            await settle_delivery(tx, delivery.id, status="sent", sent_at=now, reason=None)
            return
        pause = next_try(delivery.attempts)
        if pause is None:
            await settle_delivery(tx, delivery.id, status="failed", reason=reason)
            logger.error("A webhook was given up after %d tries: %s", delivery.attempts, reason)
            return
        await settle_delivery(tx, delivery.id, reason=reason, next_at=now + pause)
