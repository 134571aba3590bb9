"""What stands: withdrawn at once when it is wrong, restored from its history, confirmed as still right."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.content import files, items, write
from bot.content.items import Item, Kind, answer_item
from bot.content.model import Status
from bot.content.validate import NO_SURE_NUMBER
from bot.content.yaml_lines import load
from bot.flows.app import App
from bot.flows.editing import (
    LEGAL_TOPICS,
    N_,
    EditError,
    Editor,
    Faulty,
    Gone,
    NotAllowed,
    Outdated,
    find_draft,
    knowledge_of,
    may_write,
    problems_of,
    published_text,
    save_draft,
    speaks,
    today_of,
    topics_of,
)
from bot.flows.knowledge import Published
from bot.flows.publish import REVIEW_EVERY, answer_of, text_before
from bot.store.audit import record
from bot.store.revisions import Draft, Revision, add_revision, decide_checks, lock, revision


async def withdraw(app: App, editor: Editor, item: Item, reason: str) -> int:
    """Stop showing an answer, or relying on a fact or contact, at once; the new revision's number.

    An answer gives way to the one in the language's fallback; a fact is shown as not confirmed, a contact by its
    website. `Faulty` when people in danger would be left with nothing.
    """
    state = await knowledge_of(app).current()
    if not ((editor.may("editor.write") and speaks(editor, item)) or editor.may("editor.override")):
        raise NotAllowed(N_("You can look at this, but not change it: it is not in your languages or topics."))
    async with app.store.read() as tx:
        before = await published_text(tx, app, item) if items.known(state.snapshot, item) else ""
    if not before:
        raise Gone(N_("There is no such page."))
    text = _withdrawn(state, item, before, today_of(app))
    if text == before:
        raise EditError(N_("This is withdrawn already."))
    if item.kind is Kind.ANSWER:
        after = await asyncio.to_thread(files.load_tree, items.put(state.tree, state.snapshot, item, text))
        danger = bool(files.blockers(after))
    else:
        danger = any(problem.cause == NO_SURE_NUMBER for problem in await problems_of(app, item, text))
    if danger:
        raise Faulty(N_("People in danger would be left without help. Correct the text instead."), [])
    now = app.clock()
    async with app.store.write() as tx:
        await lock(tx)
        if await published_text(tx, app, item) != before:
            raise Outdated(N_("Somebody has just changed this. Look at it again."))
        await text_before(tx, app, item, now)
        number = await add_revision(
            tx, Revision(0, item, text, "withdraw", editor.id, editor.name, "", "", reason, now)
        )
        await record(tx, actor=editor.id, act="editor.withdraw", target=str(item), detail=reason, now=now)
        return number


def _withdrawn(state: Published, item: Item, text: str, today: date) -> str:
    if item.kind is Kind.ANSWER:
        answer = answer_of(state, item, text)
        if answer is None:
            raise Gone(N_("There is no such page."))
        return write.answer_text(replace(answer, status=Status.WITHDRAWN))
    (entry,) = load(text)
    for part in _doubted(entry, today):
        part["check"] = True
    return write.entry_text(entry)


def _doubted(entry: dict[str, object], today: date) -> Iterable[dict[str, object]]:
    """The parts of a fact or contact that nobody vouches for any more: a fact's value of today and later ones."""
    periods = entry.get("periods")
    if isinstance(periods, list):
        yield from (period for period in periods if (period.get("valid_until") or today) >= today)
        return
    yield from (part for part in entry.values() if isinstance(part, dict) and "check" in part)
    numbers = entry.get("numbers")
    if isinstance(numbers, list):
        yield from (number["phone"] for number in numbers if isinstance(number.get("phone"), dict))
    yield entry


async def restore(app: App, editor: Editor, number: int, version: int) -> Draft:
    """Begin a draft with the text of an earlier revision; somebody else publishes it, as ever."""
    async with app.store.read() as tx:
        old = await revision(tx, number)
    if old is None:
        raise Gone(N_("This version is not there any more."))
    text = old.text
    if old.item.kind is Kind.ANSWER:
        answer = answer_of(await knowledge_of(app).current(), old.item, text)
        if answer is not None and answer.status is Status.WITHDRAWN:
            text = write.answer_text(replace(answer, status=Status.UNREVIEWED))
    return await save_draft(app, editor, old.item, text, version)


async def still_right(app: App, editor: Editor, language: str, slug: str, up_to: int) -> None:
    """Somebody looked: the answer is right as it is, although another language changed or its review was due.

    `up_to`: the newest change that was shown (0: none); later ones still have to be looked at.
    """
    item = answer_item(language, slug)
    state = await knowledge_of(app).current()
    if not items.known(state.snapshot, item):
        raise Gone(N_("There is no such page."))
    if not may_write(editor, state, item):
        raise NotAllowed(N_("You can look at this, but not change it: it is not in your languages or topics."))
    now, today = app.clock(), today_of(app)
    async with app.store.write() as tx:
        await lock(tx)
        closed = await decide_checks(
            tx, language, slug, decision="right", by=editor.id, name=editor.name, now=now, up_to=up_to
        )
        answer = answer_of(state, item, await published_text(tx, app, item))
        due = answer is not None and answer.review_by is not None and answer.review_by <= today
        if due and topics_of(state, item) & LEGAL_TOPICS and not editor.may("editor.legal"):
            if not closed:
                raise NotAllowed(N_("Work, housing and rights are published by a legal reviewer."))
        elif due:
            assert answer is not None
            await text_before(tx, app, item, now)
            text = write.answer_text(replace(answer, reviewed=today, review_by=today + REVIEW_EVERY))
            await add_revision(tx, Revision(0, item, text, "right", editor.id, editor.name, "", "", "", now))
        await record(tx, actor=editor.id, act="editor.still_right", target=str(item), now=now)


async def rebase(app: App, editor: Editor, draft_id: str, version: int, text: str) -> Draft:
    """Take up what was published meanwhile: `text` is both together, as the writer has decided."""
    draft = await find_draft(app, draft_id)
    async with app.store.read() as tx:
        base = await published_text(tx, app, draft.item)
    return await save_draft(app, editor, draft.item, text, version, base=base)
