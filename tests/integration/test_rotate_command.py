"""`win rotate-key` as a program: a conversation written with the old key is read with the new one alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.bootstrap import make_keys
from bot.cli import win
from bot.flows.history import history
from bot.flows.receive import receive
from bot.messages import Envelope, Incoming, IncomingKind
from bot.settings import Settings
from bot.store import Store, migrate

OLD, NEW = "o" * 40, "n" * 40


async def test_after_rotation_the_old_key_is_needed_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIN_SECRET_KEY", "s" * 40)
    monkeypatch.setenv("WIN_DATABASE_URL", f"sqlite:///{tmp_path / 'win.sqlite3'}")
    monkeypatch.setenv("WIN_WRAP_KEY", OLD)
    settings = Settings()  # type: ignore[call-arg]
    migrate(settings.database_url)
    store = await Store.open(settings.database_url, make_keys(settings))
    said = await receive(store, Envelope("console", "a", "1", Incoming(IncomingKind.TEXT, text="dzień dobry")))
    await store.close()

    monkeypatch.setenv("WIN_WRAP_KEY", NEW)
    monkeypatch.setenv("WIN_PREVIOUS_WRAP_KEYS", OLD)

    result = await asyncio.to_thread(CliRunner().invoke, win, ["rotate-key"])
    assert result.output == "1 keys sealed anew.\n", result.output

    monkeypatch.delenv("WIN_PREVIOUS_WRAP_KEYS")
    store = await Store.open(settings.database_url, make_keys(Settings()))  # type: ignore[call-arg]
    assert said.conversation_id is not None
    entries = await history(store, said.conversation_id)
    await store.close()
    assert [entry.text for entry in entries] == ["dzień dobry"]
