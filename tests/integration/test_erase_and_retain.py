"""Forgetting: "delete my data" with its goodbye, retention, hashes and counts that have had their time."""

from __future__ import annotations

import asyncio
import logging
from datetime import date, timedelta

import pytest
from sqlalchemy import Table, func, select, update

from bot.dialogue.effects import Count, EraseConversation, RecordWish
from bot.errors import PermanentSendError, TemporarySendError
from bot.flows import retain
from bot.flows.retain import RECURRING
from bot.flows.timers import run_due, set_recurring
from bot.store import Store
from bot.store.statistics import Event, count
from bot.store.tables import conversation, inbox, outbox, seen, statistic, timer, wish
from bot.store.timers import set_timer
from tests.support.world import World

ERASE = (EraseConversation(), Count("erased", "pl"))


async def rows_in(store: Store, *tables: Table) -> list[int]:
    async with store.read() as tx:
        return [await tx.conn.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


@pytest.fixture
def erasing(world: World) -> World:
    world.dialogue.effects = {"usuń": ERASE, "wish": (RecordWish("human", "", "pl"),)}
    return world


async def test_the_goodbye_is_the_last_use_of_the_address(erasing: World) -> None:
    for text in ("hej", "wish", "usuń"):
        await erasing.say("anna", text, external_id=text)
    await erasing.work()
    assert erasing.channel.texts("anna") == ["1: hej", "2: wish", "3: usuń"]
    assert await rows_in(erasing.store, conversation, inbox, outbox, wish, timer) == [0, 0, 0, 0, 0]
    assert await rows_in(erasing.store, seen, statistic) == [3, 2]
    late = await erasing.say("anna", "hej", external_id="hej")
    assert (late.new, late.conversation_id) == (False, None)
    await erasing.say("anna", "new")
    await erasing.work()
    assert erasing.channel.texts("anna")[-1] == "1: new"


async def test_only_the_goodbye_can_be_read_while_it_waits(erasing: World) -> None:
    received = await erasing.say("anna", "hej")
    await erasing.work()
    erasing.channel.fail = lambda address, text, tries: TemporarySendError("500") if tries == 1 else None
    await erasing.say("anna", "usuń")
    async with erasing.store.read() as tx:
        old_key = (await tx.conn.execute(select(conversation.c.data_key))).scalar_one()
    await erasing.work()
    async with erasing.store.read() as tx:
        row = (await tx.conn.execute(select(conversation))).one()
    assert row.address_hash is None
    assert row.state is None
    assert row.data_key != old_key
    (goodbye,) = await erasing.history(received.conversation_id)
    assert goodbye.outgoing
    assert goodbye.outgoing.payload["text"] == "2: usuń"
    # Meanwhile the person writes again: a new conversation, which the end of the old one does not touch.
    fresh = await erasing.say("anna", "again")
    assert fresh.conversation_id != received.conversation_id
    await erasing.work()
    erasing.clock.forward(seconds=5)
    await erasing.work()
    assert erasing.channel.texts("anna") == ["1: hej", "2: usuń", "1: again"] or erasing.channel.texts("anna") == [
        "1: hej",
        "1: again",
        "2: usuń",
    ]
    assert await rows_in(erasing.store, conversation) == [1]
    assert await erasing.history(received.conversation_id) == []


async def test_a_goodbye_that_fails_goes_too(erasing: World) -> None:
    erasing.channel.fail = lambda address, text, tries: PermanentSendError("131026")
    await erasing.say("anna", "usuń")
    await erasing.work()
    assert await rows_in(erasing.store, conversation, outbox) == [0, 0]


async def test_a_page_can_read_the_goodbye_for_a_while(erasing: World) -> None:
    received = await erasing.say("anna", "usuń", channel="pull")
    await erasing.work()
    (goodbye,) = await erasing.history(received.conversation_id, received.entry)
    assert goodbye.outgoing
    await run_due(erasing.app)
    assert await rows_in(erasing.store, conversation) == [1]
    erasing.clock.forward(minutes=11)
    await run_due(erasing.app)
    assert await rows_in(erasing.store, conversation, outbox, timer) == [0, 0, 0]


@pytest.mark.parametrize("channel", ["fake", "pull"])
async def test_what_is_written_after_the_erasing_word_is_answered(erasing: World, channel: str) -> None:
    first = await erasing.say("anna", "usuń", channel=channel)
    await erasing.say("anna", "one more", channel=channel)
    await erasing.say("anna", "and more", channel=channel)
    await erasing.work()
    second = await erasing.say("anna", "last", channel=channel)
    await erasing.work()
    assert second.conversation_id != first.conversation_id
    entries = await erasing.history(second.conversation_id)
    assert sorted(entry.outgoing.payload["text"] for entry in entries if entry.outgoing) == [
        "1: one more", "2: and more", "3: last",
    ]  # fmt: skip


async def test_erasing_during_a_turn_drops_its_outcome(erasing: World) -> None:
    from bot.flows.erase import erase

    received = await erasing.say("anna", "hej")
    assert received.conversation_id
    erasing.channel.gate = asyncio.Event()
    work = asyncio.create_task(erasing.work())
    while not erasing.channel.calls:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await erase(erasing.store, received.conversation_id)
    erasing.channel.gate.set()
    await work
    assert await rows_in(erasing.store, conversation, inbox, outbox) == [0, 0, 0]


async def test_chats_are_wiped_after_their_time_but_open_cases_stay(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retain, "BATCH", 2)
    for name in ("a", "b", "c", "waiting", "adviser"):
        await world.say(name, "hej")
    await world.work()
    async with world.store.write() as tx:
        for name in ("waiting", "adviser"):
            key = tx.keys.hash("address", "fake", name)
            await tx.conn.execute(update(conversation).where(conversation.c.address_hash == key).values(mode=name))
    await set_recurring(world.app)
    world.clock.forward(days=29)
    await world.say("late", "hej")
    await world.work()
    await run_due(world.app)
    assert await rows_in(world.store, conversation) == [6]
    world.clock.forward(days=2)
    await run_due(world.app)
    assert await rows_in(world.store, conversation) == [3]
    async with world.store.read() as tx:
        assert set((await tx.conn.scalars(select(conversation.c.mode))).all()) == {"bot", "waiting", "adviser"}


async def test_hashes_stay_eight_days_and_counts_two_years(world: World) -> None:
    await world.say("anna", "hej", external_id="1")
    async with world.store.write() as tx:
        await count(tx, date(2024, 11, 1), [Event("answered")])
        await count(tx, date(2026, 11, 1), [Event("answered")])
    await set_recurring(world.app)
    world.clock.forward(days=7, hours=23)
    await run_due(world.app)
    assert not (await world.say("anna", "hej", external_id="1")).new
    world.clock.forward(hours=2)
    await run_due(world.app)
    assert await rows_in(world.store, seen, statistic) == [0, 1]


async def test_timers_run_once_and_come_again(world: World) -> None:
    await set_recurring(world.app)
    await set_recurring(world.app)
    assert await rows_in(world.store, timer) == [len(RECURRING)]
    assert await run_due(world.app) == len(RECURRING)
    assert await run_due(world.app) == 0
    world.clock.forward(hours=1, seconds=1)
    hourly = [every for every, _ in RECURRING.values() if every <= timedelta(hours=1)]
    assert await run_due(world.app) == len(hourly)


async def test_a_timer_that_fails_holds_up_no_other(world: World, caplog: pytest.LogCaptureFixture) -> None:
    async with world.store.write() as tx:
        await set_timer(tx, "from the future", world.clock() - timedelta(seconds=1))
    await set_recurring(world.app)
    with caplog.at_level(logging.ERROR):
        assert await run_due(world.app) == len(RECURRING) + 1
    assert "from the future failed" in caplog.text
    assert await rows_in(world.store, timer) == [len(RECURRING) + 1]
    assert await run_due(world.app) == 0
