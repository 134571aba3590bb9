"""What can be opened: the chat, its privacy page, the ways out."""

from __future__ import annotations

import re
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.chat.page import EXIT_URL, page
from api.chat.session import Session, covered, hinted
from api.chat.site import Site, site_of
from api.chat.view import Talk, read_talk
from bot.content.model import CHAT_TOPIC, Snapshot
from bot.dialogue.actions import link_payload
from bot.flows.retain import PHRASES_KEPT, SEEN_KEPT

router = APIRouter(tags=["web chat"], default_response_class=HTMLResponse)

_PLACE = re.compile("[A-Za-z0-9_]{1,24}")
MAX_PAYLOAD_CHARS = 64


@router.head("/", include_in_schema=False)
@router.get("/", include_in_schema=False)
async def root() -> Response:
    """The chat is the front door."""
    return RedirectResponse("/chat", 307)


@router.head("/chat", include_in_schema=False)
@router.get("/chat", summary="The chat page", operation_id="chat")
async def chat(request: Request, ask: str = "", lang: str = "", place: str = "", sent: str = "") -> Response:
    """The conversation of this browser, or the start page.

    `lang` sets the language; `ask` names the question whose answer is shown, `place` the place code of the link
    (posters, posts in groups). A GET says nothing in the conversation: previews of links open them too.
    """
    site = site_of(request)
    found = site.cookies.read(request)
    session = found or Session.new()
    if site.words.known(lang):
        session = replace(session, language=lang)
    link = _link(await site.snapshot(), ask, session.language, place)
    if covered(request):
        language = site.language(request, session)
        return page(site.words, "chat/cover.html", language, link=link)
    talk = await read_talk(site.app, session.id)
    deleted = session.talked and talk.conversation_id is None
    if deleted:
        session = Session.new(session.language)
    refused = sent == "1" and found is None
    spoken = "" if link else talk.language
    topics = await site.topics(site.language(request, session, spoken))
    response = _chat(site, request, session, talk, topics, link=link, deleted=deleted, cookies_refused=refused)
    if session != found:
        site.cookies.write(response, session)
    return response


def _chat(
    site: Site,
    request: Request,
    session: Session,
    talk: Talk,
    topics: dict[str, str],
    *,
    link: dict[str, str],
    deleted: bool,
    cookies_refused: bool,
) -> HTMLResponse:
    spoken = "" if link else talk.language
    language = site.language(request, session, spoken)
    words = site.words
    notice = ""
    if deleted:
        notice = words.t(language, "Everything has been deleted.")
    elif cookies_refused:
        notice = words.t(language, "Your browser refuses cookies. The chat needs one to find your answer again.")
    return page(
        words,
        "chat/chat.html",
        language,
        operator=site.operator,
        entries=() if link else talk.entries,
        connected=talk.conversation_id is not None and not link,
        waiting=talk.waiting and not link,
        mode=talk.mode if not link else "bot",
        last=talk.last,
        notice=notice,
        draft="",
        ask=link,
        link={},
        known_language=bool(spoken or hinted(request, session, words)),
        greetings=[(code, words.t(code, "Ask in this language")) for code in words.names],
        topics=topics,
    )


def _link(snapshot: Snapshot | None, ask: str, language: str, place: str) -> dict[str, str]:
    """What a deep link asks for, if the question exists: its payload for the dialogue and its title for the page."""
    question = snapshot.questions.get(ask) if snapshot else None
    if snapshot is None or question is None or question.topic == CHAT_TOPIC:
        return {}
    answer = snapshot.answers.get((language, ask))
    payload = link_payload(ask, language, place if _PLACE.fullmatch(place) else "")
    if len(payload) > MAX_PAYLOAD_CHARS:
        payload = link_payload(ask, language)
    return {"slug": ask, "payload": payload, "title": answer.title if answer else ""}


@router.get("/chat/privacy", summary="What is stored, how long, who reads it", operation_id="privacy")
async def privacy(request: Request, lang: str = "") -> Response:
    """The privacy page, true to the settings of this installation."""
    site = site_of(request)
    session = site.cookies.read(request)
    talk = await read_talk(site.app, session.id) if session else Talk(None)
    language = site.words.known(lang) or site.language(request, session, talk.language)
    return page(
        site.words,
        "chat/privacy.html",
        language,
        operator=site.operator,
        contact=site.settings.privacy_contact,
        contact_url=site.privacy_contact_url,
        retention_days=site.settings.retention_days,
        seen_days=SEEN_KEPT.days,
        phrases_days=PHRASES_KEPT.days,
    )


@router.get(
    "/chat/exit",
    summary="Quick exit",
    operation_id="exit",
    status_code=303,
    response_class=RedirectResponse,
)
async def leave(request: Request) -> Response:
    """Leave for a neutral page; whoever presses "back" sees a cover, not the conversation."""
    response = RedirectResponse(EXIT_URL, 303, headers={"Referrer-Policy": "no-referrer"})
    site_of(request).cookies.cover(response, on=True)
    return response


@router.get("/chat/wipe", summary="Ask before deleting", operation_id="ask_wipe")
async def ask_wipe(request: Request) -> Response:
    """The confirmation of "delete and leave" for browsers without scripts."""
    site = site_of(request)
    session = site.cookies.read(request)
    talk = await read_talk(site.app, session.id) if session else Talk(None)
    return page(site.words, "chat/wipe.html", site.language(request, session, talk.language))


@router.get("/chat/gone", summary="After deleting", operation_id="gone")
async def gone(request: Request) -> Response:
    """Says that everything is deleted, and leads away."""
    site = site_of(request)
    return page(site.words, "chat/gone.html", site.language(request, None))
