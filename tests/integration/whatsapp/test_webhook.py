"""The webhook: the handshake, the signature, and what Meta posts, whatever it is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from sqlalchemy.exc import OperationalError

from bot.channels.whatsapp.signature import sign
from bot.flows import receive
from bot.messages import Envelope
from bot.store.arrivals import Arrival
from bot.store.engine import Tx
from bot.store.mailbox import put_in_all
from tests.support.whatsapp_world import WhatsAppWorld


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
    async def breaks(tx: Tx, messages: list[tuple[Arrival, Envelope]], now: datetime) -> None:
        if any(envelope.incoming.text == "poison" for _, envelope in messages):
            raise ValueError("words of a person")
        await put_in_all(tx, messages, now)

    monkeypatch.setattr(receive, "put_in_all", breaks)
    ana, jan = world.meta.person(user_id="PL.1"), world.meta.person(user_id="PL.2")
    for person in (ana, jan):
        person.last_wrote_s = world.meta.now_s()
    messages = [ana.message("text", {"body": "poison"}), jan.message("text", {"body": "hej"})]
    assert await world.meta.post_value(messages=messages) == 200
    await world.work()
    assert jan.texts == ["1: hej"]
    assert ana.texts == ["1:"]
    assert world.counted("win_defects_total", where="receive") == 1
