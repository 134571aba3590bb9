"""Meta's reports on messages of ours: late, twice, in any order, or never."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update

from bot.flows.history import history
from bot.store import Store
from bot.store.tables import conversation
from tests.support.whatsapp_world import WhatsAppWorld, whatsapp_world


async def test_a_timeout_after_acceptance_is_reconciled_by_our_key(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    world.meta.swallow()
    await ana.writes("hej")
    await world.work()
    assert await world.statuses() == ["sent"]
    await world.wait(minutes=5)
    assert ana.texts == ["1: hej"]


async def test_without_a_report_it_is_sent_again_and_marked(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    world.meta.reports_by_itself = False
    world.meta.swallow()
    await ana.writes("hej")
    await world.work()
    assert await world.statuses() == ["unsure"]
    await world.wait(seconds=31)
    (row,) = await world.rows()
    assert (row.status, row.resent) == ("sent", True)
    assert ana.texts == ["1: hej", "1: hej"]
    # The late reports of the first one change nothing any more.
    await world.meta.flush(shuffled=True, twice=True)
    (row,) = await world.rows()
    assert (row.status, row.read_at is not None) == ("sent", True)


@pytest.mark.parametrize("seed", range(4))
async def test_marks_in_any_order_and_twice_only_ever_raise(store: Store, seed: int) -> None:
    async with whatsapp_world(store) as world:
        world.meta._random.seed(seed)
        world.meta.reports_by_itself = False
        ana = world.meta.person("+48601234567")
        await ana.writes("hej")
        await world.work()
        (accepted,) = world.meta.accepted
        reports = [world.meta._status(accepted, "failed", code=131000)]
        world.meta.kept_back[1:1] = [] if seed % 2 else reports
        await world.meta.flush(shuffled=seed > 1, twice=True)
        if seed == 0:
            # "failed" came before "delivered": it was to be tried again, and arrived all the same.
            assert ana.texts == ["1: hej"]
        await world.meta.status(accepted, "failed", code=131026)
        (row,) = await world.rows()
        assert (row.status, row.reason) == ("sent", None)
        assert row.delivered_at is not None
        assert row.read_at is not None
        await world.wait(minutes=1)
        assert ana.texts == ["1: hej"]


async def test_a_mark_that_overtakes_the_answer_of_the_call(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    world.meta.reports_by_itself = False
    real = world.channel.send

    async def reported_first(address: str, message: object, *, key: str) -> object:
        sent = await real(address, message, key=key)  # type: ignore[arg-type]
        await world.meta.flush()
        return sent

    world.channel.send = reported_first  # type: ignore[method-assign,assignment]
    await ana.writes("hej")
    await world.work()
    (row,) = await world.rows()
    assert row.status == "sent"
    assert row.external_hash is not None
    assert row.read_at is not None
    assert ana.texts == ["1: hej"]


async def test_read_alone_says_delivered_too_and_recipients_may_be_missing(world: WhatsAppWorld) -> None:
    world.meta.reports_by_itself = False
    ana = world.meta.person(user_id="PL.1")
    await ana.writes("hej")
    await world.work()
    (accepted,) = world.meta.accepted
    status = {"id": accepted["_wamid"], "status": "read", "timestamp": str(int(world.meta.now_s()))}
    assert await world.meta.post_value(statuses=[status]) == 200
    (row,) = await world.rows()
    assert row.delivered_at == row.read_at == world.clock()


async def test_a_failure_after_acceptance_is_tried_again_or_visible(world: WhatsAppWorld) -> None:
    world.meta.reports_by_itself = False
    ana = world.meta.person("+48601234567")
    await ana.writes("hej")
    await world.work()
    world.meta.kept_back.clear()
    await world.meta.status(world.meta.accepted[-1], "failed", code=131000)
    await world.meta.status(world.meta.accepted[-1], "failed", code=131000)
    assert await world.statuses() == ["queued"]
    await world.wait(seconds=10)
    assert len(world.meta.accepted) == 2
    # The first one's failure comes once more, while the second one is out.
    await world.meta.status(world.meta.accepted[0], "failed", code=131000)
    assert await world.statuses() == ["sent"]
    await world.meta.status(world.meta.accepted[-1], "failed", code=131051)
    (row,) = await world.rows()
    assert (row.status, row.reason) == ("failed", "131051")
    assert world.counted("win_failed_total", channel="whatsapp", code="131051") == 1
    (id_,) = await world.conversations()
    assert [entry.status for entry in await history(world.store, id_)][-1] == "failed"


async def test_an_unfinished_call_of_a_dead_worker_waits_for_its_report(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    world.meta.reports_by_itself = False
    real = world.channel.send

    async def dies(address: str, message: object, *, key: str) -> object:
        await real(address, message, key=key)  # type: ignore[arg-type]
        raise asyncio.CancelledError

    world.channel.send = dies  # type: ignore[method-assign,assignment]
    await ana.writes("hej")
    with pytest.raises(asyncio.CancelledError):
        await world.work()
    world.channel.send = real  # type: ignore[method-assign]
    async with world.store.write() as tx:
        await tx.conn.execute(update(conversation).values(lease_until_s=0))
    await world.work()
    assert await world.statuses() == ["unsure"]
    await world.meta.flush(shuffled=True)
    await world.wait(minutes=5)
    assert await world.statuses() == ["sent"]
    assert ana.texts == ["1: hej"]
