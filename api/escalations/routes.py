"""`/api/escalations`: create, list, claim, reply, note, transfer, close, reopen, transcript."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Response

from api.escalations.access import Caller, scoped
from api.escalations.models import (
    CallbackOut,
    Close,
    Escalation,
    EscalationList,
    Line,
    NewEscalation,
    TextIn,
    Transcript,
    Transfer,
)
from api.escalations.refusals import CONFLICT, NOT_FOUND, RESPONSES, DeskRoute
from bot.content.model import CHAT_TOPIC
from bot.desk.case import SEE, Callback, Case, Part, Way
from bot.desk.errors import BadInput, NotYours
from bot.desk.outcomes import OUTCOMES
from bot.desk.tokens import Scope
from bot.flows import cases

router = APIRouter(prefix="/api/escalations", tags=["escalations"], route_class=DeskRoute, responses=RESPONSES)

Reads = Annotated[Caller, Depends(scoped(Scope.READ, Scope.WRITE))]
Writes = Annotated[Caller, Depends(scoped(Scope.WRITE))]
Creates = Annotated[Caller, Depends(scoped(Scope.CREATE))]
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", examples=["0f8b6c5e2d5f4a7f9d0a4f7f3f4e5d6c"])]
IfMatch = Annotated[
    str | None,
    Header(description='The ETag you have seen, such as "3": nothing happens when the case has changed since.'),
]

MAX_AHEAD = timedelta(minutes=5)
"""How far a referring system's clock may be ahead."""


@router.post("", status_code=201, response_model=Escalation, responses=CONFLICT, operation_id="create_escalation")
async def create(
    caller: Creates,
    new: NewEscalation,
    response: Response,
    idempotency_key: Annotated[
        str, Header(min_length=1, max_length=200, pattern=r"^[\x20-\x7e]+$", description="The same key, the same case.")
    ],
) -> Escalation:
    """Refer a person who agreed to be called. 201: opened; 200: this key has opened it before."""
    app, now = caller.site.app, caller.site.app.clock()
    topics, languages = await _known(caller)
    if new.topic not in topics:
        raise BadInput("topic", f"must be one of {', '.join(topics)}")
    if new.language not in languages:
        raise BadInput("language", f"must be one of {', '.join(languages)}")
    if caller.token.languages and new.language not in caller.token.languages:
        raise BadInput("language", "is none of this token's languages")
    given_at = new.consent.given_at
    if given_at.tzinfo is None:
        raise BadInput("consent.given_at", "needs a time zone, such as +01:00")
    if given_at > now + MAX_AHEAD:
        raise BadInput("consent.given_at", "lies in the future")
    opened = await cases.open_case(
        app,
        None,
        language=new.language,
        topic=new.topic,
        urgent=new.urgent,
        way=Way.CALLBACK,
        callback=Callback(new.callback.number, new.language, Part(new.callback.part_of_day)),
        consent=f"{new.consent.statement} ({given_at.isoformat()})",
        actor=caller.actor,
        idempotency_key=idempotency_key,
    )
    case = opened.case
    if not opened.created:
        if (case.language, case.topic, case.urgent) != (new.language, new.topic, new.urgent):
            raise BadInput("Idempotency-Key", "was used before for another request")
        response.status_code = 200
    writer = replace(caller.actor, permissions=frozenset({SEE}))
    # Also when the case is there already: the first try may have ended before its note.
    if new.note and not await cases.notes(app, writer, case.id):
        await cases.note(app, writer, case.id, new.note)
    return _answer(case, response)


@router.get("", response_model=EscalationList, operation_id="list_escalations")
async def list_(
    caller: Reads,
    status: Annotated[
        str, Query(pattern="^(open|waiting|claimed|closed)$", description="`open`: waiting or claimed.")
    ] = "open",
    language: Annotated[str, Query(max_length=12)] = "",
    topic: Annotated[str, Query(max_length=40)] = "",
    urgent: bool | None = None,
    opened_before: Annotated[datetime | None, Query(description="Only cases older than this moment.")] = None,
    cursor: Annotated[str, Query(max_length=300)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> EscalationList:
    """The cases that this token sees: urgent ones first, then the longest waiting."""
    if opened_before is not None and opened_before.tzinfo is None:
        raise BadInput("opened_before", "needs a time zone, such as +01:00")
    page = await cases.list_cases(
        caller.site.app,
        caller.actor,
        status=status,
        language=language,
        topic=topic,
        urgent=urgent,
        opened_before=opened_before,
        cursor=cursor,
        limit=limit,
    )
    return EscalationList(items=[_escalation(case) for case in page.cases], next=page.next or None)


@router.get("/outcomes", response_model=dict[str, str], operation_id="list_outcomes")
async def outcomes(caller: Reads) -> dict[str, str]:
    """How a case can end: code and what it means."""
    return dict(OUTCOMES)


@router.get("/topics", response_model=list[str], operation_id="list_topics")
async def topics(caller: Annotated[Caller, Depends(scoped(*Scope))]) -> list[str]:
    """The topics that a case can have."""
    return (await _known(caller))[0]


@router.get("/{case_id}", response_model=Escalation, responses=NOT_FOUND, operation_id="get_escalation")
async def get(caller: Reads, case_id: Id, response: Response) -> Escalation:
    """One case; its ETag is its version."""
    return _answer(await cases.get_case(caller.site.app, caller.actor, case_id), response)


@router.post("/{case_id}/claim", response_model=Escalation, responses=CONFLICT, operation_id="claim_escalation")
async def claim(caller: Writes, case_id: Id, response: Response, if_match: IfMatch = None) -> Escalation:
    """Take a case. Of two callers one gets it, the other 409 with who holds it."""
    return _answer(await cases.claim(caller.site.app, caller.actor, case_id, version_of(if_match)), response)


@router.post("/{case_id}/reply", response_model=Escalation, responses=CONFLICT, operation_id="reply_to_escalation")
async def reply(caller: Writes, case_id: Id, said: TextIn, response: Response, if_match: IfMatch = None) -> Escalation:
    """Write to the person, in the chat that they use."""
    app = caller.site.app
    await cases.reply(app, caller.actor, case_id, said.text, version_of(if_match))
    return _answer(await cases.get_case(app, caller.actor, case_id, look=False), response)


@router.post("/{case_id}/notes", response_model=Escalation, responses=CONFLICT, operation_id="note_escalation")
async def note(caller: Writes, case_id: Id, written: TextIn, response: Response) -> Escalation:
    """Keep an internal note; the person never sees it."""
    app = caller.site.app
    await cases.note(app, caller.actor, case_id, written.text)
    return _answer(await cases.get_case(app, caller.actor, case_id, look=False), response)


@router.post("/{case_id}/transfer", response_model=Escalation, responses=CONFLICT, operation_id="transfer_escalation")
async def transfer(
    caller: Writes, case_id: Id, to: Transfer, response: Response, if_match: IfMatch = None
) -> Escalation:
    """Hand a case on: to an adviser, to another language's advisers, or back to the queue."""
    if sum((to.to_account is not None, to.to_language is not None, to.to_queue)) != 1:
        raise BadInput("to", "needs exactly one of to_account, to_language, to_queue")
    case = await cases.transfer(
        caller.site.app,
        caller.actor,
        case_id,
        to_account=to.to_account or "",
        to_language=to.to_language or "",
        to_queue=to.to_queue,
        version=version_of(if_match),
    )
    return _answer(case, response)


@router.post("/{case_id}/close", response_model=Escalation, responses=CONFLICT, operation_id="close_escalation")
async def close(caller: Writes, case_id: Id, how: Close, response: Response, if_match: IfMatch = None) -> Escalation:
    """End a case; the person is asked whether it helped and is with the bot again."""
    app = caller.site.app
    return _answer(await cases.close(app, caller.actor, case_id, how.outcome, version_of(if_match)), response)


@router.post("/{case_id}/reopen", response_model=Escalation, responses=CONFLICT, operation_id="reopen_escalation")
async def reopen(caller: Writes, case_id: Id, response: Response, if_match: IfMatch = None) -> Escalation:
    """Take a closed case up again."""
    return _answer(await cases.reopen(caller.site.app, caller.actor, case_id, version_of(if_match)), response)


@router.get("/{case_id}/transcript", response_model=Transcript, responses=CONFLICT, operation_id="get_transcript")
async def transcript(caller: Writes, case_id: Id) -> Transcript:
    """What was said, and the internal notes; for the token that holds the case. Each look is in the audit log."""
    app, actor = caller.site.app, caller.actor
    case = await cases.get_case(app, actor, case_id, look=False)
    if case.holder is None or case.holder.id != actor.id:
        raise NotYours(case.holder)
    said = [
        Line(entry=line.entry, author=line.author, text=line.text or line.what, at=line.at, status=_mark(line))
        for line in await cases.transcript(app, actor, case_id)
    ]
    notes = [
        Line(entry=0, author="note", text=f"{one.author.name}: {one.text}", at=one.at, status="")
        for one in await cases.notes(app, actor, case_id)
    ]
    return Transcript(lines=sorted([*said, *notes], key=lambda line: line.at))


@router.get("/{case_id}/callback", response_model=CallbackOut, responses=CONFLICT, operation_id="get_callback")
async def callback(caller: Writes, case_id: Id) -> CallbackOut:
    """The number to call, for the token that holds the case. Each look is in the audit log."""
    found = await cases.callback(caller.site.app, caller.actor, case_id)
    if found is None:
        raise BadInput("case", "asks for no call")
    return CallbackOut(number=found.number, language=found.language, part_of_day=found.part.value)


def version_of(if_match: str | None) -> int | None:
    """The version that `If-Match` names; `BadInput` for what can't be one."""
    if if_match is None or if_match.strip() == "*":
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadInput("If-Match", 'must be the ETag of a case, such as "3"')
    return int(text)


async def _known(caller: Caller) -> tuple[list[str], list[str]]:
    """(topics, languages) that a case can have."""
    snapshot = await caller.site.snapshot()
    if snapshot is None:
        return [], []
    return [topic for topic in snapshot.topics if topic != CHAT_TOPIC], [*snapshot.languages, *snapshot.handoff_only]


def _answer(case: Case, response: Response) -> Escalation:
    response.headers["ETag"] = f'"{case.version}"'
    return _escalation(case)


def _escalation(case: Case) -> Escalation:
    return Escalation(
        id=case.id,
        number=case.number,
        state=case.state.value,
        way=case.way.value,
        language=case.language,
        topic=case.topic,
        slug=case.slug,
        urgent=case.urgent,
        channel=case.channel,
        holder=case.holder.name if case.holder else None,
        outcome=case.outcome or None,
        opened_at=case.opened_at,
        claimed_at=case.claimed_at,
        closed_at=case.closed_at,
        window_until=case.window_until,
        version=case.version,
    )


def _mark(line: cases.Line) -> str:
    if line.author == "person":
        return ""
    if line.read_at:
        return "read"
    return "delivered" if line.delivered_at else line.status
