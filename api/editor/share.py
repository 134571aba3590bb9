"""Sharing an answer: a link and a QR code for each channel, a card for the counter, a text for a group."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import quote, urlencode

import segno
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.editor.card import Card, card_pdf
from api.staff.guard import Staff, allowed
from api.staff.page import error_page, render
from api.staff.site import StaffSite, staff_site_of
from api.staff.words import N_
from bot.content import markup, references
from bot.content.model import CHAT_TOPIC, Answer, Snapshot
from bot.dialogue.actions import link_payload
from bot.dialogue.context import NETHERLANDS
from bot.flows import inbox
from bot.settings import Settings
from bot.staff.roles import Permission

router = APIRouter(prefix="/editor/share", tags=["editor"], include_in_schema=False)

SeesEditor = Annotated[Staff, Depends(allowed(Permission.EDITOR_WRITE, Permission.EDITOR_OVERRIDE))]

MAX_PAYLOAD_CHARS = 64
QR_SCALE = 12
CHANNELS = {"web": N_("Web page"), "telegram": "Telegram", "whatsapp": "WhatsApp"}
INVITE = N_("Free, in your own language. Read more or ask your question here: {link}")
LEAD = N_("Free, in your own language, day and night. Your employer and your agency do not see it.")
SCAN = N_("Scan with your phone")


@dataclass(frozen=True, slots=True)
class Way:
    """One channel's link to an answer."""

    channel: str
    link: str


def ways(settings: Settings, answer: Answer, place: str = "") -> list[Way]:
    """The links of the channels that are set; the web page always."""
    payload = link_payload(answer.slug, answer.language, place)
    if len(payload) > MAX_PAYLOAD_CHARS:
        payload = link_payload(answer.slug, answer.language)
    query = {"ask": answer.slug, "lang": answer.language, **({"place": place} if place else {})}
    found = [Way("web", f"{settings.public_url}/chat?{urlencode(query)}")]
    if settings.telegram_name:
        found.append(Way("telegram", f"https://t.me/{settings.telegram_name.lstrip('@')}?start={payload}"))
    if number := "".join(filter(str.isdigit, settings.whatsapp_number)):
        text = quote(f"{answer.title} #{payload}", safe="")
        found.append(Way("whatsapp", f"https://wa.me/{number}?text={text}"))
    return found


def post_text(site: StaffSite, snapshot: Snapshot, answer: Answer, link: str, day: date) -> str:
    """A text that can be put into a group as it is: what the answer says, and where to ask."""
    phrases = site.app.knowledge.phrases[answer.language] if site.app.knowledge is not None else None
    assert phrases is not None, "sharing needs the product's own content"
    filled = references.fill(answer.essence, snapshot, language=answer.language, on=day, phrases=phrases)
    said = markup.plain(filled)
    return f"{answer.title}\n\n{said}\n\n{site.words.t(answer.language, INVITE, link=link)}"


@router.get("/{slug}")
async def page(request: Request, staff: SeesEditor, slug: str) -> Response:
    """Everything to share of one answer, in each language."""
    site = staff_site_of(request)
    snapshot = await inbox.snapshot_of(site.app)
    question = snapshot.questions.get(slug)
    if question is None or question.topic == CHAT_TOPIC:
        return error_page(request, staff, 404)
    day = site.app.clock().astimezone(NETHERLANDS).date()
    answers = [one for code in snapshot.languages if (one := snapshot.answer(code, slug)) is not None]
    shared = [
        {
            "answer": one,
            "ways": (links := ways(site.settings, one)),
            "text": post_text(site, snapshot, one, links[0].link, day),
        }
        for one in answers
    ]
    missing = [
        name for name in CHANNELS if answers and name not in {way.channel for way in ways(site.settings, answers[0])}
    ]
    named = next((one for one in answers if one.language == staff.account.interface), answers[-1] if answers else None)
    return render(
        request,
        staff,
        "editor/share.html",
        slug=slug,
        name=named.title if named else slug,
        shared=shared,
        missing=missing,
        mine=staff.account.languages or {staff.account.interface},
        CHANNELS=CHANNELS,
    )


@router.get("/{slug}/{language}/card.pdf")
async def card(request: Request, staff: SeesEditor, slug: str, language: str) -> Response:
    """The card as a PDF. Its code leads to the web page, which every phone opens."""
    site = staff_site_of(request)
    answer = await _answer(site, slug, language)
    if answer is None:
        return error_page(request, staff, 404)
    link = ways(site.settings, answer)[0].link
    made = card_pdf(
        Card(
            language=language,
            title=answer.title,
            lead=site.words.t(language, LEAD),
            scan=site.words.t(language, SCAN),
            address=f"{site.settings.public_url}/chat".split("://", 1)[1],
            link=link,
            operator=site.settings.operator_name,
        )
    )
    return _file(made, "application/pdf", f"{slug}-{language}.pdf")


@router.get("/{slug}/{language}/{name}")
async def code(request: Request, staff: SeesEditor, slug: str, language: str, name: str) -> Response:
    """A QR code as SVG (to be shown or printed) or PNG (to be sent): `web.svg`, `telegram.png`."""
    site = staff_site_of(request)
    answer = await _answer(site, slug, language)
    channel, _, kind = name.partition(".")
    found = next((way for way in ways(site.settings, answer) if way.channel == channel), None) if answer else None
    if found is None or kind not in ("svg", "png"):
        return error_page(request, staff, 404)
    made = segno.make(found.link, error="m", micro=False)
    out = io.BytesIO()
    if kind == "svg":
        made.save(out, kind="svg", scale=QR_SCALE, border=4, dark="#000", light="#fff", svgns=True)
        return Response(out.getvalue(), media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=300"})
    made.save(out, kind="png", scale=QR_SCALE, border=4)
    return _file(out.getvalue(), "image/png", f"{slug}-{language}-{channel}.png")


async def _answer(site: StaffSite, slug: str, language: str) -> Answer | None:
    return (await inbox.snapshot_of(site.app)).answer(language, slug)


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)
