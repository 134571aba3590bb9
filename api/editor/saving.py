"""What every writing form does: keep the draft, and ask for a review if that button was pressed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from fastapi.responses import Response

from api.editor.merging import merge_page
from api.editor.room import Room, day_of, go, item_path, version_of
from bot.content.items import Item
from bot.flows.editing import Collision, EditError, ask_review, save_draft
from bot.flows.publish import start_of
from bot.store.revisions import Draft


async def save_or_ask(
    room: Room,
    item: Item,
    text: str,
    fields: Mapping[str, str],
    refused: Callable[[Draft, str], Awaitable[Response]],
    *,
    asked: str,
    saved: str = "saved",
) -> Response:
    """Save the form's text. `asked`: where to go once a review is asked for; `refused`: the page when it can't be.

    `saved`: what the page says after saving (a key of `DONE`).
    """
    note = fields.get("note", "").strip()
    try:
        draft = await save_draft(room.app, room.editor, item, text, version_of(fields), note=note or None)
    except Collision as collision:
        return await merge_page(room, item, text, collision, version_of(fields))
    if fields.get("act", "save") != "ask":
        return go(item_path(item), saved)
    try:
        when = day_of(fields.get("publish_on", ""))
        at = start_of(when) if when else None
        await ask_review(room.app, room.editor, draft.id, draft.version, note=note, publish_at=at)
    except EditError as error:
        return await refused(draft, str(error))
    return go(asked, "asked")
