"""Conversations: found by address, leased by one worker at a time, erased by destroying their key."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, select, update

from bot.store.addresses import Address, address_hash
from bot.store.case_tables import desk_case
from bot.store.cases import erase_cases_of
from bot.store.channel_tables import attachment
from bot.store.engine import CONVERSATION, Tx
from bot.store.keys import new_data_key, seal_json, unseal_json
from bot.store.phrases import bar, remove_of
from bot.store.tables import conversation, inbox, outbox, timer, wish

BOT, WAITING, ADVISER = "bot", "waiting", "adviser"
"""Who owns a conversation."""


def new_id() -> str:
    """A random id: 32 hexadecimal digits."""
    return uuid.uuid4().hex


@dataclass(slots=True)
class Conversation:
    """One conversation inside a transaction that holds its row."""

    id: str
    channel: str
    data_key: bytes
    mode: str
    last_entry: int
    unreachable: bool
    farewell_until: datetime | None
    window_until: datetime | None
    """Until when the channel takes free messages; `None`: always, or not known."""
    held_since: datetime | None
    """Messages wait for the person to write."""
    nudged_at: datetime | None
    """When the person was last asked to write."""
    sealed_address: bytes
    sealed_state: bytes | None

    @property
    def whole_address(self) -> Address:
        """Address, alias and route."""
        return Address.unseal(self.data_key, self.sealed_address, self.id)

    @property
    def address(self) -> str:
        """What the conversation is found by."""
        return self.whole_address.address

    @property
    def route(self) -> str:
        """Where answers go: what the channel's `send` takes."""
        whole = self.whole_address
        return whole.route or whole.address

    @property
    def state(self) -> dict[str, Any] | None:
        """What the dialogue remembers; `None`: nothing was said yet."""
        if self.sealed_state is None:
            return None
        value: dict[str, Any] = unseal_json(self.data_key, self.sealed_state, _state_place(self.id))
        return value


def _state_place(conversation_id: str) -> str:
    return f"conversation:{conversation_id}:state"


columns = (
    conversation.c.id,
    conversation.c.channel,
    conversation.c.data_key,
    conversation.c.mode,
    conversation.c.last_entry,
    conversation.c.unreachable_at,
    conversation.c.farewell_until,
    conversation.c.window_until,
    conversation.c.held_since,
    conversation.c.nudged_at,
    conversation.c.address,
    conversation.c.state,
)


def opened(tx: Tx, row: Any) -> Conversation:
    """A row of `columns`, with its key opened."""
    return Conversation(
        id=row.id,
        channel=row.channel,
        data_key=tx.keys.unwrap_data_key(row.data_key, row.id),
        mode=row.mode,
        last_entry=row.last_entry,
        unreachable=row.unreachable_at is not None,
        farewell_until=row.farewell_until,
        window_until=row.window_until,
        held_since=row.held_since,
        nudged_at=row.nudged_at,
        sealed_address=row.address,
        sealed_state=row.state,
    )


# Statements are built once: building one costs more than sending it.
_FIND = select(conversation.c.id).where(
    conversation.c.channel == bindparam("p_channel"), conversation.c.address_hash == bindparam("p_address_hash")
)
_GET = select(*columns).where(conversation.c.id == bindparam("p_id"))
_CHANGE = update(conversation).where(conversation.c.id == bindparam("p_id"))


async def find(tx: Tx, channel: str, address: str) -> str | None:
    """The id of an address's conversation, if there is one."""
    key = address_hash(tx, channel, address)
    found: str | None = await tx.conn.scalar(_FIND, {"p_channel": channel, "p_address_hash": key})
    return found


async def get(tx: Tx, conversation_id: str) -> Conversation | None:
    """One conversation to look at, without holding it."""
    row = (await tx.conn.execute(_GET, {"p_id": conversation_id})).one_or_none()
    return None if row is None else opened(tx, row)


async def hold(tx: Tx, conversation_id: str) -> Conversation | None:
    """One conversation, held: a drain's commits and other acts on it wait until this transaction ends."""
    query = select(*columns).where(conversation.c.id == conversation_id)
    if tx.dialect == "postgresql":
        query = query.with_for_update()
    row = (await tx.conn.execute(query)).one_or_none()
    return None if row is None else opened(tx, row)


async def set_mode(tx: Tx, conv: Conversation, mode: str) -> None:
    """Say who owns a conversation that this transaction holds."""
    if conv.mode != mode:
        conv.mode = mode
        if mode != BOT:
            # Nothing is learned from what a person tells an adviser, nor from what led there.
            await bar(tx, conv.id)
        await tx.conn.execute(_CHANGE, {"p_id": conv.id, "mode": mode})


async def save_state(tx: Tx, conv: Conversation, state: dict[str, Any]) -> None:
    """Keep what the dialogue remembers."""
    conv.sealed_state = seal_json(conv.data_key, state, _state_place(conv.id))
    await tx.conn.execute(_CHANGE, {"p_id": conv.id, "state": conv.sealed_state})


async def take_entries(tx: Tx, conv: Conversation, count: int) -> range:
    """Numbers for `count` new entries. The transaction holds the row, so that numbers commit in their order."""
    first = conv.last_entry + 1
    conv.last_entry += count
    await tx.conn.execute(_CHANGE, {"p_id": conv.id, "last_entry": conv.last_entry})
    tx.notify(CONVERSATION, conv.id)
    return range(first, conv.last_entry + 1)


async def mark_unreachable(tx: Tx, conv: Conversation, now: datetime) -> None:
    """This person can't be reached until they write again."""
    conv.unreachable = True
    await tx.conn.execute(update(conversation).where(conversation.c.id == conv.id).values(unreachable_at=now))


async def destroy(tx: Tx, conversation_id: str, now: datetime | None = None, *, by_person: bool = True) -> bool:
    """Erase a conversation wholly: its key first, then its rows and what its cases hold. Whether there was one."""
    await erase_cases_of(tx, conversation_id, now or datetime.now(UTC), by_person=by_person)
    await remove_of(tx, conversation_id)
    gone = await tx.conn.execute(
        update(conversation).where(conversation.c.id == conversation_id).values(data_key=b"", address=b"", state=None)
    )
    await tx.conn.execute(delete(conversation).where(conversation.c.id == conversation_id))
    tx.notify(CONVERSATION, conversation_id)
    return gone.rowcount > 0


async def begin_farewell(tx: Tx, conv: Conversation, until: datetime, now: datetime | None = None) -> None:
    """Erase everything but the address, which gets a new key and serves for the goodbye alone.

    A new message of the same person opens a new conversation: this one is not found by its address any more. A case of
    it ends: its adviser sees that the person deleted the conversation.
    """
    await erase_cases_of(tx, conv.id, now or datetime.now(UTC))
    await remove_of(tx, conv.id)
    address = conv.whole_address
    conv.mode = BOT
    conv.data_key = new_data_key()
    conv.sealed_address = address.seal(conv.data_key, conv.id)
    conv.sealed_state = None
    conv.farewell_until = until
    await tx.conn.execute(
        update(conversation)
        .where(conversation.c.id == conv.id)
        .values(
            data_key=tx.keys.wrap_data_key(conv.data_key, conv.id),
            address=conv.sealed_address,
            address_hash=None,
            alias_hash=None,
            state=None,
            mode=BOT,
            farewell_until=until,
        )
    )
    for table in (attachment, inbox, outbox, wish, timer):
        await tx.conn.execute(delete(table).where(table.c.conversation_id == conv.id))
    tx.notify(CONVERSATION, conv.id)


async def old_ones(tx: Tx, *, last_message_before: datetime, limit: int) -> list[str]:
    """Conversations of the bot whose last message is older; those with an open case stay."""
    has_case = exists().where(desk_case.c.conversation_id == conversation.c.id, desk_case.c.state != "closed")
    rows = await tx.conn.scalars(
        select(conversation.c.id)
        .where(conversation.c.last_message_at < last_message_before, conversation.c.mode == BOT, ~has_case)
        .order_by(conversation.c.last_message_at)
        .limit(limit)
    )
    return list(rows.all())


async def last_entries(tx: Tx, ids: list[str]) -> dict[str, int]:
    """The newest entry's number of each conversation; erased ones are missing."""
    rows = await tx.conn.execute(select(conversation.c.id, conversation.c.last_entry).where(conversation.c.id.in_(ids)))
    return {row.id: row.last_entry for row in rows}
