"""Erase what a person said: the conversation's key first, then the rows.

Keyed hashes of message ids stay eight days, so that a channel's late retry raises nothing from the dead.
"""

from __future__ import annotations

from bot.store import Store
from bot.store.conversations import destroy


async def erase(store: Store, conversation_id: str) -> bool:
    """Erase a conversation at once and without a goodbye ("wipe and leave"); whether there was one.

    A drain that is at work on it finds its lease gone and drops what it has.
    """
    async with store.write() as tx:
        gone = await destroy(tx, conversation_id)
    await store.scrub()
    return gone
