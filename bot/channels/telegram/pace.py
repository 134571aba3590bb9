"""Telegram's flood limits, kept before it has to refuse: one message a second to a chat, thirty a second to all.

Each process keeps its own account; where several send, Telegram's own refusals (429) hold for the rest.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta

PER_CHAT = timedelta(seconds=1)
WINDOW = timedelta(seconds=1)
MAX_IN_WINDOW = 30
MAX_CHATS = 10_000
"""Chats that are remembered; of more, those written to longest ago are forgotten."""


class Pace:
    """Who was written to when. Time comes in as an argument."""

    def __init__(self) -> None:
        self._chats: OrderedDict[str, datetime] = OrderedDict()
        self._recent: deque[datetime] = deque()

    def take(self, address: str, now: datetime) -> timedelta | None:
        """Take the right to send one message; a time: none was taken, ask again after it."""
        last = self._chats.get(address)
        if last is not None and timedelta() <= now - last < PER_CHAT:
            return last + PER_CHAT - now
        while self._recent and not timedelta() <= now - self._recent[0] < WINDOW:
            self._recent.popleft()
        if len(self._recent) >= MAX_IN_WINDOW:
            return self._recent[0] + WINDOW - now
        self._recent.append(now)
        self._chats[address] = now
        self._chats.move_to_end(address)
        if len(self._chats) > MAX_CHATS:
            self._chats.popitem(last=False)
        return None
