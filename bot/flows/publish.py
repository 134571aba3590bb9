"""Publishing: by somebody else than the writer; at once, or by itself when its time comes.

Every act takes the lock of publishing first and compares what is published with what the writer started from, so that
no change is ever lost: either it is in the text, or somebody has been asked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.content import answer_file, items, write
from bot.content.items import Item, Kind
from bot.content.merge import merge
from bot.content.model import Answer, Status
from bot.content.problems import errors
from bot.dialogue.context import NETHERLANDS
from bot.flows.app import App
from bot.flows.editing import (
    N_,
    Editor,
    Faulty,
    NotAllowed,
    Outdated,
    find_draft,
    knowledge_of,
    problems_of,
    published_text,
    take,
    why_not_publish,
)
from bot.flows.knowledge import Published
from bot.store import Tx
from bot.store.audit import SYSTEM, record
from bot.store.revisions import (
    OPEN,
    Draft,
    Revision,
    add_checks,
    add_revision,
    change_draft,
    decide_checks,
    drop_draft,
    latest,
    lock,
    open_checks,
    open_draft,
    scheduled,
)
from bot.store.timers import set_timer

PUBLISH_TIMER = "publish_content"
REVIEW_EVERY = timedelta(days=182)
"""A published answer is looked at again after half a year: amounts in Dutch law change in January and July."""


def start_of(day: date) -> datetime:
    """The first moment of a day in the Netherlands."""
    return datetime.combine(day, time(), NETHERLANDS).astimezone(UTC)


def answer_of(state: Published, item: Item, text: str) -> Answer | None:
    """An answer's text, read."""
    topic = state.snapshot.questions[item.name].topic
    read = answer_file.read(text, str(item), language=item.language, topic=topic, slug=item.name, problems=[])
    return read[0] if read else None


async def publish(
    app: App, editor: Editor, draft_id: str, version: int, *, override: bool = False, at: datetime | None = None
) -> int | None:
    """Publish a draft: the new revision's number; `None` when it waits for its time (`at`, else the draft's own).

    Raises `NotAllowed` (an administrator may override, which is logged), `Outdated`, `Faulty`, `Gone`, `Collision`.
    """
    draft = await find_draft(app, draft_id)
    state = await knowledge_of(app).current()
    override = override and editor.may("editor.override")
    wrong = errors(await problems_of(app, draft.item, draft.text))
    if wrong:
        raise Faulty(N_("Some things have to be put right first."), wrong)
    now = app.clock()
    async with app.store.write() as tx:
        await lock(tx)
        draft = await take(tx, draft_id, version)
        why = why_not_publish(editor, state, draft)
        if why and not override:
            raise NotAllowed(why)
        if await published_text(tx, app, draft.item) != draft.base_text:
            raise Outdated(N_("What is published has changed since. Open the draft and put both together first."))
        await record(
            tx,
            actor=editor.id,
            act="editor.override" if why else "editor.publish",
            target=str(draft.item),
            detail=draft.note,
            now=now,
        )
        moment = at or draft.publish_at
        if moment is not None and moment > now:
            await _schedule(tx, editor, draft, moment, override=bool(why), now=now)
            return None
        approved = replace(draft, reviewer_id=editor.id, reviewer_name=editor.name, override=bool(why))
        number = await _put_in(tx, app, state, approved, draft.text, now)
        await drop_draft(tx, draft)
        return number


async def _schedule(tx: Tx, editor: Editor, draft: Draft, moment: datetime, *, override: bool, now: datetime) -> None:
    waiting = await change_draft(
        tx,
        draft,
        slot=draft.id,
        state="scheduled",
        publish_at=moment,
        reviewer_id=editor.id,
        reviewer_name=editor.name,
        override=override,
        updated_at=now,
    )
    assert waiting is not None
    await set_timer(tx, PUBLISH_TIMER, moment)


async def _put_in(tx: Tx, app: App, state: Published, draft: Draft, text: str, now: datetime) -> int:
    """Write the revision, and let the other languages be looked at."""
    item = draft.item
    today = now.astimezone(NETHERLANDS).date()
    before = await text_before(tx, app, item, now)
    if item.kind is Kind.ANSWER:
        answer = answer_of(state, item, text)
        if answer is not None:
            text = write.answer_text(reviewed(answer, today))
    number = await add_revision(
        tx,
        Revision(
            0,
            item,
            text,
            "override" if draft.override else "publish",
            draft.author_id,
            draft.author_name,
            draft.reviewer_id,
            draft.reviewer_name,
            draft.note,
            now,
        ),
    )
    if item.kind is Kind.ANSWER:
        old = answer_of(state, item, before.text) if before else None
        new = answer_of(state, item, text)
        seen = before.number if before else 0
        await _flag(tx, state, draft, old, new, before=seen, number=number, now=now)
    return number


def reviewed(answer: Answer, today: date) -> Answer:
    """The answer as somebody has just published it."""
    due = answer.review_by
    return replace(
        answer,
        status=Status.PUBLISHED,
        reviewed=today,
        review_by=due if due is not None and due > today + timedelta(days=7) else today + REVIEW_EVERY,
    )


async def text_before(tx: Tx, app: App, item: Item, now: datetime) -> Revision | None:
    """The published revision; the text of the files becomes one when it is changed for the first time."""
    found = await latest(tx, item)
    text = "" if found else knowledge_of(app).seed.text_of(item)
    if found or not text:
        return found
    seed = Revision(0, item, text, "files", "", "", "", "", "", now)
    return replace(seed, number=await add_revision(tx, seed))


_DATES = {"reviewed": None, "review_by": None, "status": Status.PUBLISHED}
"""What may change without anybody else having to look."""


async def _flag(
    tx: Tx,
    state: Published,
    draft: Draft,
    old: Answer | None,
    new: Answer | None,
    *,
    before: int,
    number: int,
    now: datetime,
) -> None:
    """Close this language's marks, and mark the others if people now read something else.

    A language that changed because of another one does not send that one back to be checked.
    """
    item = draft.item
    closed = [one for one in await open_checks(tx, item.name) if one.language == item.language]
    await decide_checks(
        tx, item.language, item.name, decision="edited", by=draft.author_id, name=draft.author_name, now=now
    )
    if old is None or new is None or replace(old, **_DATES) == replace(new, **_DATES):  # type: ignore[arg-type]
        return
    sources = {one.source_language for one in closed}
    told = {one.language for one in await open_checks(tx, item.name) if one.source_language in sources}
    others = [
        language
        for language in state.snapshot.languages
        if language not in sources | told | {item.language} and (language, item.name) in state.snapshot.answers
    ]
    await add_checks(tx, others, item.name, source=item.language, before=before, number=number, now=now)


async def run_scheduled(app: App, tx: Tx, now: datetime) -> None:
    """Publish what was approved for a time that has come. What no longer fits goes back to the reviewers."""
    state = knowledge_of(app).seed
    await lock(tx)
    for draft in await scheduled(tx, now):
        current = await published_text(tx, app, draft.item)
        text = merge(draft.base_text, draft.text, current)
        if text is None or not items.known(state.snapshot, draft.item):
            slot = OPEN if await open_draft(tx, draft.item) is None else draft.id
            await change_draft(tx, draft, state="review", slot=slot, publish_at=None, updated_at=now)
            await record(tx, actor=SYSTEM, act="editor.stuck", target=str(draft.item), now=now)
            continue
        await _put_in(tx, app, state, draft, text, now)
        await drop_draft(tx, draft)
        await record(tx, actor=SYSTEM, act="editor.publish", target=str(draft.item), detail=draft.note, now=now)
