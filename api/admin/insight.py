"""Counts without persons: what was asked, in which language, and how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from api.chat.site import site_of
from api.staff.guard import Staff, allowed
from api.staff.page import NETHERLANDS, render
from api.staff.site import staff_site_of
from api.staff.words import N_
from bot.flows import admin
from bot.staff.roles import Permission
from bot.store.statistics import DayCount

router = APIRouter(tags=["insight"], default_response_class=HTMLResponse, include_in_schema=False)

SPANS = (7, 30, 90, 365)
"""Days that can be looked back at."""

SMALL = 3
"""Fewer than this of one question are shown as "1–2": one could guess who asked in a small place."""

EVENTS = {
    "answered": N_("Answered"),
    "asked": N_("Offered two or three questions"),
    "urgent": N_("Urgent: contact shown"),
    "rephrased": N_("Not understood"),
    "out_of_scope": N_("Not about life and work here"),
    "nlu_down": N_("Answered by menu: the language models were away"),
    "handoff_only": N_("Wrote in a language that advisers speak"),
    "unreadable": N_("Voice, picture or file"),
    "feedback": N_("Said whether the answer was right"),
    "wish": N_("Wanted a person"),
    "paused": N_("Met the pause"),
    "greeted": N_("Greeted"),
    "chat": N_("Small talk"),
    "menu": N_("Looked at the menu"),
    "more": N_("Asked for more"),
    "near": N_("Asked for a place nearby"),
    "handoff": N_("Shown who can help"),
    "case": N_("Cases of the desk"),
    "case_feedback": N_("Said whether the adviser helped"),
    "erased": N_("Deleted their data"),
}
"""What is counted, in words (msgids); others are shown by their names."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how many, and its length of 100."""

    name: str
    count: int
    length: float


def bars(counted: Counter[str], *, most: int = 15) -> list[Bar]:
    """The longest bars first."""
    found = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:most]
    top = max((count for _, count in found), default=1)
    return [Bar(name, count, round(100 * count / top, 1)) for name, count in found]


def by_day(counts: Iterable[DayCount], since: date, until: date) -> list[Bar]:
    """One bar for each day, also for days on which nothing happened."""
    counted: Counter[date] = Counter()
    for one in counts:
        counted[one.day] += one.count
    days = [since + timedelta(days=number) for number in range((until - since).days + 1)]
    top = max([counted[day] for day in days], default=0) or 1
    return [Bar(day.isoformat(), counted[day], round(100 * counted[day] / top, 1)) for day in days]


@router.get("/insight")
async def insight(
    request: Request,
    staff: Annotated[Staff, Depends(allowed(Permission.INSIGHT))],
    days: str = "30",
    language: str = "",
) -> Response:
    """The counts of the last days."""
    site = staff_site_of(request)
    span = int(days) if days in map(str, SPANS) else 30
    until = site.app.clock().astimezone(NETHERLANDS).date()
    since = until - timedelta(days=span - 1)
    found = await admin.insight(site.app, since, until)
    spoken = sorted({one.language for one in found if one.language})
    if language in spoken:
        found = [one for one in found if one.language == language]
    snapshot = await site_of(request).snapshot()
    questions, languages, events, useful = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in found:
        events[one.event] += one.count
        if one.event == "answered":
            questions[one.slug] += one.count
        if one.event in ("answered", "urgent", "asked", "rephrased"):
            languages[one.language] += one.count
        if one.event == "feedback":
            useful[one.detail] += one.count
    titles = {}
    for slug in questions:
        answer = (snapshot.answers.get(("nl", slug)) or snapshot.answers.get(("pl", slug))) if snapshot else None
        titles[slug] = answer.title if answer else slug
    return render(
        request,
        staff,
        "admin/insight.html",
        span=span,
        spans=SPANS,
        language_chosen=language if language in spoken else "",
        spoken=spoken,
        since=since,
        until=until,
        total=sum(events.values()),
        small=SMALL,
        days=by_day([one for one in found if one.event in ("answered", "urgent", "asked", "rephrased")], since, until),
        questions=bars(questions),
        titles=titles,
        languages=bars(languages),
        events=bars(events),
        event_names=EVENTS,
        useful=useful,
    )
