"""A person's picture or document: shown as a picture and nothing else, or downloaded; never run, never framed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from api.desk.room import room_of
from api.desk.troubles import status_of
from api.staff.guard import Staff, allowed
from api.staff.page import error_page
from bot.desk.errors import DeskError
from bot.flows.case_files import read_file
from bot.staff.roles import Permission

router = APIRouter(prefix="/desk/cases", tags=["desk"], default_response_class=HTMLResponse, include_in_schema=False)

Adviser = Annotated[Staff, Depends(allowed(Permission.DESK_CASES))]

PICTURES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
"""Shown in the page. Everything else is a download."""
OTHERS = {"application/pdf": "pdf", "audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "m4a"}
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@router.get("/{case_id}/files/{file_id}")
async def file(request: Request, staff: Adviser, case_id: str, file_id: str, download: str = "") -> Response:
    """The file's content, under a name of ours; the look or the download is audited."""
    room = await room_of(request, staff)
    try:
        case, stored = await read_file(room.app, room.actor, case_id, file_id, download=bool(download))
    except DeskError as error:
        return error_page(request, staff, status_of(error))
    kind = PICTURES.get(stored.media_type)
    ending = kind or OTHERS.get(stored.media_type, "bin")
    inline = kind is not None and not download
    return Response(
        stored.content,
        media_type=stored.media_type if kind or stored.media_type in OTHERS else "application/octet-stream",
        headers={
            "Content-Disposition": f'{"inline" if inline else "attachment"}; filename="{case.number}.{ending}"',
            "Content-Security-Policy": SANDBOX,
            "Cache-Control": "private, no-store",
        },
    )
