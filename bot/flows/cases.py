"""What can be done with cases: the escalation API and the desk's pages both call these. Each is one transaction.

Every function raises `bot.desk.errors.DeskError` when the desk refuses, and nothing is changed then. Looking at cases
is in `bot.flows.case_views`, opening them in `bot.flows.case_opening`; both are to be had from here.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from sqlalchemy import update

from bot.desk import rules
from bot.desk.case import Actor, Case, CaseState, Way
from bot.desk.errors import BadInput, WrongState
from bot.dialogue.desk import adviser_reply
from bot.flows.app import App
from bot.flows.case_acting import Act, acting
from bot.flows.case_opening import Opened, open_case
from bot.flows.case_views import (
    Line,
    Overview,
    Page,
    actor_of,
    callback,
    duty_warnings,
    events,
    get_case,
    last_event_id,
    list_cases,
    notes,
    overview,
    statement,
    transcript,
    visible_events,
)
from bot.flows.desk import put, said
from bot.flows.trouble import log_defect
from bot.store.case_events import CLAIMED, CLOSED, NOTED, REOPENED, REPLIED, RETURNED, TRANSFERRED, CaseEvent
from bot.store.case_lines import last_external_id
from bot.store.case_spans import open_span_now
from bot.store.cases import add_note, open_case_of, save_case
from bot.store.conversations import get as get_conversation
from bot.store.leases import make_due
from bot.store.tables import conversation, outbox

_logger = logging.getLogger(__name__)

__all__ = [
    "Actor", "Case", "CaseEvent", "Line", "Opened", "Overview", "Page", "actor_of", "callback", "claim", "close",
    "duty_warnings", "events", "get_case", "last_event_id", "list_cases", "note", "notes", "open_case", "overview",
    "reopen", "reply", "retry_message", "statement", "transcript", "transfer", "typing", "visible_events",
]  # fmt: skip


async def claim(app: App, actor: Actor, case_id: str, version: int | None = None) -> Case:
    """Take a case. Atomic: of two, one wins and the other gets `AlreadyClaimed`; again by the holder: no change."""
    async with acting(app, actor, case_id) as act:
        case = rules.claim(actor, act.case, act.now, version)
        if case is not act.case:
            await act.save(case, CLAIMED)
            await _joined(act)
        return act.case


async def reply(app: App, actor: Actor, case_id: str, text: str, version: int | None = None) -> str:
    """Answer the person in their chat; the message's id. A callback case becomes a chat by it."""
    async with acting(app, actor, case_id) as act:
        rules.check_holds(actor, act.case)
        rules.check_version(act.case, version)
        words = rules.check_text(text)
        if act.conv is None:
            raise WrongState(act.case.state, "there is no chat to answer in")
        case = replace(act.case, last_adviser_at=act.now)
        if act.case.way is not Way.CHAT:
            case = replace(case, way=Way.CHAT, version=case.version + 1)
            act.case = case
            await open_span_now(act.tx, case.id, act.conv.id, act.conv.last_entry)
            await _joined(act)
        payloads = said(app.channels.get(act.conv.channel), (adviser_reply(case.spoken, words),), by=actor.name)
        ids = await put(act.tx, app, act.conv, payloads, act.now, author="adviser")
        await act.save(case, REPLIED)
        return ids[0] if ids else ""


async def note(app: App, actor: Actor, case_id: str, text: str) -> None:
    """Write an internal note; everybody who may see the case may."""
    async with acting(app, actor, case_id) as act:
        words = rules.check_text(text, "note")
        if act.case.wiped_at is not None or act.case.erased_at is not None:
            raise WrongState(act.case.state, "what was said in it is gone")
        await add_note(act.tx, case_id, actor.holder, words, act.now)
        await act.save(act.case, NOTED)


async def transfer(
    app: App,
    actor: Actor,
    case_id: str,
    *,
    to_account: str = "",
    to_language: str = "",
    to_queue: bool = False,
    version: int | None = None,
) -> Case:
    """Hand a case to a colleague, to another language's queue or back to its own; a supervisor also hands out waiting
    ones."""
    async with acting(app, actor, case_id) as act:
        expected = await act.expectation(to_language)
        case = rules.transfer(
            actor,
            act.case,
            act.now,
            act.people,
            to_account=to_account,
            to_language=to_language,
            to_queue=to_queue,
            promise_at=expected.until,
            seen=version,
        )
        kind = TRANSFERRED if case.state is CaseState.CLAIMED or to_language else RETURNED
        await act.save(case, kind, detail=to_account or to_language or "queue")
        if case.state is CaseState.CLAIMED:
            await _joined(act)
        elif _in_chat(act):
            await act.to_queue()
            if act.before.state is CaseState.CLAIMED:
                await act.tell("returned", expected=expected)
        return act.case


async def close(app: App, actor: Actor, case_id: str, outcome: str, version: int | None = None) -> Case:
    """End a case; in a chat the person is asked whether it helped and is with the bot again."""
    async with acting(app, actor, case_id) as act:
        chat = _in_chat(act)
        case = rules.close(actor, act.case, outcome, act.now, version)
        await act.save(case, CLOSED, detail=outcome)
        if chat:
            await act.to_bot()
            await act.tell("closed", name=act.before.holder.name if act.before.holder else "")
            if act.conv is not None:
                # What came in while this was decided is the bot's to answer.
                await make_due(act.tx, act.conv.id, act.now)
        return act.case


async def reopen(app: App, actor: Actor, case_id: str, version: int | None = None) -> Case:
    """Take a closed case up again; what the person said to the bot in between stays theirs."""
    async with acting(app, actor, case_id) as act:
        case = rules.reopen(actor, act.case, act.now, version)
        if act.case.way is Way.CHAT and act.conv is None:
            raise WrongState(act.case.state, "its chat is gone")
        if act.conv is not None:
            other = await open_case_of(act.tx, act.conv.id)
            if other is not None:
                raise WrongState(act.case.state, f"the person has a newer open case, {other.number}")
        await act.save(case, REOPENED)
        if act.conv is not None and case.way is Way.CHAT:
            await open_span_now(act.tx, case.id, act.conv.id, act.conv.last_entry)
            await _joined(act)
        return act.case


async def retry_message(app: App, actor: Actor, case_id: str, message_id: str) -> None:
    """Send a message of ours once more that failed for good."""
    async with acting(app, actor, case_id) as act:
        rules.check_holds(actor, act.case)
        if act.conv is None:
            raise WrongState(act.case.state, "there is no chat to answer in")
        again = {"status": "queued", "reason": None, "attempts": 0, "not_before": None, "created_at": act.now}
        done = await act.tx.conn.execute(
            update(outbox)
            .where(outbox.c.id == message_id, outbox.c.conversation_id == act.conv.id)
            .where(outbox.c.author != "bot", outbox.c.status == "failed")
            .values(**again)
        )
        if not done.rowcount:
            raise BadInput("message_id", "is no failed message of this case")
        await act.tx.conn.execute(
            update(conversation).where(conversation.c.id == act.conv.id).values(unreachable_at=None)
        )
        await make_due(act.tx, act.conv.id, act.now)
        await act.save(act.case, REPLIED, detail="retry")


async def typing(app: App, actor: Actor, case_id: str) -> None:
    """Show the person that the adviser is writing. Best effort: nothing is stored, nothing fails."""
    case = await get_case(app, actor, case_id, look=False)
    rules.check_holds(actor, case)
    if case.conversation_id is None:
        return
    await app.hub.typing(case.conversation_id)
    async with app.store.read() as tx:
        conv = await get_conversation(tx, case.conversation_id)
        last = await last_external_id(tx, conv) if conv is not None else None
    channel = app.channels.get(case.channel)
    if conv is None or channel is None or last is None:
        return
    try:
        await channel.typing(conv.route, last)
    except Exception as error:
        log_defect(_logger, "The sign that an adviser is writing was not taken", error)


def _in_chat(act: Act) -> bool:
    return act.conv is not None and act.case.way is Way.CHAT and act.case.open


async def _joined(act: Act) -> None:
    """The person learns who is there now; a caller back needs no chat."""
    if _in_chat(act):
        await act.to_adviser()
        assert act.case.holder
        await act.tell("joined", name=act.case.holder.name)
        await save_case(act.tx, act.case)
