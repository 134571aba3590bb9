"""Draining: every message answered once, in order, whatever the dialogue or the NLU does."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.dialogue.effects import Count, RecordFeedback, RecordWish
from bot.flows.drain import drain
from bot.flows.history import Entry
from bot.messages import Incoming, IncomingKind
from bot.store.conversations import get
from bot.store.leases import claim, fence
from bot.store.mailbox import incoming_from_json
from bot.store.tables import conversation, statistic
from bot.store.wishes import wishes_of
from tests.support.world import World, until


def said(entries: list[Entry]) -> list[str]:
    return [entry.outgoing.payload["text"] if entry.outgoing else f"> {entry.text}" for entry in entries]


async def test_messages_are_answered_in_order(world: World) -> None:
    world.dialogue.parts = 2
    for number in range(3):
        await world.say("anna", f"m{number}")
    await world.say("jan", "hello")
    await world.work()
    assert world.channel.texts("anna") == [
        "1: m0", "1.1: m0", "2: m1", "2.1: m1", "3: m2", "3.1: m2",
    ]  # fmt: skip
    assert world.channel.texts("jan") == ["1: hello", "1.1: hello"]
    assert len({one.key for one in world.channel.delivered}) == 8


async def test_what_is_pulled_is_never_sent(world: World) -> None:
    received = await world.say("anna", "hej", channel="pull")
    await world.work()
    entries = await world.history(received.conversation_id)
    assert said(entries) == ["> hej", "1: hej"]
    assert entries[1].status == "sent"
    assert world.pull.calls == []


@pytest.mark.parametrize("channel", ["fake", "pull"])
async def test_each_turn_begins_where_the_last_one_ended(world: World, channel: str) -> None:
    for text in ("a", "b", "raise", "c"):
        received = await world.say("anna", text, channel=channel)
    await world.work()
    entries = await world.history(received.conversation_id)
    assert said(entries) == ["> a", "> b", "> raise", "> c", "1: a", "2: b", "sorry", "3: c"]


async def test_typing_is_shown_and_its_failure_harmless(world: World) -> None:
    world.channel.typing_error = RuntimeError("no typing today")
    world.app.nlu = SlowNlu()
    await world.say("anna", "nlu hej", external_id="x1")
    await world.work()
    assert world.channel.typed == [("anna", "x1")]
    assert world.channel.texts("anna") == ["1: nlu hej understood"]


class SlowNlu:
    async def parse(self, language: str, text: str) -> Any:
        for _ in range(5):
            await asyncio.sleep(0)
        return "something"


@pytest.mark.parametrize("text", ["raise", "raise plan"])
async def test_a_poison_message_gets_the_apology_and_blocks_nobody(
    world: World, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    for one in ("before", text, "after"):
        received = await world.say("anna", one)
    with caplog.at_level(logging.INFO):
        await world.work()
    assert world.channel.texts("anna") == ["1: before", "sorry", "2: after"]
    entries = await world.history(received.conversation_id)
    assert [entry.status for entry in entries if entry.author == "person"] == ["done", "failed", "done"]
    assert "RuntimeError at" in caplog.text
    assert "secret words" not in caplog.text


async def test_an_unknown_effect_is_a_defect_not_a_loss(world: World) -> None:
    world.dialogue.effects = {"odd": (object(),)}
    await world.say("anna", "odd")
    await world.work()
    assert world.channel.texts("anna") == ["sorry"]


async def test_a_message_that_kills_its_workers_is_given_up(world: World) -> None:
    def die(incoming: Incoming) -> None:
        if incoming.text == "kill":
            raise asyncio.CancelledError

    world.dialogue.before_turn = die
    await world.say("anna", "kill")
    await world.say("anna", "after")
    for _ in range(world.delivery.max_attempts):
        with pytest.raises(asyncio.CancelledError):
            await world.work()
        async with world.store.write() as tx:
            await tx.conn.execute(update(conversation).values(lease_until_s=0))
    await world.work()
    assert world.channel.texts("anna") == ["sorry", "1: after"]


async def test_without_content_messages_wait(world: World) -> None:
    world.dialogue.context_error = OSError("no content")
    received = await world.say("anna", "hej")
    await world.work()
    assert [entry.status for entry in await world.history(received.conversation_id)] == ["new"]
    world.dialogue.context_error = None
    world.clock.forward(minutes=1)
    await world.work()
    assert world.channel.texts("anna") == ["1: hej"]


async def test_without_nlu_the_turn_goes_on(world: World) -> None:
    world.nlu.answer = None
    await world.say("anna", "nlu jak się zameldować")
    await world.work()
    assert world.channel.texts("anna") == ["1: nlu jak się zameldować without nlu"]


async def test_a_broken_nlu_client_is_like_none(world: World) -> None:
    class Broken:
        async def parse(self, language: str, text: str) -> Any:
            raise ValueError(text)

    world.app.nlu = Broken()
    await world.say("anna", "nlu hej")
    await world.work()
    assert world.channel.texts("anna") == ["1: nlu hej without nlu"]


async def test_effects_are_carried_out_with_the_turn(world: World) -> None:
    world.dialogue.effects = {
        "wish": (
            RecordWish("human", "bsn", "pl"),
            RecordFeedback("bsn", "pl", useful=False),
            Count("answered", "pl", "bsn"),
            Count("answered", "pl", "bsn"),
            Count("unreadable", "pl", detail="x\x00\ud800" * 100),
        )
    }
    received = await world.say("anna", "wish")
    await world.work()
    async with world.store.read() as tx:
        rows = {
            (row.event, row.slug, row.detail): row._mapping["count"] for row in await tx.conn.execute(select(statistic))
        }
        assert received.conversation_id
        conv = await get(tx, received.conversation_id)
        assert conv
        assert await wishes_of(tx, conv) == [{"kind": "human", "slug": "bsn", "language": "pl"}]
    assert rows == {
        ("wish", "bsn", "human"): 1,
        ("feedback", "bsn", "not_useful"): 1,
        ("answered", "bsn", ""): 2,
        ("unreadable", "", "x" * 80): 1,
    }


async def test_one_conversation_is_drained_by_one_worker(world: World) -> None:
    received = await world.say("anna", "hej")
    assert received.conversation_id
    world.channel.gate = asyncio.Event()
    first = asyncio.create_task(drain(world.app, received.conversation_id))
    await until(lambda: bool(world.channel.calls))
    assert await drain(world.app, received.conversation_id) is False
    world.channel.gate.set()
    assert await first is True
    assert await drain(world.app, "nobody") is False
    assert world.channel.texts("anna") == ["1: hej"]


async def test_whoever_lost_the_lease_writes_nothing(world: World) -> None:
    received = await world.say("anna", "hej")
    assert received.conversation_id

    stolen = False

    async def steal() -> None:
        nonlocal stolen
        async with world.store.write() as tx:
            await tx.conn.execute(update(conversation).values(lease_until_s=0))
            stolen = bool(await claim(tx, "thief", limit=1, lease_s=0, now=world.clock()))

    class Stealing:
        async def parse(self, language: str, text: str) -> Any:
            if not stolen:
                await steal()
            return "something"

    world.app.nlu = Stealing()
    await world.say("anna", "nlu question")
    await drain(world.app, received.conversation_id)
    assert stolen
    # The first message was answered before; the second one's outcome was dropped and is made again by the next worker.
    assert world.channel.texts("anna") == ["1: hej"]
    await world.work()
    assert world.channel.texts("anna") == ["1: hej", "2: nlu question understood"]


async def test_leases_come_in_the_order_of_waiting_and_expire(world: World) -> None:
    for name in ("a", "b", "c"):
        await world.say(name, "hej")
        world.clock.forward(seconds=1)
    async with world.store.write() as tx:
        first = await claim(tx, "one", limit=2, lease_s=60, now=world.clock())
    async with world.store.write() as tx:
        second = await claim(tx, "two", limit=2, lease_s=0, now=world.clock())
    async with world.store.write() as tx:
        third = await claim(tx, "three", limit=2, lease_s=60, now=world.clock())
    assert (len(first), len(second), len(third)) == (2, 1, 1)
    assert third[0].conversation_id == second[0].conversation_id
    assert third[0].token == second[0].token + 1
    async with world.store.write() as tx:
        assert (await fence(tx, third[0], lease_s=60)).channel == "fake"


async def test_a_chatterbox_lets_others_through(world: World) -> None:
    for number in range(world.delivery.max_per_lease + 5):
        await world.say("chatterbox", str(number))
    world.clock.forward(seconds=1)
    await world.say("anna", "hej")
    await world.work()
    order = [one.address for one in world.channel.delivered]
    assert order.index("anna") == world.delivery.max_per_lease
    assert len(world.channel.texts("chatterbox")) == world.delivery.max_per_lease + 5


async def test_with_an_adviser_the_bot_keeps_silent(world: World) -> None:
    received = await world.say("anna", "hej")
    async with world.store.write() as tx:
        await tx.conn.execute(update(conversation).values(mode="adviser"))
    await world.work()
    assert world.channel.calls == []
    assert [entry.status for entry in await world.history(received.conversation_id)] == ["joined"]


async def test_a_claim_during_the_turn_silences_the_bot(world: World) -> None:
    class Claiming:
        async def parse(self, language: str, text: str) -> Any:
            async with world.store.write() as tx:
                await tx.conn.execute(update(conversation).values(mode="adviser"))
            return "something"

    world.app.nlu = Claiming()
    received = await world.say("anna", "nlu hej")
    await world.work()
    assert world.channel.calls == []
    assert [entry.status for entry in await world.history(received.conversation_id)] == ["joined"]


async def test_a_claim_cancels_what_the_bot_has_queued(world: World) -> None:
    world.dialogue.parts = 2
    world.channel.gate = asyncio.Event()
    received = await world.say("anna", "hej")
    work = asyncio.create_task(world.work())
    await until(lambda: bool(world.channel.calls))
    async with world.store.write() as tx:
        await tx.conn.execute(update(conversation).values(mode="adviser"))
    world.channel.gate.set()
    await work
    # What was on the wire is out; what was queued behind it is not, and is not shown.
    assert world.channel.texts("anna") == ["1: hej"]
    assert said(await world.history(received.conversation_id)) == ["> hej", "1: hej"]


def test_messages_of_another_version_are_read() -> None:
    assert incoming_from_json({"kind": "text", "text": "hej", "new_field": 1}) == Incoming(IncomingKind.TEXT, "hej")
    assert incoming_from_json({"kind": "hologram", "what": "x"}) == Incoming(IncomingKind.UNREADABLE, what="x")
    assert incoming_from_json({}).kind is IncomingKind.UNREADABLE
