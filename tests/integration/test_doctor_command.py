"""`win doctor` as a program: what is not ready is said, with what to do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.bootstrap import make_keys
from bot.cli import win
from bot.settings import Settings
from bot.store import Store, migrate
from tests.support.staff import make_account


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("WIN_SECRET_KEY", "s" * 40)
    monkeypatch.setenv("WIN_DATABASE_URL", f"sqlite:///{tmp_path / 'win.sqlite3'}")
    return Settings()  # type: ignore[call-arg]


async def look() -> list[str]:
    result = await asyncio.to_thread(CliRunner().invoke, win, ["doctor"])
    assert result.exit_code == 1, result.output  # the answers wait for a lawyer
    return result.output.splitlines()


async def test_a_database_that_does_not_exist_is_named(settings: Settings) -> None:
    assert any(line.startswith("LOOK  database:") and "win migrate" in line for line in await look())


async def test_languages_without_an_adviser_are_named(settings: Settings) -> None:
    migrate(settings.database_url)
    (line,) = [line for line in await look() if "desk:" in line]
    assert line.startswith("LOOK  desk: no adviser for pl, ro, bg, nl:")

    store = await Store.open(settings.database_url, make_keys(settings))
    await make_account(store, languages=("pl", "ro", "bg"))
    await make_account(store, languages=("nl",))
    await store.close()
    assert "ok    desk: 2 advisers" in await look()


async def test_a_desk_that_is_off_needs_nobody(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(settings.database_url)
    monkeypatch.setenv("WIN_DESK", "false")
    assert not any("desk:" in line for line in await look())
