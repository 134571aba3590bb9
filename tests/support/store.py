"""What a test asks of a whole store."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import select

from bot.store import Store, migrate
from bot.store.tables import metadata


@cache
def migrated_file() -> Path:
    """A migrated SQLite database, to be copied; it goes when this process ends."""
    path = Path(tempfile.mkdtemp(prefix="win-migrated-")) / "migrated.sqlite3"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    migrate(f"sqlite:///{path}")
    return path


async def dump(store: Store) -> bytes:
    """Every value of every row of every table."""
    found = b""
    async with store.read() as tx:
        for table in metadata.sorted_tables:
            for row in await tx.conn.execute(select(table)):
                found += b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    return found
