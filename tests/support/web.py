"""The web face over the real flows, for tests: real store, worker and dialogue; an NLU that knows a few sentences.

`python -m tests.support.web DATABASE_URL PORT` serves it (the browser tests start and kill it like that).
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import sys
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from api.app import create_app
from bot.channels.base import Channel
from bot.channels.web.channel import WebChannel
from bot.content.files import Tree, read_tree
from bot.dialogue.context import Operator, Understanding
from bot.flows.app import App
from bot.flows.desk import Desk
from bot.flows.desk_view import DeskLook
from bot.flows.hub import Hub
from bot.flows.knowledge import Knowledge
from bot.flows.talk import Talk
from bot.flows.worker import Worker
from bot.settings import ROOT, Settings
from bot.store import Keys, Store, migrate
from bot.text import fold

SECRET = "a secret for tests, long enough to be taken"

SENTENCES: dict[str, tuple[tuple[str, float], ...]] = {
    "jak sie zameldowac": (("brp_register", 0.94), ("bsn", 0.02)),
    "cum ma inregistrez": (("brp_register", 0.93), ("bsn", 0.02)),
    "kak da si izvadia": (("bsn", 0.95), ("digid", 0.02)),
    "ik zoek een huisarts": (("huisarts_register", 0.96), ("huisarts_appointment", 0.02)),
    "paszport": (("identity_document", 0.4), ("registration_documents", 0.3), ("exploitation", 0.05)),
    "lekarz": (("huisarts_register", 0.4), ("huisarts_appointment", 0.35), ("dentist", 0.1)),
    "medic": (("huisarts_register", 0.4), ("huisarts_appointment", 0.35), ("dentist", 0.1)),
    "lekar": (("huisarts_register", 0.4), ("huisarts_appointment", 0.35), ("dentist", 0.1)),
    "dokter": (("huisarts_register", 0.4), ("huisarts_appointment", 0.35), ("dentist", 0.1)),
}
"""Beginnings of folded sentences that the stand-in understands, as a model would rank them."""


class KnowsAFewSentences:
    """Stands in for the NLU; `away` makes it answer like one that is down."""

    def __init__(self) -> None:
        self.away = False

    async def parse(self, language: str, text: str) -> Any | None:
        if self.away:
            return None
        for beginning, ranking in SENTENCES.items():
            if beginning in fold(text):
                return Understanding(ranking, in_scope=0.9)
        return Understanding((("out_of_scope", 0.9), ("menu", 0.02)), in_scope=0.05)


def settings(database_url: str, **changes: Any) -> Settings:
    return Settings(secret_key=SECRET, database_url=database_url, operator_name="Work in NL", **changes)  # type: ignore[arg-type]


@functools.cache
def _seed(content_dir: Path) -> Tree:
    return read_tree(content_dir)


def _turned_clock() -> datetime:
    """The time, turned forward by as many seconds as the file says that `WIN_TEST_CLOCK` names."""
    file = Path(os.environ.get("WIN_TEST_CLOCK", os.devnull))
    return datetime.now(UTC) + timedelta(seconds=float(file.read_text() or 0) if file.exists() else 0)


def app_on(store: Store, channels: Mapping[str, Channel], made: Settings | None = None, dialogue: Any = None) -> App:
    """The flows over an open store."""
    made = made or settings(str(store.url))
    knowledge = Knowledge(store, _seed(made.content_dir))
    if dialogue is None:
        operator = Operator(made.operator_name, made.privacy_contact, f"{made.public_url}/chat/privacy", 30)
        dialogue = Talk(knowledge.newest, knowledge.wording, operator, DeskLook(store, Desk()))
    return App(
        store,
        channels,
        dialogue,
        KnowsAFewSentences(),
        Hub(store),
        clock=_turned_clock,
        retention=made.retention,
        knowledge=knowledge,
    )


def _doubles() -> dict[str, Channel]:
    """WhatsApp, where a test has started Meta's double and says where it is."""
    url = os.environ.get("WIN_TEST_WHATSAPP_URL", "")
    if not url:
        return {}
    from tests.support.whatsapp_server import WhatsAppServer
    from tests.support.whatsapp_world import make_channel

    meta = WhatsAppServer()
    meta.url = url
    return {"whatsapp": make_channel(meta)}


@contextlib.asynccontextmanager
async def opened(made: Settings, dialogue: Any = None) -> AsyncIterator[App]:
    """The flows on a database that is migrated first, if it is new."""
    await asyncio.to_thread(migrate, made.database_url)
    store = await Store.open(made.database_url, Keys.from_secret(SECRET))
    try:
        yield app_on(store, {"web": WebChannel(), **_doubles()}, made, dialogue)
    finally:
        await store.close()


@contextlib.asynccontextmanager
async def in_background(worker: Worker) -> AsyncIterator[None]:
    """The worker, while the block runs: httpx does not run an application's lifespan."""
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    try:
        yield
    finally:
        stop.set()
        await running


def with_worker(app: App, made: Settings) -> FastAPI:
    """The application with its worker inside."""
    return create_app(app, made, background=Worker(app).run)


async def serve(database_url: str, port: int) -> None:
    import uvicorn

    made = settings(
        database_url,
        public_url=f"http://127.0.0.1:{port}",
        content_dir=Path(os.environ.get("WIN_CONTENT_DIR", ROOT / "content")),
    )
    async with opened(made) as app:
        config = uvicorn.Config(
            with_worker(app, made),
            "127.0.0.1",
            port,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=3,
        )
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2])))
