"""The store: taken in once, kept unreadable, found again, erased for good."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from bot.channels.base import ALBUM
from bot.flows.erase import erase
from bot.flows.history import conversation_of, history
from bot.flows.receive import receive, receive_all
from bot.messages import Envelope, Incoming, IncomingKind
from bot.store import Keys, Store
from bot.store.conversations import get
from bot.store.keys import unseal_json
from bot.store.mailbox import inbox_place
from bot.store.rotate import rotate_wrap_key
from bot.store.senders import block
from bot.store.tables import conversation, inbox, outbox, seen
from bot.store.transcript import entries
from tests.support.store import dump
from tests.support.world import SECRET, World, text_envelope

WORDS = "шефът ми взе паспорта"
ADDRESS = "+31612345678"


async def test_a_message_is_kept_unreadable_and_found_again(world: World) -> None:
    received = await world.say(ADDRESS, WORDS, external_id="wamid.1")
    assert received.new
    assert received.entry == 1
    await world.work()
    kept = await dump(world.store)
    for part in (WORDS, ADDRESS, "wamid.1", "count"):
        assert part.encode() not in kept
    said, answered = await world.history(received.conversation_id)
    assert (said.author, said.text, said.status) == ("person", WORDS, "done")
    assert answered.outgoing is not None
    assert answered.outgoing.payload["text"] == f"1: {WORDS}"
    assert await conversation_of(world.store, "fake", ADDRESS) == received.conversation_id
    assert await conversation_of(world.store, "pull", ADDRESS) is None


async def test_sqlite_files_hold_no_words(world: World, database_kind: str) -> None:
    await world.say(ADDRESS, WORDS)
    await world.work()
    if database_kind == "sqlite":
        assert world.store.url.database
        for suffix in ("", "-wal"):
            with open(world.store.url.database + suffix, "rb") as file:  # noqa: ASYNC230
                content = file.read()
            assert WORDS.encode() not in content
            assert ADDRESS.encode() not in content


async def test_every_field_of_a_message_comes_back(store: Store) -> None:
    incoming = Incoming(IncomingKind.CHOICE, "Tak \ud800\x00", "ask:bsn", "what", "pl-PL", edited=True)
    envelope = Envelope("web", "a\ud800", "x\x00y", incoming, 1790000000.5, {"name": "Ana"})
    received = await receive(store, envelope)
    assert received.conversation_id
    (entry,) = await history(store, received.conversation_id)
    assert entry.incoming == incoming
    async with store.read() as tx:
        conv = await get(tx, received.conversation_id)
    assert conv is not None
    assert conv.address == "a\ud800"


async def test_a_repeated_delivery_changes_nothing(world: World) -> None:
    first = await world.say("anna", "hej", external_id="7")
    again = await world.say("anna", "hej", external_id="7")
    other_channel = await world.say("anna", "hej", external_id="7", channel="pull")
    assert (again.conversation_id, again.new, again.entry) == (first.conversation_id, False, None)
    assert other_channel.new
    await world.work()
    assert len(await world.history(first.conversation_id)) == 2


async def test_the_same_delivery_many_times_at_once(world: World) -> None:
    envelope = text_envelope("anna", "hej")
    results = await asyncio.gather(*(receive(world.store, envelope, now=world.clock()) for _ in range(10)))
    assert sum(one.new for one in results) == 1
    assert len({one.conversation_id for one in results}) == 1


async def test_first_messages_at_once_share_one_conversation(world: World) -> None:
    results = await asyncio.gather(*(world.say("anna", str(number)) for number in range(10)))
    assert len({one.conversation_id for one in results}) == 1
    assert sorted(one.entry or 0 for one in results) == list(range(1, 11))


async def test_a_page_that_comes_back_gets_exactly_what_it_missed(world: World) -> None:
    received = await world.say("anna", "one", channel="pull")
    await world.work()
    first = await world.history(received.conversation_id)
    await world.say("anna", "two", channel="pull")
    await world.work()
    missed = await world.history(received.conversation_id, first[-1].id)
    assert [entry.id for entry in first + missed] == [1, 2, 3, 4]
    assert missed[0].text == "two"
    assert missed[1].outgoing
    assert missed[1].outgoing.payload["text"] == "2: two"
    assert await world.history(received.conversation_id, missed[-1].id) == []


async def test_long_history_comes_in_pages(world: World) -> None:
    for number in range(7):
        received = await world.say("anna", str(number), channel="pull")
    await world.work()
    assert received.conversation_id
    seen_ids: list[int] = []
    while page := await history(world.store, received.conversation_id, seen_ids[-1] if seen_ids else None, limit=3):
        seen_ids += [entry.id for entry in page]
    assert seen_ids == list(range(1, 15))


async def test_a_failed_transaction_leaves_nothing_and_wakes_nobody(store: Store) -> None:
    heard: list[object] = []
    store.listen(heard.append)

    async def fail() -> None:
        async with store.write() as tx:
            await tx.conn.execute(seen.insert().values(hash=b"x", seen_at=datetime.now(UTC)))
            tx.notify("conversation", "x")
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        await fail()
    async with store.read() as tx:
        assert (await tx.conn.execute(select(seen))).all() == []
    assert heard == []


async def test_readers_can_not_write(store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        async with store.read() as tx:
            await tx.conn.execute(text("DELETE FROM seen"))


async def test_all_that_is_read_in_one_look_is_of_one_moment(world: World) -> None:
    """Else a page could show a message as answered without its answer, and wait for nothing more."""
    received = await world.say("anna", "hej")
    assert received.conversation_id
    async with world.store.read() as tx:
        before = await get(tx, received.conversation_id)
        assert before is not None
        await world.work()
        (said,) = await entries(tx, before, 0, 10)
        again = await get(tx, received.conversation_id)
    assert (said.author, said.status) == ("person", "new")
    assert again is not None
    assert again.last_entry == before.last_entry
    now_said, answered = await world.history(received.conversation_id)
    assert (now_said.status, answered.author) == ("done", "bot")


async def test_wipe_and_leave_erases_at_once(world: World) -> None:
    received = await world.say("anna", "hej", external_id="1")
    await world.say("jan", "hej")
    await world.work()
    assert received.conversation_id
    assert await erase(world.store, received.conversation_id)
    assert not await erase(world.store, received.conversation_id)
    assert await world.history(received.conversation_id) == []
    async with world.store.read() as tx:
        for table in (conversation, inbox, outbox):
            assert len((await tx.conn.execute(select(table))).all()) == 1, table.name
    late = await world.say("anna", "hej", external_id="1")
    assert (late.new, late.conversation_id) == (False, None)
    fresh = await world.say("anna", "hej", external_id="2")
    assert fresh.new
    assert fresh.conversation_id != received.conversation_id


async def test_erasing_empties_the_write_ahead_log_of_sqlite(world: World, database_kind: str) -> None:
    received = await world.say("anna", "hej")
    assert received.conversation_id
    if database_kind == "sqlite":
        log = f"{world.store.url.database}-wal"
        assert os.path.getsize(log) > 0  # noqa: ASYNC240
        await erase(world.store, received.conversation_id)
        assert os.path.getsize(log) == 0  # noqa: ASYNC240


async def test_rotation_of_the_wrap_key(world: World) -> None:
    ids = [(await world.say(f"person{number}", "hej")).conversation_id for number in range(5)]
    url = world.store.url.render_as_string(hide_password=False)
    new_keys = Keys.from_secret(SECRET, wrap_key="a wrapping secret of its own, long enough")
    both = await Store.open(url, new_keys)
    try:
        assert await rotate_wrap_key(both) == 5
        assert await rotate_wrap_key(both) == 0
    finally:
        await both.close()
    only_new = Keys((new_keys.wrap[0],), new_keys.lookup, new_keys.cookie)
    opened = await Store.open(url, only_new)
    try:
        for one in ids:
            assert one
            assert len(await history(opened, one)) == 1
    finally:
        await opened.close()


def _somebody(channel: str, number: int, name: str, alias: str = "", route: str = "", **more: Any) -> Envelope:
    incoming = Incoming(IncomingKind.TEXT, f"hallo {number}")
    return Envelope(channel, name, f"{name}.{number}", incoming, None, alias=alias, route=route, **more)


async def test_a_batch_is_stored_as_its_messages_one_by_one(world: World) -> None:
    """Known people and strangers, with alias and without, twice in one batch, delivered again, blocked, in an album."""

    def first(channel: str) -> list[Envelope]:
        return [
            _somebody(channel, 1, "ana", "+31600000001", "wa:ana"),
            _somebody(channel, 1, "+31600000002", "", "wa:+31600000002"),
            _somebody(channel, 1, "blocked"),
            _somebody(channel, 1, "zoe", "+31600000009", "wa:zoe"),
        ]

    def batch(channel: str) -> list[Envelope]:
        picture = {"attributes": {ALBUM: "7"}}
        return [
            _somebody(channel, 2, "+31600000001", "", "wa:+31600000001"),  # Ana, by her number alone
            *(_somebody(channel, number, "ben", "+31600000003", "wa:ben", **picture) for number in (2, 3, 2)),
            _somebody(channel, 2, "blocked"),
            _somebody(channel, 2, "cem", "+31600000002", "wa:cem"),  # known by the number alone until now
            *(_somebody(channel, 2, f"new-{place}", f"+3164{place}", f"wa:{place}") for place in range(5)),
            _somebody(channel, 2, "kim", "+31600000005", "wa:kim"),  # new, and writes under both names at once
            _somebody(channel, 3, "+31600000005", "", "wa:+31600000005"),
            _somebody(channel, 2, "plain"),
            _somebody(channel, 3, "yan", "+31600000009", "wa:yan"),  # has Zoe's old number now
            _somebody(channel, 1, "zoe", "+31600000009", "wa:zoe"),  # delivered before
        ]

    async def stored(channel: str) -> list[Any]:
        found = []
        async with world.store.read() as tx:
            for row in await tx.conn.execute(select(conversation.c.id).where(conversation.c.channel == channel)):
                conv = await get(tx, row.id)
                assert conv
                kept = await tx.conn.execute(select(inbox).where(inbox.c.conversation_id == conv.id).order_by("entry"))
                said = [
                    (one.entry, unseal_json(conv.data_key, one.payload, inbox_place(conv.id, one.entry)))
                    for one in kept
                ]
                found.append((conv.whole_address, conv.last_entry, said))
        return sorted(found, key=str)

    async def block_one(channel: str) -> None:
        blocked_id = await conversation_of(world.store, channel, "blocked")
        assert blocked_id
        async with world.store.write() as tx:
            await block(tx, blocked_id, "spam", world.clock())

    for channel in ("together", "apart"):
        await receive_all(world.store, first(channel), now=world.clock())
        await block_one(channel)
    new = await receive_all(world.store, batch("together"), now=world.clock())
    one_by_one = [
        await receive(world.store, one, now=world.clock()) for one in sorted(batch("apart"), key=attrgetter("address"))
    ]
    assert new == sum(one.new for one in one_by_one) == 13
    assert await stored("together") == await stored("apart")
