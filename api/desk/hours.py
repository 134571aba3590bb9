"""Office hours and days that are different: what people are told when nobody is there."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk.names import DAY
from api.desk.room import Room, room_of
from api.desk.troubles import form_page
from api.staff.forms import Fields, fields_of
from api.staff.guard import Staff, allowed
from bot.desk.errors import BadInput, DeskError
from bot.desk.hours import Span, public_holidays
from bot.flows.desk_settings import MAX_SPANS, opening, set_day, set_week
from bot.staff.roles import Permission

router = APIRouter(tags=["desk"], default_response_class=HTMLResponse, include_in_schema=False)

Settler = Annotated[Staff, Depends(allowed(Permission.DESK_SUPERVISE, Permission.ADMIN_SETTINGS))]

_TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
MONDAY = date(2024, 1, 1)
"""Any Monday: weekdays are named by it."""
LOOK_BACK, LOOK_AHEAD = timedelta(days=7), timedelta(days=400)


@router.get("/desk/hours")
@router.get("/admin/hours")
async def hours_page(request: Request, staff: Settler, language: str = "", saved: str = "") -> Response:
    """The week, the public holidays, and the days that are different."""
    room = await room_of(request, staff)
    return await _page(room, language, notice=room.t("Saved.") if saved else "")


@router.post("/desk/hours/week")
@router.post("/admin/hours/week")
async def save_week(request: Request, staff: Settler) -> Response:
    """Replace a week's hours."""
    room = await room_of(request, staff)
    fields = await fields_of(request)
    language = _language(room, fields.get("language", ""))
    try:
        week = {} if fields.get("reset") else _week(fields)
        if not week and not language:
            raise BadInput("week", "is empty")
        await set_week(room.app, room.actor, language, week)
    except DeskError as error:
        return await _page(room, language, error, typed=fields)
    return RedirectResponse(f"{_base(room)}?language={language}&saved=1", 303)


@router.post("/desk/hours/day")
@router.post("/admin/hours/day")
async def save_day(request: Request, staff: Settler) -> Response:
    """Close a day, open on a holiday, or take that back."""
    room = await room_of(request, staff)
    fields = await fields_of(request)
    try:
        day = _day(fields.get("day", ""))
        choice = {"open": True, "closed": False, "usual": None}.get(fields.get("as", "closed"), False)
        await set_day(room.app, room.actor, day, choice, fields.get("note", ""))
    except DeskError as error:
        return await _page(room, "", error)
    return RedirectResponse(f"{_base(room)}?saved=1#days", 303)


def _base(room: Room) -> str:
    """The page's own address: supervisors find it at the desk, administrators in the administration."""
    return "/admin/hours" if room.request.url.path.startswith("/admin/") else "/desk/hours"


def _language(room: Room, code: str) -> str:
    if room.snapshot is None:
        return ""
    return code if code in room.snapshot.languages or code in room.snapshot.handoff_only else ""


def _week(fields: Fields) -> dict[int, tuple[Span, ...]]:
    week: dict[int, tuple[Span, ...]] = {}
    for weekday in range(7):
        spans = []
        for number in range(MAX_SPANS):
            opens = fields.get(f"opens-{weekday}-{number}", "").strip()
            closes = fields.get(f"closes-{weekday}-{number}", "").strip()
            if opens or closes:
                spans.append(_span(opens, closes))
        if spans:
            week[weekday] = tuple(spans)
    return week


def _span(opens: str, closes: str) -> Span:
    try:
        return Span(_minutes(opens), _minutes(closes))
    except ValueError as error:
        raise BadInput("week", str(error)) from None


def _minutes(text: str) -> int:
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError("a time is written as 9:00")
    return int(match[1]) * 60 + int(match[2])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput("day", "is no day, as 2026-12-24") from None


async def _page(
    room: Room, language: str, error: DeskError | None = None, *, notice: str = "", typed: Fields | None = None
) -> HTMLResponse:
    language = _language(room, language)
    found = await opening(room.app, language)
    names, now = room.names, room.names.now
    exceptions = {day: (is_open, note) for day, is_open, note in found.days}
    today = room.today
    days = [
        {
            "day": day,
            "name": names.t("closed") if not is_open else names.t("open as on any other weekday"),
            "note": note,
            "holiday": public_holidays(day.year).get(day, ""),
        }
        for day, (is_open, note) in sorted(exceptions.items())
        if day >= today - LOOK_BACK
    ]
    ahead = {**public_holidays(today.year), **public_holidays(today.year + 1)}
    holidays = [
        {"day": day, "name": name}
        for day, name in sorted(ahead.items())
        if today <= day <= today + LOOK_AHEAD and day not in exceptions
    ]
    is_open = found.hours.is_open(now)
    opens_at = None if is_open else found.hours.next_opening(now)
    languages = dict.fromkeys((*(room.snapshot.languages if room.snapshot else ()), *(c for c in found.own if c)))
    others = [code for code in (room.snapshot.handoff_only if room.snapshot else ()) if code not in languages]
    return form_page(
        room,
        "desk/hours.html",
        error,
        base=_base(room),
        notice=notice,
        chosen=language,
        own=language in found.own,
        languages=[(code, names.language(code)) for code in (*languages, *others)],
        week=[
            {
                "number": weekday,
                "date": MONDAY + weekday * DAY,
                "spans": _shown_spans(found.hours.week.get(weekday, ()), weekday, typed),
            }
            for weekday in range(7)
        ],
        days=days,
        holidays=holidays,
        open_now=is_open,
        opens_at=names.moment(opens_at) if opens_at else "",
    )


def _shown_spans(spans: tuple[Span, ...], weekday: int, typed: Fields | None) -> list[tuple[str, str]]:
    """The openings of a day and one empty line, as typed when that was refused."""
    if typed is not None:
        return [
            (typed.get(f"opens-{weekday}-{number}", ""), typed.get(f"closes-{weekday}-{number}", ""))
            for number in range(MAX_SPANS)
        ][: max(2, len(spans) + 1)]
    shown = [(_clock(span.opens), _clock(span.closes)) for span in sorted(spans)][:MAX_SPANS]
    return [*shown, ("", "")] if len(shown) < MAX_SPANS else shown


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
