"""The worker as it runs: woken by others, several at once, stopping and starting again; and who waits for news."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.flows import worker as worker_module
from bot.flows.app import Delivery
from bot.flows.erase import erase
from bot.flows.health import store_health
from bot.flows.hub import Hub
from bot.flows.receive import receive
from bot.flows.worker import Worker
from bot.store import Store
from bot.store.leases import claim
from bot.store.tables import conversation, worker
from bot.store.workers import beat, bury_the_dead, heartbeats
from tests.support.world import KEYS, World, text_envelope, until


def real_time(world: World, **options: Any) -> World:
    world.app.clock = lambda: datetime.now(UTC)
    world.app.delivery = Delivery(**options)
    return world


@contextlib.asynccontextmanager
async def running(*workers: Worker) -> AsyncIterator[None]:
    stop = asyncio.Event()
    tasks = [asyncio.create_task(one.run(stop)) for one in workers]
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(20):
            await asyncio.gather(*tasks)


async def receive_now(store: Store, address: str, text: str) -> str:
    received = await receive(store, text_envelope(address, text))
    assert received.conversation_id
    return received.conversation_id


async def test_a_worker_answers_what_waits_and_what_comes(world: World) -> None:
    real_time(world)
    await receive_now(world.store, "anna", "before")
    async with running(world.worker):
        await until(lambda: world.channel.texts("anna") == ["1: before"])
        await receive_now(world.store, "anna", "after")
        await until(lambda: world.channel.texts("anna") == ["1: before", "2: after"])
        assert (await store_health(world.store)).ready
    health = await store_health(world.store)
    assert (health.migrations_current, health.workers_alive, health.ready) == (True, 0, False)


async def test_a_worker_is_woken_by_other_processes(world: World) -> None:
    real_time(world, poll_s=3600)
    other = await Store.open(world.store.url.render_as_string(hide_password=False), KEYS)
    async with running(world.worker):
        await until(lambda: world.app.hub._workers != set())
        await asyncio.sleep(0.3)
        await receive_now(other, "anna", "from elsewhere")
        await until(lambda: world.channel.texts("anna") == ["1: from elsewhere"])
    await other.close()


async def test_pages_are_woken_by_other_processes(world: World) -> None:
    other = await Store.open(world.store.url.render_as_string(hide_password=False), KEYS)
    conversation_id = await receive_now(world.store, "anna", "one")
    hub = Hub(other)
    listening = asyncio.create_task(hub.run())
    with hub.subscribe(conversation_id) as changes:
        assert await changes.wait(30), "nobody says that the hub listens"
        await receive_now(world.store, "anna", "two")
        assert await changes.wait(30)
        await erase(world.store, conversation_id)
        assert await changes.wait(30)
    assert hub.watched() == []
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await other.close()


async def test_waiting_for_news_in_one_process(world: World) -> None:
    conversation_id = await receive_now(world.store, "anna", "one")
    hub = world.app.hub
    assert await hub.wait(conversation_id, 0.01) is False
    with hub.subscribe(conversation_id) as changes:
        await receive_now(world.store, "jan", "other")
        assert await changes.wait(0.01) is False
        await receive_now(world.store, "anna", "two")
        assert await changes.wait(0) is True


async def test_many_conversations_at_once_and_two_workers(world: World) -> None:
    real_time(world)
    world.channel.gate = asyncio.Event()
    second = Worker(world.app)
    for number in range(60):
        await receive_now(world.store, f"person{number}", "hej")
    async with running(world.worker, second):
        # Each worker takes its bounded number of places; together they hold more than one could.
        await until(lambda: len(world.channel.calls) == 60)
        world.channel.gate.set()
        await until(lambda: len(world.channel.delivered) == 60)
    assert len(world.channel.calls) == 60


async def test_a_long_step_keeps_its_lease(world: World) -> None:
    real_time(world, lease=timedelta(seconds=0.6), send_timeout=timedelta(seconds=20))
    world.channel.gate = asyncio.Event()
    await receive_now(world.store, "anna", "hej")
    second = Worker(world.app)
    async with running(world.worker, second):
        await until(lambda: bool(world.channel.calls))
        await asyncio.sleep(2)
        world.channel.gate.set()
        await until(lambda: bool(world.channel.delivered))
    assert len(world.channel.calls) == 1


async def test_a_worker_that_stops_gives_its_work_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real_time(world)
    monkeypatch.setattr(worker_module, "STOP_WITHIN_S", 0.05)
    world.channel.gate = asyncio.Event()
    await receive_now(world.store, "anna", "hej")
    async with running(world.worker):
        await until(lambda: bool(world.channel.calls))
    async with world.store.read() as tx:
        row = (await tx.conn.execute(select(conversation))).one()
        assert (row.lease_owner, row.lease_until_s) == (None, 0)
        assert (await tx.conn.execute(select(worker))).all() == []
    world.channel.gate = None
    async with running(Worker(world.app)):
        await until(lambda: world.channel.texts("anna") == ["1: hej"])


async def test_a_dead_neighbour_s_leases_are_freed_at_once(world: World) -> None:
    await world.say("anna", "hej")
    async with world.store.write() as tx:
        await beat(tx, "dead", world.clock())
        await claim(tx, "dead", limit=1, lease_s=3600, now=world.clock())
        await tx.conn.execute(worker.update().values(pid=2**22 + 1))
        await beat(tx, "alive", world.clock())
    assert await world.work() == 0
    async with world.store.write() as tx:
        assert await bury_the_dead(tx) == 1
        assert [one.id for one in await heartbeats(tx)] == ["alive"]
    await world.work()
    assert world.channel.texts("anna") == ["1: hej"]


async def test_a_job_that_crashes_starts_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real_time(world)
    monkeypatch.setattr(worker_module, "RESTART_AFTER_S", 0.01)
    real = world.worker._claim
    crashes = 0

    async def crashing(work: object) -> None:
        nonlocal crashes
        if crashes < 2:
            crashes += 1
            raise RuntimeError("on purpose")
        await real(work)  # type: ignore[arg-type]

    monkeypatch.setattr(world.worker, "_claim", crashing)
    async with running(world.worker):
        await receive_now(world.store, "anna", "hej")
        await until(lambda: world.channel.texts("anna") == ["1: hej"])
    assert crashes == 2


async def test_depths_are_measured(world: World) -> None:
    await world.say("anna", "hej")
    world.clock.forward(seconds=7)
    await world.worker._measure()
    sample = world.app.metrics.registry.get_sample_value
    assert (sample("win_inbox_depth"), sample("win_inbox_age_seconds")) == (1, 7)
    assert (sample("win_outbox_depth"), sample("win_outbox_age_seconds")) == (0, 0)
