"""Fixtures that many tests share: a store on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import functools
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
from hypothesis import HealthCheck, settings

from bot.store import Store, migrate
from tests.support import folders, postgres
from tests.support.store import migrated_file
from tests.support.world import KEYS, World

folders.use_memory()

DATABASES = ("sqlite", "postgresql")

# A busy machine must not fail a test: Hypothesis's limits of time say nothing about what is tested.
settings.register_profile("win", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("win")


@pytest.fixture(scope="session", autouse=True)
def one_list_of_authorities() -> Iterator[None]:
    """HTTP clients share one TLS context: reading all certificates for each took a sixth of a test's time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("httpx._transports.default.create_ssl_context", functools.cache(httpx.create_ssl_context))
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A throw-away server's URL, without a database."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a migrated database, to be copied."""
    with psycopg.connect(postgres_server + "postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE migrated")
    migrate(postgres_server + "migrated")
    return "migrated"


@pytest.fixture(scope="session")
def sqlite_template() -> Path:
    """A migrated file, to be copied."""
    return migrated_file()


@pytest.fixture(params=DATABASES)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test that asks for it (or for what rests on it) runs on each database."""
    kind: str = request.param
    return kind


@pytest.fixture
def empty_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if database_kind == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        yield from _postgres_database(request.getfixturevalue("postgres_server"), None)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh, migrated database."""
    if database_kind == "sqlite":
        path = tmp_path / "win.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
    else:
        template = request.getfixturevalue("postgres_template")
        yield from _postgres_database(request.getfixturevalue("postgres_server"), template)


def _postgres_database(server: str, template: str | None) -> Iterator[str]:
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server + "postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        yield (server + name).replace("postgresql://", "postgresql+psycopg://")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open store, on each database."""
    opened = await Store.open(database_url, KEYS)
    yield opened
    await opened.close()


@pytest.fixture
def world(store: Store) -> World:
    """A store with a channel, an echo and a clock around it."""
    return World(store)
