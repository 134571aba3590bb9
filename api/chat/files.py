"""A picture or PDF that the person sends while an adviser reads along."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.chat import forms
from api.chat.page import error_page, text_of
from api.chat.site import CHANNEL, site_of
from api.chat.view import read_entries
from api.words import N_
from bot.errors import FetchError
from bot.flows.history import conversation_of
from bot.flows.upload import MAX_BYTES, upload

router = APIRouter(tags=["web chat"], default_response_class=HTMLResponse)

REFUSALS = {
    "too_large": (413, N_("This file is too large. It may have at most 5 MB.")),
    "too_many_pixels": (413, N_("This file is too large. It may have at most 5 MB.")),
    "kind": (415, N_("Only pictures and PDF documents can be sent.")),
    "damaged": (422, N_("This file can't be read. Please try another one.")),
    "no_adviser": (409, N_("You can send a file once you have asked for an adviser.")),
}

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": "JPEG, PNG, WebP or PDF, 5 MB"},
                        "key": {"type": "string", "description": "the sender's own id; sent twice, stored once"},
                        "after": {"type": "integer", "description": "the newest message the page shows"},
                    },
                    "required": ["file"],
                },
            }
        },
    }
}


@router.post("/chat/files", summary="Send a picture or PDF", operation_id="send_file", openapi_extra=_BODY)
async def send_file(request: Request) -> Response:
    """Take in a file for the adviser: checked by its content, pictures drawn anew, sealed. Refused without a case."""
    site = site_of(request)
    if not forms.same_origin(request, site.settings.public_url):
        raise HTTPException(403, "This form was not sent by our own page.")
    session = site.cookies.read(request)
    conversation_id = await conversation_of(site.app.store, CHANNEL, session.id) if session else None
    if session is None or conversation_id is None:
        return _refused(request, "no_adviser")
    if site.wait_s(request, session) > 0:
        return error_page(site.words, request, 429, {"Retry-After": "5"})
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/form-data"):
        raise HTTPException(415, "Send a form as multipart/form-data.")
    form = await request.form(max_files=1, max_fields=forms.MAX_FIELDS)
    sent = form.get("file")
    if not isinstance(sent, UploadFile):
        return _refused(request, "kind")
    content = await sent.read(MAX_BYTES + 1)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    external_id = forms.external_id(session.id, {"key": fields.get("key", ""), "text": f"file {len(content)}"})
    language = site.language(request, session)
    try:
        await upload(
            site.app,
            channel=CHANNEL,
            address=session.id,
            conversation_id=conversation_id,
            external_id=external_id,
            content=content,
            language=language,
        )
    except FetchError as error:
        return _refused(request, error.reason)
    if request.headers.get("hx-request") != "true":
        return RedirectResponse("/chat#end", 303)
    talk = await read_entries(site.app, conversation_id, forms.entry_number(fields.get("after")) or 0)
    items = [text_of(site.words, "chat/_entry.html", language, entry=entry) for entry in talk.entries]
    return HTMLResponse("".join(items))


def _refused(request: Request, reason: str) -> Response:
    site = site_of(request)
    status, msgid = REFUSALS.get(reason, REFUSALS["damaged"])
    if request.headers.get("hx-request") == "true":
        language = site.language(request, site.cookies.read(request))
        return PlainTextResponse(site.words.t(language, msgid), status)
    return error_page(site.words, request, status, message=msgid)
