"""Who waits for something new: pages that show a conversation, the worker that waits for work.

    with hub.subscribe(conversation_id) as changes:
        while True:
            for entry in await history(store, conversation_id, last): ...
            await changes.wait(timeout_s=15)

Subscribe first, then read: what is committed in between wakes at once. Wake-ups carry nothing and may come for nothing;
the store is the truth. `run` passes on what other processes commit.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator

from bot.store import Notice, Store
from bot.store.engine import CASE, CONVERSATION, TYPING, WORK
from bot.store.notices import notices_of_others

TYPING_SHOWS_S = 8.0
"""How long "is writing" shows after its last sign; an adviser's page gives one every few seconds."""


class Changes:
    """One listener's bell: it rings until it is heard."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake the listener, now or at its next wait."""
        self._event.set()

    async def wait(self, timeout_s: float | None = None) -> bool:
        """Until the bell rings: True; `False` when `timeout_s` passed first."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._event.wait()
        rang = self._event.is_set()
        self._event.clear()
        return rang


class Hub:
    """The bells of one process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listeners: dict[str, set[Changes]] = {}
        self._workers: set[Changes] = set()
        self._cases: set[Changes] = set()
        self._typed_s: dict[str, float] = {}
        store.listen(self._hear)

    def _hear(self, notice: Notice) -> None:
        kind, conversation_id = notice
        if kind == WORK:
            for worker in self._workers:
                worker.ring()
        elif kind == CONVERSATION:
            for listener in self._listeners.get(conversation_id, ()):
                listener.ring()
        elif kind == CASE:
            for watcher in self._cases:
                watcher.ring()
        elif kind == TYPING and conversation_id in self._listeners:
            self._typed_s[conversation_id] = time.monotonic()
            for listener in self._listeners[conversation_id]:
                listener.ring()

    async def typing(self, conversation_id: str) -> None:
        """An adviser is writing in this conversation: pages that show it say so for `TYPING_SHOWS_S`."""
        await self._store.announce(TYPING, conversation_id)

    def typed(self, conversation_id: str) -> float:
        """The monotonic time of an adviser's last sign of writing, if it still shows; else 0."""
        at_s = self._typed_s.get(conversation_id, 0.0)
        return at_s if time.monotonic() - at_s < TYPING_SHOWS_S else 0.0

    def watched(self) -> list[str]:
        """The conversations that somebody here waits for."""
        return list(self._listeners)

    @contextlib.contextmanager
    def subscribe(self, conversation_id: str) -> Iterator[Changes]:
        """A bell that rings when a conversation gets a new entry or is erased."""
        changes = Changes()
        self._listeners.setdefault(conversation_id, set()).add(changes)
        try:
            yield changes
        finally:
            others = self._listeners[conversation_id]
            others.discard(changes)
            if not others:
                del self._listeners[conversation_id]
                self._typed_s.pop(conversation_id, None)

    @contextlib.contextmanager
    def subscribe_cases(self) -> Iterator[Changes]:
        """A bell that rings when something happens to any case."""
        changes = Changes()
        self._cases.add(changes)
        try:
            yield changes
        finally:
            self._cases.discard(changes)

    @contextlib.contextmanager
    def subscribe_work(self) -> Iterator[Changes]:
        """A bell that rings when there may be work for a worker."""
        changes = Changes()
        self._workers.add(changes)
        try:
            yield changes
        finally:
            self._workers.discard(changes)

    async def wait(self, conversation_id: str, timeout_s: float | None = None) -> bool:
        """Until something new comes from now on; `False` when `timeout_s` passed first.

        What came between reading the history and this call is not heard: where that matters, `subscribe`.
        """
        with self.subscribe(conversation_id) as changes:
            return await changes.wait(timeout_s)

    def ring_all(self) -> None:
        """Wake everybody: notices may have been missed."""
        for listeners in (*self._listeners.values(), self._workers, self._cases):
            for changes in listeners:
                changes.ring()

    async def run(self) -> None:
        """Pass on the notices of other processes, until cancelled. Raises what the database raises: start it again."""
        async for notice in notices_of_others(self._store, self.watched, self.ring_all):
            self._hear(notice)
