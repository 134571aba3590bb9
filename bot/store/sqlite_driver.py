"""aiosqlite with one visit to its thread per statement.

aiosqlite goes to the connection's thread and back for each of cursor, execute, fetchall and close; those journeys cost
more than SQLite itself. Here they are made in one: a statement brings its rows along. Our results are small.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import aiosqlite


class _Cursor:
    """What SQLAlchemy asks of a cursor, with the rows at hand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> _Cursor:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> _Cursor:
        """Run a statement and fetch all its rows."""
        await self._connection.visit(self._run, sql, parameters, many=False)
        return self

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> _Cursor:
        """Run a statement for each set of parameters."""
        await self._connection.visit(self._run, sql, parameters, many=True)
        return self

    async def fetchall(self) -> list[Any]:
        """The rows, once."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is left open."""

    def _run(self, connection: sqlite3.Connection, sql: str, parameters: Sequence[Any], *, many: bool) -> None:
        cursor = connection.executemany(sql, parameters) if many else connection.execute(sql, parameters)
        try:
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class Connection(aiosqlite.Connection):
    """An aiosqlite connection whose cursors travel light."""

    def cursor(self) -> Any:
        """A cursor, without a visit to the thread."""
        return _Cursor(self)

    async def visit(self, function: Any, *arguments: Any, **options: Any) -> None:
        """Call `function(sqlite3 connection, …)` in the connection's thread."""
        await self._execute(function, self._conn, *arguments, **options)  # type: ignore[no-untyped-call]


async def connect(path: str, *, timeout_s: float) -> Connection:
    """Open a file. Nothing is begun by itself (`isolation_level=None`): whoever wants a transaction says BEGIN."""

    def connector() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, timeout=timeout_s, check_same_thread=False)

    connection = Connection(connector, iter_chunk_size=64)
    # A connection that is left open must not keep the process alive.
    connection._thread.daemon = True
    await connection
    return connection
