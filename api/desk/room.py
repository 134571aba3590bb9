"""What every route of the desk works with: who acts, in which words, over which knowledge."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.chat.site import site_of
from api.desk.names import Names
from api.staff.guard import Staff
from api.staff.page import language_of, render, text_of
from api.staff.site import staff_site_of
from api.staff.words import N_
from bot.content.model import Snapshot
from bot.content.references import Phrases
from bot.desk.case import Actor
from bot.desk.hours import NETHERLANDS
from bot.desk.rules import MAX_TEXT_CHARS
from bot.dialogue.voice import phrases
from bot.flows.app import App
from bot.flows.cases import actor_of
from bot.language.wording import Wording

KEYS = (
    ("j k", N_("Next and previous case in the list")),
    ("Enter", N_("Open the case")),
    ("q", N_("Back to the list")),
    ("c", N_("Take this case")),
    ("r", N_("Write a reply")),
    ("Ctrl+Enter", N_("Send what you are writing")),
    ("Esc", N_("Leave the text box")),
    ("/", N_("Search the answers, to insert one")),
    ("s", N_("Saved replies")),
    ("n", N_("Write a note")),
    ("t", N_("Hand over")),
    ("x", N_("Close the case")),
    ("o", N_("Open the case again")),
    ("f", N_("Filter the list")),
    ("?", N_("This list")),
)
"""The keyboard map, as the overlay shows it."""


@dataclass(frozen=True, slots=True)
class Room:
    """One request at the desk."""

    request: Request
    staff: Staff
    app: App
    actor: Actor
    names: Names
    snapshot: Snapshot | None
    wording: Wording | None

    def t(self, msgid: str, /, **values: object) -> str:
        """A text in the reader's language."""
        return self.names.t(msgid, **values)

    def phrases(self, language: str) -> Phrases:
        """What stands in place of a value that can't be shown, in the language of the person."""
        if self.wording is None or self.snapshot is None or language not in self.snapshot.languages:
            return Phrases("(this amount is being updated, see {sites})", "(not confirmed yet, please check: {sites})")
        return phrases(self.wording, language)

    @property
    def today(self) -> Any:
        """The day in the Netherlands: what decides which amounts hold."""
        return self.names.now.astimezone(NETHERLANDS).date()

    def values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What templates of the desk have besides those of all staff pages."""
        url = self.request.url
        here = url.path + (f"?{url.query}" if url.query else "")
        return {"keys": KEYS, "here": here, "new_key": new_key, "max_chars": MAX_TEXT_CHARS, **values}

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page, or a piece of one."""
        return render(self.request, self.staff, template, status, **self.values(values))

    def piece(self, template: str, **values: Any) -> str:
        """A piece of a page as text."""
        return text_of(self.request, self.staff, template, **self.values(values))


def new_key() -> str:
    """A key for one form: sent twice, it counts once."""
    return secrets.token_urlsafe(12)


async def room_of(request: Request, staff: Staff) -> Room:
    """The room for this request."""
    site = staff_site_of(request)
    language = language_of(request, staff)
    context = await site_of(request).context()
    snapshot = context.snapshot if context else None
    names = Names(partial(site.words.t, language), language, snapshot, site.app.clock())
    wording = context.wording if context else None
    return Room(request, staff, site.app, actor_of(staff.account), names, snapshot, wording)


def by_script(request: Request) -> bool:
    """Whether our own script asks, which takes pieces and tells troubles where they belong."""
    return request.headers.get("hx-request") == "true"
