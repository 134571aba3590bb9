"""Telegram against a double of its server, over real HTTP and on both databases."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import select

from bot.channels.base import Outgoing
from bot.channels.telegram.render import render
from bot.errors import ChannelDown, FetchError, PermanentSendError, TemporarySendError, Unreachable
from bot.messages import Choice, Reply
from bot.store import Store
from bot.store.pauses import paused
from bot.store.tables import conversation, outbox
from tests.support.telegram_server import TelegramServer, broken, flood, hang, refused
from tests.support.telegram_world import SECRET, WEBHOOK, TelegramWorld, bare_channel, telegram_world

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def world(store: Store) -> AsyncIterator[TelegramWorld]:
    async with telegram_world(store) as made:
        yield made


def client(world: TelegramWorld) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(world.web()), base_url="http://test")


async def statuses(store: Store) -> list[str]:
    async with store.read() as tx:
        return list((await tx.conn.scalars(select(outbox.c.status).order_by(outbox.c.entry))).all())


async def test_polling_answers_in_order_with_buttons_and_stops_the_spinning(world: TelegramWorld) -> None:
    ana = world.telegram.person(501, language="pl")
    async with world.working():
        for number in range(3):
            ana.say(f"pytanie {number}")
        found = await ana.gets(3)
        assert [one.text for one in found] == ["1: pytanie 0", "2: pytanie 1", "3: pytanie 2"]
        assert found[0].buttons == {"BSN?": "ask:bsn", "Człowiek": "human"}
        assert not found[0].preview
        ana.press("BSN?")
        ana.press("Człowiek", old=True)
        assert [one.text for one in await ana.gets(2)] == ["4: ask:bsn", "5: human"]
        async with asyncio.timeout(10):
            while sorted(world.telegram.queries.values()) != ["answered", "too_old"]:
                await world.telegram.something()
            while len(world.telegram.called("answerCallbackQuery")) < 2:
                await world.telegram.something()
    assert not [no for no in world.telegram.refusals if "too old" not in no[1].description]


async def test_the_bot_introduces_itself_in_every_language(world: TelegramWorld) -> None:
    async with world.working():
        async with asyncio.timeout(20):
            while ("menu", "") not in world.telegram.profile:
                await world.telegram.something()
    profile = world.telegram.profile
    for language in ("", "pl", "ro", "bg", "nl"):
        assert set(profile["commands", language]) == {"menu", "human", "language", "privacy", "delete"}
        assert profile["description", language]
        assert profile["short", language]
    assert profile["menu", ""] == {"type": "commands"}
    assert not world.telegram.refusals


async def test_telegram_away_at_the_start_is_tried_again(store: Store) -> None:
    async with telegram_world(store) as world:
        ana = world.telegram.person(501)
        world.telegram.fail("deleteWebhook", broken(502))
        world.telegram.fail("setMyCommands", broken(504))
        world.telegram.fail("getUpdates", refused(500, "Internal Server Error"))
        ana.say("cześć")
        async with world.working():
            assert [one.text for one in await ana.gets(1)] == ["1: cześć"]


async def test_a_webhook_that_somebody_set_is_taken_away_for_polling(world: TelegramWorld) -> None:
    world.telegram.webhook = {"url": "https://elsewhere.example.org", "secret": ""}
    ana = world.telegram.person(501)
    async with world.working():
        ana.say("cześć")
        await ana.gets(1)
    assert world.telegram.webhook == {}


async def test_two_processes_poll_one_at_a_time(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    async with TelegramServer() as telegram:
        async with telegram_world(store, server=telegram) as one, telegram_world(store, server=telegram) as two:
            ana = telegram.person(501)
            async with one.working():
                ana.say("a")
                await ana.gets(1)
                async with two.working():
                    ana.say("b")
                    await ana.gets(1)
                    assert not await two.intake.hold(for_s=1)
            async with two.working():
                ana.say("c")
                assert [message.text for message in await ana.gets(1)] == ["3: c"]
    assert "conflict" not in caplog.text


async def test_webhook_is_registered_and_delivers_each_update_once_in_any_order(store: Store) -> None:
    async with telegram_world(store, webhook=True) as world, client(world) as http:
        ana = world.telegram.person(501)
        async with world.working():
            async with asyncio.timeout(10):
                while not world.telegram.webhook:
                    await world.telegram.something()
            assert world.telegram.webhook["url"] == WEBHOOK
            assert world.telegram.webhook["secret"] == SECRET
            updates = [ana.say("a"), ana.say("b")]
            for update in (updates[1], updates[1], updates[0], updates[1]):
                answer = await http.post("/webhooks/telegram", json=update, headers={HEADER: SECRET})
                assert (answer.status_code, answer.content) == (200, b"")
            assert {one.text[3:] for one in await ana.gets(2)} == {"a", "b"}
        assert len(ana.messages) == 2


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "żółw"])
async def test_without_the_secret_nothing_is_read(store: Store, secret: str) -> None:
    async with telegram_world(store, webhook=True) as world, client(world) as http:
        headers = {HEADER.encode(): secret.encode()} if secret else {}
        answer = await http.post("/webhooks/telegram", json=world.telegram.person(1).say("x"), headers=headers)
        assert answer.status_code == 403
        async with store.read() as tx:
            assert await tx.conn.scalar(select(conversation.c.id)) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'{"update_id":1}',
        b'{"update_id":"x","message":{}}',
        b'{"update_id":1,"message":{"message_id":1,"date":99999999999999,"chat":{"id":1,"type":"private"}}}',
        b'{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":"x","type":"private"},"text":"x"}}',
        b'{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":{"a":1}}}',
        b'{"update_id":1,"chat_boost":{"a":1}}',
        b"[" * 100_000,
    ],
)
async def test_what_cannot_be_read_gets_its_200(store: Store, body: bytes) -> None:
    async with telegram_world(store, webhook=True) as world, client(world) as http:
        answer = await http.post("/webhooks/telegram", content=body, headers={HEADER: SECRET})
        assert answer.status_code == 200


async def test_a_body_that_is_too_large_is_refused_and_a_polled_bot_has_no_webhook(store: Store) -> None:
    async with telegram_world(store, webhook=True) as world, client(world) as http:
        answer = await http.post("/webhooks/telegram", content=b" " * (3 * 1024 * 1024 + 1), headers={HEADER: SECRET})
        assert answer.status_code == 413
    async with telegram_world(store) as world, client(world) as http:
        answer = await http.post("/webhooks/telegram", json={}, headers={HEADER: SECRET})
        assert answer.status_code == 404


async def test_a_message_that_cannot_be_stored_is_asked_for_again(store: Store) -> None:
    async with telegram_world(store, webhook=True) as world, client(world) as http:
        update = world.telegram.person(501).say("x")
        async with store.write() as tx:
            await tx.conn.exec_driver_sql("ALTER TABLE seen RENAME TO not_seen")
        answer = await http.post("/webhooks/telegram", json=update, headers={HEADER: SECRET})
        assert answer.status_code == 503
        async with store.write() as tx:
            await tx.conn.exec_driver_sql("ALTER TABLE not_seen RENAME TO seen")
        answer = await http.post("/webhooks/telegram", json=update, headers={HEADER: SECRET})
        assert answer.status_code == 200


async def test_an_edited_question_is_answered_once_more_and_once_per_edit(world: TelegramWorld) -> None:
    ana = world.telegram.person(501)
    said = ana.say("pierwsze")
    edited = ana.edit(said, "drugie")
    async with world.working(channels=False):
        for update in (said, edited, {**edited, "update_id": edited["update_id"] + 50}, said):
            await world.hear(update)
        await world.hear(ana.edit(said, "trzecie", seconds_later=9))
        assert [one.text for one in await ana.gets(3)] == ["1: pierwsze", "2: drugie", "3: trzecie"]
    assert len(ana.messages) == 3


async def test_who_blocks_us_is_left_alone_without_alarm_and_comes_back(
    world: TelegramWorld, caplog: pytest.LogCaptureFixture
) -> None:
    ana = world.telegram.person(501)
    async with world.working(channels=False):
        await world.hear(ana.say("a"))
        await ana.gets(1)
        await world.hear(ana.block(seconds_later=60))
        async with world.app.store.read() as tx:
            assert await tx.conn.scalar(select(conversation.c.unreachable_at)) is not None
        ana.unblock()
        await world.hear(ana.say("b"))
        await ana.gets(1)
        world.telegram.blocked.add(501)
        await world.hear(ana.say("c"))
        async with asyncio.timeout(10):
            while "failed" not in await statuses(world.app.store):
                await world.telegram.something()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_an_old_block_does_not_silence_who_wrote_since(world: TelegramWorld) -> None:
    ana = world.telegram.person(501)
    blocked = ana.block(seconds_later=-100)
    ana.unblock()
    async with world.working(channels=False):
        await world.hear(ana.say("a"))
        await world.hear(blocked)
        await ana.gets(1)
    async with world.app.store.read() as tx:
        assert await tx.conn.scalar(select(conversation.c.unreachable_at)) is None


async def test_a_group_is_told_once_and_left(world: TelegramWorld) -> None:
    ana = world.telegram.person(501, language="pl")
    group = {"id": -100123, "type": "supergroup", "title": "Praca NL"}
    for text in ("cześć", "jest tu kto"):
        await world.hear(ana.send(chat=group, text=text))
    assert len(world.telegram.chats[-100123]) == 1
    assert "prywatnej" in world.telegram.chats[-100123][0].text
    assert world.telegram.left
    async with world.app.store.read() as tx:
        assert await tx.conn.scalar(select(conversation.c.id)) is None


REPLY = Reply("pl", "**Tytuł** & <b>", (Choice("ask:bsn", "BSN"),))


@pytest.mark.parametrize(
    ("failure", "expected", "reason"),
    [
        (flood(7), TemporarySendError, "429"),
        (broken(502), TemporarySendError, "5xx"),
        (broken(500), TemporarySendError, "5xx"),
        (broken(504), TemporarySendError, "timeout"),
        (hang(), TemporarySendError, "timeout"),
        (refused(403, "Forbidden: bot was blocked by the user"), Unreachable, "blocked"),
        (refused(403, "Forbidden: user is deactivated"), Unreachable, "forbidden"),
        (refused(403, "Forbidden: bot can't initiate conversation with a user"), Unreachable, "forbidden"),
        (refused(400, "Bad Request: chat not found"), Unreachable, "chat_not_found"),
        (refused(400, "Bad Request: PEER_ID_INVALID"), Unreachable, "chat_not_found"),
        (
            refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1001),
            Unreachable,
            "chat_migrated",
        ),
        (refused(400, "Bad Request: message is too long"), PermanentSendError, "too_long"),
        (refused(400, "Bad Request: BUTTON_DATA_INVALID"), PermanentSendError, "button_data"),
        (refused(400, "Bad Request: something of next year"), PermanentSendError, "bad_request"),
        (refused(401, "Unauthorized"), ChannelDown, "token"),
        (refused(404, "Not Found"), ChannelDown, "token"),
        (refused(409, "Conflict: terminated by other getUpdates request"), TemporarySendError, "conflict"),
    ],
)
async def test_errors_of_sending(failure: object, expected: type[Exception], reason: str) -> None:
    async with bare_channel(timeout_s=1.0) as (telegram, channel):
        telegram.person(501).say("x")
        telegram.fail("sendMessage", failure)  # type: ignore[arg-type]
        (message,) = render(REPLY)
        with pytest.raises(expected) as raised:
            await channel.send("501", message, key="k")
        assert raised.value.reason == reason  # type: ignore[attr-defined]
        if isinstance(raised.value, TemporarySendError) and reason == "429":
            assert raised.value.retry_after is not None
            assert raised.value.retry_after.total_seconds() == 7
        assert telegram.token not in repr(raised.value) + str(raised.value.__cause__)


async def test_nothing_listening_is_temporary_and_unsent() -> None:
    async with bare_channel() as (telegram, channel):
        pass
    async with bare_channel(url=telegram.url) as (_, channel):
        (message,) = render(REPLY)
        with pytest.raises(TemporarySendError, match="no_connection"):
            await channel.send("501", message, key="k")


async def test_typing_shows() -> None:
    async with bare_channel() as (telegram, channel):
        telegram.person(501).say("x")
        await channel.typing("501", "message:501:1")
        assert telegram.called("sendChatAction") == [{"chat_id": "501", "action": "typing"}]
        telegram.blocked.add(501)
        with pytest.raises(Unreachable):
            await channel.typing("501", "message:501:1")


async def test_unchanged_counts_as_sent() -> None:
    async with bare_channel() as (telegram, channel):
        telegram.person(501).say("x")
        telegram.fail("sendMessage", refused(400, "Bad Request: message is not modified: specified new message …"))
        (message,) = render(REPLY)
        assert (await channel.send("501", message, key="k")).external_id is None


async def test_formatting_that_telegram_cannot_read_goes_out_plain_and_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with bare_channel() as (telegram, channel):
        ana = telegram.person(501)
        ana.say("x")
        message = Outgoing(
            "message", {"html": "<b>sekret", "text": "sekret", "keyboard": render(REPLY)[0].payload["keyboard"]}
        )
        await channel.send("501", message, key="key-of-the-message")
        (got,) = ana.messages
        assert (got.text, got.styles, got.buttons) == ("sekret", (), {"BSN": "ask:bsn"})
        (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert "key-of-the-message" in record.getMessage()
        assert "sekret" not in record.getMessage()


async def test_a_flood_in_one_chat_waits_there_and_stops_nobody_else(world: TelegramWorld) -> None:
    ana, jan = world.telegram.person(501), world.telegram.person(502, name="Jan")
    world.telegram.fail("sendMessage", flood(2))
    async with world.working(channels=False):
        await world.hear(ana.say("a"))
        async with asyncio.timeout(10):
            while not world.telegram.refusals:
                await world.telegram.something()
        await world.hear(ana.say("b"))
        await world.hear(jan.say("c"))
        await jan.gets(1)
        assert not ana.messages
        assert [one.text for one in await ana.gets(2)] == ["1: a", "2: b"]


async def test_a_message_taken_before_the_timeout_is_marked_as_perhaps_doubled(store: Store) -> None:
    async with telegram_world(store, timeout_s=0.5) as world:
        ana = world.telegram.person(501)
        world.telegram.fail("sendMessage", hang(taken=True))
        async with world.working(channels=False):
            await world.hear(ana.say("a"))
            assert [one.text for one in await ana.gets(2)] == ["1: a", "1: a"]
        async with store.read() as tx:
            assert list((await tx.conn.scalars(select(outbox.c.resent))).all()) == [True]


async def test_a_refused_token_pauses_the_channel(store: Store) -> None:
    async with telegram_world(store) as world:
        world.telegram.token = "1234567890:another"
        async with world.working():
            async with asyncio.timeout(20):
                while True:
                    async with store.read() as tx:
                        if [one.channel for one in await paused(tx)] == ["telegram"]:
                            break
                    await world.telegram.something()


async def test_files_are_fetched_within_a_limit() -> None:
    async with bare_channel() as (telegram, channel):
        telegram.person(501).file(b"x" * 2000, file_id="large")
        telegram.person(501).file(b"x" * 20, file_id="small")
        assert (await channel.fetch("small", max_bytes=1000)).content == b"x" * 20
        for ref, reason in (("large", "too_large"), ("gone", "gone")):
            with pytest.raises(FetchError) as raised:
                await channel.fetch(ref, max_bytes=1000)
            assert (raised.value.reason, raised.value.again) == (reason, False)
        telegram.fail("getFile", broken(502))
        with pytest.raises(FetchError) as raised:
            await channel.fetch("small", max_bytes=1000)
        assert raised.value.again


async def test_doctor_hears_of_token_and_webhook() -> None:
    async with bare_channel() as (telegram, channel):
        assert [ok for ok, _ in await channel.check()] == [True]
        telegram.webhook = {"url": "https://elsewhere.example.org"}
        assert [ok for ok, _ in await channel.check()] == [True, False]
        telegram.token = "1234567890:other"
        ((ok, line),) = await channel.check()
        assert not ok
        assert "WIN_TELEGRAM_TOKEN" in line


async def test_no_log_names_token_secret_chat_or_text(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with telegram_world(store, webhook=True, timeout_s=0.5) as world, client(world) as http:
        world.telegram.fail(
            "sendMessage", broken(502), hang(taken=False), refused(400, "Bad Request: what about 987654321")
        )
        world.telegram.fail("setWebhook", refused(500, "Internal"))
        ana = world.telegram.person(987654321)
        async with world.working():
            for text in ("tajemnica jeden", "raise", "tajemnica dwa"):
                await http.post("/webhooks/telegram", json=ana.say(text), headers={HEADER: SECRET})
            await ana.gets(1)
            world.telegram.token = "1234567890:changed"
            await http.post("/webhooks/telegram", json=ana.say("tajemnica trzy"), headers={HEADER: SECRET})
            async with asyncio.timeout(20):
                while "token" not in caplog.text:
                    await world.telegram.something()
        told = "\n".join(record.getMessage() + str(record.exc_text or "") for record in caplog.records)
    assert "Telegram" in told
    for secret in ("AAtests-of", SECRET, "987654321", "tajemnica"):
        assert secret not in told
