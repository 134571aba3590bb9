"""Health, metrics, headers, OpenAPI: what operators and other programs see."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.headers import CONTENT_SECURITY_POLICY
from bot.errors import NluError
from bot.flows.app import App
from bot.flows.worker import Worker
from tests.support.web import KnowsAFewSentences, in_background


@pytest.fixture
async def client(web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(web, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as made:
        yield made


class Nlu(KnowsAFewSentences):
    """An NLU that reports on itself."""

    def __init__(self, report: dict[str, Any] | None) -> None:
        super().__init__()
        self.report = report

    async def health(self) -> dict[str, Any]:
        if self.report is None:
            raise NluError("The NLU server is not well.")
        return self.report


ALL = {"models": {language: "a1b2" for language in ("pl", "ro", "bg", "nl")}}


async def ready(client: httpx.AsyncClient) -> tuple[int, dict[str, Any]]:
    answer = await client.get("/health/ready")
    return answer.status_code, answer.json()


async def has_beaten(app: App) -> None:
    from bot.store.workers import beat

    async with app.store.write() as tx:
        await beat(tx, "a" * 32, app.clock())


async def test_alive_is_alive(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health/live")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_ready_when_all_is_well(client: httpx.AsyncClient, app: App) -> None:
    app.nlu = Nlu(ALL)
    await has_beaten(app)
    status, body = await ready(client)
    assert (status, body["status"]) == (200, "ok"), body
    assert set(body["checks"]) == {"database", "migrations", "worker", "nlu", "content"}


async def test_not_ready_without_a_worker(client: httpx.AsyncClient) -> None:
    status, body = await ready(client)
    assert status == 503
    assert body["checks"]["worker"]["status"] == "down"


async def test_a_running_worker_makes_it_ready(client: httpx.AsyncClient, app: App) -> None:
    with app.hub.subscribe_work():
        async with in_background(Worker(app)):
            for _ in range(100):
                status, _ = await ready(client)
                if status == 200:
                    break
            assert status == 200


async def test_a_worker_that_fell_silent_is_down(client: httpx.AsyncClient, app: App) -> None:
    from sqlalchemy import update

    from bot.store.tables import worker

    await has_beaten(app)
    async with app.store.write() as tx:
        await tx.conn.execute(update(worker).values(seen_at_s=worker.c.seen_at_s - 120))
    status, body = await ready(client)
    assert status == 503
    assert "old" in body["checks"]["worker"]["detail"]


@pytest.mark.parametrize(
    ("report", "words"), [(None, "urgent rules still work"), ({"models": {"pl": "a", "ro": "b", "bg": "c"}}, "nl")]
)
async def test_without_nlu_or_a_bundle_people_are_still_served(
    client: httpx.AsyncClient, app: App, report: dict[str, Any] | None, words: str
) -> None:
    app.nlu = Nlu(report)
    await has_beaten(app)
    status, body = await ready(client)
    assert (status, body["status"]) == (200, "degraded")
    assert words in body["checks"]["nlu"]["detail"]


async def test_old_tables_are_down(client: httpx.AsyncClient, app: App) -> None:
    await has_beaten(app)
    async with app.store.write() as tx:
        await tx.conn.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    status, body = await ready(client)
    assert status == 503
    assert "win migrate" in body["checks"]["migrations"]["detail"]


async def test_without_database_it_says_so_and_not_more(
    client: httpx.AsyncClient, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Any:
        raise ConnectionRefusedError("postgresql://user:password@host")

    monkeypatch.setattr(app.store, "read", broken)
    status, body = await ready(client)
    assert status == 503
    assert body["checks"]["database"] == {"status": "down", "detail": "ConnectionRefusedError"}
    assert "password" not in json.dumps(body)


async def test_metrics_count_messages_and_name_nobody(client: httpx.AsyncClient) -> None:
    await client.get("/chat")
    await client.post("/chat/messages", data={"text": "sekretne pytanie"}, headers={"HX-Request": "true"})
    answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert 'win_received_total{channel="web"} 1.0' in answer.text
    assert "sekretne" not in answer.text


SOME_OF_EACH = ["/chat", "/chat/privacy", "/chat/gone", "/nothing", "/health/live", "/static/chat.css"]


@pytest.mark.parametrize("path", SOME_OF_EACH)
async def test_every_answer_carries_the_security_headers(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


async def test_a_defect_is_told_without_details_and_with_the_headers(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("api.chat.pages.read_talk", broken)
    answer = await client.get("/chat", headers={"Accept-Language": "ro"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Ceva nu a mers la noi." in answer.text
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert answer.headers["cache-control"] == "no-store"


async def test_pages_hold_no_inline_script_or_style(client: httpx.AsyncClient) -> None:
    import re

    for path in ("/chat", "/chat/privacy", "/chat/wipe", "/chat/gone"):
        page = (await client.get(path)).text
        assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", page)
        assert all('src="/static/' in tag for tag in re.findall(r"<script[^>]*>", page))
        assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!www\.buienradar\.nl|autoriteit)', page)


async def test_openapi_describes_the_api_with_examples(client: httpx.AsyncClient) -> None:
    described = (await client.get("/openapi.json")).json()
    assert {"/health/live", "/health/ready", "/metrics", "/chat", "/chat/messages", "/chat/events"} <= set(
        described["paths"]
    )
    assert described["components"]["schemas"]["Problem"]["examples"]
    assert described["components"]["schemas"]["Health"]["examples"]
    form = described["paths"]["/chat/messages"]["post"]["requestBody"]["content"]
    assert form["application/x-www-form-urlencoded"]["example"]
    for operations in described["paths"].values():
        for operation in operations.values():
            assert operation["summary"]


async def test_scripts_are_what_their_register_says() -> None:
    import hashlib
    import re

    from api.app import STATIC

    rows = re.findall(
        r"\| `([\w.-]+\.js)` .*`([0-9a-f]{64})` \|", (STATIC / "vendor/README.md").read_text(encoding="utf-8")
    )
    assert len(rows) == 2
    for name, digest in rows:
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest


async def test_no_documentation_page_that_loads_scripts_from_elsewhere(client: httpx.AsyncClient) -> None:
    assert (await client.get("/docs")).status_code == 404
    assert (await client.get("/redoc")).status_code == 404
