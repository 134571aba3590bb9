"""One case: its page, what is drawn anew when it changes, and its stream."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

import anyio
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from sse_starlette import ServerSentEvent

from api.desk import troubles
from api.desk.case_view import case_view, mode_of, side_values
from api.desk.lines import LineView, views
from api.desk.pieces import answer_pieces, saved_pieces
from api.desk.room import Room, room_of
from api.desk.streams import LOOK_S, RETRY_MS, Stop, sse, streams_of
from api.staff.guard import Staff, allowed
from api.staff.page import error_page
from bot.desk.case import Case
from bot.desk.errors import DeskError
from bot.flows import cases
from bot.flows.case_live import Position, Talk, follow, look
from bot.flows.desk_feed import Batch
from bot.staff.roles import Permission
from bot.store.case_events import MESSAGE

router = APIRouter(prefix="/desk/cases", tags=["desk"], default_response_class=HTMLResponse, include_in_schema=False)

Adviser = Annotated[Staff, Depends(allowed(Permission.DESK_CASES))]

_POSITION = re.compile(r"(\d{1,12})-(\d{1,9})")
PACE_S = 0.1
"""A stream reads no oftener than this."""


@router.get("/{case_id}")
async def case_page(request: Request, staff: Adviser, case_id: str, q: str = "") -> Response:
    """The case with all that the person agreed that an adviser sees; the look is audited."""
    room = await room_of(request, staff)
    try:
        return await draw(room, case_id, query=q)
    except DeskError as error:
        return error_page(request, staff, troubles.status_of(error))


async def draw(
    room: Room, case_id: str, *, query: str = "", status: int = 200, trouble: str = "", reply: str = "", note: str = ""
) -> HTMLResponse:
    """The whole page; with what was typed, when it could not be taken."""
    talk = await look(room.app, room.actor, case_id)
    case = talk.case
    return room.page(
        "desk/case.html",
        status,
        lines=_views(room, talk, case),
        last=str(talk.last),
        trouble=trouble,
        **await _around(room, case, query=query, reply=reply, note=note),
    )


async def _around(room: Room, case: Case, *, query: str = "", reply: str = "", note: str = "") -> dict[str, object]:
    writes = mode_of(case, room.actor.id) == "reply"
    return {
        "case": await case_view(room, case),
        "saved": await saved_pieces(room, case) if writes else [],
        "saved_open": False,
        "query": query,
        "answers": answer_pieces(room, case, query) if writes else [],
        "answers_none": room.t("No answer fits. Try other words, also in Dutch."),
        "draft": {"reply": reply, "note": note},
        **await side_values(room, case),
    }


def _views(room: Room, talk: Talk, case: Case) -> list[LineView]:
    may_retry = mode_of(case, room.actor.id) == "reply"
    return views(talk.lines, room.names, case.id, may_retry=may_retry)


@router.get("/{case_id}/panel")
async def panel(request: Request, staff: Adviser, case_id: str) -> Response:
    """Head, side and composer anew: what changes around a conversation."""
    room = await room_of(request, staff)
    try:
        case = await cases.get_case(room.app, room.actor, case_id, look=False)
        values = await _around(room, case)
    except DeskError as error:
        return troubles.piece(room, error)
    pieces = ("desk/_head.html", "desk/_composer.html", "desk/_side.html")
    return HTMLResponse("".join(room.piece(name, **values) for name in pieces), headers={"Cache-Control": "no-store"})


@router.get("/{case_id}/answers")
async def answers(request: Request, staff: Adviser, case_id: str, q: str = "") -> Response:
    """The answers that fit a search, to insert into the reply."""
    room = await room_of(request, staff)
    try:
        case = await cases.get_case(room.app, room.actor, case_id, look=False)
    except DeskError as error:
        return troubles.piece(room, error)
    none = room.t("No answer fits. Try other words, also in Dutch.")
    return room.page("desk/_answers.html", answers=answer_pieces(room, case, q), answers_none=none)


def position(text: str | None) -> Position:
    """A place as pages and `Last-Event-ID` carry it; the start for anything else."""
    match = _POSITION.fullmatch(text or "")
    return Position(int(match[1]), int(match[2])) if match else Position()


@router.get("/{case_id}/events")
async def events(request: Request, staff: Adviser, case_id: str, after: str = "") -> Response:
    """`line`: a new line (HTML, `id` its place) · `mark`: what became of ours · `changed`: draw the panel anew ·
    `erased`: the person deleted the conversation. `changed` carries "message" when nothing but that has changed."""
    streams = streams_of(request)
    if streams.full(staff):
        return Response(status_code=429, headers={"Retry-After": "10"})
    room = await room_of(request, staff)
    try:
        case = await cases.get_case(room.app, room.actor, case_id, look=False)
    except DeskError as error:
        return troubles.piece(room, error)
    seen = max(position(after), position(request.headers.get("last-event-id")))
    stopping = anyio.Event()
    return sse(_events(room, case, seen, Stop(streams, staff, stopping, request)), stopping)


async def _events(room: Room, case: Case, after: Position, stop: Stop) -> AsyncIterator[ServerSentEvent]:
    case_id, conversation_id = case.id, case.conversation_id
    marks: dict[str, str] = {}
    version, changed = -1, ""
    async with stop:
        yield ServerSentEvent(comment="hello", retry=RETRY_MS)
        # A case without a conversation waits on its own name, where nothing rings but the feed.
        with room.app.hub.subscribe(conversation_id or case_id) as bell:

            def hear(batch: Batch) -> None:
                nonlocal changed
                kinds = {event.kind for event in batch.events if event.case_id == case_id}
                if kinds:
                    changed = MESSAGE if kinds == {MESSAGE} and changed in ("", MESSAGE) else "case"
                    bell.ring()

            stop.on_end(bell.ring)
            with stop.streams.feed.listen(hear):
                while not stop.is_set():
                    try:
                        talk = await follow(room.app, room.actor, case_id, after)
                    except DeskError:
                        # Not this reader's to see any more: the page finds out what to say.
                        yield ServerSentEvent("changed", event="changed")
                        return
                    room = await stop.fresh(room)
                    for event in _news(room, talk, after, marks):
                        yield event
                    after = max(after, talk.last)
                    if talk.case.erased_at is not None and version >= 0 and case.erased_at is None:
                        yield ServerSentEvent("erased", event="erased")
                        return
                    if changed or version not in (-1, talk.case.version):
                        what, changed = changed or "case", ""
                        yield ServerSentEvent(what, event="changed", id=str(after))
                    version = talk.case.version
                    if talk.case.conversation_id != conversation_id:
                        return  # moved to another chat: the page connects anew
                    await bell.wait(LOOK_S)
                    await anyio.sleep(PACE_S)
                    await stop.look_at_session()


def _news(room: Room, talk: Talk, after: Position, marks: dict[str, str]) -> list[ServerSentEvent]:
    """Lines behind `after`, and marks that are not as they were told last (`marks`: line → HTML)."""
    may_retry = mode_of(talk.case, room.actor.id) == "reply"
    fresh = [placed for placed in talk.lines if placed.position > after]
    known = [placed for placed in talk.lines if placed.position <= after]
    above: datetime | None = known[-1].line.at if known else None
    told = []
    for line in views(fresh, room.names, talk.case.id, before=above, may_retry=may_retry):
        told.append(ServerSentEvent(room.piece("desk/_line.html", line=line), event="line", id=line.key))
        if line.mark is not None:
            marks[line.key] = room.piece("desk/_mark.html", line=line)
        if line.files:
            marks[line.key] = repr(line.files)
    for line in views(known, room.names, talk.case.id, before=above, may_retry=may_retry):
        if line.files and marks.get(line.key) != repr(line.files):
            marks[line.key] = repr(line.files)
            told.append(ServerSentEvent(room.piece("desk/_line.html", line=replace(line, day="")), event="line"))
        if line.mark is None:
            continue
        html = room.piece("desk/_mark.html", line=line)
        if marks.get(line.key) != html:
            marks[line.key] = html
            told.append(ServerSentEvent(html, event="mark"))
    return told
