"""What waits for somebody, and the list of all answers."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api.editor.entry_form import entry_of
from api.editor.room import InRoom, Room, item_path
from bot.content.items import Item, fact_item
from bot.flows.editing import LEGAL_TOPICS, may_write, speaks, topics_of, why_not_publish
from bot.flows.overview import SOON, AnswerState, Overview, fact_marks, gap_after, matches, overview
from bot.store.revisions import Draft, recent

router = APIRouter(prefix="/editor", tags=["editor"], include_in_schema=False)

FILTERS = ("check", "review", "draft", "due", "expired", "unreviewed", "withdrawn", "missing")
MAX_QUERY_CHARS = 100


@router.get("")
async def front(room: InRoom) -> Response:
    """The editor begins with what waits."""
    return RedirectResponse("/editor/tasks", 307)


@router.get("/tasks")
async def tasks(room: InRoom) -> Response:
    """What waits for this editor: reviews, marks, drafts, facts."""
    view = await overview(room.app)
    mine = [one for one in view.answers.values() if speaks(room.editor, one.item) or room.editor.may("editor.override")]
    snapshot = view.state.snapshot
    ending = [
        (fact, fact_marks(fact, view.today), gap_after(fact, view.today))
        for fact in snapshot.facts.values()
        if set(fact_marks(fact, view.today)) & {"expired", "ending"} and fact.periods
    ]
    async with room.app.store.read() as tx:
        latest = await recent(tx, 8)
    return room.page(
        "tasks.html",
        view=view,
        to_publish=[one for one in view.drafts if one.state == "review" and can_publish(room, view, one)],
        others=[one for one in view.drafts if one.state == "review" and not can_publish(room, view, one)],
        drafts=[one for one in view.drafts if one.state == "draft" and room.editor.id in one.authors],
        planned=[one for one in view.drafts if one.state == "scheduled"],
        checks=[one for one in mine if one.checks],
        due=[one for one in mine if one.review_due and may_write(room.editor, view.state, one.item)],
        ending=ending,
        latest=latest,
        name_of=lambda item: name_of(view, item),
        path_of=item_path,
        soon_days=SOON.days,
        fact_item=fact_item,
    )


def can_publish(room: Room, view: Overview, draft: Draft) -> bool:
    """Whether this editor may publish the draft, an administrator's override included."""
    return not why_not_publish(room.editor, view.state, draft) or room.editor.may("editor.override")


def name_of(view: Overview, item: Item) -> str:
    """What an item is called in lists."""
    snapshot = view.state.snapshot
    if item.language:
        state = view.answers.get((item.language, item.name))
        return state.title if state else item.name
    if item.kind.value == "contact":
        contact = snapshot.contacts.get(item.name)
        begun = next((entry_of(one.text) for one in view.drafts if one.item == item), {})
        return contact.name if contact else str(begun.get("name", item.name))
    return item.name


@router.get("/answers")
async def answers(room: InRoom, q: str = "", topic: str = "", language: str = "", mark: str = "") -> Response:
    """All answers by topic, with their state in every language; found by words, without diacritics."""
    view = await overview(room.app)
    snapshot = view.state.snapshot
    query = q[:MAX_QUERY_CHARS].strip()
    working = language if language in snapshot.languages else _working_language(room, view)
    rows: dict[str, list[list[AnswerState]]] = {}
    for slug, question in snapshot.questions.items():
        if (working, slug) not in view.answers or (topic and question.topic != topic):
            continue
        states = view.of(slug)
        shown = [one for one in states if one.item.language == language] if language else states
        if mark and not any(mark in one.marks for one in shown):
            continue
        texts = [
            text
            for one in shown
            if one.answer is not None
            for text in (one.answer.title, one.answer.button, one.answer.essence, one.answer.more)
        ]
        if query and not matches(query, slug.replace("_", " "), question.about, *texts):
            continue
        rows.setdefault(question.topic, []).append(states)
    return room.page(
        "answers.html",
        view=view,
        rows=rows,
        count=sum(map(len, rows.values())),
        query=query,
        topic=topic,
        mark=mark,
        language_filter=language if language in snapshot.languages else "",
        working=working,
        filters=FILTERS,
        topics=[one for one in snapshot.topics if one != "chat"],
        languages=list(snapshot.languages),
        path_of=item_path,
    )


def _working_language(room: Room, view: Overview) -> str:
    """The language in which titles are shown: the pages' own, else the first that this editor works in."""
    languages = view.state.snapshot.languages
    for language in (room.language, *sorted(room.editor.languages)):
        if language in languages:
            return language
    return list(languages)[-1]


@router.get("/reviews")
async def reviews(room: InRoom) -> Response:
    """What waits to be published, and what is planned."""
    view = await overview(room.app)
    found = [one for one in view.drafts if one.state in ("review", "scheduled")]
    return room.page(
        "reviews.html",
        drafts=[(one, why_not_publish(room.editor, view.state, one)) for one in found],
        legal=lambda item: bool(topics_of(view.state, item) & LEGAL_TOPICS),
        name_of=lambda item: name_of(view, item),
    )
