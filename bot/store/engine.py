"""The store: one database, SQLite (embedded) or PostgreSQL, opened once per process.

    store = await Store.open(database_url, keys)
    async with store.write() as tx:      # one transaction; an exception rolls it back
        ...
    async with store.read() as tx:
        ...

SQLite: WAL, `synchronous=FULL` (a commit survives a power cut), one writer connection whose transactions begin with
BEGIN IMMEDIATE, and a pool of readers that can't write. PostgreSQL: psycopg 3.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ClauseElement, FunctionElement
from sqlalchemy.types import Double

from bot.errors import StoreError
from bot.store.keys import Keys
from bot.store.sqlite_driver import connect
from bot.store.turnstile import Turnstile

BUSY_TIMEOUT_MS = 15_000
"""How long a SQLite transaction waits for another process to finish writing."""

MAX_BEHIND = 2
"""Transactions nobody waits for that run at once: pages and webhooks would wait behind all of them, were there more."""

CONVERSATION, WORK, CASE, TYPING = "conversation", "work", "case", "typing"
"""Kinds of notices: something new in a conversation for those who look at it; work for a worker; a case has changed; an
adviser is writing in a conversation."""

Notice = tuple[str, str]


class database_now_s(FunctionElement[float]):
    """Unix seconds by the database's clock: leases of workers on several machines are compared by one clock."""

    type = Double()
    inherit_cache = True


@compiles(database_now_s, "sqlite")
def _now_sqlite(element: ClauseElement, compiler: Any, **kw: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(database_now_s, "postgresql")
def _now_postgresql(element: ClauseElement, compiler: Any, **kw: Any) -> str:
    return "extract(epoch from clock_timestamp())::double precision"


class Tx:
    """One transaction. `notify` is heard when, and only if, it commits."""

    __slots__ = ("at_end", "conn", "dialect", "keys", "notices")

    def __init__(self, conn: AsyncConnection, keys: Keys) -> None:
        self.conn = conn
        self.keys = keys
        self.dialect = conn.dialect.name
        self.notices: dict[Notice, None] = {}
        self.at_end: list[Callable[[], Awaitable[None]]] = []
        """Done last, right before the commit: what must be locked for as short as can be."""

    def notify(self, kind: str, conversation_id: str) -> None:
        """Tell those who wait, in every process, once this transaction is committed."""
        self.notices[(kind, conversation_id)] = None


def _pragmas(read_only: bool) -> Callable[[Any, Any], None]:
    def on_connect(dbapi_connection: Any, _record: Any) -> None:
        cursor = dbapi_connection.cursor()
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            # What was erased is overwritten, not only unlinked.
            "secure_delete = ON",
            f"query_only = {'ON' if read_only else 'OFF'}",
        ):
            cursor.execute("PRAGMA " + pragma)
        cursor.close()

    return on_connect


def parse_url(database_url: str) -> URL:
    """The database's URL, with the driver we use; `StoreError` when it names something else."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise StoreError("WIN_DATABASE_URL can't be read: expected sqlite:///path or postgresql://…") from None
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
    backend = url.drivername.split("+")[0]
    if backend not in drivers:
        raise StoreError(f"WIN_DATABASE_URL names {backend}: only sqlite and postgresql are supported.")
    if backend == "sqlite" and (not url.database or url.database == ":memory:" or url.query.get("mode") == "memory"):
        raise StoreError("WIN_DATABASE_URL names a SQLite database in memory: messages would be lost. Name a file.")
    return url.set(drivername=drivers[backend])


def _sqlite_engine(url: URL, *, read_only: bool, size: int) -> AsyncEngine:
    assert url.database
    path = url.database
    # The driver begins nothing by itself, the event below does (BEGIN IMMEDIATE for the writer).
    engine = create_async_engine(
        url,
        async_creator=lambda: connect(path, timeout_s=BUSY_TIMEOUT_MS / 1000),
        pool_size=size,
        max_overflow=0,
        pool_timeout=60,
    )
    event.listen(engine.sync_engine, "connect", _pragmas(read_only))
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    def on_begin(conn: Connection) -> None:
        conn.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "begin", on_begin)
    return engine


class Store:
    """One database with the keys that open it. Make it with `Store.open`."""

    def __init__(self, url: URL, writer: AsyncEngine, reader: AsyncEngine, keys: Keys, *, writers: int = 1) -> None:
        self.url = url
        self.keys = keys
        self.dialect = url.get_backend_name()
        self._writer = writer
        self._reader = reader
        self._turnstile = Turnstile(writers, min(writers, MAX_BEHIND))
        self._listeners: list[Callable[[Notice], None]] = []

    @classmethod
    async def open(cls, database_url: str, keys: Keys, *, pool_size: int = 10, readers: int = 4) -> Store:
        """Connect, and check that migrations are current and the keys are those the database was written with.

        `StoreError` says what is wrong and what to do.
        """
        from bot.store.checks import check_keys, check_migrations

        url = parse_url(database_url)
        if url.get_backend_name() == "sqlite":
            assert url.database
            if not Path(url.database).exists():  # noqa: ASYNC240 - once, at start
                raise StoreError(f"The database {url.database} does not exist yet. Run: win migrate")
            writer = _sqlite_engine(url, read_only=False, size=1)
            reader = _sqlite_engine(url, read_only=True, size=readers)
            writers = 1
        else:
            writer = create_async_engine(url, pool_size=pool_size, max_overflow=0, pool_timeout=60, pool_pre_ping=True)
            # The same connections. By default each statement would see what was committed a moment before it: a page
            # could show a message as answered and not the answer.
            reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            writers = pool_size
        store = cls(url, writer, reader, keys, writers=writers)
        try:
            await check_migrations(store)
            await check_keys(store)
        except OperationalError as error:
            await store.close()
            where = url.database if store.dialect == "sqlite" else f"{url.host}:{url.port or 5432}/{url.database}"
            raise StoreError(f"The database {where} can't be used: {_cause(error)}") from None
        except BaseException:
            await store.close()
            raise
        return store

    def listen(self, listener: Callable[[Notice], None]) -> None:
        """Call `listener` with every notice that this process commits."""
        self._listeners.append(listener)

    @contextlib.asynccontextmanager
    async def write(self, *, behind: bool = False) -> AsyncIterator[Tx]:
        """One transaction that writes; commits at the end of the block, rolls back on an exception.

        `behind`: nobody waits for it at the other end of a line, as somebody does for a webhook or a page; it lets
        those go first.
        """
        async with self._turnstile.turn(urgent=not behind), self._writer.connect() as conn:
            transaction = await conn.begin()
            try:
                tx = Tx(conn, self.keys)
                yield tx
                for last in tx.at_end:
                    await last()
                if tx.notices and self.dialect == "postgresql":
                    notices = [f"{kind} {conversation_id}" for kind, conversation_id in tx.notices]
                    await conn.exec_driver_sql("SELECT pg_notify('win', one) FROM unnest(%s::text[]) one", (notices,))
                await transaction.commit()
            except BaseException:
                # A rollback that fails must not hide what went wrong; the connection is dropped then.
                with contextlib.suppress(DBAPIError):
                    await asyncio.shield(transaction.rollback())
                raise
        for notice in tx.notices:
            for listener in self._listeners:
                listener(notice)

    def hurry(self) -> contextlib.AbstractContextManager[None]:
        """Somebody waits at the other end of a line (a webhook) while the block runs: the worker's own writes hold
        back, and so does all that follows on them."""
        return self._turnstile.hurry()

    async def announce(self, kind: str, what: str) -> None:
        """Tell those who wait of something that is stored nowhere. On SQLite this process alone hears it."""
        if self.dialect == "postgresql":
            async with self.write() as tx:
                tx.notify(kind, what)
            return
        for listener in self._listeners:
            listener((kind, what))

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """One consistent look: all statements see the same moment. The connection refuses to write."""
        async with self._reader.connect() as conn:
            yield Tx(conn, self.keys)

    @contextlib.asynccontextmanager
    async def data_version(self) -> AsyncIterator[Callable[[], Awaitable[int]]]:
        """SQLite: a function that gives a number which changes when anybody commits."""
        async with self._reader.connect() as conn:
            driver = await _driver(conn)

            async def ask() -> int:
                async with driver.execute("PRAGMA data_version") as cursor:
                    row = await cursor.fetchone()
                assert row
                return int(row[0])

            yield ask

    async def scrub(self) -> None:
        """After an erasure on SQLite: empty the write-ahead log, which still holds the old pages. Best effort."""
        if self.dialect == "sqlite":
            with contextlib.suppress(OperationalError, aiosqlite.OperationalError):
                async with self._writer.connect() as conn:
                    await (await _driver(conn)).execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Close all connections."""
        await self._writer.dispose()
        await self._reader.dispose()


async def _driver(conn: AsyncConnection) -> aiosqlite.Connection:
    """The driver's connection, for what must run outside of a transaction: SQLAlchemy always begins one."""
    driver = (await conn.get_raw_connection()).driver_connection
    assert isinstance(driver, aiosqlite.Connection)
    return driver


def _cause(error: DBAPIError) -> str:
    """The driver's own first line: it names host, file or table, never a person's data."""
    return str(error.orig).strip().splitlines()[0] if error.orig and str(error.orig).strip() else type(error).__name__
