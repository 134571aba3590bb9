"""The training inbox as an editor works with it: which groups they see, and what they decide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.content.model import CHAT_TOPIC, Snapshot
from bot.errors import WinError
from bot.flows.app import App
from bot.flows.grouping import suggested
from bot.flows.learn import PEOPLE_TO_SHOW
from bot.store import Tx, audit, phrases
from bot.store.phrases import NEW, OPEN, OUTSIDE, QUESTION, Group

MAX_NOTE_CHARS = 200
DECIDED = (QUESTION, OUTSIDE, NEW)


def N_(msgid: str) -> str:
    """Mark a msgid for extraction."""
    return msgid


class InboxError(WinError):
    """Something that can't be done with a group; the text (a msgid) says why."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks. `languages` empty: all. `few`: may see what fewer than three people asked."""

    id: str
    languages: frozenset[str] = frozenset()
    few: bool = False

    def speaks(self, language: str) -> bool:
        """Whether groups of this language are theirs."""
        return not self.languages or language in self.languages


@dataclass(frozen=True, slots=True)
class Seen:
    """A group with the questions that it is most likely about, best first."""

    group: Group
    suggestions: tuple[str, ...]


async def look(
    app: App, viewer: Viewer, *, languages: Collection[str], statuses: Collection[str] = (OPEN,), few: bool = False
) -> list[Seen]:
    """The groups that this viewer may see, the most asked first. `few`: also those of fewer than three people."""
    snapshot = await snapshot_of(app)
    wanted = [language for language in snapshot.languages if language in languages and viewer.speaks(language)]
    at_least = 1 if few and viewer.few else PEOPLE_TO_SHOW
    async with app.store.read() as tx:
        found = await phrases.groups(tx, languages=wanted, statuses=statuses, at_least=at_least)
    return [Seen(one, _suggestions(one, snapshot)) for one in found]


async def waiting(app: App, viewer: Viewer) -> dict[str, int]:
    """How many open groups wait in each language, as this viewer sees them by default."""
    snapshot = await snapshot_of(app)
    wanted = [language for language in snapshot.languages if viewer.speaks(language)]
    async with app.store.read() as tx:
        found = await phrases.groups(tx, languages=wanted, at_least=PEOPLE_TO_SHOW, limit=500)
    return {language: sum(one.language == language for one in found) for language in wanted}


async def assign(app: App, viewer: Viewer, group_id: str, slug: str) -> None:
    """These sentences ask an existing question: the next training learns them. Raises `InboxError`."""
    if slug not in assignable(await snapshot_of(app)):
        raise InboxError(N_("Choose a question from the list."))
    await _decide(app, viewer, group_id, status=QUESTION, slug=slug)


async def mark_outside(app: App, viewer: Viewer, group_id: str) -> None:
    """These sentences are none of ours: the next training learns that too. Raises `InboxError`."""
    await _decide(app, viewer, group_id, status=OUTSIDE)


async def propose(app: App, viewer: Viewer, group_id: str, note: str) -> None:
    """We should have an answer to this: kept for those who write. Raises `InboxError`."""
    words = " ".join(note.split())[:MAX_NOTE_CHARS]
    if not words:
        raise InboxError(N_("Say in a few words what the new question is about."))
    await _decide(app, viewer, group_id, status=NEW, note=words)


async def undo(app: App, viewer: Viewer, group_id: str) -> None:
    """Take a decision back. Raises `InboxError`."""
    await _decide(app, viewer, group_id, status=OPEN)


async def take_out(app: App, viewer: Viewer, group_id: str, phrase_id: int) -> None:
    """Delete a sentence that does not belong to the others. Raises `InboxError`."""
    async with app.store.write() as tx:
        await _visible(tx, viewer, group_id)
        await phrases.take_out(tx, group_id, phrase_id)
        await audit.record(tx, actor=viewer.id, act="inbox.take_out", target=group_id, now=app.clock())


async def _decide(app: App, viewer: Viewer, group_id: str, *, status: str, slug: str = "", note: str = "") -> None:
    async with app.store.write() as tx:
        await _visible(tx, viewer, group_id)
        now = app.clock()
        await phrases.decide(tx, group_id, status=status, slug=slug, note=note, by=viewer.id, now=now)
        await audit.record(tx, actor=viewer.id, act=f"inbox.{status}", target=group_id, detail=slug, now=now)


async def _visible(tx: Tx, viewer: Viewer, group_id: str) -> Group:
    group = await phrases.group(tx, group_id)
    few = group is not None and group.people < PEOPLE_TO_SHOW
    if group is None or not viewer.speaks(group.language) or (few and not viewer.few):
        raise InboxError(N_("This group is not here any more. Somebody else was quicker, or its time was up."))
    return group


def assignable(snapshot: Snapshot) -> frozenset[str]:
    """The questions that a group can be assigned to."""
    return frozenset(slug for slug, question in snapshot.questions.items() if question.topic != CHAT_TOPIC)


def _suggestions(group: Group, snapshot: Snapshot) -> tuple[str, ...]:
    known = assignable(snapshot)
    return tuple(slug for slug in suggested(group.phrases, most=6) if slug in known)[:3]


async def snapshot_of(app: App) -> Snapshot:
    """The knowledge as it is published now."""
    assert app.knowledge is not None, "the inbox needs the product's own content"
    return await app.knowledge.newest()
