"""The real dialogue and the desk together: from the word for a person to the last question, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.channels.web.channel import WebChannel
from bot.desk.case import CaseState, Way
from bot.dialogue.context import Operator
from bot.flows import cases
from bot.flows.desk import Desk
from bot.flows.desk_view import DeskLook
from bot.flows.receive import receive
from bot.flows.talk import Talk
from bot.messages import Envelope, Incoming, IncomingKind
from bot.store.case_tables import desk_case
from tests.support.desk import adviser, case_of
from tests.support.dialogue import snapshot, wording
from tests.support.world import World

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def talk(world: World) -> World:
    """A world with the real dialogue and the real web channel."""
    world.clock.now = MONDAY
    world.app.channels = {**world.app.channels, "web": WebChannel()}
    use(world, Desk())
    return world


def use(world: World, desk: Desk) -> None:
    look = DeskLook(world.store, desk, telegram_name="win_test_bot")

    async def newest():  # type: ignore[no-untyped-def]
        return snapshot()

    world.app.desk = desk
    world.app.dialogue = Talk(newest, wording(), Operator("Gemeente Test"), look)


_numbers = iter(range(1_000_000))


async def send(
    world: World, who: str, channel: str = "fake", *, action: str = "", text: str = "", what: str = ""
) -> str:
    kind = IncomingKind.CHOICE if action else IncomingKind.UNREADABLE if what else IncomingKind.TEXT
    incoming = Incoming(kind, text=text, action=action, what=what, language_hint="pl")
    received = await receive(world.store, Envelope(channel, who, f"t{next(_numbers)}", incoming), now=world.clock())
    await world.work()
    assert received.conversation_id
    return received.conversation_id


async def test_from_the_word_to_the_last_question(talk: World) -> None:
    ewa = await adviser(talk.store, "Ewa")
    await send(talk, "anna", action="ask:unpaid_wages")
    conversation_id = await send(talk, "anna", text="doradca")
    assert "Jeśli się zgodzisz" in talk.channel.texts("anna")[-1]
    await send(talk, "anna", action="desk:chat__unpaid_wages")
    assert "Twoje miejsce w kolejce: 1." in talk.channel.texts("anna")[-1]
    assert "11:30" in talk.channel.texts("anna")[-1]
    case = await case_of(talk, conversation_id)
    assert (case.language, case.slug, case.topic) == ("pl", "unpaid_wages", "work")
    await send(talk, "anna", text="od miesiąca nic")
    await send(talk, "anna", text="i jeszcze jedno")
    assert [text for text in talk.channel.texts("anna") if "doradca też to zobaczy" in text] != []
    assert len(talk.channel.texts("anna")) == 4
    await send(talk, "anna", text="szef zabrał mi paszport")
    assert "tel:" in talk.channel.texts("anna")[-1]
    await cases.claim(talk.app, ewa, case.id)
    await cases.reply(talk.app, ewa, case.id, "Dzień dobry. Ile godzin?")
    await talk.work()
    assert "**Ewa**" in talk.channel.texts("anna")[-2]
    count = len(talk.channel.texts("anna"))
    await send(talk, "anna", text="160")
    assert len(talk.channel.texts("anna")) == count
    lines = await cases.transcript(talk.app, ewa, case.id)
    assert [line.text for line in lines if line.author == "person"][-1] == "160"
    assert [line.by for line in lines if line.author == "adviser"] == ["Ewa"]
    assert any(line.understood == "unpaid_wages" for line in lines)
    await cases.close(talk.app, ewa, case.id, "solved")
    await talk.work()
    assert "Czy to ci pomogło?" in talk.channel.texts("anna")[-1]
    await send(talk, "anna", text="1")
    assert (await cases.get_case(talk.app, ewa, case.id)).helped is True


async def test_a_call_back_by_words_alone(talk: World) -> None:
    ewa = await adviser(talk.store, "Ewa")
    await send(talk, "anna", action="callback:dismissal")
    await send(talk, "anna", text="512 345 678")
    await send(talk, "anna", text="rano")
    assert "+48 512 345 678" in talk.channel.texts("anna")[-1].replace("\\", "")
    conversation_id = await send(talk, "anna", text="tak")
    case = await case_of(talk, conversation_id)
    assert case.way is Way.CALLBACK
    await cases.claim(talk.app, ewa, case.id)
    found = await cases.callback(talk.app, ewa, case.id)
    assert found
    assert (found.number, found.part.value) == ("+48512345678", "morning")
    await send(talk, "anna", action="ask:bsn")
    assert "bsn" in talk.channel.texts("anna")[-1]


@pytest.mark.parametrize("why", ["off", "no adviser", "other language", "disabled"])
async def test_without_a_desk_nobody_is_promised_a_person(talk: World, why: str) -> None:
    if why in ("off", "disabled"):
        await adviser(talk.store, "Ewa")
    if why == "other language":
        await adviser(talk.store, "Radu", ("ro",))
    if why == "off":
        use(talk, Desk(on=False))
    if why == "disabled":
        from sqlalchemy import update

        from bot.store.staff_tables import account

        async with talk.store.write() as tx:
            await tx.conn.execute(update(account).values(disabled_at=MONDAY))
    await send(talk, "anna", action="human:unpaid_wages")
    assert "088-800 8222" in talk.channel.texts("anna")[-1]
    await send(talk, "anna", action="desk:chat__unpaid_wages")
    async with talk.store.read() as tx:
        assert (await tx.conn.execute(select(desk_case))).all() == []


async def test_a_new_adviser_is_offered_without_a_restart(talk: World) -> None:
    await send(talk, "anna", action="human:unpaid_wages")
    assert "Jeśli się zgodzisz" not in talk.channel.texts("anna")[-1]
    await adviser(talk.store, "Ewa")
    talk.clock.forward(seconds=6)
    await send(talk, "anna", action="human:unpaid_wages")
    assert "Jeśli się zgodzisz" in talk.channel.texts("anna")[-1]


async def test_from_the_web_page_to_telegram(talk: World) -> None:
    import re

    ewa = await adviser(talk.store, "Ewa")
    page = await send(talk, "browser", "web", action="desk:chat__contract")
    case = await case_of(talk, page)
    html = [entry.outgoing.payload["html"] for entry in await talk.history(page) if entry.outgoing][-1]
    link = re.search(r"https://t\.me/win_test_bot\?start=(move_[A-Za-z0-9_-]+)", html)
    assert link
    received = await receive(
        talk.store,
        Envelope("fake", "phone", "start", Incoming(IncomingKind.START, action=link[1])),
        now=talk.clock(),
    )
    await talk.work()
    assert "Twoja sprawa jest już tutaj" in talk.channel.texts("phone")[-1]
    await cases.claim(talk.app, ewa, case.id)
    await cases.reply(talk.app, ewa, case.id, "Dzień dobry")
    await talk.work()
    assert talk.channel.texts("phone")[-1] == "Dzień dobry"
    moved = await cases.get_case(talk.app, ewa, case.id)
    assert (moved.conversation_id, moved.state) == (received.conversation_id, CaseState.CLAIMED)
    stored = repr(link[1])
    async with talk.store.read() as tx:
        for table in ("case_move", "case_event", "desk_case"):
            rows = (await tx.conn.exec_driver_sql(f"SELECT * FROM {table}")).all()
            assert stored not in repr(rows)


async def test_delete_my_data_by_words_while_an_adviser_holds_the_case(talk: World) -> None:
    ewa = await adviser(talk.store, "Ewa")
    conversation_id = await send(talk, "anna", action="desk:chat__contract")
    case = await case_of(talk, conversation_id)
    await cases.claim(talk.app, ewa, case.id)
    await send(talk, "anna", text="usuń moje dane")
    await send(talk, "anna", text="tak")
    assert "zostało usunięte" in talk.channel.texts("anna")[-1]
    gone = await cases.get_case(talk.app, ewa, case.id)
    assert (gone.outcome, gone.conversation_id) == ("erased", None)


async def test_ukrainian_from_the_first_word_to_the_adviser(talk: World) -> None:
    olena = await adviser(talk.store, "Olena", ("uk",))
    await send(talk, "ivan", text="добрий день, начальник не платить мені зарплату, що робити?")
    assert "Якщо ви згодні" in talk.channel.texts("ivan")[-1]
    conversation_id = await send(talk, "ivan", action="desk:chat__human")
    case = await case_of(talk, conversation_id)
    assert case.language == "uk"
    await cases.claim(talk.app, olena, case.id)
    await talk.work()
    assert "**Olena** з команди" in talk.channel.texts("ivan")[-1]
    await send(talk, "ivan", text="стоп")
    assert "автоматичними відповідями" in talk.channel.texts("ivan")[-1]
    assert (await cases.get_case(talk.app, olena, case.id)).outcome == "withdrawn"


async def test_a_picture_in_a_case_is_thanked_for(talk: World) -> None:
    await adviser(talk.store, "Ewa")
    await send(talk, "anna", action="desk:chat__contract")
    await send(talk, "anna", what="image")
    assert "doradca też to zobaczy" in talk.channel.texts("anna")[-1]
    await send(talk, "anna", what="voice")
    assert "słowami" in talk.channel.texts("anna")[-1]
