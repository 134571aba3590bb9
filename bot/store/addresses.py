"""Where a person is reached: sealed under their conversation's key, found by keyed hash.

Some channels know a person under two addresses (WhatsApp: a user id and a phone number) and need more than the address
to reach them: both stand sealed beside it, the second one with a hash of its own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select, update

from bot.store.engine import Tx
from bot.store.keys import seal, unseal
from bot.store.tables import conversation

_MARK = "\0"
"""Begins an address that has more parts than one; no channel's address begins so."""


@dataclass(frozen=True, slots=True)
class Address:
    """All of it is personal data."""

    address: str
    """What the conversation is found by."""
    alias: str = ""
    route: str = ""
    """What the channel needs for sending; empty: the address will do."""

    def seal(self, data_key: bytes, conversation_id: str) -> bytes:
        """As the row keeps it."""
        whole = self.address
        if self.alias or self.route:
            whole = _MARK + json.dumps([self.address, self.alias, self.route])
        return seal(data_key, whole.encode("utf-8", "surrogatepass"), _place(conversation_id))

    @classmethod
    def unseal(cls, data_key: bytes, sealed: bytes, conversation_id: str) -> Address:
        """Back from the row."""
        whole = unseal(data_key, sealed, _place(conversation_id)).decode("utf-8", "surrogatepass")
        return cls(*json.loads(whole[1:])) if whole.startswith(_MARK) else cls(whole)


def _place(conversation_id: str) -> str:
    return f"conversation:{conversation_id}:address"


def address_hash(tx: Tx, channel: str, address: str) -> bytes:
    """What an address is found by."""
    return tx.keys.hash("address", channel, address)


async def known_otherwise(tx: Tx, channel: str, address: Address) -> str | None:
    """The conversation of a person who is not known under this address, but under their other one.

    Somebody known by their alias alone is known by the address from now on. A message that lacks the address (`alias`
    is empty: it names the alias only) finds the conversation by it.
    """
    if address.alias:
        row = await tx.conn.execute(
            update(conversation)
            .where(
                conversation.c.channel == channel,
                conversation.c.address_hash == address_hash(tx, channel, address.alias),
            )
            .values(address_hash=address_hash(tx, channel, address.address))
            .returning(conversation.c.id)
        )
        adopted: str | None = row.scalar_one_or_none()
        return adopted
    found: str | None = await tx.conn.scalar(
        select(conversation.c.id)
        .where(
            conversation.c.channel == channel, conversation.c.alias_hash == address_hash(tx, channel, address.address)
        )
        .order_by(conversation.c.last_message_at.desc())
        .limit(1)
    )
    return found


_KNOWN = select(conversation.c.address_hash, conversation.c.alias_hash).where(
    or_(
        conversation.c.address_hash.in_(bindparam("p_aliases", expanding=True)),
        conversation.c.alias_hash.in_(bindparam("p_both", expanding=True)),
    )
)


async def known_at_all(tx: Tx, people: Sequence[tuple[str, Address]]) -> list[bool]:
    """Who of these (channel, address), none of whom is known by their address, is known by any other sign, or may be
    somebody else among them under another name."""
    names = [[address_hash(tx, channel, name) for name in (one.address, one.alias) if name] for channel, one in people]
    asked = [hashes for hashes, (_, one) in zip(names, people, strict=True) if one.alias or one.route]
    times = Counter(name for hashes in names for name in hashes)
    signs: set[bytes | None] = {name for name, count in times.items() if count > 1}
    if asked:
        aliases = [name for _, *rest in asked for name in rest]
        known = {"p_aliases": aliases, "p_both": [name for hashes in asked for name in hashes]}
        for row in await tx.conn.execute(_KNOWN, known):
            signs |= {row.address_hash, row.alias_hash}
    return [not signs.isdisjoint(hashes) for hashes in names]


async def write_address(tx: Tx, conversation_id: str, channel: str, data_key: bytes, address: Address) -> None:
    """Keep a conversation's address, alias and route; an alias belongs to one conversation."""
    alias = address_hash(tx, channel, address.alias) if address.alias else None
    if alias is not None:
        await give_up_alias(tx, conversation_id, channel, alias)
    values: dict[str, object] = {
        "address": address.seal(data_key, conversation_id),
        "address_hash": address_hash(tx, channel, address.address),
    }
    if alias is not None:
        values["alias_hash"] = alias
    await tx.conn.execute(update(conversation).where(conversation.c.id == conversation_id).values(**values))


async def give_up_alias(tx: Tx, owner: str, channel: str, alias: bytes) -> None:
    """An alias that somebody else writes from now (a number with a new owner) must not lead to us any more, nor may our
    answers go there: what is left is the address itself."""
    rows = await tx.conn.execute(
        select(conversation.c.id, conversation.c.data_key, conversation.c.address).where(
            conversation.c.channel == channel, conversation.c.alias_hash == alias, conversation.c.id != owner
        )
    )
    for row in rows.all():
        data_key = tx.keys.unwrap_data_key(row.data_key, row.id)
        left = Address(Address.unseal(data_key, row.address, row.id).address)
        await tx.conn.execute(
            update(conversation)
            .where(conversation.c.id == row.id)
            .values(alias_hash=None, address=left.seal(data_key, row.id))
        )
