"""The escalation API as another organisation's system uses it, on both databases."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import importlib.util
import itertools
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from bot.desk.tokens import Scope
from bot.flows import cases
from bot.flows.app import App
from bot.flows.cases import Actor
from bot.settings import ROOT, Settings
from bot.store.tokens import create_token, revoke_token
from tests.support.staff import make_account
from tests.support.web import settings

PATH = "/api/escalations"
EVERYTHING = tuple(Scope)
CONSENT = {"statement": "I agree that an adviser calls me.", "given_at": "2026-11-22T10:00:00+01:00"}
REFERRAL: dict[str, Any] = {
    "language": "pl",
    "topic": "work",
    "callback": {"number": "+31612345678", "part_of_day": "morning"},
    "consent": CONSENT,
    "note": "Dismissed by the agency; has to leave the house on Friday.",
}


@pytest.fixture
def web_settings(database_url: str) -> Settings:
    return settings(database_url)


@pytest.fixture
async def adviser(app: App) -> Actor:
    return cases.actor_of(await make_account(app.store, languages=("pl", "ro")))


@functools.cache
def client_of_the_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("escalation_client", ROOT / "docs/examples/escalation_client.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextlib.asynccontextmanager
async def served(web: FastAPI) -> AsyncIterator[str]:
    """The application on a port of this machine: event streams need a real connection."""
    config = uvicorn.Config(web, "127.0.0.1", 0, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    try:
        async with asyncio.timeout(20):
            while not server.started:  # noqa: ASYNC110 - uvicorn gives no event
                await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


async def made_token(
    app: App, *scopes: Scope, name: str = "Partner", languages: tuple[str, ...] = (), days: int = 30
) -> str:
    async with app.store.write() as tx:
        _, secret = await create_token(
            tx,
            name=name,
            scopes=scopes or EVERYTHING,
            languages=languages,
            lifetime=timedelta(days=days),
            now=datetime.now(UTC),
        )
    return secret


@pytest.fixture
async def http(web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(web, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as made:
        yield made


@pytest.fixture
async def client(app: App, adviser: Actor, http: httpx.AsyncClient) -> httpx.AsyncClient:
    """Somebody is there who speaks Polish, and the token may do everything."""
    http.headers["Authorization"] = f"Bearer {await made_token(app)}"
    return http


async def refer(client: httpx.AsyncClient, key: str = "k1", **changes: Any) -> httpx.Response:
    return await client.post(PATH, json=REFERRAL | changes, headers={"Idempotency-Key": key})


async def test_a_referral_is_opened_once_and_its_number_shown_to_the_holder_alone(
    client: httpx.AsyncClient, app: App
) -> None:
    first = await refer(client)
    assert first.status_code == 201, first.text
    again = await refer(client)
    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])
    assert len((await client.get(PATH)).json()["items"]) == 1
    assert "612345678" not in first.text
    one = f"{PATH}/{first.json()['id']}"
    assert (await client.get(f"{one}/callback")).status_code == 409
    assert (await client.post(f"{one}/claim")).status_code == 200
    assert (await client.get(f"{one}/callback")).json()["number"] == "+31612345678"
    lines = (await client.get(f"{one}/transcript")).json()["lines"]
    assert [line["text"] for line in lines] == ["Partner: Dismissed by the agency; has to leave the house on Friday."]


async def test_the_same_key_for_another_request_is_refused(client: httpx.AsyncClient) -> None:
    await refer(client)
    other = await refer(client, topic="housing")
    assert other.status_code == 422
    assert "used before" in other.json()["detail"]


async def test_two_referrals_at_once_with_one_key_open_one_case(client: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(refer(client) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"topic": "gardening"}, "topic"),
        ({"language": "fr"}, "language"),
        ({"consent": CONSENT | {"given_at": "2026-11-22T10:00:00"}}, "given_at"),
        ({"consent": CONSENT | {"given_at": "2999-01-01T00:00:00Z"}}, "given_at"),
        ({"callback": {"number": "12"}}, "callback.number"),
        ({"consent": {"statement": "", "given_at": "2026-11-22T10:00:00Z"}}, "statement"),
        ({"bsn": "123456782"}, "bsn"),
    ],
)
async def test_what_can_not_be_used_is_named(client: httpx.AsyncClient, changes: dict[str, Any], names: str) -> None:
    answer = await refer(client, **changes)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert names in answer.json()["detail"]
    assert (await client.get(PATH)).json()["items"] == []


async def test_of_two_who_claim_one_gets_the_case(client: httpx.AsyncClient, app: App) -> None:
    case = (await refer(client)).json()
    other = {"Authorization": f"Bearer {await made_token(app, name='Other')}"}
    url = f"{PATH}/{case['id']}/claim"
    answers = await asyncio.gather(client.post(url), client.post(url, headers=other))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    (lost,) = [answer for answer in answers if answer.status_code == 409]
    assert "holds this case" in lost.json()["detail"]


async def test_an_older_version_changes_nothing(client: httpx.AsyncClient) -> None:
    case = (await refer(client)).json()
    one = f"{PATH}/{case['id']}"
    seen = (await client.get(one)).headers["etag"]
    assert (await client.post(f"{one}/claim", headers={"If-Match": seen})).status_code == 200
    late = await client.post(f"{one}/close", json={"outcome": "called"}, headers={"If-Match": seen})
    assert late.status_code == 412
    assert (await client.get(one)).json()["state"] == "claimed"
    assert (await client.post(f"{one}/claim", headers={"If-Match": "new"})).status_code == 422


async def test_a_case_runs_its_course(client: httpx.AsyncClient) -> None:
    case = (await refer(client)).json()
    one = f"{PATH}/{case['id']}"
    await client.post(f"{one}/claim")
    assert (await client.post(f"{one}/notes", json={"text": "Called, no answer."})).status_code == 200
    assert (await client.post(f"{one}/reply", json={"text": "hi"})).status_code == 409  # there is no chat
    assert (await client.post(f"{one}/transfer", json={"to_queue": True})).json()["state"] == "waiting"
    assert (await client.post(f"{one}/transfer", json={})).status_code == 422
    await client.post(f"{one}/claim")
    assert (await client.post(f"{one}/close", json={"outcome": "bored"})).status_code == 422
    closed = (await client.post(f"{one}/close", json={"outcome": "called"})).json()
    assert (closed["state"], closed["outcome"]) == ("closed", "called")
    assert (await client.get(PATH)).json()["items"] == []
    assert len((await client.get(PATH, params={"status": "closed"})).json()["items"]) == 1
    assert (await client.post(f"{one}/reopen")).json()["state"] == "claimed"


async def test_pages_hold_every_case_once_urgent_ones_first(client: httpx.AsyncClient) -> None:
    for number in range(5):
        await refer(client, key=f"k{number}", urgent=number == 3)
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = (await client.get(PATH, params={"limit": 2, "cursor": cursor})).json()
        found += page["items"]
        if not (cursor := page["next"]):
            break
    assert [case["urgent"] for case in found] == [True, False, False, False, False]
    assert len({case["id"] for case in found}) == 5
    assert (await client.get(PATH, params={"cursor": "nonsense"})).status_code == 422
    long_ago = {"opened_before": "2020-01-01T00:00:00Z"}
    assert (await client.get(PATH, params=long_ago)).json()["items"] == []


async def test_a_token_of_another_language_sees_nothing(client: httpx.AsyncClient, app: App) -> None:
    case = (await refer(client)).json()
    romanian = {"Authorization": f"Bearer {await made_token(app, name='Ro', languages=('ro',))}"}
    assert (await client.get(PATH, headers=romanian)).json()["items"] == []
    assert (await client.get(f"{PATH}/{case['id']}", headers=romanian)).status_code == 404
    assert (await client.post(f"{PATH}/{case['id']}/claim", headers=romanian)).status_code == 404
    answer = await client.post(PATH, json=REFERRAL, headers=romanian | {"Idempotency-Key": "x"})
    assert answer.status_code == 422


async def test_scopes_hold(client: httpx.AsyncClient, app: App) -> None:
    case = (await refer(client)).json()
    reads = {"Authorization": f"Bearer {await made_token(app, Scope.READ, name='Reads')}"}
    creates = {"Authorization": f"Bearer {await made_token(app, Scope.CREATE, name='Creates')}"}
    assert (await client.get(PATH, headers=reads)).status_code == 200
    assert (await client.get(f"{PATH}/{case['id']}/transcript", headers=reads)).status_code == 403
    assert (await client.post(f"{PATH}/{case['id']}/claim", headers=reads)).status_code == 403
    assert (await client.get(PATH, headers=creates)).status_code == 403
    created = await client.post(PATH, json=REFERRAL, headers=creates | {"Idempotency-Key": "x"})
    assert created.status_code == 201


async def test_tokens_that_open_nothing(client: httpx.AsyncClient, app: App) -> None:
    revoked = await made_token(app, name="Revoked")
    async with app.store.write() as tx:
        assert await revoke_token(tx, "Revoked", datetime.now(UTC))
    expired = await made_token(app, name="Expired", days=-1)
    for header in (f"Bearer {revoked}", f"Bearer {expired}", "Bearer wie_guess", "Basic abc", "Bearer ąę"):
        answer = await client.get(PATH, headers={b"Authorization": header.encode()})
        assert answer.status_code == 401, header
        assert answer.headers["www-authenticate"] == "Bearer"
    del client.headers["Authorization"]
    assert (await client.get(PATH)).status_code == 401


async def test_nobody_who_speaks_it_is_said_at_once(http: httpx.AsyncClient, app: App) -> None:
    http.headers["Authorization"] = f"Bearer {await made_token(app)}"
    answer = await refer(http)
    assert answer.status_code == 409
    assert "No adviser" in answer.json()["detail"]


async def test_secrets_are_kept_as_hashes(client: httpx.AsyncClient, app: App) -> None:
    secret = client.headers["Authorization"].removeprefix("Bearer ")
    from bot.store.escalation_tables import api_token

    async with app.store.read() as tx:
        rows = (await tx.conn.execute(api_token.select())).all()
    assert rows
    assert secret not in repr(rows)


async def test_the_openapi_document_describes_the_api(http: httpx.AsyncClient) -> None:
    paths = (await http.get("/openapi.json")).json()["paths"]
    for path, methods in paths.items():
        if path.startswith(PATH):
            for operation in methods.values():
                assert operation["security"] == [{"token": []}], path
                assert {"401", "403", "422"} <= operation["responses"].keys(), path


@pytest.mark.usefixtures("adviser")
async def test_the_client_of_the_docs_works_against_the_real_application(web: FastAPI, app: App) -> None:
    secret = await made_token(app)
    async with served(web) as url:
        told = await asyncio.to_thread(_a_day_with_the_client, url, secret)
    assert told == {"refused": 409, "events": ["case.opened", "case.noted", "case.claimed"], "outcome": "called"}


def _a_day_with_the_client(url: str, secret: str) -> dict[str, Any]:
    with client_of_the_docs().EscalationClient(url, secret, http=httpx.Client(trust_env=False)) as client:
        case = client.refer(REFERRAL, key="docs")
        assert client.refer(REFERRAL, key="docs")["id"] == case["id"]
        (listed,) = list(client.cases(language="pl"))
        claimed = client.claim(listed)
        refused = 0
        try:
            client.reply(claimed, "Dzień dobry")
        except client_of_the_docs().EscalationError as error:
            refused = error.status
        assert client.transcript(claimed)
        events = list(itertools.islice(client.events(), 3))
        assert [number for number, _ in events] == sorted(number for number, _ in events)
        # Broken off and taken up again behind the first one: nothing twice, nothing missed.
        assert next(client.events(after=events[0][0])) == events[1]
        outcome = client.close(claimed, "called")["outcome"]
        return {"refused": refused, "events": [event["event"] for _, event in events], "outcome": outcome}
