"""WhatsApp's webhook. A call that Meta did not sign costs one hash; what is signed but can't be read gets its 200 all
the same, since Meta repeats anything else for seven days."""

from __future__ import annotations

import json
import logging
from typing import Protocol, runtime_checkable

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from api.chat.site import site_of
from api.limits import MAX_BODY_BYTES, read_body
from bot.channels.whatsapp.parse import CHANNEL, Parsed
from bot.channels.whatsapp.signature import HEADER
from bot.flows.app import App
from bot.flows.marks import note
from bot.flows.receive import Together, move_all
from bot.flows.signs import heard
from bot.flows.trouble import log_defect

logger = logging.getLogger(__name__)

router = APIRouter(tags=["webhooks"])

PATH = "/webhooks/whatsapp"
MAX_CHALLENGE_CHARS = 200


@runtime_checkable
class TakesWebhook(Protocol):
    """The part of the WhatsApp channel that these routes need."""

    def knows(self, verify_token: str) -> bool:
        """Whether the handshake's word is ours, compared in constant time."""

    def is_from_meta(self, body: bytes, signature: str) -> bool:
        """Whether Meta signed exactly these bytes, compared in constant time."""

    def read(self, data: object) -> Parsed:
        """What a call says; never raises."""


def _opened(request: Request) -> tuple[App, TakesWebhook]:
    app = site_of(request).app
    channel: object = app.channels.get(CHANNEL)
    if not isinstance(channel, TakesWebhook):
        raise HTTPException(404)
    return app, channel


@router.get(PATH, include_in_schema=False)
async def handshake(request: Request) -> Response:
    """Meta asks whether this address is ours: its challenge comes back when mode and word are right, else 403."""
    _app, channel = _opened(request)
    asked = request.query_params
    if asked.get("hub.mode") != "subscribe" or not channel.knows(asked.get("hub.verify_token", "")):
        raise HTTPException(403, "This address is for Meta alone, with the word that was set for it.")
    return PlainTextResponse(asked.get("hub.challenge", "")[:MAX_CHALLENGE_CHARS])


@router.post(PATH, include_in_schema=False)
async def deliver(request: Request) -> Response:
    """Store what the call brings; 404 when WhatsApp is off, 403 without Meta's signature, 503 when the database is away
    (Meta delivers again)."""
    app, channel = _opened(request)
    signature = request.headers.get(HEADER, "")
    if not signature:
        raise HTTPException(403, "This address is for Meta alone.")
    body = await read_body(request, max_body_bytes=MAX_BODY_BYTES)
    if not channel.is_from_meta(body, signature):
        raise HTTPException(403, "This address is for Meta alone.")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        logger.error("A call signed by Meta is no JSON of %d bytes; it is left out.", len(body))
        return Response()
    try:
        with app.store.hurry():
            await heard(app, CHANNEL)
            await _store(app, _together(request, app), channel.read(data))
    except Exception as error:
        app.metrics.defects.labels(where="webhook").inc()
        log_defect(logger, "A call of WhatsApp could not be stored; Meta delivers it again", error)
        raise HTTPException(503, "Not stored: deliver it again.", {"Retry-After": "5"}) from None
    return Response()


def _together(request: Request, app: App) -> Together:
    """This process's one, made at the first call."""
    state = request.app.state
    if not hasattr(state, "whatsapp_together"):
        state.whatsapp_together = Together(app.store, app.metrics, app.clock)
    together: Together = state.whatsapp_together
    return together


async def _store(app: App, together: Together, parsed: Parsed) -> None:
    now = app.clock()
    if parsed.moves:
        await move_all(app.store, [(CHANNEL, one) for one in parsed.moves], now=now)
    if parsed.messages:
        await together.receive(parsed.messages)
    if parsed.marks:
        await note(app, CHANNEL, parsed.marks)
    if parsed.ignored:
        app.metrics.ignored.labels(channel=CHANNEL).inc(parsed.ignored)
    for code in parsed.troubles:
        app.metrics.failed.labels(channel=CHANNEL, code=code).inc()
        logger.error("WhatsApp reports trouble with the account: %s", code)
