"""The worker: takes conversations that have work, many at once, and drains them; runs timers; shows that it lives.

It runs inside the application's process or as one of its own, and any number may share a database. What one worker
leaves behind when it is killed, another one (or the same, started again) takes up.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import httpx

from bot.flows import chores
from bot.flows.app import App
from bot.flows.drain import drain_leased, keep_leases
from bot.flows.hub import Changes
from bot.flows.timers import run_due, set_recurring
from bot.flows.trouble import log_defect
from bot.flows.webhooks import deliver_webhooks
from bot.store.conversations import new_id
from bot.store.leases import Lease, claim
from bot.store.pauses import paused
from bot.store.statistics import depths
from bot.store.workers import beat, bury_the_dead, sign_off

logger = logging.getLogger(__name__)

BEAT_EVERY_S = 3.0
ALIVE_WITHIN_S = 15.0
"""A worker seen this lately counts as alive."""
TIMERS_EVERY_S = 5.0
WEBHOOKS_EVERY_S = 5.0
"""How often retries of webhooks are looked for; a new event is heard at once."""
STOP_WITHIN_S = 4.0
"""Drains get this long to finish when the worker stops; what is cut off is taken up later."""
RESTART_AFTER_S = 1.0
WHOLE_WITHIN_S = 3.0
"""How long a stopping worker waits for a write that it has begun."""


class Worker:
    """One worker. `await Worker(app).run(stop)` returns soon after `stop` is set."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.id = new_id()
        self._drains: dict[asyncio.Task[None], Lease] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; then finish or let go within five seconds and give all leases back."""
        jobs = {
            "wake-ups": self.app.hub.run,
            "heartbeat": self._beat,
            "timers": self._timers,
            "chores": self._chores,
            "webhooks": self._webhooks,
        }
        async with keep_leases(self.app, lambda: list(self._drains.values())):
            dispatch = asyncio.create_task(self._supervise("dispatch", self._dispatch))
            others = [asyncio.create_task(self._supervise(name, job)) for name, job in jobs.items()]
            try:
                await stop.wait()
            finally:
                await _cancel(dispatch)
                await self._finish_drains()
                await _cancel(*others)
        # Whatever is left is freed when its leases run out, or when the next worker finds our process gone.
        with contextlib.suppress(Exception):
            async with self.app.store.write(behind=True) as tx:
                await sign_off(tx, self.id)

    async def _supervise(self, name: str, job: Callable[[], Awaitable[None]]) -> None:
        """Run a job for ever: what fails is told and started again."""
        while True:
            try:
                await job()
            except Exception as error:
                self.app.metrics.defects.labels(where=name).inc()
                log_defect(logger, f"The worker's {name} stopped and starts again", error)
            await asyncio.sleep(RESTART_AFTER_S)

    async def _dispatch(self) -> None:
        with self.app.hub.subscribe_work() as work:
            while True:
                await _whole(self._claim(work))
                await work.wait(self.app.delivery.poll_s)

    async def _claim(self, work: Changes) -> None:
        """Take as many conversations as there are free places."""
        places = self.app.delivery.concurrency - len(self._drains)
        if places <= 0:
            return
        lease_s = self.app.delivery.lease.total_seconds()
        async with self.app.store.write(behind=True) as tx:
            leases = await claim(tx, self.id, limit=places, lease_s=lease_s, now=self.app.clock())
        for lease in leases:
            task = asyncio.create_task(drain_leased(self.app, lease))
            self._drains[task] = lease
            task.add_done_callback(lambda done: self._drained(done, work))
        if len(leases) == places:
            # There may be more: look again as soon as a place is free.
            work.ring()

    def _drained(self, task: asyncio.Task[None], work: Changes) -> None:
        was_full = len(self._drains) >= self.app.delivery.concurrency
        self._drains.pop(task, None)
        if not task.cancelled() and (error := task.exception()):
            log_defect(logger, "A drain ended in an unforeseen way", error)
        if was_full:
            work.ring()

    async def _finish_drains(self) -> None:
        if self._drains:
            _done, late = await asyncio.wait(list(self._drains), timeout=STOP_WITHIN_S)
            await _cancel(*late)

    async def _beat(self) -> None:
        while True:
            await _whole(self._beat_once())
            await self._measure()
            await asyncio.sleep(BEAT_EVERY_S)

    async def _beat_once(self) -> None:
        async with self.app.store.write() as tx:
            await beat(tx, self.id, self.app.clock())
            if await bury_the_dead(tx):
                self.app.hub.ring_all()

    async def _measure(self) -> None:
        metrics, now = self.app.metrics, self.app.clock()
        async with self.app.store.read() as tx:
            depth = await depths(tx)
            down = {one.channel for one in await paused(tx)}
        metrics.inbox_depth.set(depth.inbox)
        metrics.outbox_depth.set(depth.outbox)
        metrics.inbox_age_s.set(depth.inbox_age_s(now))
        metrics.outbox_age_s.set(depth.outbox_age_s(now))
        for channel in self.app.channels:
            metrics.channel_paused.labels(channel=channel).set(channel in down)

    async def _chores(self) -> None:
        await chores.run(self.app)

    async def _timers(self) -> None:
        await set_recurring(self.app)
        while True:
            await _whole(run_due(self.app))
            await asyncio.sleep(TIMERS_EVERY_S)

    async def _webhooks(self) -> None:
        async with httpx.AsyncClient() as http:
            with self.app.hub.subscribe_cases() as changes:
                while True:
                    await deliver_webhooks(self.app, http)
                    await changes.wait(WEBHOOKS_EVERY_S)


async def _whole(work: Coroutine[Any, Any, object]) -> None:
    """Do a piece of work to its end, also when we are cancelled meanwhile.

    A write that is cancelled between two statements drops its connection; on SQLite the lock goes with the connection,
    and the next writer may wait for it as long as `busy_timeout` allows.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.done():
            await asyncio.wait([task], timeout=WHOLE_WITHIN_S)
        task.cancel()
        raise


async def _cancel(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
