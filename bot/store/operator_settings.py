"""What administrators set while the service runs: small JSON values by name, for all processes at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.store.engine import Tx
from bot.store.sql import insert
from bot.store.staff_tables import setting

PAUSED = "bot.paused"
"""True while the bot answers with its notice only."""

_READ = select(setting.c.value).where(setting.c.key == bindparam("p_key"))


@dataclass(frozen=True, slots=True)
class Set:
    """A value and who set it when."""

    value: Any
    changed_at: datetime
    changed_by: str


async def read_setting(tx: Tx, key: str, default: Any = None) -> Any:
    """The value, or the default while nobody has set it."""
    found = await tx.conn.scalar(_READ, {"p_key": key})
    return default if found is None else json.loads(found)


async def setting_of(tx: Tx, key: str) -> Set | None:
    """The value with its origin."""
    row = (await tx.conn.execute(select(setting).where(setting.c.key == key))).one_or_none()
    return None if row is None else Set(json.loads(row.value), row.changed_at, row.changed_by)


async def write_setting(tx: Tx, key: str, value: Any, *, by: str, now: datetime) -> None:
    """Set the value."""
    row = {"value": json.dumps(value), "changed_at": now, "changed_by": by[:80]}
    await tx.conn.execute(
        insert(tx.dialect, setting).values(key=key, **row).on_conflict_do_update(index_elements=["key"], set_=row)
    )
