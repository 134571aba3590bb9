"""The window of 24 hours: what waits for the person, templates, goodbyes."""

from __future__ import annotations

import pytest

from bot.channels.whatsapp.channel import Template
from bot.dialogue.effects import EraseConversation
from bot.flows.timers import run_due
from bot.store import Store
from tests.support.echo import EchoDialogue
from tests.support.whatsapp_server import Telephone
from tests.support.whatsapp_world import WhatsAppWorld, whatsapp_world


async def claimed_with_a_closed_window(world: WhatsAppWorld, person: Telephone) -> str:
    await person.writes("I want a person")
    await world.work()
    (id_,) = await world.conversations()
    world.clock.forward(hours=25)
    return id_


async def test_an_advisers_answer_waits_for_the_person_and_goes_out_first(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    id_ = await claimed_with_a_closed_window(world, ana)
    await world.adviser_says(id_, "Your contract says …")
    await world.adviser_says(id_, "And call them.")
    await world.work()
    assert ana.texts == ["1: I want a person", "[template adviser_answer]"]
    assert await world.statuses() == ["sent", "held", "held", "sent"]
    assert world.meta.refused == []
    # A day later once more, then never again.
    await world.wait(hours=24.1)
    await run_due(world.app)
    await world.wait(hours=1)
    await run_due(world.app)
    await world.wait(hours=100)
    await run_due(world.app)
    await world.work()
    assert ana.texts[2:] == ["[template reminder]"]
    await ana.writes("yes?")
    await world.work()
    assert ana.texts[3:] == ["Your contract says …", "And call them."]
    assert await world.statuses() == ["sent"] * 5


async def test_a_window_that_meta_sees_closed_is_closed(world: WhatsAppWorld) -> None:
    for at_once in (True, False):
        person = world.meta.person(f"+4860123456{at_once:d}")
        world.clock.forward(seconds=1)
        await person.writes("hej")
        await world.work()
    first, second = world.meta.people
    ids = await world.conversations()
    for person in (first, second):
        person.last_wrote_s = world.meta.now_s() - 25 * 3600
    world.meta.refuse_window_at_once = True
    await world.adviser_says(ids[0], "A")
    await world.work()
    world.meta.refuse_window_at_once = False
    await world.adviser_says(ids[1], "B")
    await world.work()
    for person, answer in ((first, "A"), (second, "B")):
        assert person.texts[1:] == ["[template adviser_answer]"]
        await person.writes("tak")
        await world.work()
        assert person.texts[2:] == [answer]


async def test_a_late_delivery_keeps_its_old_time(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    old = str(int(world.meta.now_s()) - 30 * 3600)
    await ana.writes("from the day before yesterday", timestamp=old)
    ana.last_wrote_s = float(old)
    await world.work()
    # Nothing free was tried; they are asked to write, and then get their answer first.
    assert ana.texts == ["[template reminder]"]
    await ana.writes("hello?")
    await world.work()
    assert ana.texts == ["[template reminder]", "1: from the day before yesterday", "2: hello?"]


async def test_without_a_template_the_answer_waits_all_the_same(
    world: WhatsAppWorld, caplog: pytest.LogCaptureFixture
) -> None:
    ana = world.meta.person("+48601234567")
    id_ = await claimed_with_a_closed_window(world, ana)
    world.channel._templates = {"adviser_answer": Template("x", {})}
    await world.adviser_says(id_, "A")
    await world.work()
    assert await world.statuses() == ["sent", "held"]
    assert "no template is set" in caplog.text
    await ana.writes("hej")
    await world.work()
    assert ana.texts[-1] == "A"


async def test_a_template_that_meta_paused_is_told(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    id_ = await claimed_with_a_closed_window(world, ana)
    world.meta.templates = {("adviser_answer", "nl"): 132015}
    await world.adviser_says(id_, "A")
    await world.work()
    assert await world.statuses() == ["sent", "held", "failed"]
    assert world.counted("win_failed_total", channel="whatsapp", code="132015") == 1


async def test_erasing_says_goodbye_and_takes_what_came_later_along(store: Store) -> None:
    dialogue = EchoDialogue(effects={"delete": (EraseConversation(),)})
    async with whatsapp_world(store, dialogue=dialogue) as world:
        ana = world.meta.person("+48601234567", user_id="PL.1")
        await ana.writes("hej")
        await world.work()
        await ana.writes("delete")
        await ana.writes("new")
        await world.work()
        assert sorted(ana.texts[1:]) == ["1: new", "2: delete"]
        (left,) = await world.conversations()
        await ana.writes("more")
        await world.work()
        assert ana.texts[-1] == "2: more"
        assert await world.conversations() == [left]
        # Reports on the goodbye find nothing, which is no trouble.
        await world.meta.status(world.meta.accepted[1], "read")
        assert set(world.meta.answers) == {200}
