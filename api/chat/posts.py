"""What can be sent: a message, a pressed button, a deep link's question, a language, and "delete and leave".

With `HX-Request: true` (our script) the answer is the new entries as HTML, to be put at the end of the conversation;
without it the answer leads back to the page, which then shows the reply.
"""

from __future__ import annotations

import asyncio
import logging
import math
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.exc import SQLAlchemyError

from api.chat import forms
from api.chat.page import error_page, text_of
from api.chat.session import Session, hinted
from api.chat.site import CHANNEL, Site, site_of
from api.chat.view import read_entries
from bot.errors import StoreError
from bot.flows.erase import erase
from bot.flows.history import conversation_of, history
from bot.flows.receive import receive
from bot.messages import Envelope, Incoming, IncomingKind

log = logging.getLogger(__name__)

router = APIRouter(tags=["web chat"], default_response_class=HTMLResponse)

ANSWER_WAIT_S = 3.5
"""How long a page without scripts waits for the reply before it shows itself: the NLU may take 2.5 s."""

STALE = "X-Chat-Stale"
"""This answer's header when the page shows a conversation that is no more: it must load itself anew."""

_FORM_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            forms.FORM: {
                "schema": {
                    "type": "object",
                    "properties": {
                        "text": {"type": "string", "maxLength": 4000, "description": "messages only: what was typed"},
                        "action": {"type": "string", "description": "choices only: the pressed button"},
                        "entry": {"type": "integer", "description": "choices only: the message with the button"},
                        "key": {"type": "string", "description": "the sender's own id; sent twice, stored once"},
                        "after": {"type": "integer", "description": "the newest message the page shows"},
                    },
                },
                "example": {"text": "jak sie zameldowac w holandii?", "key": "8x2kq0d9w1", "after": 0},
            }
        },
    }
}


async def _session(request: Request) -> tuple[Site, Session]:
    site = site_of(request)
    return site, site.cookies.read(request) or Session.new()


@router.post("/chat/messages", summary="Send a message", operation_id="send_message", openapi_extra=_FORM_BODY)
async def send_message(request: Request) -> Response:
    """Take in what was typed. Nothing typed is a friendly hint, never an error."""
    site, session = await _session(request)
    form = await forms.read_form(request, site.settings.public_url)
    text = forms.message_text(form)
    if not text.strip():
        return RedirectResponse("/chat#end", 303) if not _by_script(request) else Response(status_code=204)
    return await _deliver(request, site, session, form, Incoming(IncomingKind.TEXT, text=text))


@router.post("/chat/choices", summary="Press a button", operation_id="press_button", openapi_extra=_FORM_BODY)
async def press_button(request: Request) -> Response:
    """Take in a pressed button, also one of an older message."""
    site, session = await _session(request)
    form = await forms.read_form(request, site.settings.public_url)
    action = forms.action(form)
    if not action:
        return RedirectResponse("/chat#end", 303) if not _by_script(request) else Response(status_code=204)
    label = await _label(site, request, session, form, action)
    return await _deliver(request, site, session, form, Incoming(IncomingKind.CHOICE, text=label, action=action))


@router.post("/chat/start", summary="Open a deep link's answer", operation_id="start")
async def start(request: Request) -> Response:
    """Ask what a deep link asks (see `GET /chat`)."""
    site, session = await _session(request)
    form = await forms.read_form(request, site.settings.public_url)
    incoming = Incoming(IncomingKind.START, action=form.get("payload", "")[:64])
    return await _deliver(request, site, session, form, incoming)


@router.post("/chat/language", summary="Choose the language", operation_id="choose_language")
async def choose_language(request: Request) -> Response:
    """Set the page's language; a conversation that has begun goes on in it, too."""
    site, session = await _session(request)
    form = await forms.read_form(request, site.settings.public_url)
    language = site.words.known(form.get("language"))
    back = "/chat/privacy" if form.get("back") == "privacy" else "/chat#end"
    session = replace(session, language=language or session.language)
    if language and await conversation_of(site.app.store, CHANNEL, session.id) is not None:
        incoming = Incoming(IncomingKind.CHOICE, text=site.words.names[language], action=f"lang:{language}")
        return await _deliver(request, site, session, form, incoming, back=back)
    response = RedirectResponse(back, 303)
    site.cookies.write(response, session)
    return response


@router.post("/chat/show", summary="Take the cover off", operation_id="show")
async def show(request: Request) -> Response:
    """Show the conversation again that quick exit or idleness had hidden."""
    site = site_of(request)
    form = await forms.read_form(request, site.settings.public_url)
    ask = form.get("ask", "")
    link = f"?ask={ask}" if ask.isascii() and ask.isidentifier() and len(ask) <= 40 else ""
    response = RedirectResponse(f"/chat{link}#end", 303)
    site.cookies.cover(response, on=False)
    return response


@router.post("/chat/wipe", summary="Delete and leave", operation_id="wipe")
async def wipe(request: Request) -> Response:
    """Erase this browser's conversation at once and forget its cookie."""
    site, session = await _session(request)
    await forms.read_form(request, site.settings.public_url)
    conversation_id = await conversation_of(site.app.store, CHANNEL, session.id)
    if conversation_id is not None:
        await erase(site.app.store, conversation_id)
    response: Response = Response(status_code=204) if _by_script(request) else RedirectResponse("/chat/gone", 303)
    site.cookies.forget(response)
    return response


def _by_script(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


async def _deliver(
    request: Request,
    site: Site,
    session: Session,
    form: dict[str, str],
    incoming: Incoming,
    *,
    back: str = "/chat?sent=1#end",
) -> Response:
    """Store what was sent, then show what there is to show."""
    wait_s = site.wait_s(request, session)
    if wait_s > 0:
        headers = {"Retry-After": str(math.ceil(wait_s))}
        return error_page(site.words, request, 429, headers, text=incoming.text if not incoming.action else "")
    incoming = replace(incoming, language_hint=hinted(request, session, site.words))
    envelope = Envelope(CHANNEL, session.id, forms.external_id(session.id, form), incoming)
    try:
        received = await receive(site.app.store, envelope, metrics=site.app.metrics, now=site.app.clock())
    except (SQLAlchemyError, StoreError) as error:
        log.error("A message of the web chat could not be stored: %s", type(error).__name__)
        return error_page(site.words, request, 503, {"Retry-After": "5"}, text=incoming.text)
    session = replace(session, talked=True)
    after = forms.entry_number(form.get("after")) or 0
    if not _by_script(request):
        if received.conversation_id is not None and received.entry is not None:
            await _answered(site, received.conversation_id, received.entry)
        response: Response = RedirectResponse(back, 303)
    elif received.conversation_id is None or (received.entry is not None and received.entry <= after):
        response = Response(status_code=204, headers={STALE: "1"})
    else:
        talk = await read_entries(site.app, received.conversation_id, after)
        language = site.language(request, session)
        items = [text_of(site.words, "chat/_entry.html", language, entry=entry) for entry in talk.entries]
        response = HTMLResponse("".join(items))
    site.cookies.write(response, session)
    return response


async def _answered(site: Site, conversation_id: str, entry: int) -> None:
    """Wait until a message is answered, at most `ANSWER_WAIT_S`."""
    with site.app.hub.subscribe(conversation_id) as changes:
        try:
            async with asyncio.timeout(ANSWER_WAIT_S):
                while True:
                    mine = await history(site.app.store, conversation_id, entry - 1, limit=1)
                    if not mine or mine[0].id != entry or mine[0].status != "new":
                        return
                    await changes.wait(timeout_s=ANSWER_WAIT_S)
        except TimeoutError:
            return


async def _label(site: Site, request: Request, session: Session, form: dict[str, str], action: str) -> str:
    """What the pressed button says, read from the message it stands below."""
    number = forms.entry_number(form.get("entry"))
    if number is not None:
        conversation_id = await conversation_of(site.app.store, CHANNEL, session.id)
        if conversation_id is not None:
            for entry in await history(site.app.store, conversation_id, number - 1, limit=1):
                for choice in entry.outgoing.payload.get("choices", ()) if entry.outgoing else ():
                    if entry.id == number and choice["action"] == action:
                        return str(choice["label"])
    verb, _, target = action.partition(":")
    if verb == "topic":
        return (await site.topics(site.language(request, session))).get(target, "")
    return ""
