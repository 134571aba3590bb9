"""A small world with WhatsApp in it: a store, the real channel, Meta's double, the web face, a clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from sqlalchemy import Row, select

from api.app import create_app
from bot.channels.whatsapp.channel import Template, WhatsAppChannel, all_labels
from bot.channels.whatsapp.client import WhatsAppClient
from bot.flows.app import App, Delivery, Dialogue
from bot.flows.drain import drain_leased
from bot.flows.hub import Hub
from bot.messages import Reply
from bot.store import Store
from bot.store.conversations import ADVISER, get, set_mode
from bot.store.leases import claim, make_due
from bot.store.mailbox import put_out
from bot.store.tables import conversation, outbox
from tests.support.clock import Clock
from tests.support.echo import EchoDialogue, EchoNlu
from tests.support.web import settings
from tests.support.whatsapp_server import WhatsAppServer

LANGUAGES = {language: language for language in ("pl", "ro", "bg", "nl")}


def make_channel(meta: WhatsAppServer, clock: Clock | None = None, *, per_s: float = 80) -> WhatsAppChannel:
    """The channel of the number that the double knows."""
    return WhatsAppChannel(
        WhatsAppClient(meta.url, meta.phone_number_id, meta.token),
        all_labels(),
        {name: Template(name, LANGUAGES) for name in ("adviser_answer", "reminder")},
        phone_number_id=meta.phone_number_id,
        app_secret=meta.app_secret,
        verify_token=meta.verify_token,
        per_s=per_s,
        **({"clock": clock} if clock else {}),
    )


@dataclass
class WhatsAppWorld:
    store: Store
    meta: WhatsAppServer
    clock: Clock
    dialogue: Dialogue = field(default_factory=EchoDialogue)
    nlu: Any = field(default_factory=EchoNlu)
    delivery: Delivery = field(default_factory=Delivery)

    def __post_init__(self) -> None:
        self.channel = make_channel(self.meta, self.clock)
        self.app = App(
            store=self.store,
            channels={"whatsapp": self.channel},
            dialogue=self.dialogue,
            nlu=self.nlu,
            hub=Hub(self.store),
            clock=self.clock,
            delivery=self.delivery,
        )
        url = self.store.url.render_as_string(hide_password=False)
        self.web = httpx.AsyncClient(
            transport=httpx.ASGITransport(create_app(self.app, settings(url)), raise_app_exceptions=False),
            base_url="http://test",
        )

    async def post(self, body: bytes, headers: dict[str, str]) -> int:
        """How the double reaches our webhook."""
        return (await self.web.post("/webhooks/whatsapp", content=body, headers=headers)).status_code

    async def work(self) -> None:
        """Drain everything that is due now, and let the reports come in."""
        while True:
            async with self.store.write() as tx:
                leases = await claim(tx, "w" * 32, limit=10, lease_s=60, now=self.clock())
            for lease in leases:
                await drain_leased(self.app, lease)
            await self.meta.settled()
            if not leases:
                return

    async def wait(self, **by: float) -> None:
        """Let time pass, then work."""
        self.clock.forward(**by)
        await self.work()

    async def conversations(self) -> list[str]:
        """All conversations, the oldest first."""
        async with self.store.read() as tx:
            query = select(conversation.c.id).order_by(conversation.c.created_at)
            return list((await tx.conn.scalars(query)).all())

    async def rows(self) -> list[Row[Any]]:
        """All messages of ours."""
        async with self.store.read() as tx:
            query = select(outbox).order_by(outbox.c.conversation_id, outbox.c.entry)
            return list((await tx.conn.execute(query)).all())

    async def statuses(self) -> list[str]:
        """What became of all messages of ours."""
        return [row.status for row in await self.rows()]

    async def adviser_says(self, conversation_id: str, text: str) -> None:
        """An adviser has claimed the conversation and answers."""
        async with self.store.write() as tx:
            conv = await get(tx, conversation_id)
            assert conv
            await set_mode(tx, conv, ADVISER)
            messages = [message.to_json() for message in self.channel.render(Reply("pl", text))]
            await put_out(tx, conv, messages, self.clock(), author=ADVISER)
            await make_due(tx, conv.id, self.clock())

    def counted(self, name: str, **labels: str) -> float:
        """A metric."""
        return self.app.metrics.registry.get_sample_value(name, labels) or 0.0


@asynccontextmanager
async def whatsapp_world(store: Store, **parts: Any) -> AsyncIterator[WhatsAppWorld]:
    """A world, closed at the end. The double's clock is ours."""
    clock = Clock()
    async with WhatsAppServer(now_s=lambda: clock().timestamp()) as meta:
        world = WhatsAppWorld(store, meta, clock, **parts)
        meta._post = world.post
        yield world
        await meta.settled()
        await world.web.aclose()
        await world.channel.aclose()
