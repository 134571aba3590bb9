"""A small world to test delivery in: a store, a channel, an echo, a clock."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.flows.app import App, Delivery
from bot.flows.drain import drain_leased
from bot.flows.history import Entry, history
from bot.flows.hub import Hub
from bot.flows.receive import Received, receive
from bot.flows.worker import Worker
from bot.messages import Envelope, Incoming, IncomingKind
from bot.store import Keys, Store
from bot.store.leases import claim
from tests.support.channel import FakeChannel
from tests.support.clock import Clock
from tests.support.echo import EchoDialogue, EchoNlu

SECRET = "a secret of the tests, long enough"
KEYS = Keys.from_secret(SECRET)

_ids = itertools.count()


def text_envelope(address: str, text: str, *, channel: str = "fake", external_id: str | None = None) -> Envelope:
    return Envelope(channel, address, external_id or f"m{next(_ids)}", Incoming(IncomingKind.TEXT, text))


async def until(condition: Callable[[], bool], *, within_s: float = 30) -> None:
    """Let others run until something is so; fails if it never comes."""
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)


@dataclass
class World:
    store: Store
    channel: FakeChannel = field(default_factory=FakeChannel)
    pull: FakeChannel = field(default_factory=lambda: FakeChannel("pull", pull=True))
    dialogue: EchoDialogue = field(default_factory=EchoDialogue)
    nlu: EchoNlu = field(default_factory=EchoNlu)
    clock: Clock = field(default_factory=Clock)
    delivery: Delivery = field(default_factory=Delivery)

    def __post_init__(self) -> None:
        self.app = App(
            store=self.store,
            channels={"fake": self.channel, "pull": self.pull},
            dialogue=self.dialogue,
            nlu=self.nlu,
            hub=Hub(self.store),
            clock=self.clock,
            delivery=self.delivery,
        )
        self.worker = Worker(self.app)

    async def say(self, address: str, text: str, *, channel: str = "fake", external_id: str | None = None) -> Received:
        envelope = text_envelope(address, text, channel=channel, external_id=external_id)
        return await receive(self.store, envelope, metrics=self.app.metrics, now=self.clock())

    async def work(self) -> int:
        """Drain everything that is due now, as a worker would; how many conversations were taken up."""
        taken = 0
        while True:
            async with self.store.write() as tx:
                leases = await claim(tx, self.worker.id, limit=10, lease_s=60, now=self.clock())
            if not leases:
                return taken
            for lease in leases:
                await drain_leased(self.app, lease)
            taken += len(leases)

    async def history(self, conversation_id: str | None, after: int | None = None) -> list[Entry]:
        assert conversation_id
        return await history(self.store, conversation_id, after)
