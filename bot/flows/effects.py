"""What a turn wants done besides its replies, carried out in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.effects import (
    CaseHelped,
    Count,
    DeskEffect,
    EraseConversation,
    Missed,
    MoveCase,
    OfferMove,
    OpenCase,
    RecordFeedback,
    RecordWish,
    StopCase,
)
from bot.flows import learn
from bot.flows.app import App
from bot.store import Tx
from bot.store.arrivals import Newcomer, arrive
from bot.store.conversations import Conversation, begin_farewell
from bot.store.mailbox import InboxItem, carry_over, put_in_json
from bot.store.statistics import Event, count
from bot.store.timers import set_timer
from bot.store.wishes import record_wish

FAREWELL_TIMER = "farewell"


@dataclass(frozen=True, slots=True)
class Sorted:
    """The effects of a turn by what they need."""

    erase: bool
    events: tuple[Event, ...]
    wishes: tuple[RecordWish, ...]
    missed: tuple[Missed, ...] = ()
    desk: tuple[DeskEffect, ...] = ()
    """What `bot.flows.case_effects` carries out."""


def sort(effects: Sequence[object]) -> Sorted:
    """Raises `TypeError` for an effect that nobody carries out: a defect, found by the drain like any other."""
    erase, events, wishes, missed = False, [], [], []
    desk: list[DeskEffect] = []
    for effect in effects:
        match effect:
            case EraseConversation():
                erase = True
            case RecordFeedback(slug=slug, language=language, useful=useful):
                events.append(Event("feedback", language, slug, "useful" if useful else "not_useful"))
            case RecordWish(kind=kind, slug=slug, language=language):
                events.append(Event("wish", language, slug, kind))
                wishes.append(effect)
            case Missed():
                missed.append(effect)
            case Count(event=event, language=language, slug=slug, detail=detail):
                events.append(Event(event, language, slug, detail))
            case OpenCase() | StopCase() | OfferMove() | MoveCase():
                desk.append(effect)
            case CaseHelped(useful=useful, language=language):
                events.append(Event("case_feedback", language, "", "useful" if useful else "not_useful"))
                desk.append(effect)
            case _:
                raise TypeError(f"no flow carries out the effect {type(effect).__name__}")
    return Sorted(erase, tuple(events), tuple(wishes), tuple(missed), tuple(desk))


async def carry_out(tx: Tx, app: App, conv: Conversation, item: InboxItem, effects: Sorted, now: datetime) -> None:
    """Do what the turn asks; after an erasure `conv` is the farewell, with a key of its own."""
    await count(tx, now.date(), effects.events)
    if effects.erase:
        await _erase(tx, app, conv, item, now)
        return
    for wish in effects.wishes:
        value = {"kind": wish.kind, "slug": wish.slug, "language": wish.language}
        await record_wish(tx, conv, value, now)
    if any(event.event == "urgent" for event in effects.events):
        await learn.bar(tx, conv.id)
    for miss in effects.missed:
        await learn.collect(tx, app, conv, item, miss, now)


async def _erase(tx: Tx, app: App, conv: Conversation, item: InboxItem, now: datetime) -> None:
    channel = app.channels.get(conv.channel)
    until = now + (app.delivery.farewell if channel is None or channel.pull else app.delivery.expire_after)
    newcomer = Newcomer(conv.channel, conv.whole_address, conv.window_until)
    # What the person wrote after the word that erases begins a new conversation: it must not vanish unanswered.
    later = await carry_over(tx, conv, item.entry)
    await begin_farewell(tx, conv, until)
    await set_timer(tx, FAREWELL_TIMER, until, conversation_id=conv.id)
    for payload, received_at in later:
        arrival = await arrive(tx, newcomer, now)
        await put_in_json(tx, arrival, payload, received_at)
