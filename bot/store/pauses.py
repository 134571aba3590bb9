"""Channels that refuse us (token, permission, account): nothing is sent but a probe now and then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from bot.store.engine import Tx
from bot.store.leases import wake_channel
from bot.store.sql import insert
from bot.store.tables import channel_pause


@dataclass(frozen=True, slots=True)
class Pause:
    """A channel that refuses us."""

    channel: str
    reason: str
    since: datetime
    probe_at: datetime
    probes: int


_PAUSE = select(channel_pause).where(channel_pause.c.channel == bindparam("p_channel"))


def _wait(first: timedelta, most: timedelta, probes: int) -> timedelta:
    return min(first * 2.0 ** min(probes, 20), most)


async def paused(tx: Tx) -> list[Pause]:
    """All channels that refuse us, for health and metrics."""
    rows = await tx.conn.execute(select(channel_pause).order_by(channel_pause.c.channel))
    return [Pause(row.channel, row.reason, row.since, row.probe_at, row.probes) for row in rows]


async def may_send(
    tx: Tx, channel: str, now: datetime, *, first: timedelta, most: timedelta
) -> tuple[bool, datetime | None]:
    """Whether something may be sent now, and whether (a time is given) the channel is paused.

    (True, None): the channel is fine. (True, time): paused, this caller alone may probe. (False, time): wait.
    """
    row = (await tx.conn.execute(_PAUSE, {"p_channel": channel})).one_or_none()
    if row is None:
        return True, None
    if row.probe_at > now:
        return False, row.probe_at
    next_probe = now + _wait(first, most, row.probes + 1)
    # Of all who find the probe due, the one whose update meets the row as it was seen may go.
    mine = await tx.conn.execute(
        update(channel_pause)
        .where(channel_pause.c.channel == channel, channel_pause.c.probes == row.probes)
        .values(probes=row.probes + 1, probe_at=next_probe)
    )
    return bool(mine.rowcount), next_probe


async def pause(tx: Tx, channel: str, reason: str, now: datetime, *, first: timedelta) -> None:
    """Note that a channel refuses us; a pause that stands keeps its beginning and its next probe."""
    statement = insert(tx.dialect, channel_pause).values(
        channel=channel, reason=reason[:80], since=now, probe_at=now + first
    )
    await tx.conn.execute(
        statement.on_conflict_do_update(index_elements=["channel"], set_={"reason": statement.excluded.reason})
    )


async def resume(tx: Tx, channel: str, now: datetime) -> bool:
    """The channel takes messages again: everything that waited on it is due now. Whether it was paused."""
    gone = await tx.conn.execute(delete(channel_pause).where(channel_pause.c.channel == channel))
    if gone.rowcount:
        await wake_channel(tx, channel, now)
    return bool(gone.rowcount)
