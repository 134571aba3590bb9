"""New messages get their places: the conversation is found by its address or opened, and marked as having work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, null, or_, update

from bot.store.addresses import Address, address_hash, give_up_alias, known_at_all, known_otherwise, write_address
from bot.store.conversations import new_id
from bot.store.engine import CONVERSATION, WORK, Tx
from bot.store.keys import new_data_key
from bot.store.sql import insert
from bot.store.tables import UtcDateTime, conversation


@dataclass(frozen=True, slots=True)
class Arrival:
    """The place a new message gets."""

    conversation_id: str
    data_key: bytes
    entry: int


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Where a message came from, and until when the channel takes free messages because of it (`None`: no limit)."""

    channel: str
    whole: Address
    window_until: datetime | None = None


# Statements are built once: building one costs more than sending it.
def _arrived(now: Any, window: Any) -> dict[str, Any]:
    return {
        "last_entry": conversation.c.last_entry + 1,
        "last_message_at": now,
        "unreachable_at": null(),
        # Late deliveries come with old times: the window never shrinks by one.
        "window_until": case(
            (
                and_(
                    window.is_not(None),
                    or_(conversation.c.window_until.is_(None), conversation.c.window_until < window),
                ),
                window,
            ),
            else_=conversation.c.window_until,
        ),
        "next_at": case(
            (or_(conversation.c.next_at.is_(None), conversation.c.next_at > now), now), else_=conversation.c.next_at
        ),
    }


def _or_known(dialect: str) -> Any:
    opening = insert(dialect, conversation)
    known = _arrived(opening.excluded.last_message_at, opening.excluded.window_until)
    return opening.on_conflict_do_update(index_elements=["channel", "address_hash"], set_=known).returning(*_place)


_by_now = _arrived(bindparam("p_now", type_=UtcDateTime), bindparam("p_window", type_=UtcDateTime))
_place = (
    conversation.c.id,
    conversation.c.data_key,
    conversation.c.last_entry,
    conversation.c.address,
    conversation.c.address_hash,
)
_ARRIVE = (
    update(conversation)
    .where(
        conversation.c.channel == bindparam("p_channel"),
        conversation.c.address_hash.in_(bindparam("p_address_hashes", expanding=True)),
    )
    .values(**_by_now)
    .returning(*_place)
)
_ARRIVE_BY_ID = update(conversation).where(conversation.c.id == bindparam("p_id")).values(**_by_now).returning(*_place)
_OPEN = {dialect: _or_known(dialect) for dialect in ("sqlite", "postgresql")}

_Rows = dict[bytes, Any]
"""Rows of `_place` by their address's hash."""


async def arrive_all(tx: Tx, newcomers: Sequence[Newcomer], now: datetime) -> list[Arrival]:
    """As `arrive` for each in turn, in a few statements for all who come once: known people, and those nobody knows."""
    keys = [address_hash(tx, one.channel, one.whole.address) for one in newcomers]
    times = Counter(keys)
    once = {key: one for key, one in zip(keys, newcomers, strict=True) if times[key] == 1}
    rows = await _arrived_known(tx, once, now)
    missing = {key: one for key, one in once.items() if key not in rows}
    known = await known_at_all(tx, [(one.channel, one.whole) for one in missing.values()])
    strangers = {key: one for (key, one), is_known in zip(missing.items(), known, strict=True) if not is_known}
    rows |= await _opened(tx, strangers, now)
    arrivals = []
    for one, key in zip(newcomers, keys, strict=True):
        arrivals.append(await _settled(tx, one, rows[key]) if key in rows else await arrive(tx, one, now))
    return arrivals


async def arrive(tx: Tx, newcomer: Newcomer, now: datetime) -> Arrival:
    """Find or open the conversation of an address, give the new message its place, and mark that there is work.

    With a `route` the person may be known under another address (see `bot.store.addresses`); what is kept of where they
    are reached becomes what this message says.
    """
    channel, whole = newcomer.channel, newcomer.whole
    key = address_hash(tx, channel, whole.address)
    row = (await _arrived_known(tx, {key: newcomer}, now)).get(key)
    by_alias_only = False
    if row is None and whole.route and (other := await known_otherwise(tx, channel, whole)) is not None:
        moments = {"p_now": now, "p_window": newcomer.window_until}
        row = (await tx.conn.execute(_ARRIVE_BY_ID, {**moments, "p_id": other})).one()
        by_alias_only = not whole.alias
    if row is None:
        if whole.alias:
            await give_up_alias(tx, "", channel, address_hash(tx, channel, whole.alias))
        row = (await _opened(tx, {key: newcomer}, now))[key]
    return await _settled(tx, newcomer, row, by_alias_only=by_alias_only)


async def _arrived_known(tx: Tx, people: dict[bytes, Newcomer], now: datetime) -> _Rows:
    alike: dict[tuple[str, datetime | None], list[bytes]] = {}
    for key, one in people.items():
        alike.setdefault((one.channel, one.window_until), []).append(key)
    rows: _Rows = {}
    for (channel, window_until), some in alike.items():
        known = {"p_now": now, "p_window": window_until, "p_channel": channel, "p_address_hashes": some}
        rows |= {row.address_hash: row for row in await tx.conn.execute(_ARRIVE, known)}
    return rows


async def _opened(tx: Tx, people: dict[bytes, Newcomer], now: datetime) -> _Rows:
    """Two first messages at the same moment: the second one finds the row of the first."""
    if not people:
        return {}
    values = []
    # In one order for everybody: two calls with the same people can't wait for each other in a circle.
    for key, one in sorted(people.items()):
        fresh, data_key = new_id(), new_data_key()
        alias = one.whole.alias
        row = {
            "id": fresh,
            "channel": one.channel,
            "address_hash": key,
            "alias_hash": address_hash(tx, one.channel, alias) if alias else None,
            "address": one.whole.seal(data_key, fresh),
            "data_key": tx.keys.wrap_data_key(data_key, fresh),
            "last_entry": 1,
            "created_at": now,
            "last_message_at": now,
            "next_at": now,
            "window_until": one.window_until,
        }
        values.append(row)
    return {row.address_hash: row for row in await tx.conn.execute(_OPEN[tx.dialect], values)}


async def _settled(tx: Tx, newcomer: Newcomer, row: Any, *, by_alias_only: bool = False) -> Arrival:
    """The place that the row of a conversation gives, told to those who wait; its address is what the message says."""
    data_key = tx.keys.unwrap_data_key(row.data_key, row.id)
    whole = newcomer.whole
    if whole.route and not by_alias_only and Address.unseal(data_key, row.address, row.id) != whole:
        await write_address(tx, row.id, newcomer.channel, data_key, whole)
    tx.notify(CONVERSATION, row.id)
    tx.notify(WORK, row.id)
    return Arrival(row.id, data_key, row.last_entry)
