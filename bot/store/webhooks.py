"""Webhooks out: to whom, up to which event, and what became of each call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.store.conversations import new_id
from bot.store.engine import Tx
from bot.store.escalation_tables import webhook, webhook_delivery
from bot.store.keys import new_data_key, seal, unseal
from bot.store.sql import insert_ignore


@dataclass(frozen=True, slots=True)
class Webhook:
    """An organisation's own address."""

    id: str
    url: str
    languages: frozenset[str]
    last_event: int
    secret: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One call: to be made, made, or given up."""

    id: int
    webhook_id: str
    event_id: int
    body: str
    status: str
    attempts: int
    reason: str
    created_at: datetime
    sent_at: datetime | None


def _place(webhook_id: str) -> str:
    return f"webhook:{webhook_id}:secret"


async def create_webhook(
    tx: Tx, *, url: str, secret: str, languages: Iterable[str], last_event: int, now: datetime
) -> str:
    """Call `url` with every event after `last_event`; the webhook's id."""
    made, data_key = new_id(), new_data_key()
    await tx.conn.execute(
        webhook.insert().values(
            id=made,
            url=url,
            data_key=tx.keys.wrap_data_key(data_key, made),
            secret=seal(data_key, secret.encode(), _place(made)),
            languages=" ".join(sorted(languages)),
            last_event=last_event,
            created_at=now,
        )
    )
    return made


async def all_webhooks(tx: Tx) -> list[Webhook]:
    """Every webhook, oldest first."""
    rows = await tx.conn.execute(select(webhook).order_by(webhook.c.created_at, webhook.c.id))
    return [_webhook(tx, row) for row in rows]


async def delete_webhook(tx: Tx, webhook_id: str) -> bool:
    """Call it no more; whether there was one."""
    return (await tx.conn.execute(delete(webhook).where(webhook.c.id == webhook_id))).rowcount > 0


async def advance(tx: Tx, one: Webhook, bodies: list[tuple[int, str]], last_event: int, now: datetime) -> None:
    """Queue the calls of new events (id, JSON) and remember how far we are. Twice is harmless."""
    for event_id, body in bodies:
        row = {"webhook_id": one.id, "event_id": event_id, "body": body, "next_at": now, "created_at": now}
        await tx.conn.execute(insert_ignore(tx.dialect, webhook_delivery).values(row))
    await tx.conn.execute(
        update(webhook).where(webhook.c.id == one.id, webhook.c.last_event < last_event).values(last_event=last_event)
    )


async def take_delivery(tx: Tx, now: datetime, until: datetime) -> Delivery | None:
    """The call that is due longest, not to be taken by others before `until`.

    Of one webhook only its oldest open call: the receiver gets events in their order.
    """
    oldest = (
        select(func.min(webhook_delivery.c.id))
        .where(webhook_delivery.c.status == "queued")
        .group_by(webhook_delivery.c.webhook_id)
    )
    query = (
        select(webhook_delivery)
        .where(webhook_delivery.c.id.in_(oldest), webhook_delivery.c.next_at <= now)
        .order_by(webhook_delivery.c.next_at)
        .limit(1)
    )
    if tx.dialect == "postgresql":
        query = query.with_for_update(skip_locked=True)
    row = (await tx.conn.execute(query)).one_or_none()
    if row is None:
        return None
    await settle_delivery(tx, row.id, attempts=row.attempts + 1, next_at=until)
    return _delivery(row, attempts=row.attempts + 1)


async def settle_delivery(tx: Tx, delivery_id: int, **values: Any) -> None:
    """Write down what became of a call."""
    await tx.conn.execute(update(webhook_delivery).where(webhook_delivery.c.id == delivery_id).values(**values))


async def deliveries(tx: Tx, webhook_id: str, limit: int = 50) -> list[Delivery]:
    """The log of one webhook, newest first."""
    rows = await tx.conn.execute(
        select(webhook_delivery)
        .where(webhook_delivery.c.webhook_id == webhook_id)
        .order_by(webhook_delivery.c.id.desc())
        .limit(limit)
    )
    return [_delivery(row, attempts=row.attempts) for row in rows]


async def forget_deliveries(tx: Tx, before: datetime) -> int:
    """Drop the log of calls that are over; how many went."""
    old = delete(webhook_delivery).where(
        webhook_delivery.c.created_at < before, webhook_delivery.c.status.in_(("sent", "failed"))
    )
    return (await tx.conn.execute(old)).rowcount


def _webhook(tx: Tx, row: Any) -> Webhook:
    data_key = tx.keys.unwrap_data_key(row.data_key, row.id)
    secret = unseal(data_key, row.secret, _place(row.id)).decode()
    return Webhook(row.id, row.url, frozenset(row.languages.split()), row.last_event, secret)


def _delivery(row: Any, *, attempts: int) -> Delivery:
    return Delivery(
        row.id,
        row.webhook_id,
        row.event_id,
        row.body,
        row.status,
        attempts,
        row.reason or "",
        row.created_at,
        row.sent_at,
    )
