"""One contract for every channel, through the flows: doubles, order, and errors of each class."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from bot.channels.base import Channel
from bot.channels.console.channel import ConsoleChannel
from bot.channels.registry import CHANNELS
from bot.channels.web.channel import WebChannel
from bot.flows.app import App
from bot.flows.drain import drain_leased
from bot.flows.history import history
from bot.flows.hub import Hub
from bot.flows.receive import receive
from bot.messages import Envelope, Incoming, IncomingKind
from bot.store import Store
from bot.store.leases import claim
from bot.store.pauses import paused
from bot.store.tables import conversation, outbox
from tests.support.clock import Clock
from tests.support.echo import EchoDialogue, EchoNlu
from tests.support.telegram_server import flood, refused
from tests.support.telegram_world import telegram_world
from tests.support.whatsapp_world import whatsapp_world

FLOOD, TEMPORARY, PERMANENT, UNREACHABLE, DOWN = "flood", "temporary", "permanent", "unreachable", "down"


@dataclass
class Rig:
    """One channel with somebody at the other end. `say` brings a message (the same id: a repeated delivery)."""

    app: App
    clock: Clock
    say: Callable[[str, str], Awaitable[object]]
    texts: Callable[[], Awaitable[list[str]]]
    fail: Callable[[str], None] | None = None
    settled: Callable[[], Awaitable[None]] | None = None
    unreadable: dict[str, Callable[[], Awaitable[object]]] = field(default_factory=dict)
    """What a person can send there that is no text, by name; empty: nothing but text can be sent."""

    async def work(self, *, rounds: int = 1, seconds: float = 90) -> None:
        """Do what is due now, then `rounds` times what falls due later."""
        for number in range(rounds + 1):
            if number:
                self.clock.forward(seconds=seconds)
            while True:
                async with self.app.store.write() as tx:
                    leases = await claim(tx, "w" * 32, limit=10, lease_s=60, now=self.clock())
                for lease in leases:
                    await drain_leased(self.app, lease)
                if self.settled:
                    await self.settled()
                if not leases:
                    break

    async def statuses(self) -> list[str]:
        async with self.app.store.read() as tx:
            return list((await tx.conn.scalars(select(outbox.c.status).order_by(outbox.c.entry))).all())


@contextlib.asynccontextmanager
async def pull_rig(store: Store, name: str) -> AsyncIterator[Rig]:
    clock = Clock()
    channels: dict[str, Channel] = {"web": WebChannel(), "console": ConsoleChannel()}
    app = App(store, {name: channels[name]}, EchoDialogue(), EchoNlu(), Hub(store), clock=clock)

    async def say(text: str, key: str) -> object:
        return await receive(store, Envelope(name, "somebody", key, Incoming(IncomingKind.TEXT, text)), now=clock())

    async def texts() -> list[str]:
        async with store.read() as tx:
            one = await tx.conn.scalar(select(conversation.c.id))
        entries = await history(store, one or "")
        said = [entry.outgoing.payload for entry in entries if entry.outgoing]
        return [str(payload.get("text") or payload["html"].replace("<p>", "").replace("</p>", "")) for payload in said]

    yield Rig(app, clock, say, texts)


@contextlib.asynccontextmanager
async def telegram_rig(store: Store) -> AsyncIterator[Rig]:
    clock = Clock()
    async with telegram_world(store, clock=clock) as world:
        ana = world.telegram.person(501)
        world.telegram.strict_flood = False  # our clock runs ahead of the double's
        failures = {
            FLOOD: flood(30),
            TEMPORARY: refused(500, "Internal Server Error"),
            PERMANENT: refused(400, "Bad Request: message is too long"),
            UNREACHABLE: refused(403, "Forbidden: bot was blocked by the user"),
            DOWN: refused(401, "Unauthorized"),
        }
        known: dict[str, dict[str, object]] = {}

        async def say(text: str, key: str) -> None:
            if key not in known:
                known[key] = ana.say(text)
            await world.hear(known[key])

        async def texts() -> list[str]:
            return [message.text for message in ana.messages]

        def send(content: dict[str, object]) -> Callable[[], Awaitable[object]]:
            return lambda: world.hear(ana.send(**content))  # type: ignore[arg-type]

        file = {"file_id": "f", "file_unique_id": "u", "duration": 1, "width": 9, "height": 9, "length": 9}
        sticker = {**file, "type": "regular", "is_animated": False, "is_video": False}
        place = {"latitude": 52.07, "longitude": 4.3}
        contents: dict[str, dict[str, object]] = {
            **{kind: {kind: file} for kind in ("voice", "audio", "document", "video", "video_note", "animation")},
            "photo": {"photo": [file]},
            "sticker": {"sticker": sticker},
            "location": {"location": place},
            "venue": {"venue": {"location": place, "title": "x", "address": "y"}},
            "contact": {"contact": {"phone_number": "+48", "first_name": "Jan"}},
            "poll": {"poll": {"id": "1"}},
            "dice": {"dice": {"value": 1, "emoji": "🎲"}},
            "something new": {"hologram": {}},
        }
        yield Rig(
            world.app,
            clock,
            say,
            texts,
            lambda kind: world.telegram.fail("sendMessage", failures[kind]),
            unreadable={name: send(content) for name, content in contents.items()},
        )


@contextlib.asynccontextmanager
async def whatsapp_rig(store: Store) -> AsyncIterator[Rig]:
    async with whatsapp_world(store) as world:
        ana = world.meta.person("+48601234567")
        codes = {FLOOD: 131056, TEMPORARY: 131000, PERMANENT: 131009, UNREACHABLE: 131026, DOWN: 190}

        async def say(text: str, key: str) -> object:
            return await ana.writes(text, id=f"wamid.{key}")

        async def texts() -> list[str]:
            return list(ana.texts)

        def send(kind: str, part: object) -> Callable[[], Awaitable[object]]:
            return lambda: ana.sends(kind, part)

        media = {"id": "900", "mime_type": "image/jpeg", "sha256": "x"}
        parts: dict[str, object] = {
            **{kind: media for kind in ("audio", "image", "document", "video", "sticker")},
            "location": {"latitude": 52.07, "longitude": 4.3},
            "contacts": [{"name": {"formatted_name": "Jan"}, "phones": []}],
            "unsupported": {"type": "poll_creation"},
            "hologram": {},
        }
        yield Rig(
            world.app,
            world.clock,
            say,
            texts,
            lambda kind: world.meta.refuse(codes[kind]),
            world.meta.settled,
            {kind: send(kind, part) for kind, part in parts.items()},
        )


RIGS: dict[str, Callable[[Store], contextlib.AbstractAsyncContextManager[Rig]]] = {
    "console": lambda store: pull_rig(store, "console"),
    "web": lambda store: pull_rig(store, "web"),
    "telegram": telegram_rig,
    "whatsapp": whatsapp_rig,
}
PUSHED = ("telegram", "whatsapp")


def test_every_channel_is_held_to_the_contract() -> None:
    assert set(RIGS) == set(CHANNELS), "a channel without a rig: see docs/adding-a-channel.md"


@pytest.fixture(params=sorted(RIGS))
async def rig(request: pytest.FixtureRequest, store: Store) -> AsyncIterator[Rig]:
    async with RIGS[request.param](store) as made:
        yield made


@pytest.fixture(params=PUSHED)
async def pushed(request: pytest.FixtureRequest, store: Store) -> AsyncIterator[Rig]:
    async with RIGS[request.param](store) as made:
        yield made


async def test_repeated_deliveries_are_answered_once_and_order_is_kept(rig: Rig) -> None:
    for text, key in (("a", "k1"), ("a", "k1"), ("b", "k2"), ("a", "k1"), ("c", "k3"), ("b", "k2")):
        await rig.say(text, key)
    await rig.work(rounds=4)
    await rig.say("c", "k3")
    await rig.work()
    assert await rig.texts() == ["1: a", "2: b", "3: c"]


async def test_whatever_cannot_be_read_is_answered_once_never_met_with_silence(rig: Rig) -> None:
    assert bool(rig.unreadable) == bool(rig.fail)
    for number, (kind, send) in enumerate(rig.unreadable.items(), 1):
        await send()
        await rig.work(rounds=2)
        assert await rig.texts() == [f"{one}:" for one in range(1, number + 1)], kind


@pytest.mark.parametrize("kind", [FLOOD, TEMPORARY])
async def test_what_fails_for_now_arrives_later_in_its_order(pushed: Rig, kind: str) -> None:
    assert pushed.fail
    pushed.fail(kind)
    await pushed.say("a", "k1")
    await pushed.work(rounds=0)
    await pushed.say("b", "k2")
    await pushed.work(rounds=0)
    assert await pushed.texts() == []
    await pushed.work(rounds=4)
    assert await pushed.texts() == ["1: a", "2: b"]
    assert await pushed.statuses() == ["sent", "sent"]


async def test_what_will_never_be_taken_is_shown_as_failed_and_stops_nothing(pushed: Rig) -> None:
    assert pushed.fail
    pushed.fail(PERMANENT)
    await pushed.say("a", "k1")
    await pushed.say("b", "k2")
    await pushed.work(rounds=3)
    assert await pushed.texts() == ["2: b"]
    assert await pushed.statuses() == ["failed", "sent"]


async def test_somebody_who_cannot_be_reached_gets_nothing_more_until_they_write(pushed: Rig) -> None:
    assert pushed.fail
    pushed.fail(UNREACHABLE)
    await pushed.say("a", "k1")
    await pushed.work(rounds=2)
    assert (await pushed.texts(), await pushed.statuses()) == ([], ["failed"])
    await pushed.say("b", "k2")
    await pushed.work(rounds=2)
    assert await pushed.texts() == ["2: b"]


async def test_a_refused_account_pauses_the_channel_and_everything_arrives_afterwards(pushed: Rig) -> None:
    assert pushed.fail
    pushed.fail(DOWN)
    await pushed.say("a", "k1")
    await pushed.work(rounds=0)
    async with pushed.app.store.read() as tx:
        assert len(await paused(tx)) == 1
    await pushed.say("b", "k2")
    await pushed.work(rounds=0)
    assert await pushed.texts() == []
    await pushed.work(rounds=6, seconds=300)
    assert await pushed.texts() == ["1: a", "2: b"]
    async with pushed.app.store.read() as tx:
        assert await paused(tx) == []
