"""The training inbox: what people asked and the service did not understand, in groups."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.editor.room import TOPICS
from api.staff.forms import fields_of
from api.staff.guard import Staff, allowed
from api.staff.page import language_of, render
from api.staff.site import staff_site_of
from api.staff.words import N_
from bot.flows import inbox
from bot.flows.app import App
from bot.flows.inbox import DECIDED, InboxError, Seen, Viewer
from bot.flows.learn import PEOPLE_TO_SHOW
from bot.flows.retain import PHRASES_KEPT
from bot.staff.roles import Permission
from bot.store.phrases import NEW, OPEN, OUTSIDE

router = APIRouter(prefix="/editor/inbox", tags=["editor"], include_in_schema=False)

SeesInbox = Annotated[Staff, Depends(allowed(Permission.TRAINING_INBOX))]

REASONS = {
    "rephrase": N_("not understood"),
    "outside": N_("taken for none of our questions"),
    "not_useful": N_("the answer did not help"),
    "other": N_("another question was meant"),
    "none": N_("none of the offered questions fitted"),
}
MASKS = {
    "name": N_("name"),
    "place": N_("place"),
    "firm": N_("company"),
    "address": N_("address"),
    "word": N_("word"),
    "number": N_("number"),
    "phone": N_("phone number"),
    "bsn": "BSN",
    "iban": "IBAN",
    "mail": N_("e-mail"),
    "link": N_("web page"),
    "user": N_("user name"),
    "date": N_("date"),
    "birth": N_("date of birth"),
    "plate": N_("number plate"),
}
"""What the scrubber took out, in words."""
DONE = {
    "assigned": N_("Thank you. These sentences become examples of that question at the next training."),
    "outside": N_("Noted: none of ours. The next training learns that too."),
    "proposed": N_("Thank you. The new question is noted for everybody who writes answers."),
    "undone": N_("Taken back: the group waits again."),
    "out": N_("The sentence is deleted."),
}
_MASK = re.compile(r"\[([a-z]+)\]")


def viewer_of(staff: Staff) -> Viewer:
    """What this account may see here: a key figure their languages, from three people on."""
    few = staff.may(Permission.EDITOR_LEGAL) or staff.may(Permission.TRAINING_TRAIN)
    languages = frozenset[str]() if staff.may(Permission.TRAINING_TRAIN) else staff.account.languages
    return Viewer(staff.account.id, languages, few)


def pieces(text: str) -> list[tuple[str, str]]:
    """A scrubbed sentence as (text, "") and ("", kind of what was taken out) in order."""
    found: list[tuple[str, str]] = []
    end = 0
    for match in _MASK.finditer(text):
        if match[1] in MASKS:
            found += [(text[end : match.start()], ""), ("", match[1])]
            end = match.end()
    return [*found, (text[end:], "")]


@router.get("")
async def page(request: Request, staff: SeesInbox, language: str = "", show: str = "", few: str = "") -> Response:
    """The groups of one language or of all that this account works in."""
    viewer = viewer_of(staff)
    return await _page(request, staff, viewer, language=language, decided=show == "decided", few=few == "1")


async def _page(
    request: Request,
    staff: Staff,
    viewer: Viewer,
    *,
    language: str = "",
    decided: bool = False,
    few: bool = False,
    error: str = "",
    status: int = 200,
) -> Response:
    app: App = staff_site_of(request).app
    snapshot = await inbox.snapshot_of(app)
    waiting = await inbox.waiting(app, viewer)
    languages = [language] if language in waiting else list(waiting)
    statuses = DECIDED if decided else (OPEN,)
    seen: list[Seen] = await inbox.look(app, viewer, languages=languages, statuses=statuses, few=few)
    interface = language_of(request, staff)

    def title(slug: str, of: str = "") -> str:
        codes = (of, interface, *snapshot.languages)
        return next((a.title for code in codes if (a := snapshot.answers.get((code, slug)))), slug)

    questions = {
        topic: sorted(((slug, title(slug)) for slug in snapshot.slugs(topic)), key=lambda pair: pair[1].lower())
        for topic in snapshot.topics
        if topic != "chat"
    }

    def link(of: str, show: str, few_too: str) -> str:
        return "/editor/inbox?" + urlencode({"language": of, "show": show, "few": few_too})

    return render(
        request,
        staff,
        "editor/inbox.html",
        status,
        groups=seen,
        waiting=waiting,
        chosen=language if language in waiting else "",
        decided=decided,
        few=few and viewer.few,
        may_see_few=viewer.few,
        title=title,
        link=link,
        questions=questions,
        TOPICS=TOPICS,
        REASONS=REASONS,
        MASKS=MASKS,
        NEW=NEW,
        OUTSIDE=OUTSIDE,
        pieces=pieces,
        at_least=PEOPLE_TO_SHOW,
        kept_days=PHRASES_KEPT.days,
        done=DONE.get(request.query_params.get("done", ""), ""),
        error=error,
        query=request.url.query,
    )


@router.post("/{group_id}")
async def decide(request: Request, staff: SeesInbox, group_id: str) -> Response:
    """What a button of a group asks for."""
    viewer = viewer_of(staff)
    app: App = staff_site_of(request).app
    fields = await fields_of(request)
    act = str(fields.get("act", ""))
    verb, _, rest = act.partition(":")
    language = str(fields.get("language", ""))
    few = str(fields.get("few", "")) == "1"
    decided = str(fields.get("show", "")) == "decided"
    try:
        if verb == "assign":
            await inbox.assign(app, viewer, group_id, rest or str(fields.get("slug", "")))
            done = "assigned"
        elif verb == "outside":
            await inbox.mark_outside(app, viewer, group_id)
            done = "outside"
        elif verb == "propose":
            await inbox.propose(app, viewer, group_id, str(fields.get("note", "")))
            done = "proposed"
        elif verb == "out" and rest.isascii() and rest.isdigit() and len(rest) < 16:
            await inbox.take_out(app, viewer, group_id, int(rest))
            done = "out"
        elif verb == "undo":
            await inbox.undo(app, viewer, group_id)
            done = "undone"
        else:
            raise InboxError(N_("That did not arrive as it should. Go back and try again."))
    except InboxError as error:
        return await _page(
            request, staff, viewer, language=language, decided=decided, few=few, error=str(error), status=422
        )
    asked = {"language": language, "few": "1" if few else "", "show": "decided" if decided else ""}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value and value.isalnum())
    return RedirectResponse(f"/editor/inbox?{query}{'&' if query else ''}done={done}", 303)
