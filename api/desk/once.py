"""A form that arrives twice counts once: a page whose answer was lost on the way sends it again."""

from __future__ import annotations

import asyncio
import re
import time
from collections import OrderedDict

_KEY = re.compile("[A-Za-z0-9_-]{8,64}")
REMEMBERED_S = 15 * 60
MAX_REMEMBERED = 5_000


class Once:
    """Keys of forms that were taken, in this process's memory."""

    def __init__(self) -> None:
        self._done: OrderedDict[str, float] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}

    def lock(self, account_id: str) -> asyncio.Lock:
        """One form of an account at a time."""
        if len(self._locks) > MAX_REMEMBERED:
            self._locks = {name: lock for name, lock in self._locks.items() if lock.locked()}
        return self._locks.setdefault(account_id, asyncio.Lock())

    def seen(self, account_id: str, key: str) -> bool:
        """Whether this form was taken already."""
        at_s = self._done.get(f"{account_id} {key}")
        return at_s is not None and time.monotonic() - at_s < REMEMBERED_S

    def done(self, account_id: str, key: str) -> None:
        """This form was taken."""
        if _KEY.fullmatch(key):
            self._done[f"{account_id} {key}"] = time.monotonic()
        while len(self._done) > MAX_REMEMBERED:
            self._done.popitem(last=False)
