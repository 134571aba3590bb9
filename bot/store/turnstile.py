"""Who may write next: what somebody waits for at the other end of a line goes before the worker's own work."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

MAX_IN_A_ROW = 8
"""After so many urgent ones somebody else has a turn, if one waits."""

YIELD_S = 0.1
"""While somebody waits at the other end of a line, the worker's own work begins a write this often, and no oftener."""


class Turnstile:
    """`places` may be inside at once, at most `others` of them not urgent; of those who wait, the urgent ones go first,
    each kind in its order.

    While a `hurry` lasts, others go in one at a time and `YIELD_S` apart: the processor, too, is left to those who
    hurry, and nobody waits for ever.
    """

    def __init__(self, places: int, others: int | None = None) -> None:
        self._free = places
        self._free_for_others = places if others is None else others
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()
        self._in_a_row = 0
        self._hurries = 0
        self._other_went_in_s = 0.0
        self._later: asyncio.TimerHandle | None = None

    @contextmanager
    def hurry(self) -> Iterator[None]:
        """Somebody waits at the other end of a line for as long as the block runs."""
        self._hurries += 1
        try:
            yield
        finally:
            self._hurries -= 1
            self._let_in()

    @asynccontextmanager
    async def turn(self, *, urgent: bool) -> AsyncIterator[None]:
        """Inside for as long as the block runs."""
        await self._enter(urgent=urgent)
        try:
            yield
        finally:
            self._leave(urgent=urgent)

    async def _enter(self, *, urgent: bool) -> None:
        place = asyncio.get_running_loop().create_future()
        (self._urgent if urgent else self._others).append(place)
        self._let_in()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._leave(urgent=urgent)
            raise

    def _leave(self, *, urgent: bool) -> None:
        self._free += 1
        self._free_for_others += not urgent
        self._let_in()

    def _let_in(self) -> None:
        """Hand the free places to those who are next."""
        while self._free > 0 and (line := self._next_line()) is not None:
            place = line.popleft()
            if not place.done():
                self._free -= 1
                self._free_for_others -= line is self._others
                place.set_result(None)

    def _next_line(self) -> deque[asyncio.Future[None]] | None:
        """Whose turn it is; `None`: nobody waits who may go in."""
        urgent_first = self._urgent and (self._in_a_row < MAX_IN_A_ROW or not self._others)
        if self._others and not urgent_first and self._others_may():
            self._in_a_row = 0
            return self._others
        if self._urgent:
            self._in_a_row += 1
            return self._urgent
        return None

    def _others_may(self) -> bool:
        """Whether one of the others may go in now; if not, they are looked at again in time."""
        if self._free_for_others <= 0:
            return False
        loop = asyncio.get_running_loop()
        if self._hurries and (wait_s := self._other_went_in_s + YIELD_S - loop.time()) > 0:
            if self._later is None:
                self._later = loop.call_later(wait_s, self._look_again)
            return False
        self._other_went_in_s = loop.time()
        return True

    def _look_again(self) -> None:
        self._later = None
        self._let_in()
