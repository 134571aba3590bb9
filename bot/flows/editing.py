"""Writing: who may, what is wrong with a text, drafts that no second writer silently overwrites."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.content import check_item, items
from bot.content.items import Item, Kind
from bot.content.merge import merge
from bot.content.problems import Problem, errors
from bot.dialogue.context import NETHERLANDS
from bot.errors import WinError
from bot.flows.app import App
from bot.flows.knowledge import Knowledge, Published
from bot.store import Tx
from bot.store.audit import record
from bot.store.revisions import OPEN, Draft, add_draft, change_draft, draft_by_id, drop_draft, latest, open_draft

LEGAL_TOPICS = frozenset({"work", "housing", "rights"})
"""Topics whose answers a legal reviewer publishes, and so every fact that one of them shows or rests on."""

MAX_TEXT_CHARS = 20_000


def N_(msgid: str) -> str:
    """Mark a msgid of the domain "editor" for extraction."""
    return msgid


class EditError(WinError):
    """Something an editor can't do now; the text is a msgid of the domain "editor"."""


class NotAllowed(EditError):
    """This editor may not do this."""


class Gone(EditError):
    """The draft or revision isn't there (any more)."""


class Collision(EditError):
    """Somebody else saved in between: nothing of theirs was overwritten, nothing of ours is stored."""

    def __init__(self, message: str, theirs: str, by: str, version: int) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.by = by
        self.version = version


class Outdated(EditError):
    """What is published changed since the writing began: both have to be put together first."""


class Faulty(EditError):
    """The text has errors; they are all in `problems`."""

    def __init__(self, message: str, problems: Sequence[Problem]) -> None:
        super().__init__(message)
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Editor:
    """Who writes. `permissions` are names such as "editor.write"; `topics` empty: all."""

    id: str
    name: str
    permissions: frozenset[str]
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = field(default=frozenset())

    def may(self, permission: str) -> bool:
        """Whether this editor holds the permission."""
        return permission in self.permissions


def knowledge_of(app: App) -> Knowledge:
    """The published knowledge."""
    assert app.knowledge is not None, "this application was opened without its knowledge"
    return app.knowledge


def today_of(app: App) -> date:
    """The day in the Netherlands."""
    return app.clock().astimezone(NETHERLANDS).date()


def topics_of(state: Published, item: Item) -> frozenset[str]:
    """The topics an item belongs to: of an answer its own, of a fact those of the answers that use it."""
    if item.kind is Kind.ANSWER:
        return frozenset({state.snapshot.questions[item.name].topic})
    if item.kind is Kind.FACT:
        return frozenset(answer.topic for answer in check_item.users(state.snapshot, item))
    return frozenset()


def speaks(editor: Editor, item: Item) -> bool:
    """Facts and contacts have no language: everybody may."""
    return not item.language or item.language in editor.languages


def may_write(editor: Editor, state: Published, item: Item) -> bool:
    """Whether this editor may change the item."""
    if not editor.may("editor.write") or not speaks(editor, item):
        return False
    return item.kind is not Kind.ANSWER or not editor.topics or topics_of(state, item) <= editor.topics


def why_not_publish(editor: Editor, state: Published, draft: Draft) -> str:
    """Why this editor can't publish this draft (a msgid); empty when they can."""
    if not editor.may("editor.publish") or not may_write(editor, state, draft.item):
        return N_("Somebody who works in this language and topic has to publish this.")
    if editor.id in draft.authors:
        return N_("You wrote this yourself. Somebody else has to read and publish it.")
    if topics_of(state, draft.item) & LEGAL_TOPICS and not editor.may("editor.legal"):
        return N_("Work, housing and rights are published by a legal reviewer.")
    return ""


async def problems_of(app: App, item: Item, text: str) -> list[Problem]:
    """What the checks of the content say about a text, if it stood in the item's place now."""
    state = await knowledge_of(app).current()
    return await asyncio.to_thread(
        check_item.check_item,
        state.tree,
        state.loaded,
        item,
        text,
        today=today_of(app),
        phrases=knowledge_of(app).phrases,
    )


def tidy(text: str) -> str:
    """A text as files keep it: composed letters, line feeds, one newline at its end; at most `MAX_TEXT_CHARS`."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(char for char in plain if char in "\n\t" or char.isprintable() or char == "\u200d")
    return kept[:MAX_TEXT_CHARS].rstrip() + "\n"


async def published_text(tx: Tx, app: App, item: Item) -> str:
    """What is published of an item, as this transaction sees it."""
    newest = await latest(tx, item)
    return newest.text if newest is not None else knowledge_of(app).seed.text_of(item)


async def save_draft(
    app: App, editor: Editor, item: Item, text: str, version: int, *, note: str | None = None, base: str | None = None
) -> Draft:
    """Save what is being written. `version` is that of the draft which the writer saw; 0: there was none.

    Raises `Collision` when somebody else saved meanwhile, with their text. A draft that waits for review goes back to
    being written. `base` (after a merge): the published text that the writer has taken up.
    """
    state = await knowledge_of(app).current()
    if not items.known(state.snapshot, item):
        raise Gone(N_("There is no such page."))
    if not may_write(editor, state, item):
        raise NotAllowed(N_("You can look at this, but not change it: it is not in your languages or topics."))
    text = tidy(text)
    now = app.clock()
    async with app.store.write() as tx:
        draft = await open_draft(tx, item)
        if draft is None:
            if version:
                raise _collision(await published_text(tx, app, item), "", 0)
            made = await add_draft(tx, _new(editor, item, text, base or await published_text(tx, app, item), note, now))
            if made is not None:
                return made
            draft = await open_draft(tx, item)
            assert draft is not None
        if draft.version != version and draft.text != text:
            raise _collision(draft.text, draft.author_name, draft.version)
        same = draft.text == text and (note is None or note == draft.note) and (base is None or base == draft.base_text)
        if same:
            return draft
        changed = await change_draft(
            tx,
            draft,
            text=text,
            state="draft" if draft.text != text else draft.state,
            note=draft.note if note is None else note,
            base_text=draft.base_text if base is None else base,
            authors=draft.authors if editor.id in draft.authors else (*draft.authors, editor.id),
            author_id=editor.id,
            author_name=editor.name,
            updated_at=now,
        )
        if changed is None:
            raise _collision(draft.text, draft.author_name, draft.version)
        return changed


def _new(editor: Editor, item: Item, text: str, base: str, note: str | None, now: datetime) -> Draft:
    return Draft(
        id="",
        item=item,
        slot=OPEN,
        text=text,
        base_text=base,
        version=1,
        state="draft",
        authors=(editor.id,),
        author_id=editor.id,
        author_name=editor.name,
        note=note or "",
        reply="",
        reviewer_id="",
        reviewer_name="",
        override=False,
        publish_at=None,
        created_at=now,
        updated_at=now,
    )


def _collision(theirs: str, by: str, version: int) -> Collision:
    return Collision(N_("Somebody else changed this at the same time. Choose what to keep."), theirs, by, version)


def put_together(base: str, mine: str, theirs: str) -> str | None:
    """Both changes in one text; `None` where they touch the same lines and a person has to choose."""
    return merge(base, mine, theirs)


async def find_draft(app: App, draft_id: str) -> Draft:
    """One draft; `Gone` when it was published or thrown away meanwhile."""
    async with app.store.read() as tx:
        draft = await draft_by_id(tx, draft_id)
    if draft is None:
        raise Gone(N_("This draft is not there any more: it was published or thrown away."))
    return draft


async def take(tx: Tx, draft_id: str, version: int) -> Draft:
    """A draft as the page showed it: `Gone` or `Collision` when it is another one now."""
    draft = await draft_by_id(tx, draft_id)
    if draft is None:
        raise Gone(N_("This draft is not there any more: it was published or thrown away."))
    if draft.version != version:
        raise _collision(draft.text, draft.author_name, draft.version)
    return draft


async def throw_away(app: App, editor: Editor, draft_id: str, version: int) -> None:
    """Drop a draft. What is published stays."""
    state = await knowledge_of(app).current()
    async with app.store.write() as tx:
        draft = await take(tx, draft_id, version)
        if not may_write(editor, state, draft.item) and not editor.may("editor.override"):
            raise NotAllowed(N_("You can look at this, but not change it: it is not in your languages or topics."))
        await drop_draft(tx, draft)
        await record(tx, actor=editor.id, act="editor.discard", target=str(draft.item), now=app.clock())


async def ask_review(
    app: App, editor: Editor, draft_id: str, version: int, *, note: str = "", publish_at: datetime | None = None
) -> Draft:
    """Ask somebody else to publish, at once or from a moment on. `Faulty` while the text has errors."""
    state = await knowledge_of(app).current()
    draft = await find_draft(app, draft_id)
    wrong = errors(await problems_of(app, draft.item, draft.text))
    if wrong:
        raise Faulty(N_("Some things have to be put right first."), wrong)
    now = app.clock()
    async with app.store.write() as tx:
        draft = await take(tx, draft_id, version)
        if not may_write(editor, state, draft.item):
            raise NotAllowed(N_("You can look at this, but not change it: it is not in your languages or topics."))
        if draft.text == await published_text(tx, app, draft.item):
            raise EditError(N_("Nothing has changed yet."))
        asked = await change_draft(
            tx, draft, state="review", note=note, reply="", publish_at=publish_at, updated_at=now
        )
        assert asked is not None
        await record(tx, actor=editor.id, act="editor.ask", target=str(draft.item), now=now)
        return asked


async def send_back(app: App, editor: Editor, draft_id: str, version: int, reply: str) -> Draft:
    """The reviewer does not publish and says why."""
    state = await knowledge_of(app).current()
    async with app.store.write() as tx:
        draft = await take(tx, draft_id, version)
        if not may_write(editor, state, draft.item) and not editor.may("editor.override"):
            raise NotAllowed(N_("Somebody who works in this language and topic has to publish this."))
        # What waited for its day is written on, unless somebody has begun another change meanwhile.
        slot = OPEN if await open_draft(tx, draft.item) is None else draft.slot
        remark = f"{editor.name}: {reply}" if reply else ""
        state_now = "draft" if slot == OPEN else "review"
        back = await change_draft(tx, draft, state=state_now, slot=slot, reply=remark, updated_at=app.clock())
        assert back is not None
        await record(tx, actor=editor.id, act="editor.send_back", target=str(draft.item), now=app.clock())
        return back
