"""The NLU client: bounded in time, never raises, recovers by itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot import nlu_client
from bot.dialogue.context import Thresholds, Understanding
from bot.errors import NluError
from bot.nlu_client import NluClient

GOOD: dict[str, Any] = {
    "intent": {"name": "bsn", "confidence": 0.9},
    "ranking": [{"name": "bsn", "confidence": 0.9}, {"name": "digid", "confidence": 0.05}],
    "in_scope": 0.8,
    "model": "abc",
    "thresholds": {"answer": 0.6, "ask": 0.3, "from_the_future": 1},
}


class Server:
    """What the server does next: a body, a status, an exception, or nothing at all for ever."""

    def __init__(self) -> None:
        self.answers: Callable[[httpx.Request], httpx.Response] = lambda request: httpx.Response(200, json=GOOD)
        self.hangs = False
        self.asked: list[str] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if self.hangs:
            await asyncio.Event().wait()
        return self.answers(request)

    def parses(self) -> int:
        return self.asked.count("/parse")


@pytest.fixture
def server() -> Server:
    return Server()


def client(server: Server, **options: Any) -> NluClient:
    return NluClient("http://nlu.test", transport=httpx.MockTransport(server), **options)


def is_well(nlu: NluClient) -> bool:
    return not nlu.away


def refuse(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


async def test_what_a_text_means(server: Server) -> None:
    nlu = client(server)
    assert await nlu.parse("pl", "bsn?") == Understanding(
        (("bsn", 0.9), ("digid", 0.05)), 0.8, Thresholds(answer=0.6, ask=0.3), "abc"
    )
    await nlu.aclose()


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(422, json={"detail": "text is empty"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={}),
        httpx.Response(200, json={**GOOD, "ranking": [{"name": "x"}]}),
        httpx.Response(200, json={**GOOD, "in_scope": None}),
        httpx.Response(200, json={**GOOD, "thresholds": {"answer": "high"}}),
    ],
)
async def test_an_answer_of_no_use_is_none(server: Server, answer: httpx.Response) -> None:
    server.answers = lambda request: answer
    nlu = client(server)
    assert await nlu.parse("pl", "bsn?") is None
    await nlu.aclose()


async def test_a_lone_surrogate_is_none_and_trips_nothing(server: Server) -> None:
    nlu = client(server)
    for _ in range(5):
        await nlu.parse("pl", "\ud800")
    assert not nlu.away
    await nlu.aclose()


async def test_a_server_that_hangs_costs_the_time_out_twice(server: Server) -> None:
    server.hangs = True
    nlu = client(server, timeout_s=0.02)
    for _ in range(10):
        assert await nlu.parse("pl", "bsn?") is None
    assert nlu.away
    assert server.parses() == nlu_client.TRIP_AFTER
    await nlu.aclose()


async def test_texts_it_refuses_do_not_count_as_away(server: Server) -> None:
    server.answers = lambda request: httpx.Response(422)
    nlu = client(server)
    for _ in range(5):
        assert await nlu.parse("xx", "bsn?") is None
    assert not nlu.away
    assert server.parses() == 5
    await nlu.aclose()


async def test_it_recovers_by_itself_and_costs_nobody_a_message(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(nlu_client, "PROBE_FIRST_S", 0.01)
    monkeypatch.setattr(nlu_client, "PROBE_MOST_S", 0.01)
    server.answers = refuse
    nlu = client(server)
    with caplog.at_level(logging.INFO, logger="bot"):
        for _ in range(3):
            assert await nlu.parse("pl", "geheime woorden") is None
        while server.asked.count("/health") < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        server.answers = lambda request: httpx.Response(200, json=GOOD)
        while await nlu.parse("pl", "bsn?") is None:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    assert "does not answer" in caplog.text
    assert "is back" in caplog.text
    assert "geheime" not in caplog.text
    # Well again, it may stumble once without being given up.
    server.answers = refuse
    assert await nlu.parse("pl", "bsn?") is None
    assert is_well(nlu)
    await nlu.aclose()


async def test_it_is_back_as_soon_as_anybody_hears_that_it_is_well(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nlu_client, "PROBE_FIRST_S", 3600)
    nlu = client(server)
    server.answers = refuse
    for _ in range(nlu_client.TRIP_AFTER):
        assert await nlu.parse("pl", "bsn?") is None
    assert nlu.away
    server.answers = lambda request: httpx.Response(200, json=GOOD)
    await nlu.health()
    assert is_well(nlu)
    assert await nlu.parse("pl", "bsn?") is not None
    await nlu.aclose()


async def test_health_and_embeddings(server: Server) -> None:
    nlu = client(server)
    server.answers = lambda request: httpx.Response(200, json={"models": {}, "vectors": [[1, 2.5]]})
    assert (await nlu.health())["models"] == {}
    assert await nlu.embed(["x"]) == [[1.0, 2.5]]
    for answer in (httpx.Response(503), httpx.Response(200, text="?"), httpx.Response(200, json=[])):
        server.answers = lambda request, answer=answer: answer  # type: ignore[misc]
        with pytest.raises(NluError, match=r"nlu\.test"):
            await nlu.health()
        with pytest.raises(NluError, match=r"nlu\.test"):
            await nlu.embed(["x"])
    server.answers = refuse
    with pytest.raises(NluError):
        await nlu.health()
    await nlu.aclose()


async def test_closing_ends_the_probe(server: Server) -> None:
    server.answers = refuse
    nlu = client(server)
    for _ in range(3):
        await nlu.parse("pl", "bsn?")
    assert not is_well(nlu)
    await nlu.aclose()
    assert is_well(nlu)
