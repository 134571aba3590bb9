"""Take in what a person sent: one short transaction, so that a webhook can answer at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.messages import Envelope
from bot.metrics import Metrics
from bot.store import Store
from bot.store.conversations import arrive, find
from bot.store.mailbox import put_in, see


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an envelope."""

    conversation_id: str | None
    """`None`: a repeated delivery for a conversation that was erased since."""
    new: bool
    """`False`: the channel delivered this message before; nothing was changed."""
    entry: int | None = None
    """The message's number in the conversation, as `history` gives it; `None` if it is not new."""


async def receive(
    store: Store, envelope: Envelope, *, metrics: Metrics | None = None, now: datetime | None = None
) -> Received:
    """Store a message and wake the worker; once this returns, the message will be answered, whatever crashes.

    The same (channel, external id) a second time changes nothing, also after its conversation was erased: the keyed
    hash of the id stays eight days. Raises what the database raises: answer the channel with an error, so that it
    delivers again.
    """
    moment = now or datetime.now(UTC)
    async with store.write() as tx:
        if not await see(tx, envelope.channel, envelope.external_id, moment):
            return Received(await find(tx, envelope.channel, envelope.address), new=False)
        arrival = await arrive(tx, envelope.channel, envelope.address, moment)
        await put_in(tx, arrival, envelope, moment)
    if metrics:
        metrics.received.labels(channel=envelope.channel).inc()
    return Received(arrival.conversation_id, new=True, entry=arrival.entry)
