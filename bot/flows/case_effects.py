"""What the dialogue wants done with cases, in the transaction of its turn; and messages that join a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.desk.case import Callback, Case, Part, Way
from bot.desk.rules import close_by_person
from bot.dialogue.effects import CaseHelped, DeskEffect, MoveCase, OfferMove, OpenCase, StopCase
from bot.flows import effects
from bot.flows.answer import Answered, Answering
from bot.flows.app import App
from bot.flows.case_acting import expectation_of
from bot.flows.case_opening import Request, open_in
from bot.flows.desk import DESK, put, said, tell
from bot.store import Tx
from bot.store.case_events import CLOSED, MESSAGE, MOVED, record_event
from bot.store.case_spans import close_spans, open_span_now, put_move, take_move
from bot.store.cases import last_case_of, open_case_of, save_case
from bot.store.conversations import ADVISER, BOT, WAITING, Conversation, hold, save_state, set_mode
from bot.store.mailbox import finish_in


async def join(tx: Tx, app: App, conv: Conversation, work: Answering, outcome: Answered, now: datetime) -> None:
    """A message joins the case of its conversation; "stop" and "delete my data" still work."""
    await finish_in(tx, work.item.id, "joined", now)
    case = await open_case_of(tx, conv.id, hold=True)
    if case is not None and not outcome.effects.erase:
        case = replace(case, last_person_at=work.item.received_at)
        await save_case(tx, case)
        record_event(tx, MESSAGE, case, now)
    await effects.carry_out(tx, app, conv, work.item, outcome.effects, now)
    if outcome.state is not None and not outcome.effects.erase:
        await save_state(tx, conv, outcome.state)
    await put(tx, app, conv, list(outcome.messages), now, author=DESK)
    if not outcome.effects.erase:
        await carry_out(tx, app, conv, outcome.effects.desk, outcome.context, now)


async def carry_out(
    tx: Tx, app: App, conv: Conversation, found: Sequence[DeskEffect], context: Any, now: datetime
) -> None:
    """Do what the turn asks of the desk. The transaction holds the conversation; the turn's replies are queued."""
    for effect in found:
        match effect:
            case OpenCase():
                opened = await open_in(tx, app, conv, _request(effect), now)
                if opened.case.chats and opened.case.holder is not None:
                    # An adviser held their wish for a call: that one answers here now.
                    await tell(tx, app, conv, opened.case, context, "joined", now, name=opened.case.holder.name)
            case StopCase():
                await stop(tx, conv, now)
            case OfferMove(token=token):
                await put_move(tx, token, conv.id, now + app.desk.move_for)
            case MoveCase(token=token):
                await move(tx, app, conv, token, context, now)
            case CaseHelped(useful=useful):
                last = await last_case_of(tx, conv.id)
                if last is not None and not last.open:
                    await save_case(tx, replace(last, helped=useful))


def _request(effect: OpenCase) -> Request:
    way = Way(effect.way)
    callback = Callback(effect.number, effect.language, Part(effect.part)) if way is Way.CALLBACK else None
    return Request(effect.language, effect.slug, effect.topic, effect.urgent, way, callback)


async def stop(tx: Tx, conv: Conversation, now: datetime) -> None:
    """The person goes back to the bot; their case ends."""
    before = await open_case_of(tx, conv.id, hold=True)
    await set_mode(tx, conv, BOT)
    if before is None:
        return
    case = close_by_person(before, "withdrawn", now)
    await save_case(tx, case)
    await close_spans(tx, case.id, conv.last_entry)
    record_event(tx, CLOSED, case, now, before=before)


async def move(tx: Tx, app: App, conv: Conversation, token: str, context: Any, now: datetime) -> None:
    """Take the case that a one-time link belongs to into this conversation. The link is used up either way."""
    source_id = await take_move(tx, token, now)
    source = await hold(tx, source_id) if source_id and source_id != conv.id else None
    case = await open_case_of(tx, source.id, hold=True) if source else None
    own = await open_case_of(tx, conv.id, hold=True)
    if source is None or case is None or own is not None:
        await _say(tx, app, conv, own or case, context, "not_moved", now)
        return
    moved = replace(case, conversation_id=conv.id, channel=conv.channel, version=case.version + 1)
    await close_spans(tx, case.id, source.last_entry)
    await save_case(tx, moved)
    if case.way is Way.CHAT:
        await open_span_now(tx, case.id, conv.id, conv.last_entry)
        await set_mode(tx, source, BOT)
        await set_mode(tx, conv, ADVISER if case.holder else WAITING)
    record_event(tx, MOVED, moved, now, before=case)
    await tell(tx, app, source, moved, context, "moved", now)
    expected = None
    if case.holder is None:
        expected = await expectation_of(tx, app, case.language, case.urgent, case.opened_at, now)
    await tell(tx, app, conv, moved, context, "arrived", now, expected=expected)


async def _say(
    tx: Tx, app: App, conv: Conversation, case: Case | None, context: Any, moment: str, now: datetime
) -> None:
    """A sentence to somebody who may have no case."""
    state = app.dialogue.load(conv.state)
    turn = app.dialogue.spoken(moment, state, case.spoken if case else "", context)
    await save_state(tx, conv, app.dialogue.dump(turn.state))
    await put(tx, app, conv, said(app.channels.get(conv.channel), tuple(turn.replies)), now, author=DESK)
