"""What a test asks of a whole store."""

from __future__ import annotations

from sqlalchemy import select

from bot.store import Store
from bot.store.tables import metadata


async def dump(store: Store) -> bytes:
    """Every value of every row of every table."""
    found = b""
    async with store.read() as tx:
        for table in metadata.sorted_tables:
            for row in await tx.conn.execute(select(table)):
                found += b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    return found
