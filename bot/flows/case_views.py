"""Looking at cases: lists, one case, what was said in it, live events, the supervisor's overview. Looks are audited."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.content import markup
from bot.desk import rules
from bot.desk.case import SEE, SUPERVISE, Actor, Adviser, Callback, Case, CaseState, Holder
from bot.desk.errors import BadInput, NotAllowed
from bot.flows.app import App
from bot.flows.case_acting import audit_actor
from bot.flows.case_sight import seen_case, shown_of
from bot.messages import Incoming, IncomingKind
from bot.staff.roles import Account
from bot.store import Tx
from bot.store.audit import record
from bot.store.case_events import CaseEvent, events_after, last_event
from bot.store.case_lines import StoredLine, lines
from bot.store.case_lists import Cursor, Filter, Load, find_cases, loads, pairs
from bot.store.cases import callback_of, notes_of, statement_of
from bot.store.desk_settings import hours_of
from bot.store.mailbox import incoming_from_json
from bot.store.roster import on_duty, roster

MAX_PAGE = 200
MAX_LINES = 1000
"""The newest lines of a conversation that a transcript shows."""
MAX_EVENTS = 500


def actor_of(account: Account) -> Actor:
    """An account of staff at the desk."""
    held = frozenset(permission.value for permission in account.permissions)
    return Actor(account.id, account.name, "account", account.languages, held, account.topics)


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases in the queue's order. `next`: the cursor of the page behind; empty: there is none."""

    cases: tuple[Case, ...]
    next: str = ""


async def list_cases(
    app: App,
    actor: Actor,
    *,
    status: tuple[CaseState, ...] | CaseState | str = (),
    language: str = "",
    topic: str = "",
    urgent: bool | None = None,
    mine: bool = False,
    number: str = "",
    opened_before: datetime | None = None,
    cursor: str = "",
    limit: int = 50,
) -> Page:
    """The cases that an actor sees: urgent first, then the oldest. `BadInput` for a cursor or state that is none."""
    states = _states(status)
    after = _read_cursor(cursor) if cursor else None
    limit = max(1, min(limit, MAX_PAGE))
    async with app.store.read() as tx:
        visible = await _visible(tx, actor)
        wanted = Filter(states, language, topic, urgent, actor.id if mine else "", number, opened_before)
        found = await find_cases(tx, visible, actor.id, wanted, after=after, limit=limit + 1)
    more = len(found) > limit
    return Page(tuple(found[:limit]), _cursor(found[limit - 1]) if more else "")


async def _visible(tx: Tx, actor: Actor) -> list[tuple[str, str]] | None:
    if not actor.permissions & {SEE, SUPERVISE}:
        raise NotAllowed(SEE)
    if actor.supervises:
        return None
    people = await roster(tx)
    there = {(language, topic) for language, topic, _holder in await pairs(tx)}
    return [pair for pair in sorted(there) if rules.may_see(actor, *pair, None, people)]


def _states(status: tuple[CaseState, ...] | CaseState | str) -> tuple[CaseState, ...]:
    if isinstance(status, tuple):
        return status
    if status == "open":
        return (CaseState.WAITING, CaseState.CLAIMED)
    if not status:
        return ()
    try:
        return (CaseState(status),)
    except ValueError:
        raise BadInput("status", f"must be open, {', '.join(CaseState)}") from None


def _cursor(case: Case) -> str:
    value = json.dumps([case.urgent, case.opened_at.isoformat(), case.id])
    return base64.urlsafe_b64encode(value.encode()).decode().rstrip("=")


def _read_cursor(text: str) -> Cursor:
    try:
        urgent, opened_at, case_id = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
        moment = datetime.fromisoformat(opened_at)
        if not isinstance(urgent, bool) or not isinstance(case_id, str) or moment.tzinfo is None:
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise BadInput("cursor", "is none of ours; begin again without it") from None
    return urgent, moment, case_id


async def get_case(app: App, actor: Actor, case_id: str, *, look: bool = True) -> Case:
    """One case; `CaseNotFound` when the actor may not see it. `look` `False`: not worth a line in the audit."""
    async with app.store.read() as tx:
        case = await seen_case(tx, actor, case_id)
    if look:
        await _audit(app, actor, "view", case)
    return case


async def _audit(app: App, actor: Actor, act: str, case: Case) -> None:
    async with app.store.write() as tx:
        await record(tx, actor=audit_actor(actor), act=f"case.{act}", target=case.number, now=app.clock())


async def callback(app: App, actor: Actor, case_id: str) -> Callback | None:
    """The number to call, for who holds the case and nobody else."""
    async with app.store.read() as tx:
        case = await seen_case(tx, actor, case_id)
        rules.check_holds(actor, case)
        found = await callback_of(tx, case_id)
    await _audit(app, actor, "callback", case)
    return found


async def statement(app: App, actor: Actor, case_id: str) -> str:
    """The referring organisation's statement of the person's consent."""
    async with app.store.read() as tx:
        await seen_case(tx, actor, case_id)
        return await statement_of(tx, case_id)


@dataclass(frozen=True, slots=True)
class Note:
    """An internal note."""

    id: int
    author: Holder
    text: str
    at: datetime


async def notes(app: App, actor: Actor, case_id: str) -> list[Note]:
    """The internal notes, oldest first."""
    async with app.store.read() as tx:
        await seen_case(tx, actor, case_id)
        return [Note(*one) for one in await notes_of(tx, case_id)]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said. `id` is stable; order is the list's."""

    id: str
    conversation_id: str
    entry: int
    author: str
    """person | bot | desk (the desk's own sentences) | adviser."""
    text: str
    """As it was typed; of ours the Markdown that it was made of."""
    at: datetime
    status: str
    """Of a person's message: new, joined, done, failed. Of ours: queued, sending, unsure, held, sent, failed."""
    reason: str | None = None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    kind: str = ""
    """Of a person's message: text, choice, start, unreadable."""
    what: str = ""
    """Of something that is no text: voice, image, document …"""
    by: str = ""
    """The adviser's name."""
    understood: str = ""
    """The question that the bot took it for (slug), where it did."""
    urgent: bool = False


async def transcript(app: App, actor: Actor, case_id: str) -> list[Line]:
    """What the person agreed that an adviser sees, in order. Empty when it was erased or wiped."""
    found: list[Line] = []
    async with app.store.read() as tx:
        case = await seen_case(tx, actor, case_id)
        for part in await shown_of(tx, case_id):
            stored = await lines(tx, part.conv, part.first, part.last, MAX_LINES)
            found += [line_of(part.conv.id, one) for one in stored]
    await _audit(app, actor, "transcript", case)
    return list({(line.conversation_id, line.entry): line for line in found}.values())[-MAX_LINES:]


def line_of(conversation_id: str, one: StoredLine) -> Line:
    """A stored entry as what was said."""
    marks: dict[str, Any] = {"delivered_at": one.delivered_at, "read_at": one.read_at}
    common = (one.id, conversation_id, one.entry, one.author)
    if one.author == "person":
        incoming: Incoming = incoming_from_json(one.payload["incoming"])
        text = incoming.text or (incoming.action if incoming.kind is IncomingKind.CHOICE else "")
        return Line(*common, text, one.at, one.status, kind=incoming.kind.value, what=incoming.what)
    payload = one.payload
    text = payload["said"] if "said" in payload else markup.escape(str(payload.get("payload", {}).get("text", "")))
    return Line(
        *common,
        str(text),
        one.at,
        one.status,
        one.reason,
        by=str(payload.get("by", "")),
        understood=str(payload.get("understood", "")),
        urgent=payload.get("kind_of_reply") == "urgent",
        **marks,
    )


async def events(app: App, actor: Actor, after: int, *, limit: int = MAX_EVENTS) -> list[CaseEvent]:
    """What happened behind the event `after` to cases that the actor sees or saw until then."""
    found, _last = await visible_events(app, actor, after, limit=limit)
    return found


async def visible_events(app: App, actor: Actor, after: int, *, limit: int = MAX_EVENTS) -> tuple[list[CaseEvent], int]:
    """As `events`, with the number to go on behind: also of events that are not this actor's to see."""
    if not actor.permissions & {SEE, SUPERVISE}:
        raise NotAllowed(SEE)
    async with app.store.read() as tx:
        found = await events_after(tx, after, limit)
        people = await roster(tx) if found else rules.Roster()
    seen = [
        event
        for event in found
        if rules.may_see(actor, event.language, event.topic, event.holder_id, people)
        or rules.may_see(actor, event.was_language, event.topic, event.was_holder_id, people)
    ]
    return seen, found[-1].id if found else after


async def last_event_id(app: App) -> int:
    """The newest event's number: a page that has just read the queue goes on behind it."""
    async with app.store.read() as tx:
        return await last_event(tx)


@dataclass(frozen=True, slots=True)
class Duty:
    """A language's queue and who is there for it."""

    load: Load
    advisers: tuple[Adviser, ...]
    on_duty: tuple[Adviser, ...]
    open_now: bool

    @property
    def warn(self) -> bool:
        """In office hours, and nobody is there; or cases wait that are in nobody's queue."""
        return (self.open_now and not self.on_duty) or (not self.advisers and self.load.waiting > 0)


@dataclass(frozen=True, slots=True)
class Overview:
    """All queues, for a supervisor."""

    duties: tuple[Duty, ...]

    @property
    def waiting(self) -> int:
        """Cases that wait in all languages."""
        return sum(duty.load.waiting for duty in self.duties)

    @property
    def claimed(self) -> int:
        """Cases that somebody holds."""
        return sum(duty.load.claimed for duty in self.duties)

    @property
    def oldest_at(self) -> datetime | None:
        """When the longest waiting case was opened."""
        return min((duty.load.oldest_at for duty in self.duties if duty.load.oldest_at), default=None)


async def overview(app: App, actor: Actor) -> Overview:
    """Open, waiting, oldest and who is there, by language; for supervisors."""
    if not actor.supervises:
        raise NotAllowed(SUPERVISE)
    return Overview(tuple(await _duties(app)))


async def duty_warnings(app: App, actor: Actor) -> list[Duty]:
    """The languages (of this actor; a supervisor: all) for which nobody is there although the desk is open."""
    return [
        duty for duty in await _duties(app) if duty.warn and (actor.supervises or duty.load.language in actor.languages)
    ]


async def _duties(app: App) -> list[Duty]:
    now = app.clock()
    async with app.store.read() as tx:
        people = await roster(tx)
        found = {load.language: load for load in await loads(tx)}
        duties = []
        for language in sorted(people.languages | found.keys()):
            load = found.get(language, Load(language, 0, 0, 0, None))
            advisers = tuple(one for one in people.advisers if language in one.languages)
            hours = await hours_of(tx, language)
            duties.append(Duty(load, advisers, tuple(on_duty(people, language, now)), hours.is_open(now)))
    return duties
