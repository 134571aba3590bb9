"""What was not understood: kept without persons, never from danger or an adviser, gone when the person says so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.dialogue.context import Thresholds, Understanding
from bot.flows import inbox
from bot.flows.erase import erase
from bot.flows.grouping import group_new
from bot.flows.inbox import InboxError, Viewer
from bot.flows.learn import accepted_phrases
from bot.flows.receive import receive
from bot.flows.retain import PHRASES_KEPT, forget_phrases, wipe_old_chats
from bot.messages import Envelope, Incoming, IncomingKind
from bot.store import phrases
from bot.store.conversations import WAITING, get, set_mode
from bot.store.training_tables import phrase, phrase_group, unlearnable
from tests.support.editor import with_knowledge
from tests.support.learning import FakeNlu
from tests.support.world import World

NOTHING = Understanding((("dentist", 0.1),), 0.05, Thresholds())
OUTSIDE = Understanding((("out_of_scope", 0.95),), 0.05, Thresholds())
ASKED = Understanding((("huisarts_register", 0.4), ("dentist", 0.3), ("bsn", 0.1)), 0.9, Thresholds())
SURE = Understanding((("dentist", 0.95),), 0.9, Thresholds())
KEY_FIGURE = Viewer("k" * 32, frozenset({"pl"}))
LEGAL = Viewer("l" * 32, frozenset({"pl"}), few=True)


@pytest.fixture
def learning(world: World, tmp_path: Path) -> World:
    """The real dialogue, and an NLU server that groups by letters."""
    with_knowledge(world)
    world.nlu.answer = NOTHING
    world.app.learning = FakeNlu().learning(tmp_path)
    return world


async def says(world: World, address: str, *texts: str) -> str:
    """A person writes; what comes back is worked off. The conversation's id."""
    for text in texts:
        received = await world.say(address, text)
        await world.work()
    assert received.conversation_id
    return received.conversation_id


async def presses(world: World, address: str, action: str) -> None:
    incoming = Incoming(IncomingKind.CHOICE, action=action)
    envelope = Envelope("fake", address, f"press {action} {world.clock()}", incoming)
    await receive(world.store, envelope, now=world.clock())
    await world.work()


async def kept(world: World) -> list[tuple[str, str, str]]:
    async with world.store.read() as tx:
        rows = await tx.conn.execute(select(phrase.c.text, phrase.c.reason, phrase.c.slug).order_by(phrase.c.id))
        return [tuple(row) for row in rows]


async def test_what_was_not_understood_is_kept_without_the_person(learning: World) -> None:
    await says(learning, "600", "Nazywam się Krzysztof Nowak, nie wiem jak zmienić umowę w Tilburgu, tel 0612345678")
    assert await kept(learning) == [
        ("Nazywam się [name], nie wiem jak zmienić umowę w [place], tel [phone]", "rephrase", "")
    ]
    async with learning.store.read() as tx:
        (row,) = (await tx.conn.execute(select(phrase))).all()
    assert row.language == "pl"
    assert b"600" not in row.contributor


async def test_the_same_sentence_of_one_person_counts_once_and_nobody_fills_the_inbox(learning: World) -> None:
    await says(learning, "600", *["nie wiem jak zmienić umowę"] * 3)
    assert len(await kept(learning)) == 1
    await says(learning, "600", *[f"nie wiem jak zmienić {'x' * n}umowę" for n in range(1, 30)])
    assert len(await kept(learning)) == phrases.MOST_OF_ONE


async def test_what_is_none_of_ours_is_kept_too(learning: World) -> None:
    learning.nlu.answer = OUTSIDE
    await says(learning, "600", "kto wygra mecz w niedzielę")
    assert [reason for _, reason, _ in await kept(learning)] == ["outside"]


async def test_thumbs_down_keeps_the_question_that_was_answered(learning: World) -> None:
    learning.nlu.answer = SURE
    await says(learning, "600", "boli mnie głowa i nie wiem gdzie iść")
    await presses(learning, "600", "more:dentist")
    await presses(learning, "600", "no:dentist")
    assert await kept(learning) == [("boli mnie głowa i nie wiem gdzie iść", "not_useful", "dentist")]


async def test_thumbs_down_after_something_else_keeps_nothing(learning: World) -> None:
    learning.nlu.answer = SURE
    await says(learning, "600", "boli mnie głowa i nie wiem gdzie iść")
    await presses(learning, "600", "topic:work")
    await presses(learning, "600", "ask:contract")
    await presses(learning, "600", "no:contract")
    assert await kept(learning) == []


async def test_another_button_than_the_best_guess_keeps_the_question_and_what_was_meant(learning: World) -> None:
    learning.nlu.answer = ASKED
    await says(learning, "600", "potrzebuję pomocy z zębem lub lekarzem")
    await presses(learning, "600", "ask:dentist")
    assert await kept(learning) == [("potrzebuję pomocy z zębem lub lekarzem", "other", "dentist")]


async def test_the_best_guess_pressed_teaches_nothing_and_none_of_them_does(learning: World) -> None:
    learning.nlu.answer = ASKED
    await says(learning, "600", "potrzebuję pomocy z zębem lub lekarzem")
    await presses(learning, "600", "ask:huisarts_register")
    assert await kept(learning) == []
    await says(learning, "601", "potrzebuję pomocy z zębem lub lekarzem")
    await presses(learning, "601", "none")
    assert [reason for _, reason, _ in await kept(learning)] == ["none"]


async def test_danger_bars_the_conversation_and_takes_back_what_was_learned(learning: World) -> None:
    await says(
        learning, "600", "nie wiem jak zmienić umowę najmu", "szef zabrał mi paszport", "nie wiem co zrobić z umową"
    )
    assert await kept(learning) == []
    async with learning.store.read() as tx:
        assert await tx.conn.scalar(select(func.count()).select_from(unlearnable)) == 1


async def test_an_adviser_bars_the_conversation_also_afterwards(learning: World) -> None:
    conversation_id = await says(learning, "600", "nie wiem jak zmienić umowę najmu")
    assert len(await kept(learning)) == 1
    async with learning.store.write() as tx:
        conv = await get(tx, conversation_id)
        assert conv
        await set_mode(tx, conv, WAITING)
    assert await kept(learning) == []
    async with learning.store.write() as tx:
        conv = await get(tx, conversation_id)
        assert conv
        await set_mode(tx, conv, "bot")
    await says(learning, "600", "nie wiem gdzie szukać umowy")
    assert await kept(learning) == []


async def test_delete_my_data_takes_the_sentences_along(learning: World) -> None:
    await says(learning, "600", "nie wiem jak zmienić umowę najmu")
    await says(learning, "601", "nie wiem gdzie szukać umowy")
    await says(learning, "600", "usuń", "tak")
    assert [text for text, _, _ in await kept(learning)] == ["nie wiem gdzie szukać umowy"]


async def test_wipe_and_leave_takes_them_along_even_when_they_were_assigned(learning: World) -> None:
    conversation_id = await says(learning, "600", "nie wiem jak zmienić umowę najmu")
    await group_new(learning.app)
    (seen,) = await inbox.look(learning.app, LEGAL, languages=["pl"], few=True)
    await inbox.assign(learning.app, LEGAL, seen.group.id, "contract")
    await erase(learning.store, conversation_id)
    assert await kept(learning) == []
    assert await accepted_phrases(learning.store) == {}


async def three_ask(world: World) -> None:
    for address in ("600", "601", "602"):
        await says(world, address, f"nie wiem jak zmienić umowę najmu {'pokoju' if address == '600' else ''}".strip())
    await group_new(world.app)


async def test_a_group_is_seen_from_three_people_on(learning: World) -> None:
    await three_ask(learning)
    (seen,) = await inbox.look(learning.app, KEY_FIGURE, languages=["pl"])
    assert seen.group.people == 3
    await says(learning, "610", "gdzie kupić bilet na pociąg do domu")
    await group_new(learning.app)
    assert len(await inbox.look(learning.app, KEY_FIGURE, languages=["pl"], few=True)) == 1
    assert len(await inbox.look(learning.app, LEGAL, languages=["pl"], few=True)) == 2
    assert await inbox.look(learning.app, Viewer("x", frozenset({"ro"})), languages=["pl"]) == []


async def test_one_person_who_asks_thrice_makes_no_group_of_three(learning: World) -> None:
    await says(
        learning,
        "600",
        "nie wiem jak zmienić umowę najmu",
        "nie wiem jak zmienić umowę najmu pokoju",
        "jak zmienić umowę najmu",
    )
    await group_new(learning.app)
    assert await inbox.look(learning.app, KEY_FIGURE, languages=["pl"]) == []


async def test_old_chats_lose_their_code_and_the_group_stays_as_big_as_it_was(learning: World) -> None:
    await three_ask(learning)
    learning.clock.forward(days=31)
    async with learning.store.write() as tx:
        await wipe_old_chats(learning.app, tx, learning.clock())
    async with learning.store.read() as tx:
        assert [row[0] for row in await tx.conn.execute(select(phrase.c.contributor))] == [None, None, None]
    (seen,) = await inbox.look(learning.app, KEY_FIGURE, languages=["pl"])
    assert seen.group.people == 3


async def test_what_nobody_decides_on_goes_after_its_time(learning: World) -> None:
    await three_ask(learning)
    (seen,) = await inbox.look(learning.app, KEY_FIGURE, languages=["pl"])
    later = learning.clock() + PHRASES_KEPT + timedelta(days=2)
    async with learning.store.write() as tx:
        await forget_phrases(learning.app, tx, later - timedelta(days=10))
    assert len(await inbox.look(learning.app, KEY_FIGURE, languages=["pl"])) == 1
    async with learning.store.write() as tx:
        await forget_phrases(learning.app, tx, later)
    assert await inbox.look(learning.app, KEY_FIGURE, languages=["pl"]) == []
    assert await kept(learning) == []
    with pytest.raises(InboxError):
        await inbox.assign(learning.app, KEY_FIGURE, seen.group.id, "contract")


async def test_decisions_become_training_phrases_and_can_be_taken_back(learning: World) -> None:
    await three_ask(learning)
    (seen,) = await inbox.look(learning.app, KEY_FIGURE, languages=["pl"])
    await inbox.assign(learning.app, KEY_FIGURE, seen.group.id, "contract")
    assert await accepted_phrases(learning.store) == {
        "pl": {"contract": ["nie wiem jak zmienić umowę najmu", "nie wiem jak zmienić umowę najmu pokoju"]}
    }
    assert await inbox.look(learning.app, KEY_FIGURE, languages=["pl"]) == []
    await inbox.undo(learning.app, KEY_FIGURE, seen.group.id)
    assert await accepted_phrases(learning.store) == {}
    await inbox.mark_outside(learning.app, KEY_FIGURE, seen.group.id)
    assert list((await accepted_phrases(learning.store))["pl"]) == ["out_of_scope"]
    await inbox.propose(learning.app, KEY_FIGURE, seen.group.id, "  najem   a wypowiedzenie ")
    (decided,) = await inbox.look(learning.app, KEY_FIGURE, languages=["pl"], statuses=inbox.DECIDED)
    assert decided.group.note == "najem a wypowiedzenie"
    assert await accepted_phrases(learning.store) == {}


async def test_a_sentence_that_does_not_belong_can_go(learning: World) -> None:
    await three_ask(learning)
    (seen,) = await inbox.look(learning.app, KEY_FIGURE, languages=["pl"])
    await inbox.take_out(learning.app, LEGAL, seen.group.id, seen.group.phrases[0].id)
    assert len(await kept(learning)) == 2


@pytest.mark.parametrize("slug", ["greet", "no_such_question", ""])
async def test_only_questions_with_answers_can_be_chosen(learning: World, slug: str) -> None:
    await three_ask(learning)
    (seen,) = await inbox.look(learning.app, KEY_FIGURE, languages=["pl"])
    with pytest.raises(InboxError):
        await inbox.assign(learning.app, KEY_FIGURE, seen.group.id, slug)


async def test_key_figures_decide_on_nothing_that_they_may_not_see(learning: World) -> None:
    await says(learning, "600", "nie wiem jak zmienić umowę najmu")
    await group_new(learning.app)
    (seen,) = await inbox.look(learning.app, LEGAL, languages=["pl"], few=True)
    for viewer in (KEY_FIGURE, Viewer("x", frozenset({"ro"}), few=True)):
        with pytest.raises(InboxError):
            await inbox.assign(learning.app, viewer, seen.group.id, "contract")


async def test_sentences_wait_while_the_nlu_is_away(learning: World, tmp_path: Path) -> None:
    nlu = FakeNlu(away=True)
    learning.app.learning = nlu.learning(tmp_path)
    await says(learning, "600", "nie wiem jak zmienić umowę najmu")
    assert await group_new(learning.app) == 0
    nlu.away = False
    assert await group_new(learning.app) == 1
    assert await group_new(learning.app) == 0
    async with learning.store.read() as tx:
        assert await tx.conn.scalar(select(func.count()).select_from(phrase_group)) == 1
