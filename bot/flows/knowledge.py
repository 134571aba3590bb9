"""The knowledge as it is published now: the content's files, with the newest revisions of the database in their place.

Every process asks for the revision number at each turn (one cheap query) and builds a snapshot when it went up. What
is broken in the database never takes the service down: a text that can't be read gives way to the one before it, a
whole that can't serve people to the last whole that could. Both are told in the log and in the metrics.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sqlalchemy.exc import SQLAlchemyError

from bot.content import answer_file, files, items
from bot.content.files import Loaded, Tree
from bot.content.items import Item, Kind
from bot.content.model import Snapshot
from bot.content.problems import Problem, errors
from bot.content.references import Phrases
from bot.dialogue.voice import phrases
from bot.flows.trouble import log_defect
from bot.language.wording import Wording
from bot.metrics import Metrics
from bot.store import Store
from bot.store.revisions import Revision, history, published, revision_number

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Published:
    """One state of the knowledge. `number`: the newest revision in it; `revisions`: the items that have one."""

    number: int
    tree: Tree
    loaded: Loaded
    revisions: Mapping[Item, Revision]
    broken: tuple[Item, ...] = ()
    """Items whose newest revision can't be read: an earlier text stands in."""

    @property
    def snapshot(self) -> Snapshot:
        """What people are served from."""
        return self.loaded.snapshot

    def text_of(self, item: Item) -> str:
        """An item's text; empty when it isn't there."""
        return items.text_of(self.tree, self.snapshot, item)


class Knowledge:
    """The published knowledge of one process. `seed` must be able to serve people (`bot.bootstrap` looks)."""

    def __init__(self, store: Store, seed: Tree, *, metrics: Metrics | None = None) -> None:
        self._store = store
        self._seed = Published(0, seed, files.load_tree(seed), MappingProxyType({}))
        self._current = self._seed
        self._refused = -1
        """The revision number whose whole could not serve people: it isn't tried again."""
        self._metrics = metrics
        self._lock = asyncio.Lock()
        languages = self._seed.snapshot.languages
        self.wording = Wording.load("chat", languages)
        self.phrases: Mapping[str, Phrases] = {language: phrases(self.wording, language) for language in languages}

    @classmethod
    def from_folder(cls, store: Store, folder: Path, *, metrics: Metrics | None = None) -> Knowledge:
        """The knowledge with the files of a folder as its seed."""
        return cls(store, files.read_tree(folder), metrics=metrics)

    @property
    def seed(self) -> Published:
        """The files alone."""
        return self._seed

    async def newest(self) -> Snapshot:
        """What people are served from now."""
        return (await self.current()).snapshot

    async def current(self) -> Published:
        """The newest state that can serve people."""
        try:
            async with self._store.read() as tx:
                number = await revision_number(tx)
        except SQLAlchemyError as error:
            log_defect(logger, "The revision number could not be read; the knowledge stays as it was", error)
            return self._current
        if number in (self._current.number, self._refused):
            return self._current
        async with self._lock:
            if number not in (self._current.number, self._refused):
                await self._renew(number)
        return self._current

    async def _renew(self, number: int) -> None:
        try:
            async with self._store.read() as tx:
                seen, revisions = await published(tx)
            made = await self._build(seen, revisions)
            blockers = files.blockers(made.loaded)
        except Exception as error:
            log_defect(logger, "The published knowledge could not be read; it stays as it was", error)
            blockers = ["it could not be read"]
        if blockers:
            self._refused = number
            logger.error("Revision %d of the content can't serve people (%s); the last one that could stays.",
                         number, "; ".join(blockers[:3]))  # fmt: skip
        else:
            self._current = made
        if self._metrics is not None:
            self._metrics.content_broken.set(bool(blockers or self._current.broken))

    async def _build(self, number: int, revisions: list[Revision]) -> Published:
        snapshot = self._seed.snapshot
        good: dict[Item, Revision] = {}
        broken: list[Item] = []
        texts: dict[Item, str] = {}
        for one in revisions:
            if not items.known(snapshot, one.item):
                # Of a question or language that this version does not have (any more).
                continue
            readable: Revision | None = one
            if not _readable(one.item, one.text, snapshot):
                broken.append(one.item)
                logger.error("Revision %d (%s) can't be read; an earlier text stands in.", one.number, one.item)
                readable = await self._earlier(one.item, snapshot)
            good[one.item] = one
            if readable is not None:
                texts[one.item] = readable.text
        # Building takes a moment of pure computing: others are served meanwhile.
        made = await asyncio.to_thread(_overlay, self._seed, texts)
        return Published(number, *made, MappingProxyType(good), tuple(broken))

    async def _earlier(self, item: Item, snapshot: Snapshot) -> Revision | None:
        async with self._store.read() as tx:
            past = await history(tx, item)
        return next((one for one in past if _readable(item, one.text, snapshot)), None)


def _overlay(seed: Published, texts: Mapping[Item, str]) -> tuple[Tree, Loaded]:
    tree = items.put_all(seed.tree, seed.snapshot, texts)
    return tree, files.load_tree(tree)


def _readable(item: Item, text: str, snapshot: Snapshot) -> bool:
    """Whether the text alone is what its place in the files needs; its meaning is not judged here."""
    problems: list[Problem] = []
    if item.kind is Kind.ANSWER:
        topic = snapshot.questions[item.name].topic
        answer_file.read(text, str(item), language=item.language, topic=topic, slug=item.name, problems=problems)
    else:
        path, section = items.REGISTRY[item.kind]
        found = items.read_registry(item.kind, f"{section}:\n{text}", path, problems)
        if found != {item.name}:
            return False
    return not errors(problems)
