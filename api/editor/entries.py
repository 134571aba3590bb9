"""Facts, rules and contacts: one screen each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from api.editor.answer_form import placed
from api.editor.entry_form import Loose, contact_text, entry_of, fact_text
from api.editor.room import InRoom, Room, go, history_path, item_path, version_of
from api.editor.saving import save_or_ask
from api.staff.forms import Fields, fields_of
from bot.content import references
from bot.content.items import Item, Kind, contact_item, fact_item
from bot.content.model import Fact, Period, Snapshot
from bot.content.registries import facts as read_facts
from bot.flows.creating import is_new
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
from bot.flows.overview import Overview, fact_marks, overview, users_of
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


def shown_value(snapshot: Snapshot, fact: Fact, period: Period, language: str) -> str:
    """A value as people of a language read it."""
    known = snapshot.languages.get(language)
    return references.format_value(period.value, fact.unit, known.locale if known else language)


# One screen for each kind; what differs is the form.


@router.get("/facts/{name}")
async def fact(room: InRoom, name: str) -> Response:
    """One value with its periods, or one rule."""
    return await screen(room, await overview(room.app), fact_item(name))


@router.get("/contacts/{name}")
async def contact(room: InRoom, name: str) -> Response:
    """One organisation."""
    return await screen(room, await overview(room.app), contact_item(name))


@router.post("/facts/{name}")
async def save_fact(room: InRoom, name: str) -> Response:
    """Save the form of a fact; go on as the button says."""
    return await _save(room, fact_item(name), fact_text)


@router.post("/contacts/{name}")
async def save_contact(room: InRoom, name: str) -> Response:
    """Save the form of a contact; go on as the button says."""
    return await _save(room, contact_item(name), contact_text)


async def screen(
    room: Room, view: Overview, item: Item, *, status: int = 200, message: str = "", fields: Fields | None = None
) -> Response:
    """The page of a fact or contact with its form."""
    state, snapshot = view.state, view.state.snapshot
    draft = view.draft(item)
    waiting = [one for one in view.drafts if one.item == item and one.state == "scheduled"]
    text = draft.text if draft else state.text_of(item)
    if not text and waiting:
        return go(f"/editor/drafts/{waiting[0].id}")
    if not text:
        raise Gone(N_("There is no such page."))
    entry = entry_of(text)
    fresh = is_new(state, item)
    problems = placed(item, text, await problems_of(room.app, item, text), room.t) if draft else []
    facts = read_facts(f"facts:\n{text}", "", [])[0] if fresh else snapshot.facts
    known = facts.get(item.name) if item.kind is Kind.FACT else None
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
        waiting=waiting,
        fresh=fresh,
        entry=Loose.of(entry),
        fact=known,
        contact=snapshot.contacts.get(item.name) if item.kind is Kind.CONTACT else None,
        marks=fact_marks(known, view.today) if known and not fresh else (),
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
        languages=(*snapshot.languages, "en"),
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
        left = item_path(item) if (await room.state()).text_of(item) else f"/editor/{item.kind.value}s"
        return go(left, "gone")
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
        return await screen(room, await overview(room.app), item, status=422, message=message)

    return await save_or_ask(room, item, text, fields, refused, asked=item_path(item))
