"""What was said in a case, as far as a live page has not seen it yet: new lines, and what became of ours.

The first look has its line in the audit; what comes after it on the same open page is the same look going on.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import rules
from bot.desk.case import Actor, Case
from bot.flows.app import App
from bot.flows.case_acting import audit_actor
from bot.flows.case_sight import seen_case, shown_of
from bot.flows.case_views import MAX_LINES, Line, line_of
from bot.store.attachments import Listed, attachments_of
from bot.store.audit import record
from bot.store.case_lines import lines
from bot.store.roster import roster

MARKED_LINES = 40
"""The newest lines whose marks (sent, delivered, read, failed) a live page follows."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """The place of a line in its case: the number of its span (a case may move to another chat) and its entry."""

    span: int = 0
    entry: int = 0

    def __str__(self) -> str:
        return f"{self.span}-{self.entry}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its place."""

    position: Position
    line: Line
    files: tuple[Listed, ...] = ()
    """What came with it."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A case with lines of it, in order. `last`: the newest line's place; with nothing said, the start."""

    case: Case
    lines: tuple[Placed, ...] = ()

    @property
    def last(self) -> Position:
        """The newest line's place."""
        return self.lines[-1].position if self.lines else Position()


async def look(app: App, actor: Actor, case_id: str) -> Talk:
    """Open a case: everything the person agreed that an adviser sees; written in the audit. `CaseNotFound`."""
    talk = await _read(app, actor, case_id, MAX_LINES)
    async with app.store.write() as tx:
        who = audit_actor(actor)
        await record(tx, actor=who, act="case.transcript", target=talk.case.number, now=app.clock())
    return talk


async def follow(app: App, actor: Actor, case_id: str, after: Position) -> Talk:
    """Go on looking: everything behind `after`, and before it the newest lines, whose marks may have changed."""
    talk = await _read(app, actor, case_id, MARKED_LINES)
    if talk.lines and talk.lines[0].position > after:
        # More has come than the newest lines show.
        return await _read(app, actor, case_id, MAX_LINES)
    return talk


async def colleagues(app: App) -> rules.Roster:
    """Everybody who works on cases, for handing over."""
    async with app.store.read() as tx:
        return await roster(tx)


async def _read(app: App, actor: Actor, case_id: str, limit: int) -> Talk:
    found: dict[tuple[str, int], Placed] = {}
    async with app.store.read() as tx:
        case = await seen_case(tx, actor, case_id)
        for part in await shown_of(tx, case_id):
            files = await attachments_of(tx, part.conv)
            for one in await lines(tx, part.conv, part.first, part.last, limit):
                mine = tuple(file for file in files if file.entry == one.entry)
                placed = Placed(Position(part.span_id, one.entry), line_of(part.conv.id, one), mine)
                found.setdefault((part.conv.id, one.entry), placed)
    return Talk(case, tuple(sorted(found.values(), key=lambda one: one.position)[-limit:]))
