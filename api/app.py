"""Puts the web face together."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.metadata import version
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from api import admin, health, problems
from api.chat import files, pages, posts, stream
from api.chat.session import Cookies
from api.chat.site import Site
from api.desk import routes as desk_routes
from api.editor import routes as editor_routes
from api.escalations import events as escalation_events
from api.escalations import routes as escalation_routes
from api.headers import SecurityHeaders
from api.limits import BodyLimit
from api.problems import Problem
from api.staff import account, oidc, sign_in
from api.staff.guard import public
from api.staff.site import StaffSite, rules_of
from api.staff.words import StaffWords
from api.webhooks import telegram
from api.webhooks import whatsapp as whatsapp_webhook
from api.words import Words
from bot.flows.app import App
from bot.settings import Settings

log = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"

Background = Callable[[asyncio.Event], Awaitable[None]]
"""Something that runs beside the requests until the event is set, such as `Worker.run`."""


class _Static(StaticFiles):
    """Files that browsers may keep, but ask about before each use: a new version is seen at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, no-cache"
        return response


def create_app(app: App, settings: Settings, *, background: Background | None = None) -> FastAPI:
    """The FastAPI application over the wired flows.

    `background` runs as long as the application does (the worker, when it lives in the same process). Raises
    `ContentError` when the wording of a page is missing.
    """
    site = Site(
        app=app,
        settings=settings,
        words=Words.load(settings.content_dir),
        cookies=Cookies(
            app.store.keys.cookie,
            secure=settings.public_url.startswith("https://"),
            lifetime=settings.retention,
        ),
    )
    web = FastAPI(
        title="Work in NL chat",
        version=version("work-in-nl-chat"),
        summary="Questions of labour migrants in the Netherlands, answered in their own language.",
        docs_url=None,  # both pages load their scripts from elsewhere
        redoc_url=None,
        lifespan=_lifespan(background),
        responses={
            "4XX": {"model": Problem, "description": "What is wrong with the request (RFC 9457)."},
        },
    )
    web.state.site = site
    web.state.staff = StaffSite(
        app=app,
        settings=settings,
        words=StaffWords(site.words),
        rules=rules_of(settings),
        secure=site.cookies.secure,
    )
    web.add_middleware(BodyLimit)
    web.add_middleware(SecurityHeaders, https=site.cookies.secure)
    problems.install(web)
    for room in (health, pages, posts, files, stream, telegram):
        web.include_router(room.router, dependencies=[Depends(public())])
    web.include_router(whatsapp_webhook.router, dependencies=[Depends(public())])
    for room in (sign_in, account, oidc, desk_routes):
        web.include_router(room.router)
    for admin_router in admin.routers:
        web.include_router(admin_router)
    for api_room in (escalation_events, escalation_routes):
        web.include_router(api_room.router)
    editor_routes.install(web)
    web.mount("/static", _Static(directory=STATIC), name="static")
    return web


def _ended(task: asyncio.Future[None]) -> None:
    """What runs in the background is to end with the application only; `/health/ready` shows that it is missing."""
    if not task.cancelled() and (error := task.exception()):
        log.error("The work in the background ended: %s", type(error).__name__)


def _lifespan(background: Background | None) -> Callable[[FastAPI], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if background is None:
            yield
            return
        stop = asyncio.Event()
        running = asyncio.ensure_future(background(stop))
        running.add_done_callback(_ended)
        try:
            yield
        finally:
            stop.set()
            await running

    return lifespan
