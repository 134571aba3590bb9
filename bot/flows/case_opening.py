"""Opening a case: for somebody in a chat who agreed, or for a referring organisation that has the person's consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from bot.desk.case import Actor, Callback, Case, CaseState, Part, Source, Way
from bot.desk.errors import BadInput, CaseNotFound, NobodyThere
from bot.desk.expect import Expectation
from bot.desk.phones import read_phone
from bot.desk.rules import merged
from bot.flows.app import App
from bot.flows.case_acting import audit_actor, expectation_of
from bot.store import Tx
from bot.store.audit import record
from bot.store.case_events import CHANGED, OPENED, record_event
from bot.store.case_spans import close_spans, open_span, open_span_now
from bot.store.cases import add_case, case_by_request, free_number, open_case_of, save_case, set_callback
from bot.store.conversations import ADVISER, BOT, WAITING, Conversation, hold, new_id, set_mode
from bot.store.phrases import bar
from bot.store.roster import roster
from bot.store.statistics import Event, count

MAX_STATEMENT_CHARS = 2000


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that is open now. `created` `False`: it was already (one open case a conversation, one a key)."""

    case: Case
    created: bool
    expected: Expectation


@dataclass(frozen=True, slots=True)
class Request:
    """What a case is opened with. `language` is the one the person reads and the queue it goes to."""

    language: str
    slug: str = ""
    topic: str = ""
    urgent: bool = False
    way: Way = Way.CHAT
    callback: Callback | None = None
    statement: str = ""
    source: Source = Source.PERSON
    opened_by: str = ""
    request_hash: bytes | None = None


async def open_case(
    app: App,
    conversation_id: str | None,
    *,
    language: str,
    slug: str = "",
    topic: str = "",
    urgent: bool = False,
    way: Way = Way.CHAT,
    callback: Callback | None = None,
    consent: str,
    source: Source = Source.ORGANISATION,
    actor: Actor | None = None,
    idempotency_key: str = "",
) -> Opened:
    """Open a case from outside of a chat. `consent`: in words, how the person agreed.

    With the same `idempotency_key` of the same actor the first answer is given again. Raises `BadInput` or
    `NobodyThere`.
    """
    statement = consent.strip()[:MAX_STATEMENT_CHARS]
    if not statement:
        raise BadInput("consent", "is missing: say how the person agreed")
    if conversation_id is None:
        if way is Way.CHAT:
            raise BadInput("way", "without a chat only callback or contact is possible")
        if way is Way.CALLBACK and callback is None:
            raise BadInput("callback", "is missing: whom should the adviser call")
    if callback is not None:
        callback = checked(callback)
    now, who = app.clock(), audit_actor(actor) if actor else ""
    key = app.store.keys.hash("case_request", who, idempotency_key) if idempotency_key else None
    request = Request(
        language, slug, topic, urgent, way, callback, statement, source, actor.name[:80] if actor else "", key
    )
    for last_try in (False, True):
        try:
            async with app.store.write() as tx:
                opened = await _open(tx, app, conversation_id, request, now)
                if actor and opened.created:
                    number = opened.case.number
                    await record(tx, actor=who, act="case.open", target=number, detail=source.value, now=now)
                return opened
        except IntegrityError:
            # The same key at the same moment: the other one has opened it.
            if last_try:
                raise
    raise AssertionError("unreachable")


async def _open(tx: Tx, app: App, conversation_id: str | None, request: Request, now: datetime) -> Opened:
    if request.request_hash is not None:
        known = await case_by_request(tx, request.request_hash)
        if known is not None:
            expected = await expectation_of(tx, app, known.language, known.urgent, known.opened_at, now)
            return Opened(known, False, expected)
    conv = None
    if conversation_id is not None:
        conv = await hold(tx, conversation_id)
        if conv is None or conv.farewell_until is not None:
            raise CaseNotFound(conversation_id)
    if not (await roster(tx)).advisers:
        raise NobodyThere(request.language)
    return await open_in(tx, app, conv, request, now)


def checked(callback: Callback) -> Callback:
    """The callback with its number in E.164; `BadInput` when it is none that can be called."""
    number = read_phone(callback.number, callback.language)
    if not number:
        raise BadInput("callback.number", "is no telephone number that can be called back")
    return Callback(number, callback.language, Part(callback.part))


async def open_in(tx: Tx, app: App, conv: Conversation | None, request: Request, now: datetime) -> Opened:
    """Open a case inside a transaction that holds the conversation; a second wish while one is open joins the first."""
    if conv is not None:
        # Nothing is learned from a conversation that an adviser reads.
        await bar(tx, conv.id)
    existing = await open_case_of(tx, conv.id, hold=True) if conv else None
    if existing is not None:
        assert conv
        return await _join(tx, app, conv, existing, request, now)
    expected = await expectation_of(tx, app, request.language, request.urgent, None, now)
    case = Case(
        id=new_id(),
        number=await free_number(tx),
        conversation_id=conv.id if conv else None,
        channel=conv.channel if conv else "",
        language=request.language,
        spoken=request.language,
        slug=request.slug,
        topic=request.topic,
        urgent=request.urgent,
        way=request.way,
        state=CaseState.WAITING,
        opened_at=now,
        source=request.source,
        opened_by=request.opened_by,
        promise_at=expected.until,
    )
    await add_case(tx, case, callback=request.callback, statement=request.statement, request_hash=request.request_hash)
    if conv is not None:
        await open_span(tx, case.id, conv.id, 1)
        if request.way is Way.CHAT:
            await set_mode(tx, conv, WAITING)
        else:
            await close_spans(tx, case.id, conv.last_entry)
    await count(tx, now.date(), [Event("case", request.language, request.slug, request.way.value)])
    record_event(tx, OPENED, case, now)
    return Opened(case, True, expected)


async def _join(tx: Tx, app: App, conv: Conversation, existing: Case, request: Request, now: datetime) -> Opened:
    case = merged(existing, way=request.way, slug=request.slug, topic=request.topic, urgent=request.urgent)
    await save_case(tx, case)
    if request.callback is not None:
        await set_callback(tx, case.id, request.callback)
    await close_spans(tx, case.id, conv.last_entry)
    if request.way is Way.CHAT:
        await open_span_now(tx, case.id, conv.id, conv.last_entry)
        await set_mode(tx, conv, WAITING if case.holder is None else ADVISER)
    else:
        await set_mode(tx, conv, BOT)
    record_event(tx, CHANGED, case, now, before=existing)
    expected = await expectation_of(tx, app, case.language, case.urgent, case.opened_at, now)
    return Opened(case, False, expected)
