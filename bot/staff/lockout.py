"""How long to wait after wrong sign-ins: counted by login (also of accounts that don't exist) and by address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FORGOTTEN_AFTER = timedelta(hours=24)
"""Failures count together until so long nothing failed."""


@dataclass(frozen=True, slots=True)
class Patience:
    """`free` failures cost nothing; the next costs `first`, each further one twice as long, at most `most`."""

    free: int
    first: timedelta
    most: timedelta

    def wait(self, failures: int) -> timedelta:
        """How long after this many failures in a row nothing is tried."""
        over = failures - self.free
        if over <= 0:
            return timedelta()
        return min(self.first * 2.0 ** min(over - 1, 20), self.most)


BY_LOGIN = Patience(free=4, first=timedelta(seconds=30), most=timedelta(minutes=15))
"""At most about a hundred guesses a day; somebody who is locked out by others waits a quarter of an hour."""

BY_ADDRESS = Patience(free=20, first=timedelta(seconds=30), most=timedelta(hours=1))
"""An office shares one address."""


@dataclass(frozen=True, slots=True)
class Failures:
    """What is known of one login or address."""

    count: int = 0
    last_at: datetime | None = None
    blocked_until: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long nothing is tried yet."""
        return max(timedelta(), self.blocked_until - now) if self.blocked_until else timedelta()

    def another(self, patience: Patience, now: datetime) -> Failures:
        """One more."""
        fresh = self.last_at is None or now - self.last_at > FORGOTTEN_AFTER
        count = 1 if fresh else self.count + 1
        wait = patience.wait(count)
        return Failures(count, now, now + wait if wait else None)
