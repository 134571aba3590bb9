"""Cases on both databases: one owner, nothing lost, nothing shown to the wrong eyes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from bot.desk.case import Callback, CaseState, Part, Way
from bot.desk.errors import AlreadyClaimed, BadInput, CaseNotFound, DeskError, NobodyThere, NotYours, Stale, WrongState
from bot.flows import cases
from bot.flows.erase import erase
from bot.flows.hub import Hub
from bot.flows.retain import wipe_old_chats
from bot.staff.roles import Role
from bot.store.audit import COMMAND
from bot.store.case_tables import case_note, desk_case
from bot.store.conversations import get
from bot.store.phrases import barred
from bot.store.staff_tables import account, audit
from bot.store.tables import conversation, outbox
from tests.support.desk import ASK, CALL, EFFECTS, ERASE, NUMBER, STOP, URGENT, adviser, asked, case_of, token
from tests.support.world import World, until

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def desk(world: World) -> World:
    world.dialogue.effects = dict(EFFECTS)
    world.clock.now = MONDAY
    return world


async def mode(world: World, conversation_id: str | None) -> str:
    async with world.store.read() as tx:
        conv = await get(tx, conversation_id or "")
    return conv.mode if conv else "gone"


async def test_asking_opens_a_case_and_messages_join_it(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    await desk.say("anna", "szef nie placi")
    await desk.work()
    case = await asked(desk)
    assert (case.state, case.language, case.slug, case.urgent) == (CaseState.WAITING, "pl", "unpaid_wages", False)
    assert await mode(desk, case.conversation_id) == "waiting"
    async with desk.store.read() as tx:
        assert await barred(tx, case.conversation_id or ""), "nothing is learned from an escalated conversation"
    await desk.say("anna", "od miesiąca")
    await desk.work()
    assert desk.channel.texts("anna") == ["1: szef nie placi", f"2: {ASK}"]
    lines = await cases.transcript(desk.app, eva, case.id)
    assert [(line.author, line.text) for line in lines] == [
        ("person", "szef nie placi"),
        ("bot", "1: szef nie placi"),
        ("person", ASK),
        ("bot", f"2: {ASK}"),
        ("person", "od miesiąca"),
    ]
    assert lines[-1].status == "joined"


async def test_a_claim_greets_and_both_talk(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    claimed = await cases.claim(desk.app, eva, case.id, case.version)
    assert (claimed.state, claimed.holder and claimed.holder.name, claimed.version) == (CaseState.CLAIMED, "Ewa", 2)
    await cases.reply(desk.app, eva, case.id, "Dzień *dobry*, co się stało?")
    await desk.work()
    await desk.say("anna", "nie placi")
    await desk.work()
    # The adviser's text is no markup: what looks like it is escaped, for the channel to show as it was typed.
    assert desk.channel.texts("anna")[1:] == ["[joined Ewa]", "Dzień \\*dobry\\*, co się stało?"]
    lines = await cases.transcript(desk.app, eva, case.id)
    assert [line.author for line in lines] == ["person", "bot", "desk", "adviser", "person"]
    assert lines[3].by == "Ewa"
    closed = await cases.close(desk.app, eva, case.id, "solved")
    assert (closed.state, closed.outcome) == (CaseState.CLOSED, "solved")
    await desk.say("anna", "dziekuje")
    await desk.work()
    assert desk.channel.texts("anna")[-2:] == ["[closed Ewa]", "2: dziekuje"]
    # What is said to the bot after closing is not the adviser's to see.
    assert "dziekuje" not in [line.text for line in await cases.transcript(desk.app, eva, case.id)]


async def test_of_two_claims_at_once_one_wins(desk: World) -> None:
    people = [await adviser(desk.store, name) for name in ("Ewa", "Jan", "Ola", "Piotr")]
    case = await asked(desk)
    results = await asyncio.gather(*(cases.claim(desk.app, one, case.id) for one in people), return_exceptions=True)
    winners = [one for one in results if not isinstance(one, BaseException)]
    losers = [one for one in results if isinstance(one, AlreadyClaimed)]
    assert (len(winners), len(losers)) == (1, 3)
    holder = winners[0].holder
    assert holder
    assert {loser.holder for loser in losers} == {holder}
    await desk.work()
    assert desk.channel.texts("anna")[1:] == [f"[joined {holder.name}]"]
    again = await cases.claim(desk.app, next(one for one in people if one.id == holder.id), case.id)
    assert again.version == winners[0].version


async def test_a_claim_cancels_what_the_bot_queued_and_what_is_on_the_wire_comes_first(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    desk.dialogue.parts = 3
    desk.channel.gate = asyncio.Event()
    received = await desk.say("anna", ASK)
    work = asyncio.create_task(desk.work())
    await until(lambda: bool(desk.channel.calls))
    case = await case_of(desk, received.conversation_id)
    await cases.claim(desk.app, eva, case.id)
    desk.channel.gate.set()
    await work
    await desk.work()
    assert desk.channel.texts("anna") == [f"1: {ASK}", "[joined Ewa]"]
    lines = await cases.transcript(desk.app, eva, case.id)
    assert [(line.author, line.status) for line in lines] == [
        ("person", "done"), ("bot", "sent"), ("desk", "sent"),
    ]  # fmt: skip


async def test_only_the_holder_answers_and_stale_looks_are_refused(desk: World) -> None:
    eva, jan = await adviser(desk.store, "Ewa"), await adviser(desk.store, "Jan")
    case = await asked(desk)
    with pytest.raises(NotYours):
        await cases.reply(desk.app, eva, case.id, "hej")
    await cases.claim(desk.app, eva, case.id)
    with pytest.raises(NotYours, match="Ewa"):
        await cases.reply(desk.app, jan, case.id, "hej")
    with pytest.raises(NotYours):
        await cases.close(desk.app, jan, case.id, "solved")
    with pytest.raises(Stale):
        await cases.close(desk.app, eva, case.id, "solved", version=1)
    for text in ("", "   ", "x" * 4001):
        with pytest.raises(BadInput):
            await cases.reply(desk.app, eva, case.id, text)
    with pytest.raises(BadInput):
        await cases.close(desk.app, eva, case.id, "whatever")
    await cases.close(desk.app, eva, case.id, "solved")
    with pytest.raises(WrongState):
        await cases.reply(desk.app, eva, case.id, "hej")


async def test_an_adviser_of_another_language_sees_nothing(desk: World) -> None:
    eva, radu = await adviser(desk.store, "Ewa"), await adviser(desk.store, "Radu", ("ro",))
    case = await asked(desk)
    assert [one.id for one in (await cases.list_cases(desk.app, eva)).cases] == [case.id]
    assert (await cases.list_cases(desk.app, radu)).cases == ()
    for look in (cases.get_case, cases.transcript, cases.notes, cases.claim, cases.callback):
        with pytest.raises(CaseNotFound):
            await look(desk.app, radu, case.id)
    assert await cases.events(desk.app, radu, 0) == []
    assert [event.kind for event in await cases.events(desk.app, eva, 0)] == ["opened"]


async def test_when_the_last_adviser_of_a_language_leaves_the_others_see_the_case(desk: World) -> None:
    eva, radu = await adviser(desk.store, "Ewa"), await adviser(desk.store, "Radu", ("ro",))
    case = await asked(desk)
    async with desk.store.write() as tx:
        await tx.conn.execute(update(account).where(account.c.id == eva.id).values(disabled_at=desk.clock()))
    assert [one.id for one in (await cases.list_cases(desk.app, radu)).cases] == [case.id]
    (warning,) = [duty for duty in await cases.duty_warnings(desk.app, await _chief(desk)) if not duty.advisers]
    assert warning.load.language == "pl"


async def _chief(world: World) -> cases.Actor:
    return await adviser(world.store, "Chef", (), role=Role.SUPERVISOR)


async def test_handing_over(desk: World) -> None:
    eva, jan, radu = [await adviser(desk.store, *one) for one in (("Ewa",), ("Jan",), ("Radu", ("ro",)))]
    case = await asked(desk)
    await cases.claim(desk.app, eva, case.id)
    given = await cases.transfer(desk.app, eva, case.id, to_account=jan.id)
    assert given.holder
    assert given.holder.name == "Jan"
    back = await cases.transfer(desk.app, jan, case.id, to_queue=True)
    assert (back.state, back.holder, back.opened_at) == (CaseState.WAITING, None, case.opened_at)
    assert await mode(desk, case.conversation_id) == "waiting"
    chief = await _chief(desk)
    other = await cases.transfer(desk.app, chief, case.id, to_language="ro")
    assert (other.language, other.spoken) == ("ro", "pl")
    with pytest.raises(CaseNotFound):
        await cases.claim(desk.app, eva, case.id)
    assert await cases.claim(desk.app, radu, case.id)
    with pytest.raises(NobodyThere):
        await cases.transfer(desk.app, radu, case.id, to_language="tr")
    with pytest.raises(BadInput):
        await cases.transfer(desk.app, radu, case.id, to_account="nobody")
    await desk.work()
    assert desk.channel.texts("anna")[1:] == ["[joined Ewa]", "[joined Jan]", "[returned]", "[joined Radu]"]
    # Who lost sight of the case still hears that it went.
    assert [event.kind for event in await cases.events(desk.app, eva, 0)][-1] == "transferred"


async def test_reopening_keeps_what_was_said_to_the_bot_private(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    await cases.claim(desk.app, eva, case.id)
    await cases.close(desk.app, eva, case.id, "solved")
    await desk.say("anna", "something for the bot alone")
    await desk.work()
    again = await cases.reopen(desk.app, eva, case.id)
    assert (again.state, again.outcome) == (CaseState.CLAIMED, "")
    await desk.say("anna", "again for Ewa")
    await desk.work()
    texts = [line.text for line in await cases.transcript(desk.app, eva, case.id)]
    assert "again for Ewa" in texts
    assert "something for the bot alone" not in texts
    await cases.close(desk.app, eva, case.id, "solved")
    newer = await asked(desk)
    assert newer.id != case.id
    with pytest.raises(WrongState, match=newer.number):
        await cases.reopen(desk.app, eva, case.id)


async def test_stop_returns_to_the_bot(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    await cases.claim(desk.app, eva, case.id)
    await desk.say("anna", STOP)
    await desk.say("anna", "hej")
    await desk.work()
    assert desk.channel.texts("anna")[-1] == "2: hej"
    closed = await cases.get_case(desk.app, eva, case.id)
    assert (closed.state, closed.outcome) == (CaseState.CLOSED, "withdrawn")


@pytest.mark.parametrize("claimed", [False, True])
async def test_deleting_during_a_case_erases_it_and_the_adviser_sees_why(desk: World, claimed: bool) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    if claimed:
        await cases.claim(desk.app, eva, case.id)
    await cases.note(desk.app, eva, case.id, "Called the employer")
    await desk.say("anna", ERASE)
    await desk.work()
    gone = await cases.get_case(desk.app, eva, case.id)
    assert (gone.state, gone.outcome, gone.conversation_id) == (CaseState.CLOSED, "erased", None)
    assert gone.erased_at is not None
    assert await cases.transcript(desk.app, eva, case.id) == []
    assert await cases.notes(desk.app, eva, case.id) == []
    async with desk.store.read() as tx:
        row = (await tx.conn.execute(select(desk_case))).one()
        assert (row.data_key, row.callback) == (b"", None)
        assert (await tx.conn.execute(select(case_note))).all() == []
    with pytest.raises(DeskError):
        await cases.reopen(desk.app, eva, case.id)
    await desk.say("anna", "new")
    await desk.work()
    assert desk.channel.texts("anna")[-1] == "1: new"


async def test_wiping_the_web_page_erases_an_open_case(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk, channel="pull")
    assert await erase(desk.store, case.conversation_id or "")
    assert (await cases.get_case(desk.app, eva, case.id)).outcome == "erased"
    assert [event.kind for event in await cases.events(desk.app, eva, 0)] == ["opened", "erased"]


async def test_a_callback_leaves_the_person_with_the_bot_and_shows_the_number_to_the_holder_alone(desk: World) -> None:
    eva, jan = await adviser(desk.store, "Ewa"), await adviser(desk.store, "Jan")
    case = await asked(desk, words=CALL)
    assert case.way is Way.CALLBACK
    assert await mode(desk, case.conversation_id) == "bot"
    await desk.say("anna", "for the bot")
    await desk.work()
    assert desk.channel.texts("anna")[-1] == "2: for the bot"
    with pytest.raises(NotYours):
        await cases.callback(desk.app, eva, case.id)
    await cases.claim(desk.app, eva, case.id)
    assert await cases.callback(desk.app, eva, case.id) == Callback(NUMBER, "pl", Part.MORNING)
    with pytest.raises(NotYours):
        await cases.callback(desk.app, jan, case.id)
    assert await mode(desk, case.conversation_id) == "bot"
    # Writing instead of calling makes it a chat; what the person told the bot meanwhile stays theirs.
    await cases.reply(desk.app, eva, case.id, "Nie odbiera Pan")
    assert await mode(desk, case.conversation_id) == "adviser"
    assert "for the bot" not in [line.text for line in await cases.transcript(desk.app, eva, case.id)]
    async with desk.store.read() as tx:
        stored = repr((await tx.conn.execute(select(desk_case))).all())
    assert NUMBER[3:] not in stored


async def test_asking_again_joins_the_open_case(desk: World) -> None:
    await adviser(desk.store, "Ewa")
    first = await asked(desk, words=CALL)
    second = await asked(desk, words=URGENT)
    assert (second.id, second.way, second.urgent) == (first.id, Way.CHAT, True)
    assert await mode(desk, second.conversation_id) == "waiting"


async def test_an_organisation_opens_a_case_once_per_key(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    wish = Callback("06 12345678", "pl")

    async def open_one(key: str) -> cases.Opened:
        return await cases.open_case(
            desk.app, None, language="pl", topic="work", way=Way.CALLBACK, callback=wish,
            consent="Signed a form at our desk", actor=token(), idempotency_key=key,
        )  # fmt: skip

    both = await asyncio.gather(open_one("k1"), open_one("k1"))
    assert {one.case.id for one in both} == {both[0].case.id}
    assert sorted(one.created for one in both) == [False, True]
    other = await open_one("k2")
    assert other.case.id != both[0].case.id
    await cases.claim(desk.app, eva, other.case.id)
    assert await cases.callback(desk.app, eva, other.case.id) == Callback("+31612345678", "pl")
    assert await cases.statement(desk.app, eva, other.case.id) == "Signed a form at our desk"
    with pytest.raises(WrongState):
        await cases.reply(desk.app, eva, other.case.id, "hej")
    for wrong in ({"consent": " "}, {"way": Way.CHAT}, {"callback": Callback("12", "pl")}, {"callback": None}):
        values = {"way": Way.CALLBACK, "callback": wish, "consent": "yes", **wrong}
        with pytest.raises(BadInput):
            await cases.open_case(desk.app, None, language="pl", actor=token(), **values)  # type: ignore[arg-type]


async def test_without_any_adviser_no_case_is_taken(desk: World) -> None:
    with pytest.raises(NobodyThere):
        await cases.open_case(
            desk.app, None, language="pl", way=Way.CALLBACK, callback=Callback("0612345678", "pl"), consent="yes"
        )


async def test_lists_come_urgent_first_in_pages(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    made = []
    for number in range(5):
        case = await asked(desk, f"p{number}", words=URGENT if number == 3 else ASK)
        made.append(case.id)
        desk.clock.forward(minutes=1)
    expected = [made[3], made[0], made[1], made[2], made[4]]
    found, cursor = [], ""
    while True:
        page = await cases.list_cases(desk.app, eva, status="open", cursor=cursor, limit=2)
        found += [case.id for case in page.cases]
        cursor = page.next
        if not cursor:
            break
    assert found == expected
    for wrong in ("x", "e30", "W10", "WzEsMiwzXQ", "żółć"):
        with pytest.raises(BadInput):
            await cases.list_cases(desk.app, eva, cursor=wrong)
    with pytest.raises(BadInput):
        await cases.list_cases(desk.app, eva, status="half")
    assert len((await cases.list_cases(desk.app, eva, urgent=True)).cases) == 1
    await cases.claim(desk.app, eva, made[0])
    assert [case.id for case in (await cases.list_cases(desk.app, eva, mine=True)).cases] == [made[0]]


async def test_events_commit_in_the_order_of_their_numbers(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    made = [await asked(desk, f"p{number}") for number in range(8)]
    seen: list[int] = []
    done = asyncio.Event()

    async def watch() -> None:
        last = await cases.last_event_id(desk.app)
        with desk.app.hub.subscribe_cases() as changes:
            while True:
                ending = done.is_set()
                for event in await cases.events(desk.app, eva, last):
                    seen.append(event.id)
                    last = event.id
                if ending:
                    return
                await changes.wait(0.05)

    before = await cases.last_event_id(desk.app)
    watcher = asyncio.create_task(watch())
    await asyncio.sleep(0)
    await asyncio.gather(*(cases.claim(desk.app, eva, case.id) for case in made))
    done.set()
    await watcher
    everything = [event.id for event in await cases.events(desk.app, eva, before)]
    assert len(everything) == 8
    assert seen == everything


async def test_another_process_hears_of_cases(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    hub = Hub(desk.store)
    desk.store._listeners.remove(hub._hear)
    running = asyncio.create_task(hub.run())
    try:
        with hub.subscribe_cases() as changes:
            await changes.wait(5)
            await cases.claim(desk.app, eva, case.id)
            assert await changes.wait(10)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_a_failed_answer_is_sent_again(desk: World) -> None:
    from bot.errors import PermanentSendError

    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    await cases.claim(desk.app, eva, case.id)
    await desk.work()
    desk.channel.fail = lambda address, text, tries: PermanentSendError("131047") if tries == 1 else None
    message_id = await cases.reply(desk.app, eva, case.id, "hej")
    await desk.work()
    (line,) = [line for line in await cases.transcript(desk.app, eva, case.id) if line.author == "adviser"]
    assert (line.id, line.status, line.reason) == (message_id, "failed", "131047")
    await cases.retry_message(desk.app, eva, case.id, message_id)
    await desk.work()
    assert desk.channel.texts("anna")[-1] == "hej"
    with pytest.raises(BadInput):
        await cases.retry_message(desk.app, eva, case.id, message_id)


async def test_typing_reaches_the_channel_and_its_failure_nobody(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    with pytest.raises(NotYours):
        await cases.typing(desk.app, eva, case.id)
    await cases.claim(desk.app, eva, case.id)
    before = len(desk.channel.typed)
    desk.channel.typing_error = RuntimeError("no")
    await cases.typing(desk.app, eva, case.id)
    assert len(desk.channel.typed) == before + 1


async def test_every_look_and_act_is_audited_without_words(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    await cases.get_case(desk.app, eva, case.id)
    await cases.claim(desk.app, eva, case.id)
    await cases.reply(desk.app, eva, case.id, "secret words")
    await cases.note(desk.app, eva, case.id, "secret note")
    await cases.transcript(desk.app, eva, case.id)
    await cases.close(desk.app, eva, case.id, "solved")
    async with desk.store.read() as tx:
        rows = (await tx.conn.execute(select(audit).where(audit.c.actor != COMMAND).order_by(audit.c.id))).all()
    assert [row.act for row in rows] == [
        "case.view", "case.claimed", "case.replied", "case.noted", "case.transcript", "case.closed",
    ]  # fmt: skip
    assert {(row.actor, row.target) for row in rows} == {(eva.id, case.number)}
    assert "secret" not in repr(rows)


async def test_an_open_case_outlives_the_retention_of_chats(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    desk.clock.forward(days=desk.app.retention.days + 1)
    async with desk.store.write() as tx:
        await wipe_old_chats(desk.app, tx, desk.clock())
    assert await cases.transcript(desk.app, eva, case.id)
    callback = await asked(desk, "jan", words=CALL)
    desk.clock.forward(days=desk.app.retention.days + 1)
    async with desk.store.write() as tx:
        await wipe_old_chats(desk.app, tx, desk.clock())
    assert (await cases.get_case(desk.app, eva, callback.id)).open


async def test_the_queue_is_hidden_from_who_has_no_place_at_the_desk(desk: World) -> None:
    figure = await adviser(desk.store, "Figuur", role=Role.KEY_FIGURE)
    case = await asked(desk)
    for look in (cases.get_case, cases.transcript, cases.claim):
        with pytest.raises(DeskError):
            await look(desk.app, figure, case.id)
    with pytest.raises(DeskError):
        await cases.list_cases(desk.app, figure)
    with pytest.raises(DeskError):
        await cases.overview(desk.app, figure)


async def test_the_overview_counts_by_language(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa", ("pl", "bg"))
    chief = await _chief(desk)
    first = await asked(desk, "p1", words=URGENT)
    desk.clock.forward(minutes=3)
    await asked(desk, "p2")
    await cases.claim(desk.app, eva, first.id)
    seen = await cases.overview(desk.app, chief)
    (polish,) = [duty for duty in seen.duties if duty.load.language == "pl"]
    assert (polish.load.waiting, polish.load.claimed, polish.open_now, polish.warn) == (1, 1, True, True)
    assert (seen.waiting, seen.claimed) == (1, 1)
    assert seen.oldest_at == MONDAY + timedelta(minutes=3)
    assert {duty.load.language for duty in await cases.duty_warnings(desk.app, eva)} == {"pl", "bg"}
    desk.clock.forward(hours=10)
    assert await cases.duty_warnings(desk.app, eva) == []


async def test_no_case_without_its_conversation_in_the_right_mode(desk: World) -> None:
    """The mode of a conversation and the state of its case are always written together."""
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    steps = (
        (cases.claim, (), ("claimed", "adviser")),
        (partial(cases.transfer, to_queue=True), (), ("waiting", "waiting")),
        (cases.claim, (), ("claimed", "adviser")),
        (cases.close, ("solved",), ("closed", "bot")),
        (cases.reopen, (), ("claimed", "adviser")),
    )
    for act, more, expected in steps:
        await act(desk.app, eva, case.id, *more)
        async with desk.store.read() as tx:
            row = (
                await tx.conn.execute(
                    select(desk_case.c.state, conversation.c.mode).join(conversation).where(desk_case.c.id == case.id)
                )
            ).one()
        assert tuple(row) == expected
    async with desk.store.read() as tx:
        assert (await tx.conn.execute(select(outbox.c.author).where(outbox.c.author == "adviser"))).all() == []


async def test_what_came_in_before_a_case_is_taken_up_again_is_not_lost(desk: World) -> None:
    eva = await adviser(desk.store, "Ewa")
    case = await asked(desk)
    await cases.claim(desk.app, eva, case.id)
    await cases.close(desk.app, eva, case.id, "solved")
    await desk.say("anna", "written a moment before")
    await cases.reopen(desk.app, eva, case.id)
    await desk.work()
    assert "written a moment before" in [line.text for line in await cases.transcript(desk.app, eva, case.id)]
