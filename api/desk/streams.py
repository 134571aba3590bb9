"""Event streams of the desk: how many, how long, and when they end: with the page, the session or the server."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import anyio
from fastapi import Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.desk.room import Room
from api.desk.rows import Row
from api.staff.guard import Staff, still_signed_in
from api.staff.site import staff_site_of
from bot.flows.desk_feed import Feed

LOOK_S = 15.0
"""How long a stream trusts the bell before it looks by itself."""
PING_S = 15
STOP_WITHIN_S = 2.0
"""How long a stream may take to end by itself when the server stops."""
RETRY_MS = 1000
"""How soon a browser connects again after we were away."""
SESSION_LOOK_S = 30.0
"""How often a stream asks whether its session still stands."""
MAX_WAITING = 100
"""Batches that a page may leave lying before its stream ends."""
MAX_ROWS = 1000
"""Rows that are kept drawn."""
MAX_PER_SESSION = 12
"""Pages that one browser may hold open; browsers themselves stop at six to a server."""

T = TypeVar("T")


@dataclass(slots=True)
class Streams:
    """The streams of one process."""

    feed: Feed
    open: Counter[str] = field(default_factory=Counter)
    rows: dict[tuple[str, Row], str] = field(default_factory=dict)
    """Rows of the queue as HTML, by language: most advisers see the same one."""

    def row_html(self, room: Room, row: Row) -> str:
        """A row of the queue, drawn once for everybody who sees it alike."""
        key = (room.names.interface, row)
        found = self.rows.get(key)
        if found is None:
            if len(self.rows) >= MAX_ROWS:
                self.rows.clear()
            found = self.rows[key] = room.piece("desk/_row.html", row=row)
        return found

    def full(self, staff: Staff) -> bool:
        """Whether this session has as many as it may."""
        return self.open[staff.session.id] >= MAX_PER_SESSION


def streams_of(request: Request) -> Streams:
    """The streams of the application that serves this request; made at the first one."""
    state = request.app.state
    found: Streams | None = getattr(state, "desk_streams", None)
    if found is None:
        found = state.desk_streams = Streams(Feed(staff_site_of(request).app))
    return found


class Stop:
    """When a stream ends: used as `async with`, it counts the stream and watches over session and server."""

    def __init__(self, streams: Streams, staff: Staff, stopping: anyio.Event, request: Request) -> None:
        self.streams = streams
        self._staff = staff
        self._stopping = stopping
        self._request = request
        self._looked_s = time.monotonic()
        self._ended = False
        self._until_stop: asyncio.Task[Any] | None = None

    async def __aenter__(self) -> Stop:
        self.streams.open[self._staff.session.id] += 1
        self._until_stop = asyncio.create_task(self._stopping.wait())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._until_stop
        self._until_stop.cancel()
        self.streams.open[self._staff.session.id] -= 1
        if self.streams.open[self._staff.session.id] <= 0:
            del self.streams.open[self._staff.session.id]

    def is_set(self) -> bool:
        """Whether the stream is to end now."""
        return self._ended or self._stopping.is_set()

    def on_end(self, act: Callable[[], None]) -> None:
        """Do something when the server stops, such as ringing the bell that the stream waits for."""
        assert self._until_stop
        self._until_stop.add_done_callback(lambda _: act())

    def taking(self, waiting: asyncio.Queue[T]) -> Callable[[T], None]:
        """A listener that puts things into `waiting`. A page that takes nothing any more loses its stream; its browser
        connects again and goes on behind the last thing it has seen."""

        def take(thing: T) -> None:
            if waiting.full():
                self._ended = True
            else:
                waiting.put_nowait(thing)

        return take

    async def next(self, waiting: asyncio.Queue[T], timeout_s: float) -> T | None:
        """The next thing that comes; `None` after `timeout_s`, or when the stream is to end."""
        assert self._until_stop
        await self.look_at_session()
        if self.is_set():
            return None
        comes = asyncio.ensure_future(waiting.get())
        try:
            await asyncio.wait({comes, self._until_stop}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
            return comes.result() if comes.done() else None
        finally:
            comes.cancel()

    async def look_at_session(self) -> None:
        """End the stream when its session has ended; asked now and then only."""
        if time.monotonic() - self._looked_s < SESSION_LOOK_S:
            return
        self._looked_s = time.monotonic()
        self._ended = not await still_signed_in(self._request, self._staff)

    async def fresh(self, room: Room) -> Room:
        """The room at this moment: times go on while a stream is open."""
        return replace(room, names=replace(room.names, now=room.app.clock()))


def sse(events: AsyncIterator[ServerSentEvent], stopping: anyio.Event) -> EventSourceResponse:
    """The answer that carries a stream."""
    return EventSourceResponse(
        events,
        ping=PING_S,
        shutdown_event=stopping,
        shutdown_grace_period=STOP_WITHIN_S,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
