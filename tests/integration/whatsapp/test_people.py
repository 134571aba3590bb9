"""Who somebody is: a phone number, Meta's user id, a number that changes its owner."""

from __future__ import annotations

import pytest

from bot.flows.history import history
from tests.support.whatsapp_server import Telephone
from tests.support.whatsapp_world import WhatsAppWorld


async def test_without_a_phone_number_the_user_id_is_the_way_back(world: WhatsAppWorld) -> None:
    ana = world.meta.person(user_id="NL.13491208655302741918")
    await ana.writes("hej")
    await world.work()
    assert ana.texts == ["1: hej"]
    assert world.meta.accepted[0]["recipient"] == "NL.13491208655302741918"
    assert "to" not in world.meta.accepted[0]


async def test_a_conversation_known_by_phone_becomes_the_user_ids(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    await ana.writes("old")
    await world.work()
    ana.user_id = "PL.1"
    await ana.writes("both")
    await world.work()
    ana.shows_number = False
    await ana.writes("hidden")
    await world.work()
    ana.shows_number, ana.user_id = True, ""
    await ana.writes("a test of the dashboard")
    await world.work()
    assert len(await world.conversations()) == 1
    assert len(world.meta.accepted) == 4
    assert world.meta.accepted[2]["recipient"] == "PL.1"
    assert ana.texts[-1].startswith("4: ") or world.meta.accepted[3]["interactive"]["body"]["text"].startswith("4: ")


async def test_a_number_that_somebody_else_owns_now_is_another_person(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567", user_id="PL.1")
    await ana.writes("ana")
    await world.work()
    world.meta.people.remove(ana)
    world.clock.forward(seconds=1)
    stranger = world.meta.person("+48601234567", user_id="PL.2")
    await stranger.writes("stranger")
    await world.work()
    assert len(await world.conversations()) == 2
    assert stranger.texts == ["1: stranger"]
    (ana_id, _) = await world.conversations()
    await world.adviser_says(ana_id, "For Ana alone")
    await world.work()
    assert world.meta.accepted[-1]["recipient"] == "PL.1"
    assert stranger.texts == ["1: stranger"]
    # What comes under the number alone belongs to its new owner.
    stranger.user_id = ""
    await stranger.writes("again")
    await world.work()
    assert len(await world.conversations()) == 2
    assert any(text.startswith("2: again") for text in stranger.texts)


async def changes_number(person: Telephone, phone: str, user_id: str) -> None:
    part = {"type": "user_changed_number", "wa_id": phone[1:], "user_id": user_id, "body": "changed"}
    await person.sends("system", part)
    person.phone, person.user_id = phone, user_id


@pytest.mark.parametrize("known_as", ["PL.1", ""])
async def test_a_changed_number_takes_the_conversation_along(world: WhatsAppWorld, known_as: str) -> None:
    ana = world.meta.person("+48601234567", user_id=known_as)
    await ana.writes("before")
    await world.work()
    await changes_number(ana, "+31612345678", "NL.9" if known_as else "")
    await ana.writes("after")
    await world.work()
    assert len(await world.conversations()) == 1
    assert ana.texts == ["1: before", "2: after"]
    assert world.meta.accepted[-1]["to"] == "+31612345678"
    stranger = world.meta.person("+48601234567")
    await stranger.writes("hej")
    await world.work()
    assert stranger.texts == ["1: hej"]


async def test_a_case_goes_along_also_when_they_wrote_first(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567", user_id="PL.1")
    await ana.writes("before")
    await world.work()
    (old,) = await world.conversations()
    await world.adviser_says(old, "Dzień dobry")
    await world.work()
    new = world.meta.person("+31612345678", user_id="NL.9")
    await new.writes("it is me")
    await world.work()
    assert len(await world.conversations()) == 2
    await changes_number(ana, "+31612345678", "NL.9")
    world.meta.people.remove(ana)
    await world.work()
    assert await world.conversations() == [old]
    said = [entry.text for entry in await history(world.store, old) if entry.author == "person"]
    assert said == ["before", "it is me"]
    await world.adviser_says(old, "Widzę")
    await world.work()
    assert new.texts[-1] == "Widzę"
