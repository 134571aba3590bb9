"""Facts, rules and contacts: lists, one screen each, the calendar of coming changes, and the picker of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from api.editor.answer_form import placed
from api.editor.entry_form import Loose, contact_text, entry_of, fact_text
from api.editor.lists import MAX_QUERY_CHARS, name_of
from api.editor.room import InRoom, Room, go, history_path, item_path, version_of
from api.editor.saving import save_or_ask
from api.staff.forms import Fields, fields_of
from bot.content import references
from bot.content.items import Item, Kind, contact_item, fact_item
from bot.content.model import CONTACT_GROUPS, Contact, Fact, Period, Snapshot
from bot.content.references import contact_text as contact_shown
from bot.flows.editing import (
    LEGAL_TOPICS,
    N_,
    Gone,
    may_write,
    problems_of,
    published_text,
    throw_away,
    topics_of,
)
from bot.flows.overview import Overview, calendar, fact_marks, matches, overview, usage, users_of
from bot.flows.standing import withdraw
from bot.store.revisions import Draft, history

router = APIRouter(prefix="/editor", tags=["editor"], include_in_schema=False)

GROUPS = {
    "urgent": N_("Urgent help"),
    "legal": N_("Legal help"),
    "government": N_("Government"),
    "health_family_housing": N_("Health, family, housing"),
    "win_point": N_("Work in NL points"),
    "rni_desk": N_("RNI desks"),
}
UNITS = {
    "eur": N_("euro"),
    "percent": N_("per cent"),
    "minutes": N_("minutes"),
    "hours": N_("hours"),
    "days": N_("days"),
    "weeks": N_("weeks"),
    "months": N_("months"),
    "years": N_("years"),
    "count": N_("a number"),
    "date": N_("a date"),
    "month_day": N_("a day of every year"),
    "calendar_year": N_("a year"),
}
CALENDAR_DAYS = 400


def shown_value(snapshot: Snapshot, fact: Fact, period: Period, language: str) -> str:
    """A value as people of a language read it."""
    known = snapshot.languages.get(language)
    return references.format_value(period.value, fact.unit, known.locale if known else language)


def titles(view: Overview, item: Item) -> list[str]:
    """The titles of the answers that use an item, in all languages: people search by what they know."""
    return [answer.title for answer in usage(view.state.snapshot).get((item.kind.value, item.name), ())]


def where(room: Room, view: Overview, item: Item) -> str:
    """In which answers an item stands, by their titles in the language of the pages."""
    return ", ".join(title for _, title, _ in room.users(users_of(view.state, item)))


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
                shown = references.REFERENCE.sub("", _plain(contact_shown(contact, "", language)))
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
    return room.page("_pick.html", choices=choices[:40], more=max(0, len(choices) - 40), query=query, near=near)


def _plain(markdown: str) -> str:
    from bot.content.markup import plain

    return plain(markdown)


# One screen for each kind; what differs is the form.


@router.get("/facts/{name}")
async def fact(room: InRoom, name: str) -> Response:
    """One value with its periods, or one rule."""
    return await _screen(room, await overview(room.app), fact_item(name))


@router.get("/contacts/{name}")
async def contact(room: InRoom, name: str) -> Response:
    """One organisation."""
    return await _screen(room, await overview(room.app), contact_item(name))


@router.post("/facts/{name}")
async def save_fact(room: InRoom, name: str) -> Response:
    """Save the form of a fact; go on as the button says."""
    return await _save(room, fact_item(name), fact_text)


@router.post("/contacts/{name}")
async def save_contact(room: InRoom, name: str) -> Response:
    """Save the form of a contact; go on as the button says."""
    return await _save(room, contact_item(name), contact_text)


async def _screen(
    room: Room, view: Overview, item: Item, *, status: int = 200, message: str = "", fields: Fields | None = None
) -> Response:
    state, snapshot = view.state, view.state.snapshot
    draft = view.draft(item)
    text = draft.text if draft else state.text_of(item)
    if not text:
        raise Gone(N_("There is no such page."))
    entry = entry_of(text)
    problems = placed(item, text, await problems_of(room.app, item, text), room.t) if draft else []
    known = snapshot.facts.get(item.name) if item.kind is Kind.FACT else None
    async with room.app.store.read() as tx:
        past = await history(tx, item, 1)
        outdated = draft is not None and await published_text(tx, room.app, item) != draft.base_text
    return room.page(
        "contact.html" if item.kind is Kind.CONTACT else "fact.html",
        status,
        item=item,
        view=view,
        draft=draft,
        outdated=outdated,
        waiting=[one for one in view.drafts if one.item == item and one.state == "scheduled"],
        entry=Loose.of(entry),
        fact=known,
        contact=snapshot.contacts.get(item.name) if item.kind is Kind.CONTACT else None,
        marks=fact_marks(known, view.today) if known else (),
        period=known.on(view.today) if known else None,
        values=[
            (language, shown_value(snapshot, known, known.on(view.today), language))  # type: ignore[arg-type]
            for language in snapshot.languages
        ]
        if known and known.on(view.today)
        else [],
        users=room.users(users_of(state, item)),
        snapshot=snapshot,
        problems=problems,
        last=past[0] if past else None,
        may_write=may_write(room.editor, state, item),
        may_withdraw=room.editor.may("editor.write") or room.editor.may("editor.override"),
        legal=bool(topics_of(state, item) & LEGAL_TOPICS),
        units=UNITS,
        groups=GROUPS,
        path=item_path(item),
        history_path=history_path,
        message=message,
        typed=fields,
    )


async def _save(room: Room, item: Item, form: Callable[[dict[str, Any], Fields, date], str]) -> Response:
    fields = await fields_of(room.request)
    act = fields.get("act", "save")
    if act == "withdraw":
        await withdraw(room.app, room.editor, item, fields.get("reason", ""))
        return go(item_path(item), "withdrawn")
    if act == "discard":
        await throw_away(room.app, room.editor, fields.get("draft", ""), version_of(fields))
        return go(item_path(item), "gone")
    view = await overview(room.app)
    draft = view.draft(item)
    before = draft.text if draft else view.state.text_of(item)
    if not before:
        raise Gone(N_("There is no such page."))
    entry = entry_of(fields.get("entry", "")) if fields.get("entry") else entry_of(before)
    if entry.get("id") != item.name:
        raise Gone(N_("There is no such page."))
    text = form(entry, fields, view.today)

    async def refused(_: Draft, message: str) -> Response:
        return await _screen(room, await overview(room.app), item, status=422, message=message)

    return await save_or_ask(room, item, text, fields, refused, asked=item_path(item))
