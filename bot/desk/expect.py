"""What a person is honestly told about their waiting: a place in the queue, or when the desk opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.hours import OfficeHours

PROMISE = timedelta(minutes=30)
"""Open time within which somebody should answer; when it has passed the person is told."""
PROMISE_URGENT = timedelta(minutes=10)
SILENCE = timedelta(minutes=20)
"""Open time after a person's message in which the adviser who holds the case should answer; then it goes back."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """`opens_at` (Dutch time) is set while the desk is closed. `place`: 1 is next. `until`: then we report back."""

    place: int
    until: datetime | None
    opens_at: datetime | None = None


def expect(hours: OfficeHours, ahead: int, urgent: bool, now: datetime, promise: timedelta = PROMISE) -> Expectation:
    """What to tell somebody with `ahead` cases before them."""
    wait = min(PROMISE_URGENT, promise) if urgent else promise
    opens_at = None if hours.is_open(now) else hours.next_opening(now)
    return Expectation(ahead + 1, hours.after(now, wait), opens_at)
