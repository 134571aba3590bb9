"""Take in what people sent: short transactions, so that a webhook can answer at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from bot.channels.base import ALBUM, SILENT, Move
from bot.errors import WinError
from bot.flows.trouble import log_defect
from bot.messages import Envelope, Incoming, IncomingKind
from bot.metrics import Metrics
from bot.store import Store, Tx
from bot.store.addresses import Address
from bot.store.arrivals import Newcomer, arrive_all
from bot.store.conversations import find
from bot.store.mailbox import put_in_all, see, see_all
from bot.store.moves import move
from bot.store.senders import drop_blocked

logger = logging.getLogger(__name__)

T = TypeVar("T")

MAX_PER_TRANSACTION = 50
"""Messages of one webhook call that are stored together: others must be able to write in between."""
CONFLICT_TRIES = 4


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
    (received,) = await _store(store, [envelope], metrics, now or datetime.now(UTC))
    return received


async def receive_all(
    store: Store,
    envelopes: Sequence[Envelope],
    *,
    metrics: Metrics | None = None,
    now: datetime | None = None,
) -> int:
    """Store what one or many webhook calls brought, in few transactions; how many messages were new.

    A message that can't be stored is stored as an unreadable one, and costs the others nothing. Raises what the
    database raises; what was stored by then is known when it is delivered again.
    """
    moment = now or datetime.now(UTC)
    new = 0
    lost: Exception | None = None
    # By person: two calls that bring the same people in another order can't wait for each other in a circle.
    ordered = sorted(envelopes, key=lambda one: one.address)
    for first in range(0, len(ordered), MAX_PER_TRANSACTION):
        some = ordered[first : first + MAX_PER_TRANSACTION]
        try:
            new += sum(one.new for one in await _store(store, some, metrics, moment))
        except Exception as error:
            if _is_the_databases(error):
                raise
            for envelope in some:
                try:
                    new += await _store_somehow(store, envelope, metrics, moment)
                except Exception as defect:
                    lost = defect
    if lost is not None:
        # Not taken in: the channel keeps it, and delivers it again when we are mended.
        raise lost
    return new


class Together:
    """Webhook calls that arrive while one is being stored are stored together by the next transaction."""

    def __init__(self, store: Store, metrics: Metrics, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._metrics = metrics
        self._clock = clock
        self._waiting: list[tuple[Sequence[Envelope], asyncio.Future[None]]] = []
        self._running: asyncio.Task[None] | None = None

    async def receive(self, envelopes: Sequence[Envelope]) -> None:
        """Store what one call brought; returns when it is stored. Raises what the database raises."""
        stored = asyncio.get_running_loop().create_future()
        self._waiting.append((envelopes, stored))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        await stored

    async def _run(self) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting, []
                try:
                    everything = [envelope for envelopes, _ in some for envelope in envelopes]
                    await receive_all(self._store, everything, metrics=self._metrics, now=self._clock())
                except Exception as error:
                    _settle(some, error)
                else:
                    _settle(some, None)
        finally:
            self._running = None


def _settle(some: list[tuple[Sequence[Envelope], asyncio.Future[None]]], error: Exception | None) -> None:
    for _, stored in some:
        if stored.done():
            continue
        if error is None:
            stored.set_result(None)
        else:
            stored.set_exception(error)


async def move_all(store: Store, moves: Iterable[tuple[str, Move]], *, now: datetime | None = None) -> None:
    """Let conversations go along with people whose address has changed: (channel, move)."""
    moment = now or datetime.now(UTC)
    for channel, one in moves:

        async def carry(tx: Tx, channel: str = channel, one: Move = one) -> None:
            if await see(tx, channel, one.external_id, moment):
                await move(tx, channel, one.before, Address(one.address, one.alias, one.route), moment)

        await in_transaction(store, carry)


async def in_transaction(store: Store, work: Callable[[Tx], Awaitable[T]]) -> T:
    """Do work that somebody waits for in one transaction; again when it met another one (deadlock, same new row)."""
    for tries in range(1, CONFLICT_TRIES + 1):
        try:
            async with store.write() as tx:
                return await work(tx)
        except (IntegrityError, OperationalError) as error:
            if tries == CONFLICT_TRIES or not _is_conflict(error):
                raise
    raise AssertionError("unreachable")


def _is_conflict(error: DBAPIError) -> bool:
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in ("40P01", "40001")


def _is_the_databases(error: Exception) -> bool:
    """Whether the database (or its keys) is at fault, not this one message."""
    return isinstance(error, SQLAlchemyError | WinError | OSError | TimeoutError) and not isinstance(error, DataError)


async def _store(store: Store, envelopes: Sequence[Envelope], metrics: Metrics | None, now: datetime) -> list[Received]:
    async def put(tx: Tx) -> list[Received]:
        return await _take(tx, envelopes, now)

    received = await in_transaction(store, put)
    if metrics:
        for envelope, one in zip(envelopes, received, strict=True):
            if one.new:
                metrics.received.labels(channel=envelope.channel).inc()
    return received


async def _take(tx: Tx, envelopes: Sequence[Envelope], now: datetime) -> list[Received]:
    """A few statements for all of them together: under load more messages share them, and nobody waits longer."""
    people = [(one.channel, Address(one.address, one.alias, one.route)) for one in envelopes]
    blocked = await drop_blocked(tx, people)
    open_ones = [index for index, is_blocked in enumerate(blocked) if not is_blocked]
    seen = await see_all(tx, [(envelopes[index].channel, envelopes[index].external_id) for index in open_ones], now)
    received = [Received(None, new=False)] * len(envelopes)
    is_new = dict(zip(open_ones, seen, strict=True))
    new = {index: await _with_its_album(tx, envelopes[index], now) for index in open_ones if is_new[index]}
    newcomers = [Newcomer(*people[index], _window_until(envelope, now)) for index, envelope in new.items()]
    arrivals = await arrive_all(tx, newcomers, now)
    await put_in_all(tx, list(zip(arrivals, new.values(), strict=True)), now)
    for index, arrival in zip(new, arrivals, strict=True):
        received[index] = Received(arrival.conversation_id, new=True, entry=arrival.entry)
    for index in open_ones:
        if not is_new[index]:
            received[index] = Received(await find(tx, envelopes[index].channel, envelopes[index].address), new=False)
    return received


async def _with_its_album(tx: Tx, envelope: Envelope, now: datetime) -> Envelope:
    """One picture of an album is answered, the others are stored in silence."""
    album = envelope.attributes.get(ALBUM)
    if not album or await see(tx, envelope.channel, f"album:{envelope.address}:{album}", now):
        return envelope
    return replace(envelope, attributes={**envelope.attributes, SILENT: "yes"})


def _window_until(envelope: Envelope, now: datetime) -> datetime | None:
    """Counted from the moment the person sent it; their clock can't be ahead of ours."""
    if envelope.window is None:
        return None
    sent_at = now if envelope.sent_at_s is None else min(now, datetime.fromtimestamp(envelope.sent_at_s, UTC))
    return sent_at + envelope.window


async def _store_somehow(store: Store, envelope: Envelope, metrics: Metrics | None, now: datetime) -> int:
    blank = Incoming(IncomingKind.UNREADABLE, what="broken", language_hint=envelope.incoming.language_hint)
    failed: Exception = AssertionError("unreachable")
    for one in (envelope, replace(envelope, incoming=blank, attributes={})):
        try:
            return sum(received.new for received in await _store(store, [one], metrics, now))
        except Exception as error:
            if _is_the_databases(error):
                raise
            if metrics:
                metrics.defects.labels(where="receive").inc()
            log_defect(logger, f"A message on {envelope.channel} could not be stored as it is", error)
            failed = error
    raise failed
