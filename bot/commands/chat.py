"""`win chat`: talk in the terminal, through the same inbox, worker and outbox as everybody."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import uuid
from pathlib import Path

import click

from bot.bootstrap import open_app
from bot.channels.console.parse import parse
from bot.channels.console.render import choices_of, show
from bot.commands.logs import set_up_logging
from bot.commands.nlu_process import nlu_at
from bot.flows.app import App
from bot.flows.history import conversation_of, history
from bot.flows.receive import receive
from bot.flows.worker import Worker
from bot.messages import Choice, Envelope
from bot.settings import Settings, load_settings
from bot.store import migrate

ANSWER_TIMEOUT_S = 30.0


@click.command()
@click.option("--language", type=click.Choice(["pl", "ro", "bg", "nl"]), default=None, help="The language to begin in.")
@click.option("--keep", is_flag=True, help="Use the database of WIN_DATABASE_URL instead of one that is forgotten.")
def chat(language: str | None, keep: bool) -> None:
    """Talk to the information point in this terminal. An empty line or Ctrl-D ends it."""
    set_up_logging(logging.WARNING)
    settings = load_settings()
    if keep:
        asyncio.run(_chat(settings, language or ""))
        return
    with tempfile.TemporaryDirectory(prefix="win-chat-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'chat.sqlite3'}"
        asyncio.run(_chat(settings.model_copy(update={"database_url": url}), language or ""))


async def _chat(settings: Settings, language: str) -> None:
    migrate_task = asyncio.to_thread(migrate, settings.database_url)
    click.echo("One moment, the language models are loading …", err=True)
    async with nlu_at(settings.nlu_url):
        await migrate_task
        async with open_app(settings, only=("console",)) as app:
            stop = asyncio.Event()
            worker = asyncio.create_task(Worker(app).run(stop))
            try:
                await _talk(app, language)
            finally:
                stop.set()
                await worker


async def _talk(app: App, language: str) -> None:
    address = str(uuid.uuid4())
    choices: tuple[Choice, ...] = ()
    seen: int | None = None
    line: str | None = f"/start {language}".strip()
    while line:
        incoming = parse(line, choices, language_hint=language)
        await receive(app.store, Envelope("console", address, str(uuid.uuid4()), incoming))
        choices, seen = await _answers(app, address, seen)
        line = await asyncio.to_thread(_read_line)


async def _answers(app: App, address: str, seen: int | None) -> tuple[tuple[Choice, ...], int | None]:
    """Print what comes until every message of ours is answered."""
    choices: tuple[Choice, ...] = ()
    async with asyncio.timeout(ANSWER_TIMEOUT_S):
        while True:
            conversation = await conversation_of(app.store, "console", address)
            if conversation is None:
                return choices, None
            entries = await history(app.store, conversation, seen)
            done = bool(entries) and entries[-1].author != "person"
            for entry in entries if done else ():
                seen = entry.id
                if entry.outgoing is not None:
                    click.echo(f"\n{show(entry.outgoing)}\n")
                    choices = choices_of(entry.outgoing) or choices
            if done:
                return choices, seen
            await app.hub.wait(conversation, 1.0)


def _read_line() -> str | None:
    try:
        return (
            click.prompt(">", prompt_suffix=" ", default="", show_default=False)
            if sys.stdin.isatty()
            else (sys.stdin.readline().strip() or None)
        )
    except (click.Abort, EOFError):
        return None
