"""What was said in a conversation, for the web chat and the console."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.channels.base import Outgoing
from bot.messages import Incoming
from bot.store import Store
from bot.store.conversations import find, get
from bot.store.mailbox import incoming_from_json
from bot.store.transcript import entries

HISTORY_LIMIT = 200
"""Most entries that one call gives; ask again behind the last one for more."""

Author = Literal["person", "bot", "adviser"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said. `id` counts up within the conversation and never changes."""

    id: int
    author: Author
    status: str
    """Of a person's message: new, done, joined, failed. Of ours: queued, sending, unsure, held, sent, failed."""
    created_at: datetime
    incoming: Incoming | None = None
    """Set when `author` is person."""
    outgoing: Outgoing | None = None
    """Set when the message is ours: as the channel renders it."""
    by: str = ""
    """Of an adviser's message: their name."""

    @property
    def text(self) -> str:
        """What the person typed; empty for our messages and for buttons."""
        return self.incoming.text if self.incoming else ""


async def history(
    store: Store, conversation_id: str, after: int | None = None, *, limit: int = HISTORY_LIMIT
) -> list[Entry]:
    """The entries behind `after` (`None`: from the start), in order, at most `limit`; empty if erased or unknown.

    A page that comes back with the last id it saw gets exactly what it missed. Cancelled messages are left out.
    """
    async with store.read() as tx:
        conv = await get(tx, conversation_id)
        if conv is None:
            return []
        found = await entries(tx, conv, after or 0, limit)
    made = []
    for one in found:
        if one.author == "person":
            incoming = incoming_from_json(one.payload["incoming"])
            made.append(Entry(one.entry, "person", one.status, one.created_at, incoming=incoming))
        else:
            author: Author = "adviser" if one.author == "adviser" else "bot"
            outgoing = Outgoing.from_json(one.payload)
            by = str(one.payload.get("by", "")) if author == "adviser" else ""
            made.append(Entry(one.entry, author, one.status, one.created_at, outgoing=outgoing, by=by))
    return made


async def mode_of(store: Store, conversation_id: str) -> str:
    """Who owns a conversation: bot, waiting or adviser; "" when it is gone."""
    async with store.read() as tx:
        conv = await get(tx, conversation_id)
    return conv.mode if conv is not None and conv.farewell_until is None else ""


async def conversation_of(store: Store, channel: str, address: str) -> str | None:
    """The id of an address's conversation; `None` if there is none (any more)."""
    async with store.read() as tx:
        return await find(tx, channel, address)
