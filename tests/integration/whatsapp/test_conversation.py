"""A person on WhatsApp talks to the whole application: real server, worker, content and wording; Meta is a double."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from bot.flows.app import App
from tests.support.web import opened, settings, with_worker
from tests.support.whatsapp_server import Telephone, WhatsAppServer, choices_of
from tests.support.whatsapp_world import make_channel
from tests.support.world import until


@dataclass
class Running:
    meta: WhatsAppServer
    app: App


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    made = settings(f"sqlite+aiosqlite:///{tmp_path / 'win.sqlite3'}")
    async with WhatsAppServer() as meta, opened(made) as app:
        channel = make_channel(meta)
        app.channels = {**app.channels, "whatsapp": channel}
        config = uvicorn.Config(with_worker(app, made), "127.0.0.1", 0, log_config=None, access_log=False)
        server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        serving = asyncio.create_task(server.serve())
        await until(lambda: server.started or serving.done())
        port = server.servers[0].sockets[0].getsockname()[1]
        meta.webhook_url = f"http://127.0.0.1:{port}/webhooks/whatsapp"
        yield Running(meta, app)
        await meta.settled()
        server.should_exit = True
        await serving
        await channel.aclose()


async def _answered(ana: Telephone, before: int) -> str:
    """Wait for the message with the choices, which ends a turn; everything that was said in it."""
    await until(lambda: len(ana.received) > before and bool(choices_of(ana.received[-1])))
    assert len(ana.received) <= before + 2
    return "\n".join(ana.texts[before:])


async def says(ana: Telephone, text: str) -> str:
    before = len(ana.received)
    await ana.writes(text)
    return await _answered(ana, before)


async def presses(ana: Telephone, title: str) -> str:
    before = len(ana.received)
    await ana.presses(title)
    return await _answered(ana, before)


async def test_a_whole_conversation(running: Running) -> None:
    meta = running.meta
    ana = meta.person("+48601234567", user_id="PL.1349120865530274")
    answer = await says(ana, "jak sie zameldowac w gminie")
    assert "gmin" in answer.lower()
    assert "https://" in answer
    assert ana.choices
    # A person first, related questions, "was this right?": all can be pressed.
    assert "topic:" not in " ".join(ana.choices)
    helped = next(title for title, action in ana.choices.items() if action.startswith("yes:"))
    assert "dziękuj" in (await presses(ana, helped)).lower()
    menu = next(title for title, action in ana.choices.items() if action == "menu")
    await presses(ana, menu)
    topic = next(title for title, action in ana.choices.items() if action.startswith("topic:work"))
    await presses(ana, topic)
    question = next(title for title, action in ana.choices.items() if action.startswith("ask:"))
    assert len(await presses(ana, question)) > 50
    # A voice note gets a friendly word, a reaction nothing.
    before = len(ana.received)
    await ana.sends_file(b"OggS", "audio/ogg; codecs=opus", "audio", voice=True)
    assert "tekst" in await _answered(ana, before)
    before = len(ana.received)
    await ana.sends("reaction", {"message_id": "wamid.x", "emoji": "👍"})
    # Urgent help needs no NLU.
    running.app.nlu.away = True  # type: ignore[attr-defined]
    urgent = await says(ana, "szef zabrał mi paszport i nie oddaje")
    assert any(character.isdigit() for character in urgent)
    # Nothing was refused, everything was marked as read, each webhook call was taken.
    assert meta.refused == []
    assert set(meta.answers) == {200}
    await until(lambda: len(meta.read) >= 6)


async def test_a_bulgarian_greeting_and_deleting_everything(running: Running) -> None:
    ivan = running.meta.person(user_id="BG.77", shows_number=False)
    await says(ivan, "здравейте")
    text = await says(ivan, "изтрий данните ми")
    assert "?" in text
    yes = next(title for title, action in ivan.choices.items() if action == "erase:yes")
    before = len(ivan.received)
    await ivan.presses(yes)
    await until(lambda: len(ivan.received) > before)
    assert "изтри" in ivan.texts[-1].lower()
    assert running.meta.refused == []
    assert {body.get("recipient") for body in running.meta.accepted} == {"BG.77"}


async def test_a_link_on_a_poster_opens_its_answer(running: Running) -> None:
    ana = running.meta.person("+48601234567")
    answer = await says(ana, "Jak dostać BSN? #bsn-pl--tilburg")
    assert "BSN" in answer
