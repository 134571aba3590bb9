"""Settings: every one documented, a wrong one named in one line."""

from __future__ import annotations

import re

import pytest

from bot.errors import SettingsError
from bot.settings import ROOT, Settings, load_settings

SECRET = "s" * 40


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("WIN_")]:
        monkeypatch.delenv(name)


def test_every_setting_is_documented_and_none_besides() -> None:
    documented = set(
        re.findall(r"^\| `(WIN_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE)
    )
    assert documented == {f"WIN_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("WIN_SECRET_KEY", None, "WIN_SECRET_KEY is not set."),
        ("WIN_SECRET_KEY", "short", "WIN_SECRET_KEY must have at least 32 characters"),
        ("WIN_DATABASE_URL", "mysql://x", "WIN_DATABASE_URL must start with sqlite:// or postgresql://."),
        ("WIN_NLU_URL", "127.0.0.1:8010", "WIN_NLU_URL must start with http:// or https://."),
        ("WIN_PORT", "eighty", "WIN_PORT"),
        ("WIN_PORT", "70000", "WIN_PORT"),
        ("WIN_RETENTION_DAYS", "0", "WIN_RETENTION_DAYS"),
        ("WIN_TELEGRAM_MODE", "pigeon", "WIN_TELEGRAM_MODE"),
        ("WIN_TELEGRAM_SECRET", "with spaces!", "WIN_TELEGRAM_SECRET may have letters"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None, line: str
) -> None:
    monkeypatch.setenv("WIN_SECRET_KEY", SECRET)
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert len(str(raised.value).splitlines()) == 1
    assert line in str(raised.value)


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIN_PORT", "eighty")
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert len(str(raised.value).splitlines()) == 2


def test_secrets_show_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIN_SECRET_KEY", SECRET)
    monkeypatch.setenv("WIN_TELEGRAM_TOKEN", "123:token")
    settings = load_settings()
    assert SECRET not in repr(settings)
    assert "123:token" not in repr(settings)
    monkeypatch.setenv("WIN_SECRET_KEY", "tooshort")
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert "tooshort" not in str(raised.value)


def test_without_a_public_url_people_are_sent_where_we_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIN_SECRET_KEY", SECRET)
    monkeypatch.setenv("WIN_PORT", "8123")
    assert load_settings().public_url == "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
    ],
)
def test_database_urls_are_understood_as_people_write_them(
    monkeypatch: pytest.MonkeyPatch, given: str, used: str
) -> None:
    monkeypatch.setenv("WIN_SECRET_KEY", SECRET)
    monkeypatch.setenv("WIN_DATABASE_URL", given)
    assert load_settings().database_url == used
