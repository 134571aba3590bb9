"""What the editor's routes share: who works here, pages, what is said when something is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from babel import Locale
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.editor.shown import LABELS
from api.staff.guard import Staff, allowed, signed_in
from api.staff.page import language_of, render
from api.staff.site import StaffSite, staff_site_of
from bot.content.items import Item, Kind, answer_item, known
from bot.content.model import Answer, Snapshot
from bot.dialogue.context import Operator
from bot.flows.app import App
from bot.flows.editing import (
    N_,
    Collision,
    EditError,
    Editor,
    Faulty,
    Gone,
    NotAllowed,
    Outdated,
    knowledge_of,
)
from bot.flows.knowledge import Published
from bot.staff.roles import Permission

SeesEditor = Annotated[Staff, Depends(allowed(Permission.EDITOR_WRITE, Permission.EDITOR_OVERRIDE))]

MARKS: dict[str, tuple[str, str]] = {
    "missing": (N_("Missing"), "bad"),
    "withdrawn": (N_("Withdrawn"), "bad"),
    "expired": (N_("Fact expired"), "bad"),
    "check": (N_("To be checked"), "warn"),
    "review": (N_("In review"), "warn"),
    "draft": (N_("Draft"), "warn"),
    "scheduled": (N_("Planned"), "plain"),
    "due": (N_("Review due"), "warn"),
    "unreviewed": (N_("Not yet reviewed"), "plain"),
    "published": (N_("Published"), "good"),
    "ending": (N_("Ends soon"), "warn"),
    "doubt": (N_("Not confirmed"), "warn"),
    "fine": (N_("Confirmed"), "good"),
}
"""State → its name and its colour."""

TOPICS: dict[str, str] = {
    "registration": N_("Registration"),
    "insurance": N_("Insurance"),
    "huisarts": N_("Doctor and health"),
    "schools": N_("School and children"),
    "work": N_("Work"),
    "housing": N_("Housing"),
    "rights": N_("Rights and help"),
}

ACTS: dict[str, str] = {
    "files": N_("Text at the start"),
    "publish": N_("Published"),
    "override": N_("Published by an administrator"),
    "withdraw": N_("Withdrawn"),
    "right": N_("Confirmed as still right"),
    "import": N_("Taken from the files"),
}

_STATUS: tuple[tuple[type[EditError], int], ...] = (
    (NotAllowed, 403),
    (Gone, 404),
    (Collision, 409),
    (Outdated, 409),
    (Faulty, 422),
)


@dataclass(frozen=True, slots=True)
class Room:
    """One request of an editor."""

    request: Request
    staff: Staff
    site: StaffSite
    editor: Editor
    language: str
    """Of the pages."""

    @property
    def app(self) -> App:
        """The flows."""
        return self.site.app

    async def state(self) -> Published:
        """What is published now."""
        return await knowledge_of(self.app).current()

    def t(self, msgid: str, /, **values: object) -> str:
        """A text in the language of the pages."""
        return self.site.words.t(self.language, msgid, **values)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page of the editor."""
        return render(
            self.request,
            self.staff,
            f"editor/{template}",
            status,
            room=self,
            MARKS=MARKS,
            TOPICS=TOPICS,
            ACTS=ACTS,
            LABELS=LABELS,
            merge_path=merge_path,
            done=DONE.get(self.request.query_params.get("done", ""), ""),
            language_name=self.language_name,
            **values,
        )

    def language_name(self, code: str) -> str:
        """A language's name in the language of the pages."""
        name = Locale.parse(self.language).languages.get(code) or code
        return name[:1].upper() + name[1:]

    def users(self, found: dict[str, list[Answer]]) -> list[tuple[str, str, str]]:
        """Answers by slug for a list: slug, title in the language of the pages (or the last one), languages."""
        shown = []
        for slug, answers in found.items():
            named = next((one for one in answers if one.language == self.language), answers[-1])
            shown.append((slug, named.title, " ".join(one.language for one in answers)))
        return shown

    @property
    def operator(self) -> Operator:
        """Who runs this service, for previews."""
        settings = self.site.settings
        return Operator(
            settings.operator_name,
            settings.privacy_contact,
            f"{settings.public_url}/chat/privacy",
            settings.retention_days,
        )


DONE: dict[str, str] = {
    "saved": N_("Saved as a draft. People still read the published text."),
    "begun": N_("Saved as a draft. Nobody gets it before somebody else has published it."),
    "asked": N_("Saved and sent for review. Somebody else reads and publishes it."),
    "published": N_("Published. People get the new text with their next message."),
    "planned": N_("Approved. It is published by itself on its day."),
    "back": N_("Sent back to the writer with your remark."),
    "gone": N_("The draft is thrown away. What was published stays."),
    "withdrawn": N_("Withdrawn. People do not get it any more."),
    "right": N_("Thank you: noted as still right."),
    "restored": N_("The earlier text is a draft now. Look through it and ask for review."),
}
"""What a page says after something was done."""


async def room(request: Request, staff: SeesEditor) -> Room:
    """The dependency of every route here: somebody who may open the editor."""
    account = staff.account
    editor = Editor(
        id=account.id,
        name=account.name,
        permissions=frozenset(str(one) for one in account.permissions),
        languages=account.languages,
        topics=account.topics,
    )
    return Room(request, staff, staff_site_of(request), editor, language_of(request, staff))


InRoom = Annotated[Room, Depends(room)]


def go(path: str, done: str = "") -> Response:
    """To another page, after something was done."""
    mark = "&" if "?" in path else "?"
    return RedirectResponse(f"{path}{mark}done={done}" if done else path, 303)


def item_path(item: Item) -> str:
    """The page of an item."""
    if item.kind is Kind.ANSWER:
        return f"/editor/answers/{item.name}/{item.language}"
    return f"/editor/{item.kind.value}s/{item.name}"


def merge_path(item: Item) -> str:
    """Where a draft and what was published meanwhile are put together."""
    return f"/editor/merge?kind={item.kind.value}&language={item.language}&name={item.name}"


def history_path(item: Item) -> str:
    """The page of an item's history."""
    return f"/editor/history/{item.kind.value}/{item.language or '-'}/{item.name}"


def known_answer(snapshot: Snapshot, slug: str, language: str) -> Item:
    """The item of an address; `Gone` when there is none."""
    item = answer_item(language, slug)
    if not known(snapshot, item):
        raise Gone(N_("There is no such page."))
    return item


def day_of(text: str) -> date | None:
    """A date of a form; `None` for none or a wrong one."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def version_of(fields: Mapping[str, str]) -> int:
    """The draft's version that the page was made with."""
    given = fields.get("version", "0")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


async def refused(request: Request, error: Exception) -> Response:
    """The page that says why something can't be done; the flows changed nothing."""
    assert isinstance(error, EditError)
    staff = await signed_in(request)
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 409)
    problems = error.problems if isinstance(error, Faulty) else []
    return render(request, staff, "editor/refused.html", status, message=str(error), problems=problems, done="")
