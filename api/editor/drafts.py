"""Reading what somebody else wrote: the difference, the preview, and the decision."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api.editor import answer_form
from api.editor.answer_form import placed
from api.editor.lists import name_of
from api.editor.preview import previews
from api.editor.room import InRoom, day_of, go, history_path, item_path, version_of
from api.editor.shown import field_differences
from api.staff.forms import fields_of
from bot.content.items import Item, Kind
from bot.flows.editing import (
    LEGAL_TOPICS,
    N_,
    Gone,
    find_draft,
    may_write,
    problems_of,
    published_text,
    send_back,
    throw_away,
    topics_of,
    why_not_publish,
)
from bot.flows.overview import overview, users_of
from bot.flows.publish import publish, start_of
from bot.flows.standing import restore
from bot.store.revisions import history, open_draft

router = APIRouter(prefix="/editor", tags=["editor"], include_in_schema=False)


@router.get("/drafts/{draft_id}")
async def look(room: InRoom, draft_id: str) -> Response:
    """A draft as its reviewer sees it."""
    draft = await find_draft(room.app, draft_id)
    view = await overview(room.app)
    item, state = draft.item, view.state
    async with room.app.store.read() as tx:
        current = await published_text(tx, room.app, item)
    problems = placed(item, draft.text, await problems_of(room.app, item, draft.text), room.t)
    shown = []
    if item.kind is Kind.ANSWER:
        answer = answer_form.read(item, state.snapshot.questions[item.name].topic, draft.text)
        shown = await previews(room.app, room.operator, answer) if answer.essence else []
    return room.page(
        "draft.html",
        draft=draft,
        item=item,
        name=name_of(view, item),
        differences=field_differences(item, draft.base_text, draft.text),
        outdated=current != draft.base_text,
        problems=problems,
        previews=shown,
        why_not=why_not_publish(room.editor, state, draft),
        may_override=room.editor.may("editor.override"),
        may_write=may_write(room.editor, state, item),
        legal=bool(topics_of(state, item) & LEGAL_TOPICS),
        users=room.users(users_of(state, item)) if item.kind is not Kind.ANSWER else [],
        path_of=item_path,
        snapshot=state.snapshot,
    )


@router.post("/drafts/{draft_id}")
async def decide(room: InRoom, draft_id: str) -> Response:
    """Publish (now or on a day), send back, or throw away."""
    fields = await fields_of(room.request)
    version, act = version_of(fields), fields.get("act", "")
    if act == "back":
        await send_back(room.app, room.editor, draft_id, version, fields.get("reply", "").strip())
        return go("/editor/reviews", "back")
    if act == "discard":
        await throw_away(room.app, room.editor, draft_id, version)
        return go("/editor/reviews", "gone")
    if act not in ("publish", "override"):
        raise Gone(N_("There is no such page."))
    when = day_of(fields.get("publish_on", ""))
    # An emptied day means now, also where the draft was planned for another one.
    at = start_of(when) if when else room.app.clock() if "publish_on" in fields else None
    number = await publish(room.app, room.editor, draft_id, version, override=act == "override", at=at)
    return go("/editor/reviews", "published" if number else "planned")


def _item(kind: str, language: str, name: str) -> Item:
    try:
        return Item(Kind(kind), "" if language == "-" else language, name)
    except ValueError:
        raise Gone(N_("There is no such page.")) from None


@router.get("/history/{kind}/{language}/{name}")
async def past(room: InRoom, kind: str, language: str, name: str) -> Response:
    """Everything that was published of an item, with what changed each time."""
    item = _item(kind, language, name)
    view = await overview(room.app)
    async with room.app.store.read() as tx:
        found = await history(tx, item)
        draft = await open_draft(tx, item)
    if not found and not view.state.text_of(item):
        raise Gone(N_("There is no such page."))
    entries = [
        (one, field_differences(item, found[at + 1].text, one.text) if at + 1 < len(found) else [])
        for at, one in enumerate(found)
    ]
    return room.page(
        "history.html",
        item=item,
        name=name_of(view, item),
        entries=entries,
        draft=draft,
        may_write=may_write(room.editor, view.state, item),
        path_of=item_path,
        history_path=history_path,
    )


@router.post("/history/{kind}/{language}/{name}")
async def back_to(room: InRoom, kind: str, language: str, name: str) -> Response:
    """Begin a draft with an earlier text."""
    fields = await fields_of(room.request)
    given = fields.get("number", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 12 else 0
    draft = await restore(room.app, room.editor, number, version_of(fields))
    return go(item_path(draft.item), "restored")
