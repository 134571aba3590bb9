"""The queue: the cases an adviser may see, and what changes in it, live."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

import anyio
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from sse_starlette import ServerSentEvent

from api.desk.room import Room, room_of
from api.desk.rows import CLOSED, MINE, OTHERS, WAITING, row
from api.desk.streams import LOOK_S, MAX_WAITING, RETRY_MS, Stop, Streams, sse, streams_of
from api.staff.guard import Staff, allowed
from bot.desk.case import Case, CaseState
from bot.desk.errors import DeskError
from bot.desk.rules import Roster, may_see
from bot.flows import cases
from bot.flows.cases import Page
from bot.flows.desk_feed import Batch
from bot.flows.desk_settings import opening
from bot.staff.roles import Permission

router = APIRouter(prefix="/desk", tags=["desk"], default_response_class=HTMLResponse, include_in_schema=False)

Adviser = Annotated[Staff, Depends(allowed(Permission.DESK_CASES))]

MAX_OPEN = 200
"""Open cases on one page: what 36 advisers can have before them, and what a page still shows at once."""
MAX_CLOSED = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader wants to see."""

    state: str = "open"
    language: str = ""
    topic: str = ""
    urgent: bool = False

    @property
    def any(self) -> bool:
        """Whether the list is narrower than all that is open."""
        return self != Filters()

    @property
    def query(self) -> str:
        """As a query string."""
        given = {"state": self.state, "language": self.language, "topic": self.topic, "urgent": "1" * self.urgent}
        return urlencode({name: value for name, value in given.items() if value and (name, value) != ("state", "open")})

    def fits(self, case: Case, actor_id: str) -> bool:
        """Whether a case belongs into this list."""
        holder = case.holder.id if case.holder else None
        state = {
            "open": case.open,
            "mine": case.open and holder == actor_id,
            "waiting": case.state is CaseState.WAITING,
            "closed": not case.open,
        }[self.state]
        return (
            state
            and self.language in ("", case.language)
            and self.topic in ("", case.topic)
            and (case.urgent or not self.urgent)
        )


def filters_of(request: Request) -> Filters:
    """The filters of a request; what is none of ours counts as not given."""
    query = request.query_params
    state = query.get("state", "open")
    return Filters(
        state if state in ("open", "mine", "waiting", "closed") else "open",
        _word(query.get("language", "")),
        _word(query.get("topic", "")),
        query.get("urgent") == "1",
    )


def _word(text: str) -> str:
    return text if len(text) <= 40 and text.isascii() and text.isidentifier() else ""


@router.get("")
async def queue(request: Request, staff: Adviser, cursor: str = "", notice: str = "") -> Response:
    """The cases, urgent first, then who waits longest."""
    room = await room_of(request, staff)
    filters = filters_of(request)
    # Before the list: what happens while it is read comes by the stream.
    last = await cases.last_event_id(room.app)
    try:
        page = await _cases(room, filters, cursor)
    except DeskError:
        page = await _cases(room, filters, "")
    rows = [row(case, room.actor, room.names) for case in page.cases]
    names = {
        MINE: room.t("With you"),
        WAITING: room.t("Waits for an adviser"),
        OTHERS: room.t("With colleagues"),
        CLOSED: room.t("Closed"),
    }
    shown = (CLOSED,) if filters.state == "closed" else (MINE, WAITING, OTHERS)
    sections = [
        {"name": name, "title": names[name], "rows": sorted((one for one in rows if one.list == name), key=_place)}
        for name in shown
    ]
    return room.page(
        "desk/queue.html",
        filters=filters,
        choices=_choices(room),
        supervises=room.actor.supervises,
        my_languages=room.names.languages(room.actor.languages) or "–",
        hours=await _hours(room) if not rows else "",
        warnings=await _warnings(room),
        notice=room.t(NOTICES[notice]) if notice in NOTICES else "",
        queue={
            "last": last,
            "events": f"/desk/events?{filters.query}" if filters.state != "closed" else "",
            "sections": sections,
            "any": bool(rows),
            "live": True,
        },
        more=f"/desk?{filters.query}&{urlencode({'cursor': page.next})}" if page.next else "",
    )


def _place(one: object) -> str:
    return str(getattr(one, "sort", ""))


async def _cases(room: Room, filters: Filters, cursor: str) -> Page:
    states = {"open": "open", "mine": "open", "waiting": "waiting", "closed": "closed"}
    return await cases.list_cases(
        room.app,
        room.actor,
        status=states[filters.state],
        language=filters.language,
        topic=filters.topic,
        urgent=True if filters.urgent else None,
        mine=filters.state == "mine",
        cursor=cursor,
        limit=MAX_CLOSED if filters.state == "closed" else MAX_OPEN,
    )


def _choices(room: Room) -> dict[str, list[tuple[str, str]]]:
    codes = room.actor.languages
    if room.actor.supervises and room.snapshot is not None:
        codes = codes | frozenset(room.snapshot.languages) | frozenset(room.snapshot.handoff_only)
    languages = sorted(((code, room.names.language(code)) for code in codes), key=lambda pair: pair[1])
    states = [
        ("open", room.t("All open cases")),
        ("mine", room.t("Only mine")),
        ("waiting", room.t("Only waiting")),
        ("closed", room.t("Closed cases")),
    ]
    return {"languages": languages, "topics": room.names.topics(), "states": states}


async def _hours(room: Room) -> str:
    hours = (await opening(room.app)).hours
    if hours.is_open(room.names.now):
        return room.t("The desk is open now.")
    opens_at = hours.next_opening(room.names.now)
    return room.t("The desk is closed; it opens {moment}.", moment=room.names.moment(opens_at)) if opens_at else ""


async def _warnings(room: Room) -> list[str]:
    """For supervisors: languages in which people would wait for nobody."""
    if not room.actor.supervises:
        return []
    alone = [duty.load.language for duty in await cases.duty_warnings(room.app, room.actor)]
    return [
        room.t("Nobody is signed in for {language}, and the desk is open.", language=room.names.language(code))
        for code in alone
    ]


NOTICES: dict[str, str] = {}
"""What the queue says after an act that leads back to it: key → msgid."""


@router.get("/signed-in")
async def signed_in(request: Request, staff: Adviser) -> Response:
    """204 while the session stands; a page whose stream was refused asks why."""
    return Response(status_code=204)


@router.get("/events")
async def events(request: Request, staff: Adviser, after: str = "") -> Response:
    """Rows as they change: `row` (HTML), `gone` (a case's id), `anew` (too much has happened: load the page again)."""
    streams = streams_of(request)
    if streams.full(staff):
        return Response(status_code=429, headers={"Retry-After": "10"})
    room = await room_of(request, staff)
    seen = max(_number(after), _number(request.headers.get("last-event-id")))
    stopping = anyio.Event()
    return sse(_events(room, filters_of(request), seen, Stop(streams, staff, stopping, request)), stopping)


def _number(text: str | None) -> int:
    return int(text) if text and len(text) <= 15 and text.isascii() and text.isdigit() else 0


async def _events(room: Room, filters: Filters, after: int, stop: Stop) -> AsyncIterator[ServerSentEvent]:
    feed = stop.streams.feed
    waiting: asyncio.Queue[Batch] = asyncio.Queue(MAX_WAITING)
    async with stop:
        yield ServerSentEvent(comment="hello", retry=RETRY_MS)
        with feed.listen(stop.taking(waiting)):
            batch = await feed.read(after)
            while True:
                if batch.too_many:
                    yield ServerSentEvent("anew", event="anew")
                    return
                if batch.last > after:
                    after = batch.last
                    for event in _changes(await stop.fresh(room), stop.streams, filters, batch):
                        yield event
                found = await stop.next(waiting, LOOK_S)
                if stop.is_set():
                    return
                batch = found or await feed.read(after)


def _changes(room: Room, streams: Streams, filters: Filters, batch: Batch) -> list[ServerSentEvent]:
    """One batch for one reader: each case once, as it is now."""
    told: dict[str, ServerSentEvent] = {}
    for event in batch.events:
        case = batch.cases.get(event.case_id)
        if case is not None and _sees(room, case, batch.people) and filters.fits(case, room.actor.id):
            html = streams.row_html(room, row(case, room.actor, room.names))
            told.setdefault(event.case_id, ServerSentEvent(html, event="row"))
        elif _saw(room, event.was_language, event.topic, event.was_holder_id, batch.people):
            told.setdefault(event.case_id, ServerSentEvent(event.case_id, event="gone"))
    return [*told.values(), ServerSentEvent(str(batch.last), event="seen", id=str(batch.last))]


def _sees(room: Room, case: Case, people: Roster) -> bool:
    return _saw(room, case.language, case.topic, case.holder.id if case.holder else None, people)


def _saw(room: Room, language: str, topic: str, holder_id: str | None, people: Roster) -> bool:
    return may_see(room.actor, language, topic, holder_id, people)
