"""The published knowledge as files, and files as published knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.content import items
from bot.content.files import Tree, load_tree
from bot.content.items import Item, Kind
from bot.flows.knowledge import Knowledge, Published
from bot.store import Store, Tx
from bot.store.audit import COMMAND, record
from bot.store.revisions import Revision, add_revision, latest, lock

BY_HAND = frozenset({"publish", "override", "withdraw", "right"})
"""Acts of people: a revision of theirs is not overwritten without a word."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item whose file says something else than what is published."""

    item: Item
    path: str
    published: str
    file: str
    edited: Revision | None
    """The edit that the file would overwrite; `None`: nobody has edited it here."""


def written(state: Published) -> Mapping[str, str]:
    """Every file that editors can change, as it is published: path inside the content folder → text."""
    paths = {items.path(state.snapshot, item) for item in state.revisions}
    return {path: state.tree.texts[path] for path in sorted(paths)}


def compare(state: Published, folder: Tree) -> list[Difference]:
    """Where a folder differs from what is published. Items that the folder does not have stay as they are."""
    theirs = load_tree(folder)
    mine = items.all_items(state.tree, state.snapshot)
    found = []
    for item, text in items.all_items(folder, theirs.snapshot).items():
        if not items.known(state.snapshot, item):
            continue
        published = mine.get(item, "")
        if published != text:
            edit = state.revisions.get(item)
            by_hand = edit if edit is not None and edit.act in BY_HAND else None
            found.append(Difference(item, items.path(state.snapshot, item), published, text, by_hand))
    return sorted(found, key=lambda one: (one.item.kind is not Kind.ANSWER, one.path, one.item))


async def take_in(store: Store, knowledge: Knowledge, differences: Iterable[Difference], now: datetime) -> int:
    """Publish the files' texts; how many. One that was published again since the comparison is left alone."""
    count = 0
    async with store.write() as tx:
        await lock(tx)
        for one in differences:
            count += await _take_one(tx, knowledge, one, now)
        await record(tx, actor=COMMAND, act="editor.import", detail=f"{count} items", now=now)
    return count


async def _take_one(tx: Tx, knowledge: Knowledge, one: Difference, now: datetime) -> bool:
    newest = await latest(tx, one.item)
    seed = knowledge.seed.text_of(one.item)
    if (newest.text if newest else seed) != one.published:
        return False
    if newest is None and seed:
        await add_revision(tx, Revision(0, one.item, seed, "files", "", "", "", "", "", now))
    await add_revision(tx, Revision(0, one.item, one.file, "import", "", "", "", "", "", now))
    return True
