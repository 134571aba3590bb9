"""One act on a case: seen by this actor, held with its conversation until the transaction ends, audited."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from bot.desk.case import Actor, Case, CaseState, Way
from bot.desk.errors import CaseNotFound
from bot.desk.expect import Expectation, expect
from bot.desk.rules import Roster, check_seen
from bot.flows.app import App
from bot.flows.desk import context_of, tell
from bot.store import Tx
from bot.store.audit import record
from bot.store.case_events import record_event
from bot.store.case_spans import close_spans
from bot.store.cases import ahead_of, get_case, save_case
from bot.store.conversations import ADVISER, BOT, WAITING, Conversation, hold, set_mode
from bot.store.desk_settings import hours_of
from bot.store.roster import roster
from bot.store.tables import outbox


def audit_actor(actor: Actor) -> str:
    """The actor as the audit log names it."""
    return actor.id if actor.kind == "account" else f"{actor.kind}:{actor.id}"


@dataclass(slots=True)
class Act:
    """What an act works with. `case` is the newest; `before` as it was found."""

    app: App
    tx: Tx
    actor: Actor | None
    case: Case
    before: Case
    conv: Conversation | None
    context: Any | None
    people: Roster
    now: datetime

    async def save(self, case: Case, kind: str, detail: str = "") -> None:
        """Write the changed case, its event and the audit's line."""
        await save_case(self.tx, case)
        self.case = case
        actor_id = self.actor.id if self.actor else None
        record_event(self.tx, kind, case, self.now, actor_id=actor_id, before=self.before)
        if self.actor:
            await self.note(kind, detail)

    async def note(self, act: str, detail: str = "") -> None:
        """A line of the audit."""
        assert self.actor
        who = audit_actor(self.actor)
        await record(self.tx, actor=who, act=f"case.{act}", target=self.case.number, detail=detail, now=self.now)

    async def tell(self, moment: str, **values: object) -> None:
        """Say something to the person, if they are in a chat."""
        if self.conv is not None:
            await tell(self.tx, self.app, self.conv, self.case, self.context, moment, self.now, **values)

    async def to_adviser(self) -> None:
        """The conversation is the adviser's: what the bot has queued goes, what is on the wire may finish."""
        if self.conv is not None:
            await set_mode(self.tx, self.conv, ADVISER)
            await self.tx.conn.execute(
                update(outbox)
                .where(outbox.c.conversation_id == self.conv.id)
                .where(outbox.c.author == "bot", outbox.c.status == "queued")
                .values(status="cancelled", reason="adviser")
            )

    async def to_queue(self) -> None:
        """The person waits."""
        if self.conv is not None:
            await set_mode(self.tx, self.conv, WAITING)

    async def to_bot(self) -> None:
        """The person is with the bot again; what they say from now on is not the adviser's to see."""
        if self.conv is not None:
            await set_mode(self.tx, self.conv, BOT)
            await close_spans(self.tx, self.case.id, self.conv.last_entry)

    async def expectation(self, language: str = "", *, opened: bool = False) -> Expectation:
        """What the person can honestly expect when the case waits in a queue now."""
        language = language or self.case.language
        return await expectation_of(self.tx, self.app, language, self.case.urgent, self.case.opened_at, self.now)


async def expectation_of(
    tx: Tx, app: App, language: str, urgent: bool, opened_at: datetime | None, now: datetime
) -> Expectation:
    """The place in a language's queue, and when the desk opens or answers."""
    hours = await hours_of(tx, language)
    ahead = await ahead_of(tx, language, urgent=urgent, opened_at=opened_at)
    return expect(hours, ahead, urgent, now, app.desk.promise)


@contextlib.asynccontextmanager
async def acting(app: App, actor: Actor, case_id: str) -> AsyncIterator[Act]:
    """Hold a case for one act of an actor. Raises `CaseNotFound` when they may not see it."""
    now = app.clock()
    async with app.store.read() as tx:
        found = await get_case(tx, case_id)
    if found is None:
        raise CaseNotFound(case_id)
    context = await context_of(app, found.channel, now) if found.conversation_id else None
    async with app.store.write() as tx:
        act = await hold_case(tx, app, actor, case_id, context, now)
        check_seen(actor, act.case, act.people)
        yield act


async def hold_case(tx: Tx, app: App, actor: Actor | None, case_id: str, context: Any | None, now: datetime) -> Act:
    """Hold a case with its conversation, which comes first: drains hold theirs and then may need the case."""
    for _ in range(3):
        found = await get_case(tx, case_id)
        if found is None:
            break
        conv = await hold(tx, found.conversation_id) if found.conversation_id else None
        case = await get_case(tx, case_id, hold=True)
        if case is None:
            break
        if case.conversation_id == found.conversation_id:
            return Act(app, tx, actor, case, case, conv, context, await roster(tx), now)
        # It was moved to another chat (or erased) between the two looks.
    raise CaseNotFound(case_id)


def in_chat(case: Case, conv: Conversation | None) -> bool:
    """Whether the person talks to the desk here."""
    return conv is not None and case.way is Way.CHAT and case.state is not CaseState.CLOSED
