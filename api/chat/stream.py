"""New entries as they come: server-sent events, and the same by asking."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import anyio
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.chat.forms import entry_number
from api.chat.page import text_of
from api.chat.site import CHANNEL, MAX_STREAMS_PER_SESSION, Site, site_of
from api.chat.view import read_entries, read_talk
from bot.flows.history import conversation_of, history

router = APIRouter(tags=["web chat"])

LOOK_S = 15
"""How long the stream trusts the bell before it looks by itself."""

PING_S = 15
STOP_WITHIN_S = 2.0
"""How long a stream may take to end by itself when the server stops."""
RETRY_MS = 1000
"""How soon a browser connects again after we were away."""


@router.get(
    "/chat/events",
    summary="New messages as server-sent events",
    operation_id="events",
    response_class=EventSourceResponse,
    responses={
        200: {
            "content": {"text/event-stream": {"example": "id: 7\nevent: entry\ndata: <article>…</article>\n\n"}},
            "description": "`entry`: one message as HTML, `id` its number; `mode`: who owns the conversation (bot, "
            "waiting, adviser); `typing`: an adviser is writing; `gone`: the conversation was deleted.",
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
    stopping = anyio.Event()
    return EventSourceResponse(
        _events(site, session.id, conversation_id, seen, language, stopping),
        ping=PING_S,
        shutdown_event=stopping,
        shutdown_grace_period=STOP_WITHIN_S,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(
    site: Site, address: str, conversation_id: str, seen: int, language: str, stopping: anyio.Event
) -> AsyncIterator[ServerSentEvent]:
    """The stream, until the page closes, the conversation is deleted or the server stops."""
    site.streams[address] += 1
    mode, typed = "", 0.0
    until_stop = asyncio.create_task(stopping.wait())
    try:
        yield ServerSentEvent(comment="hello", retry=RETRY_MS)
        if not await _is_there(site, conversation_id, seen):
            yield ServerSentEvent("gone", event="gone")
            return
        with site.app.hub.subscribe(conversation_id) as changes:
            until_stop.add_done_callback(lambda _: changes.ring())
            while not stopping.is_set():
                talk = await read_entries(site.app, conversation_id, seen)
                for entry in talk.entries:
                    item = text_of(site.words, "chat/_entry.html", language, entry=entry)
                    yield ServerSentEvent(item, event="entry", id=str(entry.number))
                seen = talk.last
                if talk.mode != mode:
                    mode = talk.mode
                    yield ServerSentEvent(mode, event="mode")
                if (sign := site.app.hub.typed(conversation_id)) > typed and mode == "adviser":
                    typed = sign
                    yield ServerSentEvent("typing", event="typing")
                if await conversation_of(site.app.store, CHANNEL, address) != conversation_id:
                    yield ServerSentEvent("gone", event="gone")
                    return
                await changes.wait(timeout_s=LOOK_S)
    finally:
        until_stop.cancel()
        site.streams[address] -= 1
        if site.streams[address] <= 0:
            del site.streams[address]


async def _is_there(site: Site, conversation_id: str, entry: int) -> bool:
    """Whether the newest entry that a page shows belongs to this conversation, and not to one deleted meanwhile."""
    if entry == 0:
        return True
    found = await history(site.app.store, conversation_id, entry - 1, limit=1)
    return bool(found) and found[0].id == entry


@router.get(
    "/chat/entries",
    summary="New messages",
    operation_id="entries",
    response_class=HTMLResponse,
    responses={204: {"description": "This browser has no conversation."}},
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
