"""Facts, rules and contacts: the lists, the calendar of coming changes, and the picker of the desk."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from api.editor.entries import GROUPS, shown_value
from api.editor.entry_form import entry_of
from api.editor.lists import MAX_QUERY_CHARS, name_of
from api.editor.room import InRoom, Room, item_path
from bot.content import references
from bot.content.items import Item, Kind, contact_item, fact_item
from bot.content.markup import plain
from bot.content.model import CONTACT_GROUPS, Contact
from bot.content.references import contact_text as contact_shown
from bot.flows.creating import new_ones
from bot.flows.overview import Overview, calendar, fact_marks, matches, overview, usage, users_of

router = APIRouter(prefix="/editor", tags=["editor"], include_in_schema=False)

CALENDAR_DAYS = 400


def titles(view: Overview, item: Item) -> list[str]:
    """The titles of the answers that use an item, in all languages: people search by what they know."""
    return [answer.title for answer in usage(view.state.snapshot).get((item.kind.value, item.name), ())]


def where(room: Room, view: Overview, item: Item) -> str:
    """In which answers an item stands, by their titles in the language of the pages."""
    return ", ".join(title for _, title, _ in room.users(users_of(view.state, item)))


def _coming(view: Overview, kind: Kind, query: str) -> list[tuple[str, str, str]]:
    """What is written and not published yet: address, name, state."""
    found = []
    for draft in new_ones(view, kind):
        entry = entry_of(draft.text)
        name = str(entry.get("name", draft.item.name)).replace("_", " ")
        if matches(query, name, draft.item.name.replace("_", " "), str(entry.get("note", ""))):
            path = f"/editor/drafts/{draft.id}" if draft.state == "scheduled" else item_path(draft.item)
            found.append((path, name, draft.state))
    return found


@router.get("/facts")
async def facts(room: InRoom, q: str = "", mark: str = "") -> Response:
    """All values and rules, the ones that need somebody first."""
    view = await overview(room.app)
    snapshot = view.state.snapshot
    query = q[:MAX_QUERY_CHARS].strip()
    rows = []
    for fact in snapshot.facts.values():
        marks = fact_marks(fact, view.today)
        texts = (fact.id.replace("_", " "), fact.note, *titles(view, fact_item(fact.id)))
        if (mark and mark not in marks) or not matches(query, *texts):
            continue
        rows.append((fact, fact.on(view.today), marks, where(room, view, fact_item(fact.id))))
    rules = [
        rule
        for rule in snapshot.rules.values()
        if mark in ("", "doubt" if rule.check else "fine") and matches(query, rule.id.replace("_", " "), rule.statement)
    ]
    urgency = {"expired": 0, "ending": 1}
    rows.sort(key=lambda row: urgency.get(row[2][0], 2))
    return room.page(
        "facts.html",
        view=view,
        rows=rows,
        rules=rules,
        query=query,
        mark=mark,
        value=lambda fact, period: shown_value(snapshot, fact, period, room.language),
        coming=_coming(view, Kind.FACT, query) if not mark else [],
        may_create=room.editor.may("editor.write"),
        draft_of=lambda name: view.draft(fact_item(name)),
    )


@router.get("/contacts")
async def contacts(room: InRoom, q: str = "", group: str = "") -> Response:
    """All organisations."""
    view = await overview(room.app)
    query = q[:MAX_QUERY_CHARS].strip()
    found: dict[str, list[Contact]] = {}
    for contact in view.state.snapshot.contacts.values():
        texts = (contact.id.replace("_", " "), contact.name, contact.english, contact.what_for, contact.city)
        if (not group or contact.group == group) and matches(query, *texts):
            found.setdefault(contact.group, []).append(contact)
    return room.page(
        "contacts.html",
        view=view,
        groups=found,
        names=GROUPS,
        order=CONTACT_GROUPS,
        query=query,
        group=group,
        coming=_coming(view, Kind.CONTACT, query) if not group else [],
        may_create=room.editor.may("editor.write"),
        draft_of=lambda name: view.draft(contact_item(name)),
    )


@router.get("/calendar")
async def coming(room: InRoom) -> Response:
    """What changes by itself in the coming year."""
    view = await overview(room.app)
    changes = calendar(view, view.today + timedelta(days=CALENDAR_DAYS))
    months: dict[date, list[Any]] = {}
    for change in changes:
        months.setdefault(change.day.replace(day=1), []).append(change)
    snapshot = view.state.snapshot
    return room.page(
        "calendar.html",
        view=view,
        months=months,
        value=lambda item, period: shown_value(snapshot, snapshot.facts[item.name], period, room.language),
        before=lambda item, day: snapshot.facts[item.name].on(day - timedelta(days=1)),
        users=lambda item: len(users_of(view.state, item)),
        name_of=lambda item: name_of(view, item),
        path_of=item_path,
    )


@router.get("/pick")
async def pick(room: InRoom, q: str = "", language: str = "", kind: str = "fact", slug: str = "") -> Response:
    """Facts or contacts to put into an answer, those of this question first: a piece of the page."""
    view = await overview(room.app)
    snapshot, query = view.state.snapshot, q[:MAX_QUERY_CHARS].strip()
    language = language if language in snapshot.languages else room.language
    choices: list[tuple[str, str, str, str]] = []
    if kind == "contact":
        for contact in snapshot.contacts.values():
            texts = (contact.id.replace("_", " "), contact.name, contact.english, contact.what_for)
            if matches(query, *texts, *titles(view, contact_item(contact.id))):
                shown = references.REFERENCE.sub("", plain(contact_shown(contact, "", language)))
                choices.append((f"{{contact:{contact.id}}}", contact.name, shown, contact.what_for))
    else:
        for fact in snapshot.facts.values():
            if matches(query, fact.id.replace("_", " "), fact.note, *titles(view, fact_item(fact.id))):
                period = fact.on(view.today)
                shown = shown_value(snapshot, fact, period, language) if period else room.t("no value today")
                choices.append((f"{{fact:{fact.id}}}", fact.id.replace("_", " "), shown, fact.note))
    near = {
        f"{{{name_kind}:{name}}}"
        for (name_kind, name), answers in usage(snapshot).items()
        if any(answer.slug == slug for answer in answers)
    }
    choices.sort(key=lambda choice: choice[0] not in near)
    return room.page(
        "_pick.html",
        choices=choices[:40],
        more=max(0, len(choices) - 40),
        query=query,
        near=near,
        coming=_coming(view, Kind.CONTACT if kind == "contact" else Kind.FACT, query),
        kind=kind,
        may_create=room.editor.may("editor.write"),
    )
