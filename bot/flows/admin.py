"""What administrators see and do while the service runs: channels, failed messages, blocked senders, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from bot.channels.base import Channel
from bot.flows.app import App
from bot.flows.worker import ALIVE_WITHIN_S
from bot.staff.errors import N_, StaffError
from bot.store import channel_signs, failed, senders, statistics
from bot.store.audit import AuditEntry, acts, entries, record
from bot.store.case_tables import desk_case
from bot.store.channel_signs import Signs
from bot.store.conversations import get
from bot.store.failed import FailedMessage
from bot.store.mailbox import close_open
from bot.store.operator_settings import PAUSED, read_setting
from bot.store.pauses import Pause, paused, resume
from bot.store.senders import BlockedSender
from bot.store.statistics import DayCount, Depths, depths
from bot.store.workers import heartbeats

MAX_REASON_CHARS = 120


@dataclass(frozen=True, slots=True)
class ChannelState:
    """One channel: `pause` is set while it refuses us."""

    name: str
    pull: bool
    signs: Signs
    pause: Pause | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The service at one look."""

    channels: tuple[ChannelState, ...]
    depths: Depths
    workers_alive: int
    paused: bool
    failed: int


async def overview(app: App) -> Overview:
    """Channels, queues, workers, the pause."""
    now = app.clock()
    async with app.store.read() as tx:
        signs = await channel_signs.signs(tx, now)
        refused = {pause.channel: pause for pause in await paused(tx)}
        waiting = await depths(tx)
        alive = sum(one.age_s <= ALIVE_WITHIN_S for one in await heartbeats(tx))
        halted = bool(await read_setting(tx, PAUSED, False))
        given_up = sum(count for _, _, count in await failed.failed_reasons(tx))
    names = sorted({*app.channels, *refused, *signs})
    return Overview(
        channels=tuple(_channel(name, app.channels.get(name), signs, refused) for name in names),
        depths=waiting,
        workers_alive=alive,
        paused=halted,
        failed=given_up,
    )


def _channel(name: str, channel: Channel | None, signs: dict[str, Signs], refused: dict[str, Pause]) -> ChannelState:
    return ChannelState(name, channel is not None and channel.pull, signs.get(name, Signs()), refused.get(name))


async def try_again_now(app: App, actor: str, channel: str) -> bool:
    """Let everything that waits for a channel go at once; whether it was paused."""
    now = app.clock()
    async with app.store.write() as tx:
        was = await resume(tx, channel, now)
        if was:
            await record(tx, actor=actor, act="channel.resume", target=channel, now=now)
    if was:
        app.metrics.channel_paused.labels(channel=channel).set(0)
    return was


async def failed_messages(
    app: App, *, before: tuple[datetime, str] | None = None, channel: str = "", reason: str = "", limit: int
) -> tuple[list[FailedMessage], list[tuple[str, str, int]]]:
    """Messages that failed for good, the newest first; and how many by channel and reason."""
    async with app.store.read() as tx:
        found = await failed.failed_messages(tx, before=before, channel=channel, reason=reason, limit=limit)
        return found, await failed.failed_reasons(tx)


async def send_again(app: App, actor: str, message_id: str) -> bool:
    """Queue a failed message once more; `False` when it is not failed (any more)."""
    now = app.clock()
    async with app.store.write() as tx:
        if await failed.send_again(tx, message_id, now) is None:
            return False
        await record(tx, actor=actor, act="message.retry", target=message_id, now=now)
    return True


async def block_sender(app: App, actor: str, conversation: str, reason: str) -> None:
    """Block whoever a conversation is with, named by its id or by the number of a case of it.

    They get nothing any more, and nothing they send is kept but a count. Raises `StaffError` when there is none.
    """
    now = app.clock()
    wanted = conversation.strip()
    async with app.store.write() as tx:
        by_number = select(desk_case.c.conversation_id).where(desk_case.c.number == wanted.upper())
        conversation_id = await tx.conn.scalar(by_number) or wanted.lower()
        conv = await get(tx, conversation_id)
        if conv is None:
            raise StaffError(N_("There is no conversation {number}. It may have been deleted."), number=wanted[:40])
        made = await senders.block(tx, conversation_id, " ".join(reason.split())[:MAX_REASON_CHARS], now)
        await close_open(tx, conv, "cancelled", "blocked")
        for blocked_id in made:
            await record(tx, actor=actor, act="sender.block", target=blocked_id, now=now)
        if not made:
            raise StaffError(N_("This sender is blocked already."))


async def unblock_sender(app: App, actor: str, blocked_id: str) -> bool:
    """Take their messages again."""
    async with app.store.write() as tx:
        was = await senders.unblock(tx, blocked_id)
        if was:
            await record(tx, actor=actor, act="sender.unblock", target=blocked_id, now=app.clock())
    return was


async def blocked_senders(app: App) -> list[BlockedSender]:
    """All of them, the latest first."""
    async with app.store.read() as tx:
        return await senders.blocked(tx)


async def audit_log(
    app: App,
    *,
    before: int | None,
    actor: str,
    act: str,
    target: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> tuple[list[AuditEntry], list[str]]:
    """Lines of the audit log, the newest first; and every kind of act there is."""
    async with app.store.read() as tx:
        found = await entries(
            tx, before=before, actor=actor, act=act, target=target, since=since, until=until, limit=limit
        )
        return found, await acts(tx)


async def insight(app: App, since: date, until: date) -> list[DayCount]:
    """Counts without persons from `since` to `until`, both included."""
    async with app.store.read() as tx:
        return await statistics.counts(tx, since, until)
