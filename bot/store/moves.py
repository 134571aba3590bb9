"""A person has a new address: their conversation goes along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select, update

from bot.store.addresses import Address, address_hash, write_address
from bot.store.arrivals import Newcomer, arrive
from bot.store.conversations import BOT, Conversation, columns, destroy, opened
from bot.store.engine import CONVERSATION, Tx
from bot.store.keys import unseal_json
from bot.store.mailbox import inbox_place, put_in_json
from bot.store.tables import conversation, inbox


async def move(tx: Tx, channel: str, before: Sequence[str], new: Address, now: datetime) -> bool:
    """Let the conversation that is known under one of `before` (the first that is) be found under `new` alone.

    Has the person written from the new address already, one of the two conversations stays: the one in a case; what was
    written in the other one joins it. The old address leads nowhere afterwards: a stranger may own it tomorrow.
    Whether there was something to move.
    """
    old = None
    for one in before:
        old = old or await _by_hash(tx, channel, address_hash(tx, channel, one))
    if old is None or old.address == new.address:
        return False
    was = old.whole_address
    if not ({was.address, was.alias} & {new.address, new.alias} - {""}):
        # A window is open for the number that wrote, not for the new one.
        await _set(tx, old, window_until=now)
    other = await _by_hash(tx, channel, address_hash(tx, channel, new.address), aliases=False)
    if other is None:
        await _readdress(tx, channel, old, new)
    elif old.mode != BOT and other.mode == BOT:
        said = await _all_said(tx, other)
        newcomer = Newcomer(channel, new, other.window_until)
        await destroy(tx, other.id)
        await _readdress(tx, channel, old, new)
        for payload, received_at in said:
            arrival = await arrive(tx, newcomer, now)
            await put_in_json(tx, arrival, payload, received_at)
    elif old.mode != BOT:
        # Two cases: both reach the person, messages go to the newer conversation.
        await _readdress(tx, channel, old, new, found=False)
    else:
        await destroy(tx, old.id)
    tx.notify(CONVERSATION, old.id)
    return True


async def _by_hash(tx: Tx, channel: str, key: bytes, *, aliases: bool = True) -> Conversation | None:
    known = conversation.c.address_hash == key
    if aliases:
        known = or_(known, conversation.c.alias_hash == key)
    query = (
        select(*columns)
        .where(conversation.c.channel == channel, known)
        .order_by((conversation.c.address_hash == key).desc(), conversation.c.last_message_at.desc())
        .limit(1)
        .with_for_update()
    )
    row = (await tx.conn.execute(query)).one_or_none()
    return None if row is None else opened(tx, row)


async def _readdress(tx: Tx, channel: str, conv: Conversation, new: Address, *, found: bool = True) -> None:
    await _set(tx, conv, address_hash=None, alias_hash=None)
    if found:
        await write_address(tx, conv.id, channel, conv.data_key, new)
    else:
        await _set(tx, conv, address=new.seal(conv.data_key, conv.id))


async def _set(tx: Tx, conv: Conversation, **values: object) -> None:
    await tx.conn.execute(update(conversation).where(conversation.c.id == conv.id).values(**values))


async def _all_said(tx: Tx, conv: Conversation) -> list[tuple[dict[str, object], datetime]]:
    rows = await tx.conn.execute(
        select(inbox.c.entry, inbox.c.payload, inbox.c.received_at)
        .where(inbox.c.conversation_id == conv.id)
        .order_by(inbox.c.entry)
    )
    return [(unseal_json(conv.data_key, row.payload, inbox_place(conv.id, row.entry)), row.received_at) for row in rows]
