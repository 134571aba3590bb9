"""One answer: in four languages side by side, and the desk on which one of them is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.editor import answer_form
from api.editor.answer_form import Placed, from_form, placed, text_of
from api.editor.preview import previews
from api.editor.room import InRoom, Room, go, history_path, item_path, known_answer, version_of
from api.editor.saving import save_or_ask
from api.editor.shown import field_differences
from api.staff.forms import fields_of
from bot.channels.web.render import html
from bot.content import references
from bot.content.items import Item, answer_item
from bot.content.model import MAX_BUTTON_CHARS, MAX_ROW_CHARS, MAX_TITLE_CHARS, Answer
from bot.flows.editing import (
    Collision,
    knowledge_of,
    may_write,
    problems_of,
    published_text,
    save_draft,
    throw_away,
)
from bot.flows.knowledge import Published
from bot.flows.overview import Overview, overview
from bot.flows.standing import still_right, withdraw
from bot.store.revisions import Check, Draft, revision

router = APIRouter(prefix="/editor/answers", tags=["editor"], include_in_schema=False)


def shown_html(state: Published, room: Room, language: str, text: str, day: date) -> str:
    """A text of an answer as the web chat shows it on a day."""
    filled = references.fill(
        text, state.snapshot, language=language, on=day, phrases=knowledge_of(room.app).phrases[language]
    )
    return html(filled)


async def check_views(room: Room, view: Overview, checks: tuple[Check, ...]) -> list[dict[str, Any]]:
    """What changed in other languages, with the difference."""
    found = []
    async with room.app.store.read() as tx:
        for check in checks:
            before, after = await revision(tx, check.before), await revision(tx, check.number)
            item = answer_item(check.source_language, check.slug)
            differences = field_differences(item, before.text if before else "", after.text) if after else []
            found.append({"check": check, "by": after, "differences": differences})
    return found


@router.get("/{slug}")
async def one(room: InRoom, slug: str) -> Response:
    """The answer in every language, side by side."""
    view = await overview(room.app)
    state = view.state
    first = next(iter(state.snapshot.languages))
    known_answer(state.snapshot, slug, first)
    columns = []
    for found in view.of(slug):
        answer, language = found.answer, found.item.language
        columns.append(
            {
                "state": found,
                "essence": shown_html(state, room, language, answer.essence, view.today) if answer else "",
                "more": shown_html(state, room, language, answer.more, view.today) if answer else "",
                "checks": await check_views(room, view, found.checks),
                "may_write": may_write(room.editor, state, found.item),
                "may_withdraw": language in room.editor.languages or room.editor.may("editor.override"),
            }
        )
    titles = {found.item.language: found.title for found in view.of(slug)}
    return room.page(
        "answer.html",
        title=titles.get(room.language) or list(titles.values())[-1],
        slug=slug, question=state.snapshot.questions[slug], columns=columns, history_path=history_path,
        path_of=item_path,
    )  # fmt: skip


@router.get("/{slug}/{language}")
async def edit(room: InRoom, slug: str, language: str) -> Response:
    """The desk: the form, the preview, the other languages."""
    view = await overview(room.app)
    item = known_answer(view.state.snapshot, slug, language)
    draft = view.draft(item)
    text = draft.text if draft else view.state.text_of(item)
    return await _desk(room, view, item, draft, text)


async def _desk(
    room: Room, view: Overview, item: Item, draft: Draft | None, text: str, *, status: int = 200, message: str = ""
) -> Response:
    state = view.state
    answer = answer_form.read(item, state.snapshot.questions[item.name].topic, text)
    others = [one for one in view.of(item.name) if one.item != item and one.answer is not None]
    problems = placed(item, text, await problems_of(room.app, item, text), room.t) if text.strip() else []
    async with room.app.store.read() as tx:
        outdated = draft is not None and await published_text(tx, room.app, item) != draft.base_text
    return room.page(
        "edit.html",
        status,
        item=item,
        mine=view.answers[item.language, item.name],
        view=view,
        question=state.snapshot.questions[item.name],
        draft=draft,
        outdated=outdated,
        answer=answer,
        problems=problems,
        checks=await check_views(room, view, view.answers[item.language, item.name].checks),
        others=[
            (one, shown_html(state, room, one.item.language, one.answer.essence, view.today),
             shown_html(state, room, one.item.language, one.answer.more, view.today))
            for one in others if one.answer
        ],
        may_write=may_write(room.editor, state, item),
        may_withdraw=item.language in room.editor.languages or room.editor.may("editor.override"),
        limits={"title": MAX_TITLE_CHARS, "button": MAX_BUTTON_CHARS, "row": MAX_ROW_CHARS},
        fact_choices=sorted([*state.snapshot.facts, *state.snapshot.rules]),
        path_of=item_path,
        history_path=history_path,
        message=message,
        previews=await previews(room.app, room.operator, answer) if answer.essence else [],
    )  # fmt: skip


async def _answer_of(room: Room, item: Item, fields: Mapping[str, str]) -> tuple[Answer, str]:
    """The form as an answer, and its text."""
    state = await room.state()
    topic = state.snapshot.questions[item.name].topic
    answer = from_form(item, topic, fields, answer_form.read(item, topic, state.text_of(item)))
    return answer, text_of(answer)


@router.post("/{slug}/{language}")
async def save(room: InRoom, slug: str, language: str) -> Response:
    """Save the form; ask for review or throw the draft away if that button was pressed."""
    fields = await fields_of(room.request)
    item = known_answer((await room.state()).snapshot, slug, language)
    act = fields.get("act", "save")
    if act == "discard":
        await throw_away(room.app, room.editor, fields.get("draft", ""), version_of(fields))
        return go(f"/editor/answers/{slug}", "gone")
    _, text = await _answer_of(room, item, fields)

    async def refused(draft: Draft, message: str) -> Response:
        view = await overview(room.app)
        return await _desk(room, view, item, view.draft(item), draft.text, status=422, message=message)

    return await save_or_ask(room, item, text, fields, refused, asked=f"/editor/answers/{slug}")


@router.post("/{slug}/{language}/autosave")
async def autosave(room: InRoom, slug: str, language: str) -> Response:
    """Save while somebody types. 409: somebody else saved; nothing is stored, the page asks what to keep."""
    fields = await fields_of(room.request)
    item = known_answer((await room.state()).snapshot, slug, language)
    _, text = await _answer_of(room, item, fields)
    version = version_of(fields)
    if not version and text == (await room.state()).text_of(item):
        return JSONResponse({"version": 0, "draft": ""})
    try:
        draft = await save_draft(room.app, room.editor, item, text, version)
    except Collision as collision:
        return JSONResponse({"by": collision.by, "message": room.t(str(collision))}, 409)
    return JSONResponse({"version": draft.version, "draft": draft.id})


@router.post("/{slug}/{language}/preview")
async def preview(room: InRoom, slug: str, language: str) -> Response:
    """What people would get, with lengths, problems and hints: a piece of the page, while somebody types."""
    fields = await fields_of(room.request)
    item = known_answer((await room.state()).snapshot, slug, language)
    answer, text = await _answer_of(room, item, fields)
    problems: list[Placed] = placed(item, text, await problems_of(room.app, item, text), room.t)
    shown = await previews(room.app, room.operator, answer) if answer.essence else []
    return room.page("_preview.html", previews=shown, problems=problems, item=item, swap=True)


@router.post("/{slug}/{language}/withdraw")
async def take_back(room: InRoom, slug: str, language: str) -> Response:
    """Stop showing the answer, at once."""
    fields = await fields_of(room.request)
    item = known_answer((await room.state()).snapshot, slug, language)
    await withdraw(room.app, room.editor, item, fields.get("reason", ""))
    return go(f"/editor/answers/{slug}", "withdrawn")


@router.post("/{slug}/{language}/right")
async def right(room: InRoom, slug: str, language: str) -> Response:
    """The answer is still right, although another language changed or its day had come."""
    fields = await fields_of(room.request)
    shown = fields.get("up_to", "0")
    await still_right(room.app, room.editor, language, slug, int(shown) if shown.isascii() and shown.isdigit() else 0)
    return go(f"/editor/answers/{slug}", "right")
