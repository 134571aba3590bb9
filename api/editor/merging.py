"""Two people changed the same item: both texts side by side, and a clear choice. Nothing is lost meanwhile."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api.editor.room import InRoom, Room, go, item_path, version_of
from api.editor.shown import field_differences
from api.staff.forms import fields_of
from bot.content.items import Item, Kind, known
from bot.flows.editing import N_, Collision, EditError, Gone, Outdated, published_text, put_together, save_draft
from bot.flows.knowledge import Published
from bot.store.revisions import open_draft

router = APIRouter(prefix="/editor/merge", tags=["editor"], include_in_schema=False)


async def merge_page(
    room: Room, item: Item, mine: str, error: EditError, version: int, *, theirs: str = "", base: str = ""
) -> Response:
    """Both texts with what each of them changed; 409. `Outdated`: "theirs" is what is published now."""
    by = ""
    if isinstance(error, Collision):
        theirs, by, version = error.theirs, error.by, error.version
        async with room.app.store.read() as tx:
            draft = await open_draft(tx, item)
            base = draft.base_text if draft else await published_text(tx, room.app, item)
    return room.page(
        "merge.html",
        409,
        item=item,
        mine=mine,
        theirs=theirs,
        together=put_together(base, mine, theirs),
        by=by,
        version=version,
        outdated=isinstance(error, Outdated),
        my_changes=field_differences(item, base, mine),
        their_changes=field_differences(item, base, theirs),
        path=item_path(item),
    )


@router.get("")
async def outdated(room: InRoom, kind: str = "", name: str = "", language: str = "") -> Response:
    """What is published changed since the draft was begun: put both together."""
    item = _item(await room.state(), kind, language, name)
    async with room.app.store.read() as tx:
        draft = await open_draft(tx, item)
        theirs = await published_text(tx, room.app, item)
    if draft is None or theirs == draft.base_text:
        return go(item_path(item))
    return await merge_page(room, item, draft.text, Outdated(""), draft.version, theirs=theirs, base=draft.base_text)


def _item(state: Published, kind: str, language: str, name: str) -> Item:
    try:
        item = Item(Kind(kind), language, name)
    except ValueError:
        raise Gone(N_("There is no such page.")) from None
    if not known(state.snapshot, item):
        raise Gone(N_("There is no such page."))
    return item


@router.post("")
async def choose(room: InRoom) -> Response:
    """Save what was chosen; if somebody saved again meanwhile, ask again."""
    fields = await fields_of(room.request, max_chars=40_000)
    item = _item(await room.state(), fields.get("kind", ""), fields.get("language", ""), fields.get("name", ""))
    choice = fields.get("choice", "mine")
    texts = {name: fields.get(name, "") for name in ("mine", "theirs", "together")}
    version = version_of(fields)
    text = texts.get(choice) or texts["mine"]
    base: str | None = None
    if fields.get("outdated") == "1":
        async with room.app.store.read() as tx:
            base = await published_text(tx, room.app, item)
        if base != texts["theirs"].replace("\r\n", "\n"):
            return await merge_page(
                room, item, text, Outdated(""), version, theirs=base, base=texts["theirs"].replace("\r\n", "\n")
            )
    try:
        await save_draft(room.app, room.editor, item, text, version, base=base)
    except Collision as collision:
        return await merge_page(room, item, text, collision, version)
    return go(item_path(item), "saved")
