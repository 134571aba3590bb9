"""What happens to cases with time and around them: broken promises, silent advisers, notices, moves, wiping."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import Message

import pytest
from aiosmtpd.smtp import SMTP
from sqlalchemy import select, update

from bot.channels.web.channel import WebChannel
from bot.desk.case import CaseState, Way
from bot.desk.errors import WrongState
from bot.desk.hours import Span
from bot.dialogue.effects import MoveCase, OfferMove
from bot.flows import cases
from bot.flows.case_notice import send_notice
from bot.flows.case_watch import watch_cases
from bot.flows.desk import Desk, Mail
from bot.flows.retain import RECURRING, wipe_old_chats
from bot.flows.timers import run_due, set_recurring
from bot.store.case_spans import put_move, take_move
from bot.store.case_tables import case_event, case_note, case_span, desk_case
from bot.store.conversations import get
from bot.store.desk_settings import set_day, set_hours
from bot.store.keys import Keys
from bot.store.rotate import rotate_wrap_key
from tests.support.desk import ASK, CALL, EFFECTS, ERASE, URGENT, adviser, asked
from tests.support.desk_scene import furnish
from tests.support.world import SECRET, World

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
TOKEN = "m" * 24


@pytest.fixture
def desk(world: World) -> World:
    world.dialogue.effects = {**EFFECTS, "link": (OfferMove(TOKEN),), "here": (MoveCase(TOKEN),)}
    world.clock.now = MONDAY
    return world


async def watch(world: World) -> None:
    while True:
        async with world.store.write() as tx:
            if not await watch_cases(world.app, tx, world.clock()):
                return


async def test_who_waits_too_long_is_told_twice_at_most(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    await watch(desk)
    desk.clock.forward(minutes=31)
    await watch(desk)
    await watch(desk)
    await desk.work()
    assert desk.channel.texts("anna")[1:] == ["[overdue]"]
    for _ in range(4):
        desk.clock.forward(minutes=31)
        await watch(desk)
    await desk.work()
    assert desk.channel.texts("anna")[1:] == ["[overdue]", "[overdue]"]
    assert (await cases.get_case(desk.app, eva, case.id)).state is CaseState.WAITING
    assert [event.kind for event in await cases.events(desk.app, eva, 0)].count("overdue") == 2


async def test_outside_office_hours_no_promise_passes(desk: World) -> None:
    await adviser(desk.store, "Ewa")
    desk.clock.now = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)  # Friday, 17:50 in Amsterdam
    await asked(desk)
    desk.clock.now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    await watch(desk)
    await desk.work()
    assert desk.channel.texts("anna")[1:] == []
    desk.clock.now = datetime(2026, 11, 23, 8, 31, tzinfo=UTC)  # Monday, 9:31
    await watch(desk)
    await desk.work()
    assert desk.channel.texts("anna")[1:] == ["[overdue]"]


async def test_a_silent_adviser_loses_the_case_and_the_person_is_told(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    await cases.claim(desk.app, eva, case.id)
    await cases.reply(desk.app, eva, case.id, "hej")
    desk.clock.forward(minutes=60)
    await watch(desk)
    assert (await cases.get_case(desk.app, eva, case.id)).state is CaseState.CLAIMED
    await desk.say("anna", "question")
    await desk.work()
    desk.clock.forward(minutes=19)
    await watch(desk)
    assert (await cases.get_case(desk.app, eva, case.id)).state is CaseState.CLAIMED
    desk.clock.forward(minutes=2)
    await watch(desk)
    back = await cases.get_case(desk.app, eva, case.id)
    assert (back.state, back.holder) == (CaseState.WAITING, None)
    await desk.work()
    assert desk.channel.texts("anna")[-1] == "[returned]"
    async with desk.store.read() as tx:
        conv = await get(tx, case.conversation_id or "")
    assert conv
    assert conv.mode == "waiting"


async def test_a_case_that_can_not_be_looked_after_holds_up_no_other(
    desk: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    await adviser(desk.store, "Ewa")
    first = await asked(desk, "anna")
    await asked(desk, "jan")
    from bot.flows.case_acting import hold_case as real

    async def failing(tx, app, actor, case_id, context, now):  # type: ignore[no-untyped-def]
        if case_id == first.id:
            raise RuntimeError("secret words")
        return await real(tx, app, actor, case_id, context, now)

    monkeypatch.setattr("bot.flows.case_watch.hold_case", failing)
    desk.clock.forward(minutes=31)
    with caplog.at_level(logging.ERROR):
        await watch(desk)
    await desk.work()
    assert desk.channel.texts("anna")[1:] == []
    assert desk.channel.texts("jan")[1:] == ["[overdue]"]
    assert "secret" not in caplog.text


async def test_a_sentence_that_can_not_be_worded_keeps_nobody_from_a_case(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    desk.dialogue.context_error = OSError("no content")
    assert (await cases.claim(desk.app, eva, case.id)).state is CaseState.CLAIMED
    await cases.reply(desk.app, eva, case.id, "hej")
    await desk.work()
    assert desk.channel.texts("anna")[1:] == ["hej"]


async def test_the_timers_of_the_desk_run(desk: World) -> None:
    await adviser(desk.store, "Ewa")
    await asked(desk)
    assert {"watch_cases", "wipe_cases", "forget_outcomes"} <= RECURRING.keys()
    await set_recurring(desk.app)
    desk.clock.forward(minutes=31)
    await run_due(desk.app)
    await desk.work()
    assert desk.channel.texts("anna")[1:] == ["[overdue]"]


async def test_closed_cases_lose_their_text_and_keep_their_outcome(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk, words=CALL)
    await cases.claim(desk.app, eva, case.id)
    await cases.note(desk.app, eva, case.id, "note")
    await cases.close(desk.app, eva, case.id, "called")
    await set_recurring(desk.app)
    desk.clock.forward(days=29)
    await run_due(desk.app)
    assert await cases.notes(desk.app, eva, case.id)
    desk.clock.forward(days=2)
    await run_due(desk.app)
    wiped = await cases.get_case(desk.app, eva, case.id)
    assert wiped.wiped_at is not None
    assert (wiped.outcome, wiped.erased_at) == ("called", None)
    async with desk.store.read() as tx:
        row = (await tx.conn.execute(select(desk_case))).one()
        assert (row.data_key, row.callback, row.conversation_id) == (b"", None, None)
        for table in (case_note, case_span):
            assert (await tx.conn.execute(select(table))).all() == []
    with pytest.raises(WrongState):
        await cases.reopen(desk.app, eva, case.id)
    desk.clock.forward(days=2 * 365)
    await run_due(desk.app)
    async with desk.store.read() as tx:
        assert (await tx.conn.execute(select(desk_case))).all() == []
        assert (await tx.conn.execute(select(case_event))).all() == []


async def test_a_chat_that_has_had_its_time_was_not_deleted_by_the_person(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    await cases.claim(desk.app, eva, case.id)
    desk.clock.forward(days=20)
    await cases.close(desk.app, eva, case.id, "solved")
    desk.clock.forward(days=15)
    async with desk.store.write() as tx:
        await wipe_old_chats(desk.app, tx, desk.clock())
    gone = await cases.get_case(desk.app, eva, case.id)
    assert gone.erased_at is None
    assert gone.wiped_at is not None
    assert gone.outcome == "solved"


# The one-time link.


@pytest.mark.parametrize("claimed", [False, True])
async def test_a_link_takes_the_case_to_the_phone(desk: World, claimed: bool) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk, "browser", channel="pull")
    await desk.say("browser", "link", channel="pull")
    await desk.work()
    if claimed:
        await cases.claim(desk.app, eva, case.id)
    await desk.say("phone", "here")
    await desk.work()
    moved = await cases.get_case(desk.app, eva, case.id)
    assert moved.channel == "fake"
    assert moved.conversation_id != case.conversation_id
    assert desk.channel.texts("phone")[-1] == "[arrived]"
    said = [entry.outgoing.payload["text"] for entry in await desk.history(case.conversation_id) if entry.outgoing]
    assert said[-1] == "[moved]"
    if not claimed:
        await cases.claim(desk.app, eva, case.id)
    await cases.reply(desk.app, eva, case.id, "hej")
    await desk.say("phone", "thanks")
    await desk.work()
    assert desk.channel.texts("phone")[-1] == "hej"
    # The adviser reads on across both; the page is with the bot again and what is said there stays there.
    await desk.say("browser", "for the bot", channel="pull")
    await desk.work()
    texts = [line.text for line in await cases.transcript(desk.app, eva, case.id)]
    assert ASK in texts
    assert "thanks" in texts
    assert "for the bot" not in texts
    # Used up: a second phone gets nothing.
    await desk.say("thief", "here")
    await desk.work()
    assert desk.channel.texts("thief")[-1] == "[not_moved]"
    assert (await cases.get_case(desk.app, eva, case.id)).conversation_id == moved.conversation_id


async def test_a_link_that_is_too_old_moves_nothing(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk, "browser", channel="pull")
    await desk.say("browser", "link", channel="pull")
    await desk.work()
    desk.clock.forward(minutes=31)
    await desk.say("phone", "here")
    await desk.work()
    assert desk.channel.texts("phone")[-1] == "[not_moved]"
    assert (await cases.get_case(desk.app, eva, case.id)).channel == "pull"


async def test_only_the_newest_link_counts_and_its_token_is_not_stored(desk: World) -> None:
    case = await asked_with_adviser(desk)
    later = desk.clock() + timedelta(minutes=5)
    async with desk.store.write() as tx:
        await put_move(tx, "first-token-of-them", case, later)
        await put_move(tx, "second-token-of-them", case, later)
    async with desk.store.write() as tx:
        assert await take_move(tx, "first-token-of-them", desk.clock()) is None
        assert await take_move(tx, "second-token-of-them", desk.clock()) == case
        assert await take_move(tx, "second-token-of-them", desk.clock()) is None


async def asked_with_adviser(world: World) -> str:
    await adviser(world.store, "Ewa")
    return (await asked(world)).conversation_id or ""


# The notice by e-mail.


class Letterbox:
    """A mail server's end."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.refuse = False

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        from email import message_from_bytes

        if self.refuse:
            return "451 try later"
        self.letters.append(message_from_bytes(envelope.content))  # type: ignore[attr-defined]
        return "250 OK"


@pytest.fixture
async def letterbox() -> AsyncIterator[tuple[Letterbox, str]]:
    box = Letterbox()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(box), "127.0.0.1", 0)
    async with server:
        yield box, f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_the_group_is_told_of_new_cases_without_persons_and_not_too_often(
    desk: World, letterbox: tuple[Letterbox, str], caplog: pytest.LogCaptureFixture
) -> None:
    box, url = letterbox
    mail = Mail(url, "balie@example.org", "noreply@example.org", "https://chat.example.org/desk")
    desk.app.desk = Desk(mail=mail)
    await adviser(desk.store, "Ewa")
    assert await send_notice(desk.app) is False
    await desk.say("anna", "szef nie placi")
    case = await asked(desk)
    box.refuse = True
    assert await send_notice(desk.app) is False
    assert await send_notice(desk.app) is False
    box.refuse = False
    desk.clock.forward(minutes=3)
    assert await send_notice(desk.app) is True
    (letter,) = box.letters
    assert letter["Subject"] == "1 nieuwe vraag aan de balie"
    assert letter["To"] == "balie@example.org"
    text = letter.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "pl: 1" in text
    assert "https://chat.example.org/desk" in text
    for secret in ("anna", "szef", case.number, case.id):
        assert secret not in letter.as_string()
    assert await send_notice(desk.app) is False
    await asked(desk, "jan")
    desk.clock.forward(minutes=5)
    assert await send_notice(desk.app) is False
    await asked(desk, "ewa", words=URGENT)
    assert await send_notice(desk.app) is True
    assert box.letters[-1]["Subject"] == "DRINGEND: 2 nieuwe vragen aan de balie"
    desk.clock.forward(hours=1)
    assert await send_notice(desk.app) is False
    assert "127.0.0.1" not in caplog.text


async def test_of_two_workers_one_sends_the_notice(desk: World, letterbox: tuple[Letterbox, str]) -> None:
    box, url = letterbox
    desk.app.desk = Desk(mail=Mail(url, "balie@example.org", "noreply@example.org", "x"))
    await adviser(desk.store, "Ewa")
    await asked(desk)
    sent = await asyncio.gather(*(send_notice(desk.app) for _ in range(3)))
    assert sorted(sent) == [False, False, True]
    assert len(box.letters) == 1


# Settings of the desk.


async def test_office_hours_of_a_language_and_special_days(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa", ("pl", "ro"))
    async with desk.store.write() as tx:
        await set_hours(tx, "pl", {0: (Span(13 * 60, 15 * 60),)})
    found = {duty.load.language: duty for duty in await cases.duty_warnings(desk.app, eva)}
    assert found.keys() == {"ro"}
    async with desk.store.write() as tx:
        await set_day(tx, MONDAY.date(), False, "Teamdag")
    assert await cases.duty_warnings(desk.app, eva) == []


async def test_the_keys_of_cases_are_rotated_with_the_others(desk: World) -> None:
    from bot.store import Store

    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk, words=CALL)
    assert case.way is Way.CALLBACK
    await cases.claim(desk.app, eva, case.id)
    # Lookup and cookie keys stay; only what wraps is new.
    new = Keys.from_secret(SECRET, wrap_key="another key that wraps, long enough")
    url = desk.store.url.render_as_string(hide_password=False)
    rotating = await Store.open(url, new)
    assert await rotate_wrap_key(rotating) == 2
    await rotating.close()
    reopened = await Store.open(url, replace(new, wrap=new.wrap[:1]))
    try:
        found = await cases.callback(World(reopened, clock=desk.clock).app, eva, case.id)
        assert found
        assert found.number == "+48601234567"
    finally:
        await reopened.close()


async def test_a_case_that_was_erased_in_part_still_opens(desk: World) -> None:
    """A key that is gone is no defect: the case shows what is left of it."""
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk, words=CALL)
    await cases.claim(desk.app, eva, case.id)
    async with desk.store.write() as tx:
        await tx.conn.execute(update(desk_case).values(data_key=b""))
    assert await cases.callback(desk.app, eva, case.id) is None
    assert await cases.notes(desk.app, eva, case.id) == []
    await cases.note(desk.app, eva, case.id, "is kept nowhere")


async def test_deleting_on_the_phone_deletes_what_was_moved_there_from_the_page(desk: World) -> None:
    await adviser(desk.store, "Ewa")
    case = await asked(desk, "browser", channel="pull")
    await desk.say("browser", "link", channel="pull")
    await desk.say("phone", "here")
    await desk.work()
    await desk.say("browser", "said later to the bot", channel="pull")
    await desk.work()
    await desk.say("phone", ERASE)
    await desk.work()
    left = [entry.text for entry in await desk.history(case.conversation_id) if entry.author == "person"]
    assert left == ["said later to the bot"]


async def test_the_scene_of_pictures_and_browser_tests_stays_as_it_was_made(world: World) -> None:
    """Its cases are minutes old by the clock of whoever looks: a worker beside the browser must find nothing silent."""
    world.app.channels = {**world.app.channels, "web": WebChannel()}
    await furnish(world.app)
    world.clock.now = datetime.now(UTC) + timedelta(minutes=4)
    await watch(world)
    async with world.store.read() as tx:
        held = await tx.conn.execute(
            select(desk_case.c.holder_name).where(desk_case.c.state == "claimed").order_by(desk_case.c.holder_name)
        )
    assert held.scalars().all() == ["Ion", "Maria"]
