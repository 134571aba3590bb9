"""Sending: what Meta refuses, garbles or slows down, and our own pace."""

from __future__ import annotations

import pytest

from bot.channels.whatsapp.client import WhatsAppClient
from bot.channels.whatsapp.pacing import Pacer
from bot.errors import TemporarySendError
from bot.store.conversations import get
from tests.support.clock import Clock
from tests.support.whatsapp_server import WhatsAppServer
from tests.support.whatsapp_world import WhatsAppWorld, make_channel


async def test_who_has_no_whatsapp_is_left_alone(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    await ana.writes("hej")
    ana.blocked = True
    await world.work()
    (row,) = await world.rows()
    assert (row.status, row.reason) == ("failed", "131026")
    async with world.store.read() as tx:
        conv = await get(tx, (await world.conversations())[0])
    assert conv is not None
    assert conv.unreachable


async def test_the_pair_rate_backs_off_for_this_person_alone(world: WhatsAppWorld) -> None:
    ana, jan = world.meta.person("+48601234567"), world.meta.person("+48601234568")
    world.meta.refuse(131056, times=3, only=ana)
    await ana.writes("hej")
    await world.work()
    waits = []
    for _ in range(3):
        await jan.writes("hej")
        await world.work()
        (waiting,) = [row for row in await world.rows() if row.status == "queued"]
        waits.append((waiting.not_before - world.clock()).total_seconds())
        await world.wait(seconds=waits[-1])
    assert len(jan.texts) == 3
    assert [1 <= waits[0] <= 2, 4 <= waits[1] <= 5, 16 <= waits[2] <= 17] == [True] * 3
    assert ana.texts == ["1: hej"]


async def test_a_wrong_token_stops_the_channel_until_it_is_right(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    right, world.meta.token = world.meta.token, "another"
    await ana.writes("hej")
    await world.work()
    assert world.counted("win_channel_paused", channel="whatsapp") == 1
    assert await world.statuses() == ["queued"]
    world.meta.token = right
    await world.wait(minutes=1)
    assert ana.texts == ["1: hej"]
    assert world.counted("win_channel_paused", channel="whatsapp") == 0


@pytest.mark.parametrize(("status", "body"), [(502, "<html>"), (500, ""), (200, "no json"), (200, "[]")])
async def test_answers_that_are_no_json(world: WhatsAppWorld, status: int, body: str) -> None:
    ana = world.meta.person("+48601234567")
    world.meta.garble(status, body)
    await ana.writes("hej")
    await world.work()
    assert await world.statuses() == ["sent" if status == 200 else "queued"]
    await world.wait(minutes=1)
    assert ana.texts == ([] if status == 200 else ["1: hej"])


async def test_a_server_that_is_not_there_is_temporary() -> None:
    client = WhatsAppClient("http://127.0.0.1:1/v26.0", "1", "t")
    with pytest.raises(TemporarySendError, match="connect"):
        await client.send({})
    await client.aclose()


def test_our_own_pace() -> None:
    clock = Clock()
    pacer = Pacer(per_s=60)
    for _ in range(45):
        assert pacer.take("ana", clock()) is None
    wait = pacer.take("ana", clock())
    assert wait is not None
    assert 5.9 < wait.total_seconds() <= 6
    assert [pacer.take(f"p{n}", clock()) for n in range(15)] == [None] * 15
    wait = pacer.take("q", clock())
    assert wait is not None
    assert 0 < wait.total_seconds() < 0.02
    clock.now += wait
    assert pacer.take("q", clock()) is None
    clock.forward(seconds=6)
    assert pacer.take("ana", clock()) is None
    assert pacer.take("ana", clock()) is not None


async def test_what_our_pace_holds_back_goes_out_later(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    for n in range(48):
        await ana.writes(str(n))
    await world.work()
    assert len(ana.texts) == 45
    await world.wait(seconds=18.1)
    assert ana.texts == [f"{n + 1}: {n}" for n in range(48)]
    assert world.meta.refused == []
    assert {row.attempts for row in await world.rows()} == {1}


async def test_two_doubles_do_not_know_each_others_numbers(world: WhatsAppWorld) -> None:
    async with WhatsAppServer() as other:
        channel = make_channel(other)
        other.phone_number_id = "1"
        ((well, line),) = await channel.check()
        assert not well
        await channel.aclose()
    assert "100" in line
