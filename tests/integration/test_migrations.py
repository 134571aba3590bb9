"""The migrations make the tables that the code knows, on both databases."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.errors import StoreError
from bot.store import Keys, Store, migrate, migrations_current
from bot.store.migrate import FOLDER, config
from bot.store.tables import metadata
from tests.support.world import KEYS


async def test_models_and_migrations_are_the_same(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))

    async with store.read() as tx:
        assert await tx.conn.run_sync(differences) == []
        tables = await tx.conn.run_sync(lambda connection: set(inspect(connection).get_table_names()))
    assert tables == {*metadata.tables, "alembic_version"}


async def test_partial_indexes_are_partial(store: Store) -> None:
    query = "SELECT indexdef FROM pg_indexes" if store.dialect == "postgresql" else "SELECT sql FROM sqlite_master"
    async with store.read() as tx:
        definitions = [str(row[0]) for row in await tx.conn.execute(text(query))]
    for name in ("ix_inbox_new", "ix_outbox_open"):
        (definition,) = [one for one in definitions if name in one]
        assert "WHERE" in definition


async def test_migrating_twice_and_at_once_is_harmless(empty_database_url: str) -> None:
    await asyncio.gather(*(asyncio.to_thread(migrate, empty_database_url) for _ in range(3)))
    await asyncio.to_thread(migrate, empty_database_url)
    opened = await Store.open(empty_database_url, KEYS)
    assert await migrations_current(opened)
    await opened.close()


async def test_store_without_migrations_says_what_to_run(empty_database_url: str) -> None:
    with pytest.raises(StoreError, match="Run: win migrate"):
        await Store.open(empty_database_url, KEYS)


def test_downgrade_leaves_nothing(empty_database_url: str) -> None:
    from sqlalchemy import create_engine

    migrate(empty_database_url)
    engine = create_engine(empty_database_url.replace("+aiosqlite", ""))
    with engine.begin() as connection:
        made = config()
        made.attributes["connection"] = connection
        command.downgrade(made, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_every_migration_is_packaged() -> None:
    files = list((FOLDER / "versions").glob("[0-9]*.py"))
    assert files
    assert (FOLDER / "__init__.py").exists()
    assert (FOLDER / "versions" / "__init__.py").exists()


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("mysql://localhost/x", "only sqlite and postgresql"),
        ("sqlite://", "in memory"),
        ("sqlite+aiosqlite:///:memory:", "in memory"),
        ("no url at all", "can't be read"),
    ],
)
async def test_wrong_database_url_says_so(url: str, cause: str) -> None:
    with pytest.raises(StoreError, match=cause):
        await Store.open(url, KEYS)


async def test_unreachable_server_says_so(tmp_path: Path) -> None:
    url = "postgresql://nobody:secret@127.0.0.1:1/none"
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:1/none can't be used") as caught:
        await Store.open(url, KEYS)
    assert "secret" not in str(caught.value)
    with pytest.raises(StoreError, match="can't be migrated"):
        await asyncio.to_thread(migrate, url)


async def test_another_key_is_refused(store: Store) -> None:
    url = store.url.render_as_string(hide_password=False)
    with pytest.raises(StoreError, match="written with another key"):
        await Store.open(url, Keys.from_secret("another secret that is long enough"))
    with pytest.raises(StoreError, match="another lookup key"):
        await Store.open(url, Keys(KEYS.wrap, b"x" * 32, KEYS.cookie))
