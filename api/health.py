"""Is the process alive, can people be served, and the numbers for Prometheus."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Literal, Protocol, runtime_checkable

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, ConfigDict
from sqlalchemy import literal, select

from api.chat.site import Site, site_of
from bot.errors import NluError
from bot.flows.worker import ALIVE_WITHIN_S
from bot.store import migrations_current
from bot.store.workers import heartbeats

log = logging.getLogger(__name__)

router = APIRouter(tags=["operation"])

CHECK_TIMEOUT_S = 3.0

State = Literal["ok", "degraded", "down"]


class Check(BaseModel):
    """One thing that was looked at. `detail` says what is wrong, for operators."""

    status: State
    detail: str = ""


class Health(BaseModel):
    """`ok`; `degraded`: people are served, less well; `down`: they are not."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "status": "degraded",
                    "checks": {
                        "database": {"status": "ok", "detail": ""},
                        "migrations": {"status": "ok", "detail": ""},
                        "worker": {"status": "ok", "detail": ""},
                        "nlu": {"status": "degraded", "detail": "no answer: menus and urgent rules still work"},
                        "content": {"status": "ok", "detail": ""},
                    },
                }
            ]
        }
    )

    status: State
    checks: dict[str, Check] = {}


@runtime_checkable
class KnowsItsHealth(Protocol):
    """An NLU client that can tell how its server is."""

    async def health(self) -> dict[str, Any]:
        """What `GET /health` of the NLU server says: `models` by language. Raises `NluError` when it is not well."""


@router.get("/health/live", summary="Is the process alive", operation_id="live")
async def live() -> Health:
    """Answers as long as the process can answer at all."""
    return Health(status="ok")


@router.get(
    "/health/ready",
    summary="Can people be served",
    operation_id="ready",
    response_model=Health,
    responses={503: {"model": Health, "description": "Nobody would be answered."}},
)
async def ready(request: Request) -> JSONResponse:
    """200 when a message would be answered now, else 503. Without NLU the service is degraded, not down."""
    site = site_of(request)
    looks: dict[str, Callable[[Site], Awaitable[Check]]] = {
        "database": _database,
        "migrations": _migrations,
        "worker": _worker,
        "nlu": _nlu,
        "content": _content,
    }
    checks = dict(zip(looks, await asyncio.gather(*(_looked(look, site) for look in looks.values())), strict=True))
    states = [check.status for check in checks.values()]
    status: State = "down" if "down" in states else "degraded" if "degraded" in states else "ok"
    return JSONResponse(Health(status=status, checks=checks).model_dump(), 503 if status == "down" else 200)


@router.get(
    "/metrics",
    summary="Numbers for Prometheus",
    operation_id="metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"example": 'win_received_total{channel="web"} 12.0\n'}}}},
)
async def metrics(request: Request) -> Response:
    """Counts by channel, language and error code; nothing of any person."""
    return Response(generate_latest(site_of(request).app.metrics.registry), media_type=CONTENT_TYPE_LATEST)


async def _looked(look: Callable[[Site], Awaitable[Check]], site: Site) -> Check:
    try:
        async with asyncio.timeout(CHECK_TIMEOUT_S):
            return await look(site)
    except TimeoutError:
        return Check(status="down", detail=f"no answer within {CHECK_TIMEOUT_S:g} s")
    except Exception as error:
        log.warning("A health check failed: %s", type(error).__name__)
        return Check(status="down", detail=type(error).__name__)


async def _database(site: Site) -> Check:
    async with site.app.store.read() as tx:
        await tx.conn.execute(select(literal(1)))
    return Check(status="ok")


async def _migrations(site: Site) -> Check:
    if await migrations_current(site.app.store):
        return Check(status="ok")
    return Check(status="down", detail="the tables are not those of this version; run: win migrate")


async def _worker(site: Site) -> Check:
    async with site.app.store.read() as tx:
        workers = await heartbeats(tx)
    if not workers:
        return Check(status="down", detail="no worker runs")
    if workers[0].age_s > ALIVE_WITHIN_S:
        return Check(status="down", detail=f"the last sign of a worker is {workers[0].age_s:.0f} s old")
    return Check(status="ok")


async def _nlu(site: Site) -> Check:
    """The server and its bundles: a language without a model is served by menus and urgent rules only."""
    nlu = site.app.nlu
    if not isinstance(nlu, KnowsItsHealth):
        return Check(status="ok")
    try:
        async with asyncio.timeout(CHECK_TIMEOUT_S - 0.5):
            said = await nlu.health()
    except (NluError, TimeoutError):
        return Check(status="degraded", detail="no answer: menus and urgent rules still work")
    models = said.get("models")
    missing = [language for language in site.words.names if isinstance(models, dict) and not models.get(language)]
    if missing:
        return Check(status="degraded", detail=f"no model for {', '.join(missing)}; run: win train")
    return Check(status="ok")


async def _content(site: Site) -> Check:
    snapshot = await site.snapshot()
    if snapshot is not None and not snapshot.answers:
        return Check(status="degraded", detail="there are no answers to give; run: win content check")
    return Check(status="ok")
