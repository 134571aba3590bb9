"""New entries as they come: server-sent events, and the same by asking."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.chat.forms import entry_number
from api.chat.page import text_of
from api.chat.site import CHANNEL, MAX_STREAMS_PER_SESSION, Site, site_of
from api.chat.view import read_entries, read_talk
from bot.flows.history import conversation_of

router = APIRouter(tags=["web chat"])

LOOK_S = 15
"""How long the stream trusts the bell before it looks by itself."""

PING_S = 15
RETRY_MS = 1000
"""How soon a browser connects again after we were away."""


@router.get(
    "/chat/events",
    summary="New messages as server-sent events",
    operation_id="events",
    response_class=EventSourceResponse,
    responses={
        200: {
            "content": {
                "text/event-stream": {"example": "id: 7\nevent: entry\ndata: <article>…</article>\n\n"}
            },
            "description": "`entry`: one message as HTML, `id` its number; `gone`: the conversation was deleted.",
        },
        204: {"description": "This browser has no conversation."},
    },
)
async def events(request: Request, after: str = "") -> Response:
    """Everything behind `Last-Event-ID` (or `after`, whichever is newer), then what comes, until the page closes."""
    site = site_of(request)
    session = site.cookies.read(request)
    conversation_id = await conversation_of(site.app.store, CHANNEL, session.id) if session else None
    if session is None or conversation_id is None:
        return Response(status_code=204)
    if site.streams[session.id] >= MAX_STREAMS_PER_SESSION:
        return Response(status_code=429, headers={"Retry-After": "10"})
    seen = max(entry_number(after) or 0, entry_number(request.headers.get("last-event-id")) or 0)
    language = site.language(request, session)
    return EventSourceResponse(
        _events(site, session.id, conversation_id, seen, language),
        ping=PING_S,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(
    site: Site, address: str, conversation_id: str, seen: int, language: str
) -> AsyncIterator[ServerSentEvent]:
    site.streams[address] += 1
    try:
        yield ServerSentEvent(comment="hello", retry=RETRY_MS)
        with site.app.hub.subscribe(conversation_id) as changes:
            while True:
                talk = await read_entries(site.app, conversation_id, seen)
                for entry in talk.entries:
                    item = text_of(site.words, "chat/_entry.html", language, entry=entry)
                    yield ServerSentEvent(item, event="entry", id=str(entry.number))
                seen = talk.last
                if await conversation_of(site.app.store, CHANNEL, address) != conversation_id:
                    yield ServerSentEvent("gone", event="gone")
                    return
                await changes.wait(timeout_s=LOOK_S)
    finally:
        site.streams[address] -= 1
        if site.streams[address] <= 0:
            del site.streams[address]


@router.get(
    "/chat/entries", summary="New messages", operation_id="entries", response_class=HTMLResponse, include_in_schema=True
)
async def entries(request: Request, after: str = "") -> Response:
    """The entries behind `after` as HTML; for a page whose stream does not come through."""
    site = site_of(request)
    session = site.cookies.read(request)
    talk = await read_talk(site.app, session.id, entry_number(after) or 0) if session else None
    if session is None or talk is None or talk.conversation_id is None:
        return Response(status_code=204)
    language = site.language(request, session)
    items = [text_of(site.words, "chat/_entry.html", language, entry=entry) for entry in talk.entries]
    return HTMLResponse("".join(items))
