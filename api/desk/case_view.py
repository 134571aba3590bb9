"""One case as its page shows it: head, side and composer for this reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from api.desk.names import PARTS
from api.desk.room import Room
from bot.desk.case import Adviser, Case, CaseState, Way
from bot.desk.errors import DeskError
from bot.desk.outcomes import OUTCOMES
from bot.desk.phones import shown
from bot.flows import cases
from bot.flows.case_live import colleagues
from bot.store.roster import ON_DUTY


@dataclass(frozen=True, slots=True)
class Window:
    """WhatsApp's 24 hours: open until then, or shut."""

    open: bool
    until: str = ""
    time: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the templates of a case show. `mode`: what can be done below the conversation."""

    id: str
    number: str
    title: str
    slug: str
    version: int
    urgent: bool
    state: str
    state_text: str
    mode: str
    """claim · reply · callback · other · closed."""
    mine: bool
    holder: str
    my_name: str
    language_name: str
    spoken: str
    spoken_name: str
    topic_name: str
    way: str
    way_name: str
    channel_name: str
    opened: str
    opened_iso: str
    age: str
    promise: str
    opened_by: str
    outcome: str
    helped: str
    erased: bool
    wiped: bool
    has_talk: bool
    no_talk: str
    claim_hint: str
    closed_text: str
    callback_hint: str
    may_note: bool
    may_move: bool
    may_reopen: bool
    window: Window | None = None
    callback: dict[str, str] | None = field(default=None, repr=False)
    statement: str = field(default="", repr=False)


def mode_of(case: Case, actor_id: str) -> str:
    """What this reader can do below the conversation."""
    if not case.open:
        return "closed"
    if case.holder is None:
        return "claim"
    if case.holder.id != actor_id:
        return "other"
    return "reply" if case.conversation_id is not None else "callback"


async def case_view(room: Room, case: Case) -> CaseView:
    """The case for this reader. The number to call is read (and that is audited) for its holder alone."""
    names, t, actor = room.names, room.t, room.actor
    mode = mode_of(case, actor.id)
    mine = case.holder is not None and case.holder.id == actor.id
    gone = case.erased_at is not None or case.wiped_at is not None
    slug_known = room.snapshot is not None and case.slug in room.snapshot.questions
    return CaseView(
        id=case.id,
        number=case.number,
        title=names.case(case),
        slug=case.slug if slug_known else "",
        version=case.version,
        urgent=case.urgent,
        state=case.state.value,
        state_text=_state(room, case, mine=mine),
        mode=mode,
        mine=mine,
        holder=case.holder.name if case.holder else "",
        my_name=actor.name,
        language_name=names.language(case.language),
        spoken=case.spoken,
        spoken_name=names.language(case.spoken),
        topic_name=names.topic(case.topic) if case.topic else "–",
        way=case.way.value,
        way_name=names.way(case.way),
        channel_name=names.channel(case.channel),
        opened=names.moment(case.opened_at),
        opened_iso=case.opened_at.isoformat(),
        age=names.since(case.opened_at),
        promise=t("an answer before {time}", time=names.moment(case.promise_at)) if case.promise_at else "",
        opened_by=case.opened_by,
        outcome=names.outcome(case.outcome),
        helped={True: t("Yes"), False: t("No"), None: ""}[case.helped],
        erased=case.erased_at is not None,
        wiped=case.wiped_at is not None and case.erased_at is None,
        has_talk=case.conversation_id is not None,
        no_talk=_no_talk(room, gone=gone),
        claim_hint=t("The person is told your name as soon as you take it.") if case.way is Way.CHAT else "",
        closed_text=_closed(room, case),
        callback_hint=_callback_hint(room, case, gone=gone),
        may_note=not gone,
        may_move=case.open and (mine or actor.supervises),
        may_reopen=not case.open and not gone and (mine or actor.supervises),
        window=_window(room, case) if mode == "reply" else None,
        callback=await _callback(room, case) if mine and case.open and case.way is Way.CALLBACK else None,
        statement=await cases.statement(room.app, actor, case.id),
    )


def _state(room: Room, case: Case, *, mine: bool) -> str:
    if case.state is CaseState.CLAIMED and case.holder is not None:
        return room.t("With you") if mine else room.t("With {name}", name=case.holder.name)
    return room.names.state(case.state)


def _no_talk(room: Room, *, gone: bool) -> str:
    if gone:
        return room.t("There is nothing left to show.")
    return room.t("This case came without a chat: the person is reached by phone.")


def _closed(room: Room, case: Case) -> str:
    if case.closed_at is None:
        return ""
    return room.t("Closed {moment}.", moment=room.names.moment(case.closed_at))


def _callback_hint(room: Room, case: Case, *, gone: bool) -> str:
    if gone or not case.open:
        return room.t("The number is not shown after the case is closed.")
    if case.holder is None:
        return room.t("The number appears here when you take the case.")
    return room.t("Only {name} sees the number.", name=case.holder.name)


def _window(room: Room, case: Case) -> Window | None:
    if case.window_until is None:
        # Only WhatsApp closes; a person who has never written there has no window at all.
        return Window(open=False) if case.channel == "whatsapp" else None
    if case.window_until <= room.names.now:
        return Window(open=False)
    until = case.window_until
    return Window(True, until.isoformat(), room.names.moment(until), room.names.left(until))


async def _callback(room: Room, case: Case) -> dict[str, str] | None:
    try:
        found = await cases.callback(room.app, room.actor, case.id)
    except DeskError:
        return None
    if found is None:
        return None
    return {
        "number": found.number,
        "shown": shown(found.number),
        "language": room.names.language(found.language),
        "part": room.t(PARTS[found.part]),
    }


async def side_values(room: Room, case: Case) -> dict[str, Any]:
    """Notes, colleagues and languages to hand over to, outcomes."""
    people = await colleagues(room.app)
    holder = case.holder.id if case.holder else ""

    def here(one: Adviser) -> bool:
        return one.seen_at is not None and room.names.now - one.seen_at <= ON_DUTY

    ranked = sorted(
        (one for one in people.advisers if one.id != holder),
        key=lambda one: (not one.covers(case.language, case.topic), not here(one), one.name),
    )
    return {
        "notes": [
            {
                "text": note.text,
                "who": note.author.name,
                "at": note.at.isoformat(),
                "time": room.names.moment(note.at),
            }
            for note in await cases.notes(room.app, room.actor, case.id)
        ],
        "colleagues": [
            {
                "id": one.id,
                "name": one.name,
                "languages": room.names.languages(one.languages),
                "here": here(one),
            }
            for one in ranked
        ],
        "languages": sorted(
            ((code, room.names.language(code)) for code in people.languages if code != case.language),
            key=lambda pair: pair[1],
        ),
        "outcomes": [(code, room.names.outcome(code)) for code in _outcomes(case)],
    }


def _outcomes(case: Case) -> list[str]:
    """The likeliest first: a call's outcomes for a callback."""
    calls = ("called", "not_reached")
    first = [code for code in OUTCOMES if (code in calls) == (case.way is Way.CALLBACK)]
    return [*first, *(code for code in OUTCOMES if code not in first)]
