"""Workers that live: their heartbeat tells `/health/ready` that somebody answers messages."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.store.engine import Tx, database_now_s
from bot.store.leases import release_all
from bot.store.sql import insert
from bot.store.tables import worker

FORGET_AFTER_S = 24 * 3600
"""A worker that was not seen for so long is not listed any more."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One worker and how long ago it was seen, in seconds by the database's clock."""

    id: str
    age_s: float
    started_at: datetime


def this_host() -> str:
    """The machine and the namespace in which our process ids mean something: containers have ids of their own."""
    try:
        namespace = os.readlink("/proc/self/ns/pid")
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            namespace += "/" + file.read().strip()
    except OSError:
        namespace = ""
    return f"{socket.gethostname()}/{namespace}"[:120]


async def beat(tx: Tx, worker_id: str, now: datetime) -> None:
    """Say that this worker lives."""
    row = {"id": worker_id, "host": this_host(), "pid": os.getpid(), "started_at": now, "seen_at_s": database_now_s()}
    await tx.conn.execute(
        insert(tx.dialect, worker)
        .values(**row)
        .on_conflict_do_update(index_elements=["id"], set_={"seen_at_s": database_now_s()})
    )


async def sign_off(tx: Tx, worker_id: str) -> None:
    """This worker stops: its leases are free at once."""
    await release_all(tx, worker_id)
    await tx.conn.execute(delete(worker).where(worker.c.id == worker_id))


async def bury_the_dead(tx: Tx) -> int:
    """Free the leases of this machine's workers whose process is gone, so that nobody waits for them to run out.

    How many leases. Forgets workers that were not seen for a day.
    """
    rows = await tx.conn.execute(select(worker.c.id, worker.c.pid).where(worker.c.host == this_host()))
    freed = 0
    for row in rows.all():
        if not _lives(row.pid):
            freed += await release_all(tx, row.id)
            await tx.conn.execute(delete(worker).where(worker.c.id == row.id))
    await tx.conn.execute(delete(worker).where(worker.c.seen_at_s < database_now_s() - FORGET_AFTER_S))
    return freed


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


async def heartbeats(tx: Tx) -> list[Heartbeat]:
    """All workers, the one seen last first."""
    age = (database_now_s() - worker.c.seen_at_s).label("age_s")
    rows = await tx.conn.execute(select(worker.c.id, age, worker.c.started_at).order_by(age))
    return [Heartbeat(row.id, max(0.0, row.age_s), row.started_at) for row in rows]
