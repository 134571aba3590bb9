"""Writing a fact, a rule or a contact that is not there yet. It is published by somebody else, as every change is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from api.editor.entries import GROUPS, UNITS, screen
from api.editor.new_form import Made, name_of, new_contact, new_fact, new_rule
from api.editor.room import InRoom, Room, item_path
from api.editor.saving import save_or_ask
from api.staff.forms import fields_of
from api.staff.guard import allowed
from bot.content.items import Item, Kind
from bot.content.model import CONTACT_GROUPS
from bot.content.naming import MAX_ID_CHARS
from bot.flows.creating import TAKEN, why_not_named
from bot.flows.editing import N_, tidy, today_of
from bot.flows.overview import overview
from bot.staff.roles import Permission
from bot.store.revisions import Draft, open_draft

router = APIRouter(
    prefix="/editor",
    tags=["editor"],
    include_in_schema=False,
    # An administrator may look at everything here and publish, but doesn't write.
    dependencies=[Depends(allowed(Permission.EDITOR_WRITE))],
)

Form = Callable[[Mapping[str, str], date], Made]
FAULTY = N_("Not saved yet: look at what is marked below.")


@router.get("/facts/new")
async def fact_form(room: InRoom, kind: str = "") -> Response:
    """An empty form for a value or a rule."""
    return await _page(room, Kind.FACT, {"kind": "rule" if kind == "rule" else "value"})


@router.get("/contacts/new")
async def contact_form(room: InRoom) -> Response:
    """An empty form for an organisation."""
    return await _page(room, Kind.CONTACT, {})


@router.post("/facts/new")
async def create_fact(room: InRoom) -> Response:
    """Begin a new fact or rule; ask for a review if that button was pressed."""
    fields = await fields_of(room.request)
    return await _create(room, Kind.FACT, fields, new_rule if fields.get("kind") == "rule" else new_fact)


@router.post("/contacts/new")
async def create_contact(room: InRoom) -> Response:
    """Begin a new contact; ask for a review if that button was pressed."""
    return await _create(room, Kind.CONTACT, await fields_of(room.request), new_contact)


async def _create(room: Room, kind: Kind, fields: Mapping[str, str], form: Form) -> Response:
    item = Item(kind, "", name_of(fields))
    text, wrong = form(fields, today_of(room.app))
    unnamed = await why_not_named(room.app, item)
    if unnamed and not (unnamed == TAKEN and await _sent_twice(room, item, text)):
        wrong = {"id": unnamed} | wrong
    if wrong:
        return await _page(room, kind, fields, wrong, taken=item if unnamed == TAKEN else None)

    async def refused(_: Draft, message: str) -> Response:
        return await screen(room, await overview(room.app), item, status=422, message=message)

    return await save_or_ask(room, item, text, fields, refused, asked=item_path(item), saved="begun")


async def _sent_twice(room: Room, item: Item, text: str) -> bool:
    """Whether the name is taken by this very entry: a form that was sent a second time is no mistake."""
    async with room.app.store.read() as tx:
        draft = await open_draft(tx, item)
    return draft is not None and draft.text == tidy(text) and room.editor.id in draft.authors


async def _page(
    room: Room,
    kind: Kind,
    fields: Mapping[str, str],
    wrong: Mapping[str, str] | None = None,
    *,
    taken: Item | None = None,
) -> Response:
    view = await overview(room.app)
    return room.page(
        "contact_new.html" if kind is Kind.CONTACT else "fact_new.html",
        422 if wrong else 200,
        view=view,
        item=Item(kind, "", ""),
        draft=None,
        legal=False,
        typed=fields,
        wrong=wrong or {},
        message=FAULTY if wrong else "",
        taken=item_path(taken) if taken else "",
        units=UNITS,
        groups={name: GROUPS[name] for name in CONTACT_GROUPS},
        languages=(*view.state.snapshot.languages, "en"),
        max_id_chars=MAX_ID_CHARS,
    )
