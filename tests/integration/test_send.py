"""Sending: every class of error, order within a conversation, crashes between call and commit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Row, select, update

from bot.channels.base import TIMEOUT, AfterCrash, Outgoing, Sent
from bot.errors import ChannelDown, PermanentSendError, TemporarySendError, Unreachable
from bot.flows.app import Delivery
from bot.flows.confirm import confirm
from bot.store import Store
from bot.store.pauses import paused
from bot.store.tables import conversation, outbox
from tests.support.world import World


async def rows(store: Store) -> list[Row]:  # type: ignore[type-arg]
    async with store.read() as tx:
        found = await tx.conn.execute(
            select(outbox.c.id, outbox.c.status, outbox.c.reason, outbox.c.attempts, outbox.c.resent).order_by(
                outbox.c.conversation_id, outbox.c.entry
            )
        )
        return list(found.all())


def fails(times: int, make: Callable[[], Exception], *, text: str = "") -> Callable[[str, str, int], Exception | None]:
    return lambda address, said, tries: make() if tries <= times and said.startswith(text) else None


async def crash_while_sending(world: World, *, taken: bool) -> None:
    """A worker dies between the channel's answer and its own commit (or before the answer, when not `taken`)."""
    real = world.channel.send

    async def dying(address: str, message: Outgoing, *, key: str) -> Sent:
        if taken:
            await real(address, message, key=key)
        raise asyncio.CancelledError

    world.channel.send = dying  # type: ignore[method-assign]
    with pytest.raises(asyncio.CancelledError):
        await world.work()
    world.channel.send = real  # type: ignore[method-assign]
    async with world.store.write() as tx:
        await tx.conn.execute(update(conversation).values(lease_until_s=0))


def counter(world: World, name: str, **labels: str) -> float:
    return world.app.metrics.registry.get_sample_value(name, labels) or 0.0


async def test_temporary_errors_are_tried_again_with_growing_pauses(world: World) -> None:
    world.channel.fail = fails(3, lambda: TemporarySendError("131000"))
    await world.say("anna", "hej")
    await world.work()
    pauses = []
    for tries in range(2, 5):
        (row,) = await rows(world.store)
        assert (row.status, row.reason, row.attempts) == ("queued", "131000", tries - 1)
        steps = 0
        while len(world.channel.calls) < tries:
            world.clock.forward(seconds=0.25)
            await world.work()
            steps += 1
        pauses.append(steps * 0.25)
    assert 0.5 <= pauses[0] <= 1.25
    assert 1 <= pauses[1] <= 2.25
    assert 2 <= pauses[2] <= 4.25
    assert world.channel.texts("anna") == ["1: hej"]
    assert counter(world, "win_retries_total", channel="fake", code="131000") == 3


async def test_retry_after_is_honoured_for_this_conversation_alone(world: World) -> None:
    world.channel.fail = lambda address, text, tries: (
        TemporarySendError("429", timedelta(seconds=60)) if text == "1: one" and tries == 1 else None
    )
    await world.say("anna", "one")
    await world.work()
    await world.say("anna", "two")
    await world.say("jan", "hej")
    await world.work()
    assert world.channel.texts("jan") == ["1: hej"]
    assert world.channel.texts("anna") == []
    world.clock.forward(seconds=59.9)
    await world.work()
    assert world.channel.texts("anna") == []
    world.clock.forward(seconds=1.2)
    await world.work()
    assert world.channel.texts("anna") == ["1: one", "2: two"]


async def test_a_permanent_error_stops_at_once_and_is_visible(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.dialogue.parts = 2
    world.channel.fail = fails(99, lambda: PermanentSendError("131009"), text="1: hej")
    received = await world.say("anna", "hej")
    with caplog.at_level(logging.INFO):
        await world.work()
        world.clock.forward(hours=1)
        await world.work()
    first, second = await rows(world.store)
    assert (first.status, first.reason, first.attempts) == ("failed", "131009", 1)
    assert second.status == "sent"
    assert world.channel.texts("anna") == ["1.1: hej"]
    entries = await world.history(received.conversation_id)
    assert [entry.status for entry in entries] == ["done", "failed", "sent"]
    assert counter(world, "win_failed_total", channel="fake", code="131009") == 1
    assert "131009" in caplog.text
    assert "anna" not in caplog.text
    assert "hej" not in caplog.text


async def test_a_reason_with_words_in_it_becomes_other(world: World) -> None:
    world.channel.fail = fails(99, lambda: PermanentSendError("Recipient +31612345678 not found"))
    await world.say("anna", "hej")
    await world.work()
    assert (await rows(world.store))[0].reason == "other"


async def test_who_can_not_be_reached_is_left_alone_until_they_write(world: World) -> None:
    world.dialogue.parts = 2
    world.channel.fail = fails(99, lambda: Unreachable("blocked"), text="1")
    await world.say("anna", "hej")
    await world.work()
    assert [(row.status, row.reason, row.attempts) for row in await rows(world.store)] == [
        ("failed", "unreachable", 1),
        ("failed", "unreachable", 0),
    ]
    await world.say("anna", "again")
    await world.work()
    assert world.channel.texts("anna") == ["2: again", "2.1: again"]


async def test_given_up_after_a_bounded_time(world: World) -> None:
    world.channel.fail = fails(10_000, lambda: TemporarySendError("500"), text="1: ")
    await world.say("anna", "hej")
    for _ in range(100):
        await world.work()
        world.clock.forward(minutes=5)
    (row,) = await rows(world.store)
    assert (row.status, row.reason) == ("failed", "gave_up:500")
    assert row.attempts < 100
    assert len(world.channel.calls) == row.attempts
    await world.say("anna", "later")
    await world.work()
    assert world.channel.texts("anna") == ["2: later"]


async def test_a_defect_of_the_channel_counts_as_temporary(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.channel.fail = fails(1, lambda: ValueError("text of a person"))
    await world.say("anna", "hej")
    await world.work()
    world.clock.forward(seconds=2)
    await world.work()
    assert world.channel.texts("anna") == ["1: hej"]
    assert "text of a person" not in caplog.text
    assert counter(world, "win_defects_total", where="send") == 1


async def test_a_channel_that_hangs_is_cut_off(world: World) -> None:
    world.app.delivery = Delivery(send_timeout=timedelta(seconds=0.05))
    world.channel.gate = asyncio.Event()
    await world.say("anna", "hej")
    await world.work()
    (row,) = await rows(world.store)
    # Who knows whether it was taken: the next try is marked.
    assert (row.status, row.reason, row.resent) == ("queued", TIMEOUT, True)
    world.channel.gate = None
    world.clock.forward(seconds=2)
    await world.work()
    assert world.channel.texts("anna") == ["1: hej"]


async def test_a_channel_that_refuses_us_pauses_and_is_probed(world: World, caplog: pytest.LogCaptureFixture) -> None:
    down = True
    world.channel.fail = lambda address, text, tries: ChannelDown("190") if down else None
    for name in ("anna", "jan", "ivan"):
        await world.say(name, "hej")
        await world.say(name, "hej", channel="pull")
    await world.work()
    assert len(world.channel.calls) == 1
    async with world.store.read() as tx:
        (pause,) = await paused(tx)
    assert (pause.channel, pause.reason) == ("fake", "190")
    assert counter(world, "win_channel_paused", channel="fake") == 1
    assert "refuses us (190)" in caplog.text
    # Answers are made meanwhile, and other channels go on.
    assert [row.status for row in await rows(world.store)].count("queued") == 3
    assert [row.status for row in await rows(world.store)].count("sent") == 3
    for _ in range(20):
        world.clock.forward(seconds=30)
        await world.work()
    # Ten minutes: the probes come ever more rarely, one message each.
    assert 3 <= len(world.channel.calls) <= 6
    down = False
    for _ in range(30):
        world.clock.forward(seconds=30)
        await world.work()
    for name in ("anna", "jan", "ivan"):
        assert world.channel.texts(name) == ["1: hej"]
    async with world.store.read() as tx:
        assert await paused(tx) == []
    assert counter(world, "win_channel_paused", channel="fake") == 0


async def test_the_probe_s_temporary_error_keeps_the_pause(world: World) -> None:
    errors: list[Exception] = [ChannelDown("190"), TemporarySendError("500")]
    world.channel.fail = lambda address, text, tries: errors.pop(0) if errors else None
    await world.say("anna", "hej")
    await world.work()
    world.clock.forward(seconds=31)
    await world.work()
    async with world.store.read() as tx:
        assert len(await paused(tx)) == 1
    world.clock.forward(minutes=11)
    await world.work()
    assert world.channel.texts("anna") == ["1: hej"]
    async with world.store.read() as tx:
        assert await paused(tx) == []


async def test_what_waits_for_a_day_is_not_sent_any_more(world: World) -> None:
    world.channel.fail = fails(1, lambda: ChannelDown("190"))
    await world.say("anna", "hej")
    await world.work()
    world.clock.forward(hours=25)
    await world.work()
    (row,) = await rows(world.store)
    assert (row.status, row.reason) == ("failed", "expired")


async def test_a_channel_that_was_switched_off_keeps_its_messages_a_day(world: World) -> None:
    world.channel.fail = fails(1, lambda: TemporarySendError("500"))
    await world.say("anna", "hej")
    await world.work()
    world.app.channels = {}
    world.clock.forward(minutes=1)
    await world.work()
    assert (await rows(world.store))[0].status == "queued"
    world.app.channels = {"fake": world.channel}
    world.clock.forward(minutes=10)
    await world.work()
    assert world.channel.texts("anna") == ["1: hej"]


@pytest.mark.parametrize("taken", [True, False])
async def test_after_a_crash_resend(world: World, taken: bool) -> None:
    world.channel.after_crash = AfterCrash.RESEND
    await world.say("anna", "hej")
    await crash_while_sending(world, taken=taken)
    assert (await rows(world.store))[0].status == "sending"
    await world.work()
    assert world.channel.texts("anna") == ["1: hej"] * (2 if taken else 1)
    assert len({one.key for one in world.channel.delivered}) == 1
    (row,) = await rows(world.store)
    assert (row.status, row.resent) == ("sent", False)


@pytest.mark.parametrize("taken", [True, False])
async def test_after_a_crash_resend_marked(world: World, taken: bool) -> None:
    await world.say("anna", "hej")
    await world.say("anna", "later")
    await crash_while_sending(world, taken=taken)
    await world.work()
    assert world.channel.texts("anna") == ["1: hej"] * (2 if taken else 1) + ["2: later"]
    first, second = await rows(world.store)
    assert (first.status, first.resent, second.resent) == ("sent", True, False)
    assert counter(world, "win_resent_total", channel="fake") == 1


async def test_after_a_crash_reconcile_when_the_channel_reports_it(world: World) -> None:
    world.channel.after_crash = AfterCrash.RECONCILE
    await world.say("anna", "hej")
    await world.say("anna", "later")
    await crash_while_sending(world, taken=True)
    await world.work()
    first, _ = await rows(world.store)
    assert first.status == "unsure"
    assert world.channel.texts("anna") == ["1: hej"]
    assert await confirm(world.store, first.id, external_id="wamid.9", now=world.clock())
    await world.work()
    assert world.channel.texts("anna") == ["1: hej", "2: later"]
    assert [row.status for row in await rows(world.store)] == ["sent", "sent"]
    assert not await confirm(world.store, first.id, now=world.clock())
    assert not await confirm(world.store, "unknown", now=world.clock())


async def test_after_a_crash_reconcile_when_nobody_reports_it(world: World) -> None:
    world.channel.after_crash = AfterCrash.RECONCILE
    await world.say("anna", "hej")
    await crash_while_sending(world, taken=False)
    await world.work()
    world.clock.forward(seconds=29)
    await world.work()
    assert world.channel.texts("anna") == []
    world.clock.forward(seconds=2)
    await world.work()
    assert world.channel.texts("anna") == ["1: hej"]
    (row,) = await rows(world.store)
    assert (row.status, row.resent) == ("sent", True)


async def test_reconcile_after_a_timeout(world: World) -> None:
    world.channel.after_crash = AfterCrash.RECONCILE
    world.channel.fail = fails(1, lambda: TemporarySendError(TIMEOUT))
    await world.say("anna", "hej")
    await world.work()
    (row,) = await rows(world.store)
    assert (row.status, row.reason) == ("unsure", TIMEOUT)
    assert await confirm(world.store, row.id, now=world.clock())
    world.clock.forward(minutes=5)
    await world.work()
    assert len(world.channel.calls) == 1


async def test_a_report_that_overtakes_the_answer_counts(world: World) -> None:
    world.channel.after_crash = AfterCrash.RECONCILE
    real = world.channel.send

    async def reported_then_timeout(address: str, message: Outgoing, *, key: str) -> Sent:
        await real(address, message, key=key)
        assert await confirm(world.store, key, external_id="wamid.1", now=world.clock())
        raise TemporarySendError(TIMEOUT)

    world.channel.send = reported_then_timeout  # type: ignore[method-assign]
    await world.say("anna", "hej")
    await world.work()
    world.clock.forward(minutes=5)
    await world.work()
    assert [row.status for row in await rows(world.store)] == ["sent"]
    assert world.channel.texts("anna") == ["1: hej"]
