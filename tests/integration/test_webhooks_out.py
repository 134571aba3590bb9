"""Webhooks out: every event once, in order, signed, tried again, given up; nothing of what people wrote in them."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest

from bot.desk.case import Callback, Way
from bot.desk.webhooks import RETRIES, TOLERANCE, refusal, sign, verify
from bot.flows import cases
from bot.flows.app import App
from bot.flows.webhooks import deliver_webhooks
from bot.store import Store
from bot.store.webhooks import all_webhooks, create_webhook, deliveries
from tests.support.clock import Clock
from tests.support.staff import make_account
from tests.support.world import World

SECRET = "shared with the organisation"


@dataclass
class Receiver:
    """An organisation's system on this machine. `answers`: the statuses of the next calls; then 200."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.calls.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(made.answers.pop(0) if made.answers else 200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return None

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made.url = f"http://127.0.0.1:{server.server_port}/hook"
        yield made
        server.shutdown()


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as made:
        yield made


async def a_case(app: App, language: str = "pl", number: str = "+31612345678") -> None:
    await cases.open_case(
        app,
        None,
        language=language,
        topic="work",
        way=Way.CALLBACK,
        callback=Callback(number, language),
        consent="Yes.",
    )


async def hooked(store: Store, clock: Clock, url: str, *languages: str) -> str:
    async with store.write() as tx:
        return await create_webhook(tx, url=url, secret=SECRET, languages=languages, last_event=0, now=clock())


async def test_every_event_is_called_once_in_order_and_signed(
    world: World, receiver: Receiver, client: httpx.AsyncClient
) -> None:
    actor = cases.actor_of(await make_account(world.store, languages=("pl",)))
    await hooked(world.store, world.clock, receiver.url)
    await a_case(world.app)
    (case,) = (await cases.list_cases(world.app, actor)).cases
    await cases.claim(world.app, actor, case.id)
    assert await deliver_webhooks(world.app, client) == 2
    assert await deliver_webhooks(world.app, client) == 0
    events = [json.loads(body) for _, body in receiver.calls]
    assert [event["event"] for event in events] == ["case.opened", "case.claimed"]
    assert events[0]["case"]["id"] == case.id
    for headers, body in receiver.calls:
        stamp, signature = headers["x-win-timestamp"], headers["x-win-signature"]
        assert verify(SECRET, stamp, signature, body, now=world.clock())
        assert not verify("another secret", stamp, signature, body, now=world.clock())
        assert not verify(SECRET, stamp, signature, body + b" ", now=world.clock())
        assert not verify(SECRET, stamp, signature, body, now=world.clock() + TOLERANCE + timedelta(seconds=1))
        assert b"612345678" not in body


async def test_a_failed_call_is_made_again_later_and_holds_back_what_follows(
    world: World, receiver: Receiver, client: httpx.AsyncClient
) -> None:
    await make_account(world.store, languages=("pl",))
    hook = await hooked(world.store, world.clock, receiver.url)
    receiver.answers = [500]
    await a_case(world.app)
    await a_case(world.app)
    await deliver_webhooks(world.app, client)
    assert len(receiver.calls) == 1
    world.clock.forward(seconds=RETRIES[0].total_seconds())
    await deliver_webhooks(world.app, client)
    deliveries_of = [headers["x-win-delivery"] for headers, _ in receiver.calls]
    assert deliveries_of[0] == deliveries_of[1] != deliveries_of[2]
    async with world.store.read() as tx:
        log = await deliveries(tx, hook)
    assert [(one.status, one.attempts) for one in log] == [("sent", 1), ("sent", 2)]


async def test_a_receiver_that_never_comes_back_is_given_up_visibly(
    world: World, receiver: Receiver, client: httpx.AsyncClient
) -> None:
    await make_account(world.store, languages=("pl",))
    hook = await hooked(world.store, world.clock, receiver.url)
    receiver.answers = [503] * (len(RETRIES) + 1)
    await a_case(world.app)
    for pause in (*RETRIES, timedelta()):
        await deliver_webhooks(world.app, client)
        world.clock.forward(seconds=pause.total_seconds())
    async with world.store.read() as tx:
        (one,) = await deliveries(tx, hook)
    assert (one.status, one.reason, one.attempts) == ("failed", "http_503", len(RETRIES) + 1)
    assert await deliver_webhooks(world.app, client) == 0


async def test_only_the_languages_asked_for(world: World, receiver: Receiver, client: httpx.AsyncClient) -> None:
    await make_account(world.store, languages=("pl", "ro"))
    await hooked(world.store, world.clock, receiver.url, "ro")
    await a_case(world.app, "pl")
    await a_case(world.app, "ro", "+40712345678")
    await deliver_webhooks(world.app, client)
    assert [json.loads(body)["case"]["language"] for _, body in receiver.calls] == ["ro"]


async def test_the_secret_is_sealed(world: World, receiver: Receiver) -> None:
    from bot.store.escalation_tables import webhook

    await hooked(world.store, world.clock, receiver.url)
    async with world.store.read() as tx:
        assert SECRET.encode() not in b"".join(row.secret for row in await tx.conn.execute(webhook.select()))
        assert [one.secret for one in await all_webhooks(tx)] == [SECRET]


@pytest.mark.parametrize(
    "url",
    ["http://example.org/hook", "ftp://example.org", "https://user:pass@example.org/", "https://", "hook", ""],
)
def test_addresses_that_can_not_be_called(url: str) -> None:
    assert refusal(url)


@pytest.mark.parametrize("url", ["https://example.org/hook?x=1", "http://127.0.0.1:9/hook", "http://localhost/hook"])
def test_addresses_that_can(url: str) -> None:
    assert refusal(url) == ""


@pytest.mark.parametrize("stamp", ["", "-1", "1e3", "²", "99999999999999", "abc"])
def test_a_strange_timestamp_is_refused(stamp: str) -> None:
    assert not verify(SECRET, stamp, sign(SECRET, 1, b""), b"", now=Clock()())
