"""Live events of cases, as server-sent events that go on where a client broke off."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Annotated

import anyio
from fastapi import APIRouter, Depends, Header, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.chat.stream import LOOK_S, PING_S, RETRY_MS, STOP_WITHIN_S
from api.escalations.access import Caller, actor_of, scoped
from api.escalations.refusals import RESPONSES, DeskRoute
from bot.desk.tokens import Scope
from bot.flows import cases
from bot.flows.webhooks import body_of
from bot.store.tokens import find_token_by_id

router = APIRouter(prefix="/api/escalations", tags=["escalations"], route_class=DeskRoute, responses=RESPONSES)

MAX_STREAMS_PER_TOKEN = 20
_streams: Counter[str] = Counter()


@router.get(
    "/events",
    operation_id="escalation_events",
    response_class=EventSourceResponse,
    responses={
        200: {
            "content": {"text/event-stream": {"example": 'id: 7\nevent: claimed\ndata: {"id": 7, …}\n\n'}},
            "description": "One event for everything that happens to a case this token sees; no text of anybody.",
        }
    },
)
async def events(
    caller: Annotated[Caller, Depends(scoped(Scope.READ, Scope.WRITE))],
    last_event_id: Annotated[
        str, Header(max_length=20, description="The last event you have; none: from now on.")
    ] = "",
) -> Response:
    """Everything behind `Last-Event-ID` (none: from now on), then what comes, until you close."""
    if _streams[caller.token.id] >= MAX_STREAMS_PER_TOKEN:
        return Response(status_code=429, headers={"Retry-After": "10"})
    known = last_event_id.isascii() and last_event_id.isdigit()
    after = int(last_event_id) if known else await cases.last_event_id(caller.site.app)
    stopping = anyio.Event()
    return EventSourceResponse(
        _events(caller, after, stopping),
        ping=PING_S,
        shutdown_event=stopping,
        shutdown_grace_period=STOP_WITHIN_S,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(caller: Caller, after: int, stopping: anyio.Event) -> AsyncIterator[ServerSentEvent]:
    app, token_id = caller.site.app, caller.token.id
    _streams[token_id] += 1
    until_stop = asyncio.create_task(stopping.wait())
    try:
        yield ServerSentEvent(comment="hello", retry=RETRY_MS)
        with app.hub.subscribe_cases() as changes:
            until_stop.add_done_callback(lambda _: changes.ring())
            while not stopping.is_set():
                async with app.store.read() as tx:
                    token = await find_token_by_id(tx, token_id)
                if token is None or not token.valid(app.clock()):
                    return
                found, after = await cases.visible_events(app, actor_of(token), after)
                for event in found:
                    yield ServerSentEvent(body_of(event), event=event.kind, id=str(event.id))
                if not found:
                    await changes.wait(timeout_s=LOOK_S)
    finally:
        until_stop.cancel()
        _streams[token_id] -= 1
        if _streams[token_id] <= 0:
            del _streams[token_id]
