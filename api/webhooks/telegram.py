"""Telegram's webhook. A call without the secret costs one comparison; what can't be read gets its 200 all the same,
since Telegram repeats anything else, and holds back what comes behind it."""

from __future__ import annotations

import json
import logging
from typing import Protocol, runtime_checkable

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.chat.site import site_of
from api.limits import MAX_BODY_BYTES, read_body
from bot.channels.base import FollowUp, Intake
from bot.flows.app import App
from bot.flows.intake import StoreIntake
from bot.flows.signs import heard
from bot.flows.trouble import log_defect

logger = logging.getLogger(__name__)

router = APIRouter(tags=["webhooks"])

CHANNEL = "telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


@runtime_checkable
class TakesWebhook(Protocol):
    """The part of the Telegram channel that this route needs."""

    @property
    def webhook_url(self) -> str:
        """Where Telegram delivers; empty: nowhere, we poll."""

    def is_telegram(self, secret: str) -> bool:
        """Whether the secret is ours, compared in constant time."""

    async def hear(self, data: object, intake: Intake) -> FollowUp | None:
        """Store one update."""


@router.post("/webhooks/telegram", include_in_schema=False)
async def telegram(request: Request) -> Response:
    """Store one update; 404 when Telegram is off or polled, 403 without the secret, 503 when it can't be stored."""
    app = site_of(request).app
    channel: object = app.channels.get(CHANNEL)
    if not isinstance(channel, TakesWebhook) or not channel.webhook_url:
        raise HTTPException(404)
    if not channel.is_telegram(request.headers.get(SECRET_HEADER, "")):
        raise HTTPException(403, "This address is for Telegram alone.")
    body = await read_body(request, max_body_bytes=MAX_BODY_BYTES)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return Response()
    try:
        with app.store.hurry():
            await heard(app, CHANNEL)
            follow_up = await channel.hear(data, _intake(request, app))
    except Exception as error:
        log_defect(logger, "A message of Telegram could not be stored; Telegram delivers it again", error)
        raise HTTPException(503, "Not stored: deliver it again.", {"Retry-After": "1"}) from None
    return Response(background=BackgroundTask(follow_up) if follow_up else None)


def _intake(request: Request, app: App) -> StoreIntake:
    """This process's one, made at the first call: it stores together what arrives at the same moment."""
    state = request.app.state
    if not hasattr(state, "telegram_intake"):
        state.telegram_intake = StoreIntake(app, CHANNEL)
    intake: StoreIntake = state.telegram_intake
    return intake
