"""For supervisors: how much waits in each language, who is there, and who works on what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from api.desk.room import Room, room_of
from api.desk.rows import row, unanswered_since
from api.staff.guard import Staff, allowed
from bot.desk.case import Case
from bot.flows import cases
from bot.flows.case_live import colleagues
from bot.staff.roles import Permission
from bot.store.roster import ON_DUTY

router = APIRouter(prefix="/desk", tags=["desk"], default_response_class=HTMLResponse, include_in_schema=False)

Supervisor = Annotated[Staff, Depends(allowed(Permission.DESK_SUPERVISE))]

MAX_CASES = 200
LONG = timedelta(minutes=30)
"""A case that waits longer than this is marked."""


@router.get("/overview")
async def overview_page(request: Request, staff: Supervisor, language: str = "") -> Response:
    """Open, waiting, oldest by language; who is signed in; all open cases, to be given to somebody else."""
    room = await room_of(request, staff)
    values = await _values(room, language if language.isalpha() and len(language) <= 8 else "")
    piece = request.headers.get("hx-request") == "true"
    return room.page("desk/_overview.html" if piece else "desk/overview.html", **values)


async def _values(room: Room, language: str) -> dict[str, Any]:
    names, now = room.names, room.names.now
    found = await cases.overview(room.app, room.actor)
    people = await colleagues(room.app)
    page = await cases.list_cases(room.app, room.actor, status="open", language=language, limit=MAX_CASES)
    duties = [
        {
            "code": duty.load.language,
            "name": names.language(duty.load.language),
            "waiting": duty.load.waiting,
            "urgent": duty.load.urgent,
            "claimed": duty.load.claimed,
            "oldest": _time(room, duty.load.oldest_at),
            "late": duty.load.oldest_at is not None and now - duty.load.oldest_at > LONG,
            "here": ", ".join(one.name for one in duty.on_duty),
            "all": len(duty.advisers),
            "open": duty.open_now,
            "alone": duty.warn,
        }
        for duty in found.duties
        if duty.advisers or duty.load.waiting or duty.load.claimed
    ]
    here = [one for one in people.advisers if one.seen_at is not None and now - one.seen_at <= ON_DUTY]
    return {
        "duties": sorted(duties, key=lambda one: (not one["alone"], -int(str(one["waiting"])), str(one["name"]))),
        "waiting": found.waiting,
        "claimed": found.claimed,
        "oldest": _time(room, found.oldest_at),
        "present": [
            {
                "name": one.name,
                "languages": names.languages(one.languages),
                "cases": sum(case.holder is not None and case.holder.id == one.id for case in page.cases),
            }
            for one in here
        ],
        "open_cases": [_case(room, case) for case in page.cases],
        "advisers": [
            {"id": one.id, "name": one.name, "languages": names.languages(one.languages), "here": one in here}
            for one in sorted(people.advisers, key=lambda one: (one not in here, one.name))
        ],
        "language_filter": language,
        "language_name": names.language(language) if language else "",
    }


def _time(room: Room, moment: datetime | None) -> dict[str, str] | None:
    if moment is None:
        return None
    return {"iso": moment.isoformat(), "text": room.names.since(moment)}


def _case(room: Room, case: Case) -> dict[str, object]:
    waits = unanswered_since(case)
    return {
        "row": row(case, room.actor, room.names),
        "version": case.version,
        "holder_id": case.holder.id if case.holder else "",
        "holder": case.holder.name if case.holder else "",
        "unanswered": _time(room, waits),
    }
