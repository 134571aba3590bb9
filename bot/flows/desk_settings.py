"""What the desk is set to by its supervisors: office hours, days that are different; and replies that advisers keep."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.desk.case import SUPERVISE, Actor
from bot.desk.errors import BadInput, NotAllowed
from bot.desk.hours import OfficeHours, Span
from bot.desk.rules import check_text
from bot.flows.app import App
from bot.store import desk_settings as settings_
from bot.store.audit import record
from bot.store.desk_settings import SavedReply

MAX_TITLE_CHARS = 80
MAX_NOTE_CHARS = 80
MAX_SPANS = 3
"""Openings of one day: a morning, an afternoon, an evening."""
ADMINISTER = "admin.settings"
"""The permission (of `bot.staff.roles.Permission`) that opens the office hours besides a supervisor's."""


@dataclass(frozen=True, slots=True)
class Opening:
    """When the desk is open. `own`: the languages that have hours of their own ("" stands for those of all)."""

    hours: OfficeHours
    own: tuple[str, ...]
    days: tuple[tuple[date, bool, str], ...]
    """(day, open, note) of each day that is different."""


async def opening(app: App, language: str = "") -> Opening:
    """The office hours of a language ("" for those of all)."""
    async with app.store.read() as tx:
        hours = await settings_.hours_of(tx, language)
        own = await settings_.languages_with_hours(tx)
        days = await settings_.days_of(tx)
    return Opening(hours, tuple(own), tuple(days))


def _check_settles(actor: Actor) -> None:
    if not actor.permissions & {SUPERVISE, ADMINISTER}:
        raise NotAllowed(SUPERVISE)


async def set_week(app: App, actor: Actor, language: str, week: Mapping[int, tuple[Span, ...]]) -> None:
    """Replace a week's hours ("" for those of all languages); an empty week of a language: those of all hold again."""
    _check_settles(actor)
    for spans in week.values():
        if len(spans) > MAX_SPANS:
            raise BadInput("week", f"a day has at most {MAX_SPANS} openings")
        ordered = sorted(spans)
        if any(later.opens < earlier.closes for earlier, later in itertools.pairwise(ordered)):
            raise BadInput("week", "two openings of a day overlap")
    now = app.clock()
    async with app.store.write() as tx:
        await settings_.set_hours(tx, language, dict(week))
        await record(tx, actor=actor.id, act="desk.hours", target=language or "all", now=now)


async def set_day(app: App, actor: Actor, day: date, is_open: bool | None, note: str = "") -> None:
    """Close a day, open on a public holiday, or (`None`) let it be like every other again."""
    _check_settles(actor)
    now = app.clock()
    detail = {True: "open", False: "closed", None: "as usual"}[is_open]
    async with app.store.write() as tx:
        await settings_.set_day(tx, day, is_open, " ".join(note.split())[:MAX_NOTE_CHARS])
        await record(tx, actor=actor.id, act="desk.day", target=day.isoformat(), detail=detail, now=now)


async def saved_replies(app: App, actor: Actor, language: str) -> list[SavedReply]:
    """The replies of a language that this adviser may use: everybody's and their own."""
    async with app.store.read() as tx:
        return await settings_.saved_replies(tx, language, actor.id)


def may_change(actor: Actor, reply: SavedReply) -> bool:
    """Their own; those of everybody by a supervisor."""
    return reply.owner_id == actor.id or (reply.owner_id is None and actor.supervises)


async def keep_reply(
    app: App,
    actor: Actor,
    *,
    language: str,
    title: str,
    body: str,
    for_all: bool,
    reply_id: int | None = None,
) -> int:
    """Write a saved reply, new or changed; its number. `for_all`: everybody of the language may use it."""
    title = " ".join(title.split())
    if not title or len(title) > MAX_TITLE_CHARS:
        raise BadInput("title", f"has 1 to {MAX_TITLE_CHARS} characters")
    if not language:
        raise BadInput("language", "is missing")
    if for_all and not actor.supervises:
        raise NotAllowed(SUPERVISE)
    body, now = check_text(body, "body"), app.clock()
    owner_id = None if for_all else actor.id
    async with app.store.write() as tx:
        if reply_id is not None:
            before = await settings_.get_reply(tx, reply_id)
            if before is None or not may_change(actor, before):
                raise NotAllowed(SUPERVISE)
        made = await settings_.save_reply(tx, language, title, body, now, owner_id=owner_id, reply_id=reply_id)
        detail = f"{language} {'all' if for_all else 'own'}"
        await record(tx, actor=actor.id, act="desk.reply_saved", target=str(made), detail=detail, now=now)
        return made


async def drop_reply(app: App, actor: Actor, reply_id: int) -> None:
    """Remove a saved reply; one that is gone already is no error."""
    now = app.clock()
    async with app.store.write() as tx:
        before = await settings_.get_reply(tx, reply_id)
        if before is None:
            return
        if not may_change(actor, before):
            raise NotAllowed(SUPERVISE)
        await settings_.drop_reply(tx, reply_id)
        await record(tx, actor=actor.id, act="desk.reply_dropped", target=str(reply_id), now=now)
