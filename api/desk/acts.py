"""What can be done with a case. Each act answers a form with the page, or our script with what is new."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk import troubles
from api.desk.case import draw, position
from api.desk.case_view import mode_of
from api.desk.lines import views
from api.desk.once import Once
from api.desk.room import Room, by_script, room_of
from api.staff.forms import Fields, fields_of
from api.staff.guard import Staff, allowed
from api.staff.page import error_page
from bot.desk.errors import BadInput, CaseNotFound, DeskError
from bot.flows import cases
from bot.flows.case_live import follow
from bot.staff.roles import Permission

router = APIRouter(prefix="/desk/cases", tags=["desk"], default_response_class=HTMLResponse, include_in_schema=False)

Adviser = Annotated[Staff, Depends(allowed(Permission.DESK_CASES))]

Act = Callable[[Room, Fields], Awaitable[None]]


def _version(fields: Fields) -> int | None:
    """The version that the page showed; `None` when the form brings none."""
    text = fields.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


async def _do(request: Request, staff: Staff, case_id: str, act: Act, *, then: str = "") -> Response:
    room = await room_of(request, staff)
    fields = await fields_of(request)
    once = _once(request)
    key = fields.get("key", "")
    try:
        async with once.lock(staff.account.id):
            if not (key and once.seen(staff.account.id, key)):
                await act(room, fields)
                if key:
                    once.done(staff.account.id, key)
        if by_script(request):
            return await _news(room, case_id, fields)
    except DeskError as error:
        return await _refused(request, room, case_id, fields, error)
    return RedirectResponse(then or f"/desk/cases/{case_id}#end", 303)


def _once(request: Request) -> Once:
    state = request.app.state
    found: Once | None = getattr(state, "desk_once", None)
    if found is None:
        found = state.desk_once = Once()
    return found


async def _news(room: Room, case_id: str, fields: Fields) -> Response:
    """The lines that the page does not have yet."""
    after = position(fields.get("after"))
    try:
        talk = await follow(room.app, room.actor, case_id, after)
    except CaseNotFound:
        # Given away to where this reader does not look.
        return Response(status_code=200, headers={"HX-Redirect": "/desk"})
    fresh = [placed for placed in talk.lines if placed.position > after]
    known = [placed.line.at for placed in talk.lines if placed.position <= after]
    may_retry = mode_of(talk.case, room.actor.id) == "reply"
    made = views(fresh, room.names, case_id, before=known[-1] if known else None, may_retry=may_retry)
    return HTMLResponse("".join(room.piece("desk/_line.html", line=line) for line in made))


async def _refused(request: Request, room: Room, case_id: str, fields: Fields, error: DeskError) -> Response:
    if by_script(request):
        return troubles.piece(room, error)
    what = request.url.path.rsplit("/", 1)[-1]
    typed = {"reply": {"reply": fields.get("text", "")}, "note": {"note": fields.get("text", "")}}.get(what, {})
    try:
        return await draw(room, case_id, status=troubles.status_of(error), trouble=troubles.words(room, error), **typed)
    except DeskError:
        return error_page(request, room.staff, troubles.status_of(error))


@router.post("/{case_id}/claim")
async def claim(request: Request, staff: Adviser, case_id: str) -> Response:
    """Take a waiting case. Of two, one wins."""

    async def act(room: Room, fields: Fields) -> None:
        # Not by version: what changed meanwhile does not matter to who takes it, only that somebody has it.
        await cases.claim(room.app, room.actor, case_id)

    return await _do(request, staff, case_id, act)


@router.post("/{case_id}/reply")
async def reply(request: Request, staff: Adviser, case_id: str) -> Response:
    """Answer the person."""

    async def act(room: Room, fields: Fields) -> None:
        text = fields.get("text", "").replace("\r\n", "\n")
        await cases.reply(room.app, room.actor, case_id, text)

    return await _do(request, staff, case_id, act)


@router.post("/{case_id}/note")
async def note(request: Request, staff: Adviser, case_id: str) -> Response:
    """Write an internal note."""

    async def act(room: Room, fields: Fields) -> None:
        await cases.note(room.app, room.actor, case_id, fields.get("text", "").replace("\r\n", "\n"))

    return await _do(request, staff, case_id, act)


@router.post("/{case_id}/transfer")
async def transfer(request: Request, staff: Adviser, case_id: str) -> Response:
    """Hand over: `to` is queue, account:<id> or language:<code>; `back` leads to the overview afterwards."""
    fields = await fields_of(request)
    back = "/desk/overview" if fields.get("back") == "overview" else ""

    async def act(room: Room, fields: Fields) -> None:
        kind, _, value = fields.get("to", "").partition(":")
        if kind not in ("queue", "account", "language") or (kind != "queue" and not value):
            raise BadInput("to", "must be queue, account:<id> or language:<code>")
        await cases.transfer(
            room.app,
            room.actor,
            case_id,
            to_account=value if kind == "account" else "",
            to_language=value if kind == "language" else "",
            to_queue=kind == "queue",
            version=_version(fields),
        )

    return await _do(request, staff, case_id, act, then=back)


@router.post("/{case_id}/close")
async def close(request: Request, staff: Adviser, case_id: str) -> Response:
    """End a case."""

    async def act(room: Room, fields: Fields) -> None:
        await cases.close(room.app, room.actor, case_id, fields.get("outcome", ""), _version(fields))

    return await _do(request, staff, case_id, act)


@router.post("/{case_id}/reopen")
async def reopen(request: Request, staff: Adviser, case_id: str) -> Response:
    """Take a closed case up again."""

    async def act(room: Room, fields: Fields) -> None:
        await cases.reopen(room.app, room.actor, case_id, _version(fields))

    return await _do(request, staff, case_id, act)


@router.post("/{case_id}/retry")
async def retry(request: Request, staff: Adviser, case_id: str) -> Response:
    """Send a message once more that failed."""

    async def act(room: Room, fields: Fields) -> None:
        await cases.retry_message(room.app, room.actor, case_id, fields.get("message", ""))

    return await _do(request, staff, case_id, act)


@router.post("/{case_id}/typing")
async def typing(request: Request, staff: Adviser, case_id: str) -> Response:
    """The adviser is writing. Best effort: answers 204 whatever becomes of it."""
    room = await room_of(request, staff)
    try:
        case = await cases.get_case(room.app, room.actor, case_id, look=False)
        await cases.typing(room.app, room.actor, case_id)
        if case.conversation_id is not None:
            await room.app.hub.typing(case.conversation_id)
    except DeskError:
        pass
    return Response(status_code=204)
