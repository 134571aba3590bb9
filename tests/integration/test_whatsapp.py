"""WhatsApp over real HTTP with a double of Meta's server: identity, window, marks, errors, pace, files."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from bot.channels.whatsapp.channel import Template, WhatsAppChannel
from bot.channels.whatsapp.client import WhatsAppClient
from bot.channels.whatsapp.pacing import Pacer
from bot.channels.whatsapp.signature import sign
from bot.dialogue.effects import EraseConversation
from bot.errors import FetchError, TemporarySendError
from bot.flows.app import Delivery
from bot.flows.history import history
from bot.store import Store
from bot.store.conversations import get
from bot.store.tables import conversation
from tests.support.clock import Clock
from tests.support.echo import EchoDialogue
from tests.support.whatsapp_server import WhatsAppServer
from tests.support.whatsapp_world import WhatsAppWorld, make_channel, whatsapp_world


@pytest.fixture
async def world(store: Store) -> AsyncIterator[WhatsAppWorld]:
    async with whatsapp_world(store) as made:
        yield made


# -- the webhook


async def test_a_message_is_answered_with_a_button_and_read(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567", user_id="PL.1")
    wamid = await ana.writes("cześć")
    await world.work()
    assert ana.texts == ["1: cześć"]
    assert world.meta.read == [
        {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": wamid,
            "typing_indicator": {"type": "text"},
        }
    ]
    await ana.presses("BSN?")
    await world.work()
    assert ana.texts[-1] == "2: ask:bsn"
    assert world.meta.refused == []
    assert set(world.meta.answers) == {200}
    assert world.meta.accepted[0]["to"] == "+48601234567"


async def test_the_handshake(world: WhatsAppWorld) -> None:
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": world.meta.verify_token}
    good = await world.web.get("/webhooks/whatsapp", params=asked)
    assert (good.status_code, good.text) == (200, "1158201444")
    assert good.headers["content-type"].startswith("text/plain")
    for wrong in ({"hub.verify_token": "x"}, {"hub.mode": "unsubscribe"}, {"hub.verify_token": "ż"}):
        refused = await world.web.get("/webhooks/whatsapp", params={**asked, **wrong})
        assert refused.status_code == 403
        assert "1158201444" not in refused.text
    assert (await world.web.get("/webhooks/whatsapp")).status_code == 403


async def test_unsigned_calls_cost_a_hash_and_store_nothing(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    body = json.dumps(world.meta.envelope({"messages": [ana.message("text", {"body": "x"})]})).encode()
    assert await world.meta.post_raw(body, signature="") == 403
    assert await world.meta.post_raw(body, signature="sha256=" + "0" * 64) == 403
    assert await world.meta.post_raw(body + b" ", signature=sign(world.meta.app_secret, body)) == 403
    without = await world.web.post("/webhooks/whatsapp", content=body)
    assert without.status_code == 403
    assert await world.conversations() == []


async def test_bodies_over_three_megabytes_are_refused_early(world: WhatsAppWorld) -> None:
    huge = b"x" * (3 * 1024 * 1024 + 1)
    assert await world.meta.post_raw(huge, signature=sign(world.meta.app_secret, huge)) == 413

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100_000

    answer = await world.web.post("/webhooks/whatsapp", content=endless(), headers={"X-Hub-Signature-256": "sha256=0"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000, b'{"object":"whatsapp_business_account"}']
)
async def test_what_meta_signs_and_nobody_can_read_is_200(world: WhatsAppWorld, body: bytes) -> None:
    assert await world.meta.post_raw(body, signature=sign(world.meta.app_secret, body)) == 200


async def test_everything_of_a_large_call_is_stored_once_and_in_order(world: WhatsAppWorld) -> None:
    people = [world.meta.person(user_id=f"PL.{n}") for n in range(30)]
    values = [
        {
            "metadata": {"phone_number_id": world.meta.phone_number_id},
            "messages": [one.message("text", {"body": str(n)}) for one in people],
        }
        for n in range(4)
    ]
    data = world.meta.envelope(*values)
    assert await asyncio.gather(*(world.meta.post(data) for _ in range(3))) == [200, 200, 200]
    for person in people:
        person.last_wrote_s = world.meta.now_s()
    await world.work()
    # 80 at once, by our own pace.
    assert len(world.meta.accepted) == 80
    await world.wait(seconds=2)
    assert len(await world.conversations()) == 30
    for person in people:
        assert person.texts == [f"{n + 1}: {n}" for n in range(4)]


async def test_a_database_that_is_away_is_503_and_nothing_is_lost(
    world: WhatsAppWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    ana = world.meta.person("+48601234567")
    data = world.meta.envelope(
        {"metadata": {"phone_number_id": world.meta.phone_number_id}, "messages": [ana.message("text", {"body": "x"})]}
    )
    ana.last_wrote_s = world.meta.now_s()

    def away(**_: object) -> None:
        raise OperationalError("", {}, Exception("gone"))

    with monkeypatch.context() as patched:
        patched.setattr(world.store, "write", away)
        assert await world.meta.post(data) == 503
    assert await world.meta.post(data) == 200
    await world.work()
    assert ana.texts == ["1: x"]


async def test_one_message_that_can_not_be_stored_costs_the_others_nothing(
    world: WhatsAppWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.flows import receive
    from bot.store.mailbox import put_in as real

    async def breaks(tx: object, arrival: object, envelope: object, now: object) -> None:
        if envelope.incoming.text == "poison":  # type: ignore[attr-defined]
            raise ValueError("words of a person")
        await real(tx, arrival, envelope, now)  # type: ignore[arg-type]

    monkeypatch.setattr(receive, "put_in", breaks)
    ana, jan = world.meta.person(user_id="PL.1"), world.meta.person(user_id="PL.2")
    for person in (ana, jan):
        person.last_wrote_s = world.meta.now_s()
    messages = [ana.message("text", {"body": "poison"}), jan.message("text", {"body": "hej"})]
    assert await world.meta.post_value(messages=messages) == 200
    await world.work()
    assert jan.texts == ["1: hej"]
    assert ana.texts == ["1:"]
    assert world.counted("win_defects_total", where="receive") == 1


# -- who somebody is


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


async def changes_number(world: WhatsAppWorld, person: object, phone: str, user_id: str) -> None:
    part = {"type": "user_changed_number", "wa_id": phone[1:], "user_id": user_id, "body": "changed"}
    await person.sends("system", part)  # type: ignore[attr-defined]
    person.phone, person.user_id = phone, user_id  # type: ignore[attr-defined]


@pytest.mark.parametrize("known_as", ["PL.1", ""])
async def test_a_changed_number_takes_the_conversation_along(world: WhatsAppWorld, known_as: str) -> None:
    ana = world.meta.person("+48601234567", user_id=known_as)
    await ana.writes("before")
    await world.work()
    await changes_number(world, ana, "+31612345678", "NL.9" if known_as else "")
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
    await changes_number(world, ana, "+31612345678", "NL.9")
    world.meta.people.remove(ana)
    await world.work()
    assert await world.conversations() == [old]
    said = [entry.text for entry in await history(world.store, old) if entry.author == "person"]
    assert said == ["before", "it is me"]
    await world.adviser_says(old, "Widzę")
    await world.work()
    assert new.texts[-1] == "Widzę"


# -- sending


async def test_a_timeout_after_acceptance_is_reconciled_by_our_key(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    world.meta.swallow()
    await ana.writes("hej")
    await world.work()
    assert await world.statuses() == ["sent"]
    await world.wait(minutes=5)
    assert ana.texts == ["1: hej"]


async def test_without_a_report_it_is_sent_again_and_marked(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    world.meta.reports_by_itself = False
    world.meta.swallow()
    await ana.writes("hej")
    await world.work()
    assert await world.statuses() == ["unsure"]
    await world.wait(seconds=31)
    (row,) = await world.rows()
    assert (row.status, row.resent) == ("sent", True)
    assert ana.texts == ["1: hej", "1: hej"]
    # The late reports of the first one change nothing any more.
    await world.meta.flush(shuffled=True, twice=True)
    (row,) = await world.rows()
    assert (row.status, row.read_at is not None) == ("sent", True)


@pytest.mark.parametrize("seed", range(4))
async def test_marks_in_any_order_and_twice_only_ever_raise(store: Store, seed: int) -> None:
    async with whatsapp_world(store) as world:
        world.meta._random.seed(seed)
        world.meta.reports_by_itself = False
        ana = world.meta.person("+48601234567")
        await ana.writes("hej")
        await world.work()
        (accepted,) = world.meta.accepted
        reports = [world.meta._status(accepted, "failed", code=131000)]
        world.meta.kept_back[1:1] = [] if seed % 2 else reports
        await world.meta.flush(shuffled=seed > 1, twice=True)
        if seed == 0:
            # "failed" came before "delivered": it was to be tried again, and arrived all the same.
            assert ana.texts == ["1: hej"]
        await world.meta.status(accepted, "failed", code=131026)
        (row,) = await world.rows()
        assert (row.status, row.reason) == ("sent", None)
        assert row.delivered_at is not None
        assert row.read_at is not None
        await world.wait(minutes=1)
        assert ana.texts == ["1: hej"]


async def test_a_mark_that_overtakes_the_answer_of_the_call(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    world.meta.reports_by_itself = False
    real = world.channel.send

    async def reported_first(address: str, message: object, *, key: str) -> object:
        sent = await real(address, message, key=key)  # type: ignore[arg-type]
        await world.meta.flush()
        return sent

    world.channel.send = reported_first  # type: ignore[method-assign,assignment]
    await ana.writes("hej")
    await world.work()
    (row,) = await world.rows()
    assert row.status == "sent"
    assert row.external_hash is not None
    assert row.read_at is not None
    assert ana.texts == ["1: hej"]


async def test_read_alone_says_delivered_too_and_recipients_may_be_missing(world: WhatsAppWorld) -> None:
    world.meta.reports_by_itself = False
    ana = world.meta.person(user_id="PL.1")
    await ana.writes("hej")
    await world.work()
    (accepted,) = world.meta.accepted
    status = {"id": accepted["_wamid"], "status": "read", "timestamp": str(int(world.meta.now_s()))}
    assert await world.meta.post_value(statuses=[status]) == 200
    (row,) = await world.rows()
    assert row.delivered_at == row.read_at == world.clock()


async def test_a_failure_after_acceptance_is_tried_again_or_visible(world: WhatsAppWorld) -> None:
    world.meta.reports_by_itself = False
    ana = world.meta.person("+48601234567")
    await ana.writes("hej")
    await world.work()
    world.meta.kept_back.clear()
    await world.meta.status(world.meta.accepted[-1], "failed", code=131000)
    await world.meta.status(world.meta.accepted[-1], "failed", code=131000)
    assert await world.statuses() == ["queued"]
    await world.wait(seconds=10)
    assert len(world.meta.accepted) == 2
    # The first one's failure comes once more, while the second one is out.
    await world.meta.status(world.meta.accepted[0], "failed", code=131000)
    assert await world.statuses() == ["sent"]
    await world.meta.status(world.meta.accepted[-1], "failed", code=131051)
    (row,) = await world.rows()
    assert (row.status, row.reason) == ("failed", "131051")
    assert world.counted("win_failed_total", channel="whatsapp", code="131051") == 1
    (id_,) = await world.conversations()
    assert [entry.status for entry in await history(world.store, id_)][-1] == "failed"


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


# -- the window


async def claimed_with_a_closed_window(world: WhatsAppWorld, person: object) -> str:
    await person.writes("I want a person")  # type: ignore[attr-defined]
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
    from bot.flows.timers import run_due

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


# -- files


async def test_files_are_fetched_with_the_token_and_checked(world: WhatsAppWorld) -> None:
    content = b"%PDF-1.7 contract"
    media_id = world.meta.put_media(content, "application/pdf")
    file = await world.channel.fetch(media_id, max_bytes=1000)
    assert (file.content, file.mime) == (content, "application/pdf")
    with pytest.raises(FetchError, match="too_large"):
        await world.channel.fetch(media_id, max_bytes=5)
    for unknown in ("901", "../106540352242922", ""):
        with pytest.raises(FetchError, match="gone"):
            await world.channel.fetch(unknown, max_bytes=1000)


async def test_a_media_url_that_ran_out_is_asked_for_again(world: WhatsAppWorld) -> None:
    ref = world.meta.put_media(b"abc", "image/jpeg")
    real = world.channel._client.media
    asked = 0

    async def media(media_id: str) -> dict[str, Any]:
        nonlocal asked
        asked += 1
        found = await real(media_id)
        if asked == 1:
            world.meta.forget_urls()
        return found

    world.channel._client.media = media  # type: ignore[method-assign]
    assert (await world.channel.fetch(ref, max_bytes=10)).content == b"abc"
    assert asked == 2


async def test_a_damaged_file_and_a_lying_size_are_refused() -> None:
    answers = {"sha256": "0" * 64, "file_size": 3}

    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/900"):
            return httpx.Response(200, json={"url": "http://meta/file", "mime_type": "image/png", **answers})
        assert request.headers["authorization"] == "Bearer t"
        return httpx.Response(200, content=b"abcdef")

    client = WhatsAppClient("http://meta", "1", "t", transport=httpx.MockTransport(handle))
    channel = WhatsAppChannel(client, {}, {}, phone_number_id="1", app_secret="s", verify_token="v")
    with pytest.raises(FetchError, match="damaged"):
        await channel.fetch("900", max_bytes=10)
    with pytest.raises(FetchError, match="too_large"):
        await channel.fetch("900", max_bytes=5)
    await channel.aclose()


async def test_the_token_goes_to_no_unsafe_address() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "graph"
        return httpx.Response(200, json={"url": "http://elsewhere/file", "file_size": 3})

    client = WhatsAppClient("https://graph", "1", "t", transport=httpx.MockTransport(handle))
    channel = WhatsAppChannel(client, {}, {}, phone_number_id="1", app_secret="s", verify_token="v")
    with pytest.raises(FetchError, match="insecure_url"):
        await channel.fetch("900", max_bytes=10)
    await channel.aclose()


async def test_a_recording_can_be_uploaded_and_the_number_looked_at(world: WhatsAppWorld) -> None:
    media_id = await world.channel._client.upload(b"OggS", "audio/ogg")
    assert (await world.channel.fetch(media_id, max_bytes=10)).content == b"OggS"
    assert await world.channel.check() == [(True, "WhatsApp: Meta knows our number, quality GREEN.")]
    world.meta.token = "another"
    ((well, line),) = await world.channel.check()
    assert not well
    assert "190" in line


# -- secrets


async def test_no_log_holds_token_secret_number_or_words(
    world: WhatsAppWorld, caplog: pytest.LogCaptureFixture
) -> None:
    world.app.delivery = Delivery(backoff_first=timedelta(seconds=0.01))
    with caplog.at_level(logging.DEBUG, logger="bot"), caplog.at_level(logging.DEBUG, logger="api"):
        ana = world.meta.person("+48601234567", user_id="PL.13491208655302741918")
        for code in (131056, 131009, 131000, 131047, 190):
            world.meta.refuse(code, details="+48601234567 szef zabrał paszport")
            await ana.writes("szef zabrał paszport")
            await world.work()
            await world.wait(minutes=11)
        world.meta.swallow()
        await ana.writes("szef zabrał paszport")
        await world.work()
        for body in (b"{", b'{"szef": "paszport"'):
            await world.meta.post_raw(body, signature=sign(world.meta.app_secret, body))
        await world.meta.post_raw(b"{}", signature="sha256=0")
    assert caplog.records
    assert world.meta.token not in caplog.text
    for secret in ("601234567", "13491208655302741918", "paszport", world.meta.app_secret, world.meta.verify_token):
        for record in caplog.records:
            if record.name.startswith(("bot", "api")):
                assert secret not in record.getMessage()
    assert world.meta.token not in repr(world.channel)


async def test_the_store_holds_no_number_in_clear(world: WhatsAppWorld) -> None:
    from tests.integration.test_store import dump

    ana = world.meta.person("+48601234567", user_id="PL.13491208655302741918")
    await ana.writes("hej")
    await world.work()
    kept = await dump(world.store)
    assert b"601234567" not in kept
    assert b"13491208655302741918" not in kept


async def test_an_unfinished_call_of_a_dead_worker_waits_for_its_report(world: WhatsAppWorld) -> None:
    ana = world.meta.person("+48601234567")
    world.meta.reports_by_itself = False
    real = world.channel.send

    async def dies(address: str, message: object, *, key: str) -> object:
        await real(address, message, key=key)  # type: ignore[arg-type]
        raise asyncio.CancelledError

    world.channel.send = dies  # type: ignore[method-assign,assignment]
    await ana.writes("hej")
    with pytest.raises(asyncio.CancelledError):
        await world.work()
    world.channel.send = real  # type: ignore[method-assign]
    async with world.store.write() as tx:
        await tx.conn.execute(update(conversation).values(lease_until_s=0))
    await world.work()
    assert await world.statuses() == ["unsure"]
    await world.meta.flush(shuffled=True)
    await world.wait(minutes=5)
    assert await world.statuses() == ["sent"]
    assert ana.texts == ["1: hej"]


async def test_two_doubles_do_not_know_each_others_numbers(world: WhatsAppWorld) -> None:
    async with WhatsAppServer() as other:
        channel = make_channel(other)
        other.phone_number_id = "1"
        ((well, line),) = await channel.check()
        assert not well
        await channel.aclose()
    assert "100" in line
