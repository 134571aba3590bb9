"""The client of the NLU server. When the server is away or slow, people wait once or twice, then not at all: a circuit
breaker answers `None` at once while a probe in the background looks whether it is back."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from dataclasses import fields
from typing import Any

import httpx

from bot.dialogue.context import Thresholds, Understanding
from bot.errors import NluError
from bot.metrics import Metrics

logger = logging.getLogger(__name__)

TRIP_AFTER = 2
"""Failures in a row after which the server counts as away."""
PROBE_FIRST_S = 0.5
PROBE_MOST_S = 5.0
EMBED_TIMEOUT_S = 30.0


class _Unavailable(Exception):
    """The server gave no usable answer; the code goes to the metrics."""

    def __init__(self, code: str, *, trips: bool = True) -> None:
        super().__init__(code)
        self.code = code
        self.trips = trips


class NluClient:
    """Asks the NLU server at `base_url`; close it with `aclose`.

    `timeout_s` bounds a whole call. `transport` replaces the network in tests.
    """

    def __init__(
        self,
        base_url: str,
        *,
        timeout_s: float = 2.5,
        metrics: Metrics | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._timeout_s = timeout_s
        self._metrics = metrics or Metrics()
        self._failures = 0
        self._probe: asyncio.Task[None] | None = None
        # The server is ours, on loopback or the private network: a proxy of the environment is not for it.
        self._http = httpx.AsyncClient(
            base_url=base_url, timeout=httpx.Timeout(timeout_s), transport=transport, trust_env=False
        )

    @property
    def away(self) -> bool:
        """Whether the server counts as away and is probed in the background."""
        return self._probe is not None

    async def parse(self, language: str, text: str) -> Understanding | None:
        """What a text means by the model of one language; `None` when that can't be had in time. Never raises."""
        if self.away:
            self._metrics.nlu_failures.labels(code="away").inc()
            return None
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._timeout_s):
                body = await self._post("/parse", {"language": language, "text": text})
            understood = understanding(body)
        except TimeoutError:
            self._failed(_Unavailable("timeout"))
            return None
        except _Unavailable as error:
            self._failed(error)
            return None
        except ValueError:
            self._failed(_Unavailable("bad_answer"))
            return None
        finally:
            self._metrics.nlu_seconds.observe(time.perf_counter() - started)
        self._failures = 0
        return understood

    async def embed(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text. Raises `NluError`."""
        try:
            async with asyncio.timeout(EMBED_TIMEOUT_S):
                body = await self._post("/embed", {"texts": texts})
            return [[float(number) for number in vector] for vector in body["vectors"]]
        except (_Unavailable, TimeoutError, KeyError, TypeError, ValueError) as error:
            raise NluError(f"The NLU server at {self._http.base_url} gave no vectors: {_short(error)}.") from None

    async def health(self) -> dict[str, Any]:
        """The server's own report: models by hash, features in use. Raises `NluError` when it is not well.

        Whoever hears that it is well, it counts as away no longer: what readiness says holds for the next message.
        """
        try:
            async with asyncio.timeout(self._timeout_s):
                response = await self._http.get("/health")
            if response.status_code != httpx.codes.OK:
                raise _Unavailable(f"http_{response.status_code}")
            body = response.json()
            if not isinstance(body, dict):
                raise _Unavailable("bad_answer")
        except (_Unavailable, httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
            raise NluError(f"The NLU server at {self._http.base_url} is not well: {_short(error)}.") from None
        self._is_back()
        return body

    async def aclose(self) -> None:
        """Close connections and end the probe."""
        if self._probe:
            self._probe.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._probe
            self._probe = None
        await self._http.aclose()

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            response = await self._http.post(path, json=body)
        except httpx.TimeoutException:
            raise _Unavailable("timeout") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise _Unavailable("unreachable") from None
        except UnicodeEncodeError:
            # A lone surrogate: no JSON can carry it, and no model would read it.
            raise _Unavailable("bad_text", trips=False) from None
        if response.status_code != httpx.codes.OK:
            # 4xx: the server is well, this one text or language is not for it.
            trips = response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR
            raise _Unavailable(f"http_{response.status_code}", trips=trips)
        try:
            answer = response.json()
        except ValueError:
            raise _Unavailable("bad_answer") from None
        if not isinstance(answer, dict):
            raise _Unavailable("bad_answer")
        return answer

    def _failed(self, error: _Unavailable) -> None:
        self._metrics.nlu_failures.labels(code=error.code).inc()
        if not error.trips:
            logger.warning("The NLU server took no text: %s", error.code)
            return
        self._failures += 1
        if self._failures >= TRIP_AFTER and not self._probe:
            logger.error("The NLU server does not answer (%s): people get the menu until it is back.", error.code)
            self._probe = asyncio.create_task(self._wait_until_back())

    async def _wait_until_back(self) -> None:
        pause_s = PROBE_FIRST_S
        while True:
            await asyncio.sleep(pause_s)
            with contextlib.suppress(NluError):
                await self.health()
                return
            pause_s = min(pause_s * 2, PROBE_MOST_S)

    def _is_back(self) -> None:
        probe, self._probe = self._probe, None
        if probe is None:
            return
        logger.warning("The NLU server is back.")
        # One more failure trips it again: well by its own word, it may still be slow.
        self._failures = TRIP_AFTER - 1
        if probe is not asyncio.current_task():
            probe.cancel()


def _short(error: Exception) -> str:
    return error.code if isinstance(error, _Unavailable) else type(error).__name__


def understanding(body: dict[str, Any]) -> Understanding:
    """What one result of `/parse` says. Raises `ValueError` when it is none."""
    try:
        ranking = tuple((str(one["name"]), float(one["confidence"])) for one in body["ranking"])
        known = {field.name for field in fields(Thresholds)}
        given = body.get("thresholds") or {}
        thresholds = Thresholds(**{name: float(value) for name, value in given.items() if name in known})
        return Understanding(ranking, float(body["in_scope"]), thresholds, str(body.get("model", "")))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ValueError("no result of /parse") from None
