"""Files in a case: fetched only after consent, checked by content, sealed, gone with the conversation."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import select

from bot.flows.erase import erase
from bot.store import Store, attachments
from bot.store.attachments import Listed, attachments_of, read_attachment
from bot.store.channel_tables import attachment
from bot.store.conversations import BOT, WAITING, find, get, set_mode
from bot.store.engine import Tx
from bot.store.tables import inbox
from tests.support.telegram_server import broken
from tests.support.telegram_world import TelegramWorld, telegram_world
from tests.unit.test_files import SECRET, with_exif

PDF = b"%PDF-1.7 tajna umowa"


@pytest.fixture
async def world(store: Store) -> AsyncIterator[TelegramWorld]:
    async with telegram_world(store) as made:
        yield made


async def conversation(world: TelegramWorld, mode: str) -> str:
    """Ana's conversation, owned by `mode`."""
    ana = world.telegram.person(501)
    await world.hear(ana.say("cześć"))
    await ana.gets(1)
    async with world.app.store.write() as tx:
        found = await find(tx, "telegram", "501")
        assert found
        await own(tx, found, mode)
    return found


async def own(tx: Tx, conversation_id: str, mode: str) -> None:
    conv = await get(tx, conversation_id)
    assert conv
    await set_mode(tx, conv, mode)


async def listed(world: TelegramWorld, conversation_id: str) -> list[Listed]:
    async with world.app.store.read() as tx:
        conv = await get(tx, conversation_id)
        assert conv
        return await attachments_of(tx, conv)


async def until(world: TelegramWorld, conversation_id: str, fine: Callable[[list[Listed]], bool]) -> list[Listed]:
    async with asyncio.timeout(30):
        while not fine(found := await listed(world, conversation_id)):
            await world.telegram.something()
    return found


async def joined(world: TelegramWorld, count: int) -> None:
    """Until so many messages have been taken up."""
    async with asyncio.timeout(30):
        while True:
            async with world.app.store.read() as tx:
                states = (await tx.conn.scalars(select(inbox.c.status))).all()
            if len(states) == count and "new" not in states:
                return
            await world.telegram.something()


async def test_pictures_and_documents_of_a_case_are_kept_sealed(world: TelegramWorld) -> None:
    async with world.working(channels=False):
        conversation_id = await conversation(world, WAITING)
        ana = world.telegram.person(501)
        await world.hear(ana.file(with_exif(6), caption="moja umowa"))
        await world.hear(ana.file(PDF, "document", file_name="umowa żółta.pdf", mime_type="application/pdf"))
        found = await until(world, conversation_id, lambda files: [one.status for one in files] == ["stored", "stored"])
    assert [(one.media_type, one.name) for one in found] == [
        ("image/jpeg", ""),
        ("application/pdf", "umowa żółta.pdf"),
    ]
    async with world.app.store.read() as tx:
        conv = await get(tx, conversation_id)
        assert conv
        picture, document = [await read_attachment(tx, conv, one.id) for one in found]
        raw = (await tx.conn.execute(select(attachment))).all()
        assert await read_attachment(tx, conv, "0" * 32) is None
    assert picture
    assert document
    assert document.content == PDF
    assert SECRET not in picture.content
    for row in raw:
        for value in row:
            assert b"tajna" not in bytes(value if isinstance(value, bytes) else str(value).encode())


async def test_before_consent_nothing_is_fetched(world: TelegramWorld) -> None:
    async with world.working(channels=False):
        conversation_id = await conversation(world, BOT)
        ana = world.telegram.person(501)
        await world.hear(ana.file(with_exif(1)))
        await ana.gets(1)
        async with world.app.store.write() as tx:
            await own(tx, conversation_id, WAITING)
        await world.hear(ana.say("i co teraz"))
        await joined(world, 3)
    assert await listed(world, conversation_id) == []
    assert not world.telegram.called("getFile")


async def test_a_case_that_ended_meanwhile_drops_what_was_not_fetched(world: TelegramWorld) -> None:
    conversation_id = ""
    async with world.working(channels=False):
        conversation_id = await conversation(world, WAITING)
    async with world.app.store.write() as tx:
        conv = await get(tx, conversation_id)
        assert conv
        await attachments.note(tx, conv, 9, {"file_ref": "x", "file_kind": "image"}, world.app.clock())
        await own(tx, conversation_id, BOT)
    ana = world.telegram.person(501)
    async with world.working(channels=False):
        await world.hear(ana.say("jeszcze pytanie"))
        await ana.gets(1)
        assert await until(world, conversation_id, lambda files: not files) == []
    assert not world.telegram.called("getFile")


async def test_refused_files_say_why_and_temporary_trouble_is_tried_again(
    world: TelegramWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from bot.flows import attachments as flow

    monkeypatch.setattr(flow, "MAX_BYTES", 5000)
    monkeypatch.setattr(flow, "FIRST_PAUSE", timedelta(seconds=0.1))
    world.telegram.fail("getFile", broken(502))
    async with world.working(channels=False):
        conversation_id = await conversation(world, WAITING)
        ana = world.telegram.person(501)
        await world.hear(ana.file(PDF, "document"))
        await world.hear(ana.file(b"x" * 6000, "document"))
        await world.hear(ana.file(b"<script>", "document", file_name="umowa.pdf", mime_type="application/pdf"))
        await world.hear(ana.file(b"x", "video", duration=1, width=1, height=1))
        found = await until(
            world, conversation_id, lambda files: len(files) == 3 and all(one.status != "waiting" for one in files)
        )
        # Nobody waits for an answer about a file that nobody has seen: the two that were refused are named as such.
        async with asyncio.timeout(30):
            while sum("[file]" in one.text for one in ana.messages) < 2:
                await world.telegram.something()
    assert [(one.status, one.reason) for one in found] == [
        ("stored", ""),
        ("refused", "too_large"),
        ("refused", "kind"),
    ]


async def test_files_go_with_the_conversation(world: TelegramWorld) -> None:
    async with world.working(channels=False):
        conversation_id = await conversation(world, WAITING)
        await world.hear(world.telegram.person(501).file(PDF, "document"))
        await until(world, conversation_id, lambda files: [one.status for one in files] == ["stored"])
    await erase(world.app.store, conversation_id)
    async with world.app.store.read() as tx:
        assert (await tx.conn.execute(select(attachment))).all() == []


async def test_an_album_of_pictures_is_answered_once(world: TelegramWorld) -> None:
    ana = world.telegram.person(501)
    async with world.working(channels=False):
        for _ in range(4):
            await world.hear(ana.file(with_exif(1), media_group_id="77"))
        await world.hear(ana.say("co to"))
        await joined(world, 5)
        assert [one.text for one in await ana.gets(2)] == ["1:", "2: co to"]
    assert len(ana.messages) == 2
