"""`win serve` as a program against the double of Telegram's server: a whole conversation, by polling and by webhook."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.settings import ROOT
from tests.support.ports import free_port
from tests.support.telegram_people import Message
from tests.support.telegram_server import TelegramServer

START_WITHIN_S = 90
STOP_WITHIN_S = 20
CHAT = 987654321
QUESTION = "szef zabrał mi paszport"


@contextlib.asynccontextmanager
async def product(telegram: TelegramServer, folder: Path, mode: str) -> AsyncIterator[None]:
    """`win serve` in a process of its own; stopped with Ctrl-C at the end."""
    port = free_port()
    telegram.deliver_to = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WIN_")} | {
        "WIN_SECRET_KEY": "k" * 40,
        "WIN_DATABASE_URL": f"sqlite:///{folder / 'win.sqlite3'}",
        "WIN_PORT": str(port),
        "WIN_NLU_URL": f"http://127.0.0.1:{free_port()}",
        "WIN_PUBLIC_URL": "https://chat.example.org",
        "WIN_TELEGRAM_TOKEN": telegram.token,
        "WIN_TELEGRAM_API_URL": telegram.url,
        "WIN_TELEGRAM_MODE": mode,
    }
    with (folder / "serve.log").open("ab") as log:
        win = Path(sys.executable).parent / "win"
        process = await asyncio.create_subprocess_exec(
            win, "serve", "--without-nlu", cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        async with asyncio.timeout(START_WITHIN_S), httpx.AsyncClient(trust_env=False) as client:
            while True:
                assert process.returncode is None, (folder / "serve.log").read_text()
                with contextlib.suppress(httpx.TransportError):
                    await client.get(f"{telegram.deliver_to}/health/live")
                    break
                await asyncio.sleep(0.2)
        yield
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(STOP_WITHIN_S):
            assert await process.wait() == 0, (folder / "serve.log").read_text()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def rows(folder: Path) -> int:
    with contextlib.closing(sqlite3.connect(folder / "win.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM conversation").fetchone()[0])


def action(message: Message, beginning: str) -> str:
    return next(data for data in message.buttons.values() if data.startswith(beginning))


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_conversation_from_start_to_deletion(mode: str, tmp_path: Path) -> None:
    async with TelegramServer() as telegram, product(telegram, tmp_path, mode):
        ana = telegram.person(CHAT, language="pl-PL")
        ana.say("/start")
        (greeting,) = await ana.gets(1, within_s=60)
        assert greeting.text.startswith("Cześć!")
        ana.say(QUESTION)
        (urgent,) = await ana.gets(1)
        assert "112" in urgent.text
        ana.press(action(greeting, "topic:"))
        (topic,) = await ana.gets(1)
        ana.press(action(topic, "ask:"))
        (answer,) = await ana.gets(1)
        assert "Źródło:" in answer.text
        assert ("b", answer.text.split("\n")[0], "") in answer.styles
        assert any(tag == "a" and link.startswith("https://") for tag, _, link in answer.styles)
        ana.press("ask:a_question_of_last_year", old=True)
        (gone,) = await ana.gets(1)
        assert "już nie działa" in gone.text
        ana.send(
            sticker={
                "file_id": "s",
                "file_unique_id": "s",
                "width": 1,
                "height": 1,
                "type": "regular",
                "is_animated": False,
                "is_video": False,
            }
        )
        await ana.gets(1)
        assert rows(tmp_path) == 1
        ana.say("usuń moje dane")
        (sure,) = await ana.gets(1)
        ana.press(action(sure, "erase:yes"))
        await ana.gets(1)
        async with asyncio.timeout(20):
            while rows(tmp_path):  # noqa: ASYNC110 - another process writes
                await asyncio.sleep(0.1)
        assert [no for no in telegram.refusals if "too old" not in no[1].description] == []
        assert bool(telegram.webhook) == (mode == "webhook")
        if mode == "webhook":
            assert {status for _, status in telegram.answers} == {200}
    log = (tmp_path / "serve.log").read_text()
    for secret in (telegram.token.split(":")[1], str(CHAT), "paszport", "k" * 40):
        assert secret not in log
