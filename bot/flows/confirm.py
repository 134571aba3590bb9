"""A channel reports that it did take a message whose sending we are unsure of (a status webhook with our key)."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.store import Store
from bot.store.leases import make_due
from bot.store.mailbox import confirm_out


async def confirm(store: Store, key: str, *, external_id: str | None = None, now: datetime | None = None) -> bool:
    """Mark the outbox row `key` as sent if that was open; what waited behind it goes on. Whether it changed something.

    Reports come late, twice and in any order: a row that is settled already stays as it is.
    """
    moment = now or datetime.now(UTC)
    async with store.write() as tx:
        conversation_id = await confirm_out(tx, key, external_id, moment)
        if conversation_id is None:
            return False
        await make_due(tx, conversation_id, moment)
    return True
