"""Saved replies: texts that advisers send often, by language, with facts and contacts by id."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk.room import Room, room_of
from api.desk.troubles import form_page
from api.staff.forms import Fields, fields_of
from api.staff.guard import Staff, allowed
from bot.content.plain_text import filled
from bot.desk.errors import DeskError
from bot.flows.desk_settings import drop_reply, keep_reply, may_change, saved_replies
from bot.staff.roles import Permission

router = APIRouter(prefix="/desk/replies", tags=["desk"], default_response_class=HTMLResponse, include_in_schema=False)

Adviser = Annotated[Staff, Depends(allowed(Permission.DESK_CASES))]


@router.get("")
async def replies_page(
    request: Request, staff: Adviser, language: str = "", edit: str = "", saved: str = ""
) -> Response:
    """The replies of a language, as they read today."""
    room = await room_of(request, staff)
    return await _page(room, language, edit=edit, notice=room.t("Saved.") if saved else "")


@router.post("")
async def save(request: Request, staff: Adviser) -> Response:
    """Keep a reply, new or changed. With `look` it is shown filled in first, and not kept."""
    room = await room_of(request, staff)
    fields = await fields_of(request)
    language = _language(room, fields.get("language", ""))
    if fields.get("look"):
        return await _page(room, language, typed=fields)
    try:
        await keep_reply(
            room.app,
            room.actor,
            language=language,
            title=fields.get("title", ""),
            body=fields.get("body", "").replace("\r\n", "\n"),
            for_all=fields.get("for_all") == "1",
            reply_id=_id(fields.get("id", "")),
        )
    except DeskError as error:
        return await _page(room, language, error, typed=fields)
    return RedirectResponse(f"/desk/replies?language={language}&saved=1", 303)


@router.post("/drop")
async def drop(request: Request, staff: Adviser) -> Response:
    """Remove a reply."""
    room = await room_of(request, staff)
    fields = await fields_of(request)
    language = _language(room, fields.get("language", ""))
    reply_id = _id(fields.get("id", ""))
    try:
        if reply_id is not None:
            await drop_reply(room.app, room.actor, reply_id)
    except DeskError as error:
        return await _page(room, language, error)
    return RedirectResponse(f"/desk/replies?language={language}", 303)


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None


def _languages(room: Room) -> list[tuple[str, str]]:
    """The adviser's own languages first, then all others."""
    known: dict[str, None] = dict.fromkeys(sorted(room.actor.languages))
    if room.snapshot is not None:
        known |= dict.fromkeys((*room.snapshot.languages, *room.snapshot.handoff_only))
    return [(code, room.names.language(code)) for code in known]


def _language(room: Room, code: str) -> str:
    codes = [known for known, _ in _languages(room)]
    return code if code in codes else (codes[0] if codes else "")


async def _page(
    room: Room,
    language: str,
    error: DeskError | None = None,
    *,
    edit: str = "",
    notice: str = "",
    typed: Fields | None = None,
) -> HTMLResponse:
    language = _language(room, language)
    found = await saved_replies(room.app, room.actor, language)
    chosen = next((one for one in found if str(one.id) == edit and may_change(room.actor, one)), None)
    form = {
        "id": str(chosen.id) if chosen else "",
        "title": chosen.title if chosen else "",
        "body": chosen.body if chosen else "",
        "for_all": chosen.owner_id is None if chosen else False,
    }
    look = None
    if typed is not None:
        form = {
            "id": typed.get("id", ""),
            "title": typed.get("title", ""),
            "body": typed.get("body", ""),
            "for_all": typed.get("for_all") == "1",
        }
        look = _filled(room, str(form["body"]), language)
    return form_page(
        room,
        "desk/replies.html",
        error,
        chosen=language,
        chosen_name=room.names.language(language),
        languages=_languages(room),
        replies=[
            {
                "id": one.id,
                "title": one.title,
                "own": one.owner_id is not None,
                "may_change": may_change(room.actor, one),
                **_filled(room, one.body, language),
            }
            for one in found
        ],
        form=form,
        look=look,
        for_everybody=room.actor.supervises,
        notice=notice,
    )


def _filled(room: Room, body: str, language: str) -> dict[str, object]:
    if room.snapshot is None:
        return {"text": body, "faults": ()}
    made = filled(body, room.snapshot, language=language, on=room.today, phrases=room.phrases(language))
    return {"text": made.text, "faults": made.faults}
