"""The inbox (what people sent) and the outbox (what they get), in one order per conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.messages import Envelope, Incoming, IncomingKind
from bot.store.arrivals import Arrival
from bot.store.conversations import Conversation, new_id, take_entries
from bot.store.engine import Tx
from bot.store.keys import seal_json, unseal_json
from bot.store.sql import insert_ignore
from bot.store.tables import Id, conversation, inbox, outbox, seen

OPEN = ("queued", "sending", "unsure")
"""Statuses of an outbox row that still waits."""

# Statements are built once: building one costs more than sending it.
_conversation_id = bindparam("p_conversation_id", type_=Id)
_SEE = {dialect: insert_ignore(dialect, seen).returning(seen.c.hash) for dialect in ("sqlite", "postgresql")}
_PUT_IN = inbox.insert()
_unanswered = (inbox.c.conversation_id == _conversation_id, inbox.c.status == "new")
_oldest = select(inbox.c.id).where(*_unanswered).order_by(inbox.c.entry).limit(1).scalar_subquery()
_TAKE_IN = (
    update(inbox)
    .where(inbox.c.id == _oldest)
    .values(attempts=inbox.c.attempts + 1)
    .returning(inbox.c.id, inbox.c.entry, inbox.c.payload, inbox.c.attempts, inbox.c.received_at)
)
_UNANSWERED = select(inbox.c.id).where(*_unanswered).limit(1)
_FINISH_IN = update(inbox).where(inbox.c.id == bindparam("p_id"))
_PUT_OUT = outbox.insert()
_HEAD_OUT = (
    select(
        outbox.c.id,
        outbox.c.entry,
        outbox.c.author,
        outbox.c.payload,
        outbox.c.status,
        outbox.c.attempts,
        outbox.c.created_at,
        outbox.c.not_before,
        outbox.c.reason,
        outbox.c.released_at,
    )
    .where(outbox.c.conversation_id == _conversation_id, outbox.c.status.in_(OPEN))
    .order_by(outbox.c.entry)
    .limit(1)
)
_SET_OUT = update(outbox).where(outbox.c.id == bindparam("p_id"))
_SETTLE_OUT = update(outbox).where(outbox.c.id == bindparam("p_id"), outbox.c.status == "sending")


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A message that waits for its answer."""

    id: int
    entry: int
    incoming: Incoming
    external_id: str
    attributes: dict[str, str]
    attempts: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A rendered message on its way out."""

    id: str
    entry: int
    author: str
    payload: dict[str, Any]
    status: str
    attempts: int
    created_at: datetime
    not_before: datetime | None
    reason: str | None
    released_at: datetime | None = None
    """When it was held no more: it waited for the person, which is no age."""

    @property
    def due_since(self) -> datetime:
        """From when on it could be sent."""
        return self.released_at or self.created_at


def inbox_place(conversation_id: str, entry: int) -> str:
    """What a message of a person is sealed for."""
    return f"inbox:{conversation_id}:{entry}"


def outbox_place(conversation_id: str, entry: int) -> str:
    """What a message of ours is sealed for."""
    return f"outbox:{conversation_id}:{entry}"


async def see(tx: Tx, channel: str, external_id: str, now: datetime) -> bool:
    """Remember a message's id (as keyed hash); `False` if it was seen before."""
    (new,) = await see_all(tx, [(channel, external_id)], now)
    return new


async def see_all(tx: Tx, messages: Sequence[tuple[str, str]], now: datetime) -> list[bool]:
    """As `see` for each (channel, external id) in turn; of those that come twice here, the first one is new."""
    if not messages:
        return []
    keys = [tx.keys.hash("message", channel, external_id) for channel, external_id in messages]
    # In one order for everybody: two calls with the same messages can't wait for each other in a circle.
    rows = [{"hash": key, "seen_at": now} for key in sorted(set(keys))]
    # RETURNING, not the row count: for an INSERT drivers differ in what they count.
    new = set((await tx.conn.execute(_SEE[tx.dialect], rows)).scalars())
    answers = []
    for key in keys:
        answers.append(key in new)
        new.discard(key)
    return answers


async def forget_seen(tx: Tx, before: datetime, limit: int) -> int:
    """Drop hashes older than `before`, at most `limit`; how many went."""
    old = select(seen.c.hash).where(seen.c.seen_at < before).limit(limit)
    return (await tx.conn.execute(delete(seen).where(seen.c.hash.in_(old)))).rowcount


def incoming_from_json(data: dict[str, Any]) -> Incoming:
    """An `Incoming` as it was stored; fields of another version are ignored, an unknown kind becomes UNREADABLE."""
    known = {name: data[name] for name in Incoming.__dataclass_fields__ if name in data}
    try:
        known["kind"] = IncomingKind(known.get("kind", ""))
    except ValueError:
        known["kind"] = IncomingKind.UNREADABLE
    return Incoming(**known)


def _as_json(envelope: Envelope) -> dict[str, Any]:
    return {
        "incoming": asdict(envelope.incoming),
        "external_id": envelope.external_id,
        "sent_at_s": envelope.sent_at_s,
        "attributes": envelope.attributes,
    }


async def put_in_all(tx: Tx, messages: Sequence[tuple[Arrival, Envelope]], now: datetime) -> None:
    """Store what people sent."""
    if messages:
        await tx.conn.execute(_PUT_IN, [_row_in(arrival, _as_json(one), now) for arrival, one in messages])


async def put_in_json(tx: Tx, arrival: Arrival, payload: dict[str, Any], received_at: datetime) -> None:
    """Store what a person sent, as JSON."""
    await tx.conn.execute(_PUT_IN, _row_in(arrival, payload, received_at))


def _row_in(arrival: Arrival, payload: dict[str, Any], received_at: datetime) -> dict[str, Any]:
    return {
        "conversation_id": arrival.conversation_id,
        "entry": arrival.entry,
        "payload": seal_json(arrival.data_key, payload, inbox_place(arrival.conversation_id, arrival.entry)),
        "received_at": received_at,
    }


async def take_in(tx: Tx, conv: Conversation) -> InboxItem | None:
    """The oldest unanswered message; counts the attempt, so that one that kills its worker is not tried for ever."""
    row = (await tx.conn.execute(_TAKE_IN, {"p_conversation_id": conv.id})).one_or_none()
    if row is None:
        return None
    payload = unseal_json(conv.data_key, row.payload, inbox_place(conv.id, row.entry))
    return InboxItem(
        id=row.id,
        entry=row.entry,
        incoming=incoming_from_json(payload["incoming"]),
        external_id=payload["external_id"],
        attributes=payload["attributes"],
        attempts=row.attempts,
        received_at=row.received_at,
    )


async def has_unanswered(tx: Tx, conv: Conversation) -> bool:
    """Whether a message waits for its answer."""
    return await tx.conn.scalar(_UNANSWERED, {"p_conversation_id": conv.id}) is not None


async def finish_in(tx: Tx, inbox_id: int, status: str, now: datetime) -> None:
    """Mark a message as done, joined (to a case) or failed (answered with an apology)."""
    await tx.conn.execute(_FINISH_IN, {"p_id": inbox_id, "status": status, "done_at": now})


async def put_out(
    tx: Tx,
    conv: Conversation,
    payloads: list[dict[str, Any]],
    now: datetime,
    *,
    author: str = "bot",
    inbox_id: int | None = None,
    delivered: bool = False,
) -> list[str]:
    """Queue rendered messages in this order; `delivered`: the row itself is the delivery. Their ids."""
    if not payloads:
        return []
    rows = []
    for entry, payload in zip(await take_entries(tx, conv, len(payloads)), payloads, strict=True):
        rows.append(
            {
                "id": new_id(),
                "conversation_id": conv.id,
                "entry": entry,
                "inbox_id": inbox_id,
                "author": author,
                "payload": seal_json(conv.data_key, payload, outbox_place(conv.id, entry)),
                "status": "sent" if delivered else "queued",
                "created_at": now,
                "sent_at": now if delivered else None,
            }
        )
    await tx.conn.execute(_PUT_OUT, rows)
    return [str(row["id"]) for row in rows]


async def head_out(tx: Tx, conv: Conversation) -> OutboxItem | None:
    """The oldest message that is not out yet. Nothing behind it may be sent before."""
    row = (await tx.conn.execute(_HEAD_OUT, {"p_conversation_id": conv.id})).one_or_none()
    if row is None:
        return None
    return OutboxItem(
        id=row.id,
        entry=row.entry,
        author=row.author,
        payload=unseal_json(conv.data_key, row.payload, outbox_place(conv.id, row.entry)),
        status=row.status,
        attempts=row.attempts,
        created_at=row.created_at,
        not_before=row.not_before,
        reason=row.reason,
        released_at=row.released_at,
    )


async def set_out(tx: Tx, outbox_id: str, **values: Any) -> None:
    """Change a row of the outbox."""
    await tx.conn.execute(_SET_OUT, {"p_id": outbox_id, **values})


async def settle_out(tx: Tx, outbox_id: str, **values: Any) -> None:
    """Change a row whose sending has ended, unless a report of the channel has settled it meanwhile."""
    await tx.conn.execute(_SETTLE_OUT, {"p_id": outbox_id, **values})


async def confirm_out(tx: Tx, outbox_id: str, external_id: str | None, now: datetime) -> str | None:
    """Settle a row whose fate is unsure as sent; its conversation's id, or `None` if there was nothing to settle.

    A row that is "sending" now is settled too: the report may overtake the channel's answer.
    """
    row = (
        await tx.conn.execute(
            select(outbox.c.conversation_id, conversation.c.channel)
            .join(conversation, conversation.c.id == outbox.c.conversation_id)
            .where(outbox.c.id == outbox_id, outbox.c.status.in_(("sending", "unsure")))
        )
    ).one_or_none()
    if row is None:
        return None
    values: dict[str, Any] = {"status": "sent", "sent_at": now, "reason": None, "not_before": None}
    if external_id:
        values["external_hash"] = tx.keys.hash("message", row.channel, external_id)
    changed = await tx.conn.execute(
        update(outbox).where(outbox.c.id == outbox_id, outbox.c.status.in_(("sending", "unsure"))).values(**values)
    )
    return row.conversation_id if changed.rowcount else None


async def close_open(tx: Tx, conv: Conversation, status: str, reason: str, *, author: str | None = None) -> int:
    """Give up on everything that still waits (of one author); how many."""
    where = [outbox.c.conversation_id == conv.id, outbox.c.status.in_(OPEN)]
    if author:
        where.append(outbox.c.author == author)
    return (await tx.conn.execute(update(outbox).where(*where).values(status=status, reason=reason))).rowcount


async def carry_over(tx: Tx, conv: Conversation, behind: int) -> list[tuple[dict[str, Any], datetime]]:
    """What was sent behind entry `behind` and waits for an answer: it outlives the erasure of what was before."""
    rows = await tx.conn.execute(
        select(inbox.c.entry, inbox.c.payload, inbox.c.received_at)
        .where(inbox.c.conversation_id == conv.id, inbox.c.status == "new", inbox.c.entry > behind)
        .order_by(inbox.c.entry)
    )
    return [(unseal_json(conv.data_key, row.payload, inbox_place(conv.id, row.entry)), row.received_at) for row in rows]
