"""The product's flows with the real Telegram channel, against the double."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.applications import Starlette

from api.app import create_app
from bot.channels.telegram.channel import Access, TelegramChannel
from bot.flows.app import App, Delivery
from bot.flows.hub import Hub
from bot.flows.intake import StoreIntake, run_channels
from bot.flows.worker import Worker
from bot.store import Store
from tests.support.clock import Clock
from tests.support.echo import EchoDialogue, EchoNlu
from tests.support.telegram_server import TelegramServer
from tests.support.web import settings

SECRET = "Secret_of-the-webhook"
PUBLIC = "https://chat.example.org"
WEBHOOK = f"{PUBLIC}/webhooks/telegram"


@dataclass
class TelegramWorld:
    """One installation. `channel` is the real one."""

    telegram: TelegramServer
    channel: TelegramChannel
    app: App

    @property
    def intake(self) -> StoreIntake:
        return StoreIntake(self.app, "telegram")

    async def hear(self, update: dict[str, Any]) -> None:
        """One update, as webhook and polling hand it over."""
        follow_up = await self.channel.hear(update, self.intake)
        if follow_up:
            await follow_up()

    @contextlib.asynccontextmanager
    async def working(self, *, channels: bool = True) -> AsyncIterator[None]:
        """The worker and the channel's own work, while the block runs."""
        stop = asyncio.Event()
        jobs = [Worker(self.app).run(stop)] + ([run_channels(self.app, stop)] if channels else [])
        running = asyncio.gather(*jobs)
        try:
            yield
        finally:
            stop.set()
            await running

    def web(self) -> FastAPI | Starlette:
        return create_app(self.app, settings(self.app.store.url.render_as_string(hide_password=False)))


@contextlib.asynccontextmanager
async def telegram_world(
    store: Store,
    *,
    webhook: bool = False,
    dialogue: Any = None,
    timeout_s: float = 10,
    server: TelegramServer | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[TelegramWorld]:
    async with contextlib.AsyncExitStack() as stack:
        telegram: TelegramServer = server if server is not None else await stack.enter_async_context(TelegramServer())
        channel = TelegramChannel(
            Access(telegram.token, SECRET),
            api_url=telegram.url,
            webhook_url=WEBHOOK if webhook else "",
            timeout_s=timeout_s,
        )
        stack.push_async_callback(channel.aclose)
        app = App(
            store=store,
            channels={"telegram": channel},
            dialogue=dialogue or EchoDialogue(),
            nlu=EchoNlu(),
            hub=Hub(store),
            delivery=Delivery(poll_s=0.2),
        )
        if clock is not None:
            app.clock = clock
        yield TelegramWorld(telegram, channel, app)


@contextlib.asynccontextmanager
async def bare_channel(
    *, timeout_s: float = 10, url: str = ""
) -> AsyncIterator[tuple[TelegramServer, TelegramChannel]]:
    """The channel alone, without flows."""
    async with TelegramServer() as telegram:
        channel = TelegramChannel(Access(telegram.token, SECRET), api_url=url or telegram.url, timeout_s=timeout_s)
        try:
            yield telegram, channel
        finally:
            await channel.aclose()
