"""No token, secret, number or word of a person in a log or in clear in the store."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from bot.channels.whatsapp.signature import sign
from bot.flows.app import Delivery
from tests.support.store import dump
from tests.support.whatsapp_world import WhatsAppWorld


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
    ana = world.meta.person("+48601234567", user_id="PL.13491208655302741918")
    await ana.writes("hej")
    await world.work()
    kept = await dump(world.store)
    assert b"601234567" not in kept
    assert b"13491208655302741918" not in kept
