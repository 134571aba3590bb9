"""What a channel that hears of things by itself hands them to (`bot.channels.base.Intake`), and the running of such
channels beside the worker."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from bot.channels.base import Channel, Runs
from bot.flows.app import App
from bot.flows.receive import Together
from bot.flows.signs import heard
from bot.flows.trouble import log_defect
from bot.messages import Envelope
from bot.metrics import code_of
from bot.store import holders
from bot.store.conversations import new_id
from bot.store.mailbox import see
from bot.store.pauses import pause
from bot.store.reach import set_reachable

logger = logging.getLogger(__name__)

RESTART_AFTER_S = 5.0


class StoreIntake:
    """The intake of one channel over the store."""

    def __init__(self, app: App, channel: str) -> None:
        self._app = app
        self._channel = channel
        self._owner = new_id()
        self._together = Together(app.store, app.metrics, lambda: app.clock())

    async def receive(self, envelope: Envelope) -> None:
        """Store what a person sent, together with what others send just then. Raises what the database raises."""
        await self._together.receive([envelope])

    async def reach(self, address: str, external_id: str, *, reachable: bool, at: datetime) -> bool:
        """A person blocked or unblocked us at that moment; `False`: known, outdated, or nobody we know."""
        async with self._app.store.write() as tx:
            if not await see(tx, self._channel, external_id, self._app.clock()):
                return False
            return await set_reachable(tx, self._channel, address, reachable=reachable, at=at)

    async def first_time(self, external_id: str) -> bool:
        """Whether this id is heard of for the first time within eight days; it is remembered."""
        async with self._app.store.write() as tx:
            return await see(tx, self._channel, external_id, self._app.clock())

    async def hold(self, *, for_s: float) -> bool:
        """Get or prolong the right to be the only process that fetches this channel's messages."""
        async with self._app.store.write() as tx:
            return await holders.hold(tx, self._channel, self._owner, for_s=for_s)

    async def let_go(self) -> None:
        """Give that right back."""
        async with self._app.store.write() as tx:
            await holders.let_go(tx, self._channel, self._owner)

    async def heard(self) -> None:
        """A call to the other side went well."""
        await heard(self._app, self._channel)

    async def refused(self, reason: str) -> None:
        """The channel refuses our token or account: what waits for it waits, health and metrics show it."""
        delivery = self._app.delivery
        async with self._app.store.write() as tx:
            await pause(tx, self._channel, code_of(reason), self._app.clock(), first=delivery.probe_first)
        self._app.metrics.channel_paused.labels(channel=self._channel).set(1)


async def run_channels(app: App, stop: asyncio.Event) -> None:
    """Run all channels that have work of their own, until `stop` is set; one that fails is told and started again."""
    await asyncio.gather(*(_run(app, channel, stop) for channel in app.channels.values() if isinstance(channel, Runs)))


async def _run(app: App, channel: Channel, stop: asyncio.Event) -> None:
    assert isinstance(channel, Runs)
    while not stop.is_set():
        try:
            await channel.run(StoreIntake(app, channel.name), stop)
        except Exception as error:
            app.metrics.defects.labels(where="channel").inc()
            log_defect(logger, f"The channel {channel.name} stopped and starts again", error)
            try:
                await asyncio.wait_for(stop.wait(), RESTART_AFTER_S)
            except TimeoutError:
                continue
        else:
            return
