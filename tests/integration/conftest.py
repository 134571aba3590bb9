"""Fixtures of tests that call the web application: its flows on a database of their own, and browsers.

A test that needs other settings (another database, another address) overrides `web_settings`.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from bot.flows.app import App
from bot.flows.worker import Worker
from bot.settings import Settings
from tests.support.browser import browser
from tests.support.web import in_background, opened, settings


@pytest.fixture
def web_settings(tmp_path: Path, sqlite_template: Path) -> Settings:
    file = shutil.copy(sqlite_template, tmp_path / "web.sqlite3")
    return settings(f"sqlite:///{file}")


@pytest.fixture
async def app(web_settings: Settings) -> AsyncIterator[App]:
    """The flows, without a worker."""
    async with opened(web_settings) as made:
        yield made


@pytest.fixture
def web(app: App, web_settings: Settings) -> FastAPI:
    return create_app(app, web_settings)


@pytest.fixture
async def worker(app: App) -> AsyncIterator[None]:
    """Whoever writes is answered while the test runs."""
    async with in_background(Worker(app)):
        yield


@pytest.fixture
async def person(web: FastAPI, worker: None) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who chats in a browser without scripts."""
    async with browser(web) as client:
        yield client
