"""What administrators do while the service runs, on both databases: block, pause, send again, look at channels."""

from __future__ import annotations

import pytest

from bot.errors import PermanentSendError
from bot.flows import admin, pausing
from bot.staff.errors import StaffError
from bot.store.audit import entries
from bot.store.channel_signs import heard
from bot.store.pauses import pause
from tests.support.world import World

ACTOR = "a" * 32


async def acts(world: World) -> list[str]:
    async with world.store.read() as tx:
        return [one.act for one in await entries(tx)]


async def test_a_blocked_sender_gets_nothing_and_leaves_a_count_only(world: World) -> None:
    first = await world.say("anna", "hello")
    await world.work()
    assert first.conversation_id
    before = len(await world.history(first.conversation_id))
    await admin.block_sender(world.app, ACTOR, first.conversation_id, "abuse ")
    for _ in range(2):
        again = await world.say("anna", "you there?")
        assert (again.conversation_id, again.new) == (None, False)
    assert await world.work() == 0
    assert len(await world.history(first.conversation_id)) == before
    (one,) = await admin.blocked_senders(world.app)
    assert (one.channel, one.reason, one.dropped) == ("fake", "abuse", 2)
    assert (await world.say("bob", "hello")).new
    assert await admin.unblock_sender(world.app, ACTOR, one.id)
    assert not await admin.unblock_sender(world.app, ACTOR, one.id)
    assert (await world.say("anna", "and now?")).new
    assert await acts(world) == ["sender.unblock", "sender.block"]


async def test_blocking_a_conversation_that_is_not_there_says_so(world: World) -> None:
    with pytest.raises(StaffError, match="There is no conversation K7F-3QD"):
        await admin.block_sender(world.app, ACTOR, "K7F-3QD", "")
    assert await admin.blocked_senders(world.app) == []


async def test_a_paused_bot_gives_its_notice(world: World) -> None:
    await pausing.set_paused(world.app, ACTOR, True)
    await pausing.set_paused(world.app, ACTOR, True)
    await world.say("anna", "hello")
    await world.work()
    assert world.channel.texts("anna") == ["paused"]
    await pausing.set_paused(world.app, ACTOR, False)
    await world.say("anna", "hello")
    await world.work()
    assert world.channel.texts("anna") == ["paused", "1: hello"]
    assert await acts(world) == ["bot.resume", "bot.pause"]


async def test_a_message_that_failed_for_good_is_seen_without_its_text_and_sent_again(world: World) -> None:
    broken = True
    world.channel.fail = lambda address, text, tries: PermanentSendError("131026") if broken else None
    await world.say("anna", "secret")
    await world.work()
    ((one,), reasons) = await admin.failed_messages(world.app, limit=10)
    assert (one.channel, one.reason, one.later) == ("fake", "131026", False)
    assert reasons == [("fake", "131026", 1)]
    assert "secret" not in repr(one)
    broken = False
    world.clock.forward(days=3)
    assert await admin.send_again(world.app, ACTOR, one.id)
    assert not await admin.send_again(world.app, ACTOR, one.id)
    await world.work()
    assert world.channel.texts("anna") == ["1: secret"]
    assert (await admin.failed_messages(world.app, limit=10))[0] == []


async def test_failed_messages_come_in_pages(world: World) -> None:
    world.channel.fail = lambda address, text, tries: PermanentSendError("400")
    for number in range(5):
        await world.say(f"p{number}", "x")
        await world.work()
        world.clock.forward(minutes=number % 2)
    seen: list[str] = []
    before = None
    while True:
        found, _ = await admin.failed_messages(world.app, before=before, limit=2)
        if not found:
            break
        seen += [one.id for one in found]
        before = (found[-1].created_at, found[-1].id)
    assert len(seen) == len(set(seen)) == 5


async def test_the_overview_shows_a_channel_that_refuses_us_and_lets_it_go(world: World) -> None:
    async with world.store.write() as tx:
        await pause(tx, "fake", "190", world.clock(), first=world.app.delivery.probe_first)
        await heard(tx, "fake", world.clock())
        await heard(tx, "fake", world.clock())
    seen = await admin.overview(world.app)
    fake = next(one for one in seen.channels if one.name == "fake")
    assert fake.pause
    assert fake.pause.reason == "190"
    assert fake.signs.heard_at == world.clock()
    assert (seen.paused, seen.failed, seen.workers_alive) == (False, 0, 0)
    assert await admin.try_again_now(world.app, ACTOR, "fake")
    assert not await admin.try_again_now(world.app, ACTOR, "fake")
    assert (await admin.overview(world.app)).channels[0].pause is None


async def test_a_channel_that_was_heard_is_noted_once_a_minute(world: World) -> None:
    from bot.flows.signs import heard as heard_now

    first = world.clock()
    await heard_now(world.app, "fake")
    world.clock.forward(seconds=30)
    await heard_now(world.app, "fake")
    assert (await admin.overview(world.app)).channels[0].signs.heard_at == first
    world.clock.forward(seconds=31)
    await heard_now(world.app, "fake")
    assert (await admin.overview(world.app)).channels[0].signs.heard_at == world.clock()
