"""When advisers are there: office hours in Dutch time, with the public holidays of the Netherlands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

NETHERLANDS = ZoneInfo("Europe/Amsterdam")
LOOK_AHEAD_DAYS = 60
"""How far the next opening is looked for; longer closed: there is none."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Opened from `opens` to `closes`, minutes after midnight in Dutch time; `closes` is the first closed minute."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        """Refuse what is no time of a day."""
        if not 0 <= self.opens < self.closes <= 24 * 60:
            raise ValueError(f"office hours must open before they close within one day, not {self.opens}–{self.closes}")


@lru_cache(maxsize=16)
def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of a year in the Netherlands (library `holidays`): day → Dutch name."""
    found = holidays.country_holidays("NL", years=year, language="nl")
    return MappingProxyType({day: name for day, name in found.items() if day.year == year})


NINE_TO_FIVE: Mapping[int, tuple[Span, ...]] = MappingProxyType({day: (Span(9 * 60, 17 * 60),) for day in range(5)})
"""Monday to Friday, 9:00–17:00: what holds until somebody sets the office hours."""


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """A week (Monday is 0), and days that are different: `True` opens on a public holiday, `False` closes a day."""

    week: Mapping[int, tuple[Span, ...]] = field(default_factory=lambda: NINE_TO_FIVE)
    days: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}))

    def spans(self, day: date) -> tuple[Span, ...]:
        """When it is open on a day."""
        exception = self.days.get(day)
        if exception is False or (exception is None and day in public_holidays(day.year)):
            return ()
        return tuple(sorted(self.week.get(day.weekday(), ())))

    def is_open(self, now: datetime) -> bool:
        """Whether advisers are there at this moment."""
        return any(opens <= now < closes for opens, closes in self._moments(now.astimezone(NETHERLANDS).date()))

    def next_opening(self, now: datetime) -> datetime | None:
        """When it opens next, in Dutch time; `None`: not within `LOOK_AHEAD_DAYS`. While it is open: `now`."""
        if self.is_open(now):
            return now
        today = now.astimezone(NETHERLANDS).date()
        for ahead in range(LOOK_AHEAD_DAYS):
            for opens, _closes in self._moments(today + timedelta(days=ahead)):
                if opens > now:
                    return opens
        return None

    def after(self, now: datetime, open_time: timedelta) -> datetime | None:
        """When so much open time has passed; `None`: not within `LOOK_AHEAD_DAYS`."""
        left, today = open_time, now.astimezone(NETHERLANDS).date()
        for ahead in range(LOOK_AHEAD_DAYS):
            for opens, closes in self._moments(today + timedelta(days=ahead)):
                start = max(opens, now)
                if closes <= start:
                    continue
                # Differences are taken in UTC: on the days when the clock changes, an hour is an hour.
                room = closes.astimezone(UTC) - start.astimezone(UTC)
                if room >= left:
                    return (start.astimezone(UTC) + left).astimezone(NETHERLANDS)
                left -= room
        return None

    def _moments(self, day: date) -> list[tuple[datetime, datetime]]:
        return [(_moment(day, span.opens), _moment(day, span.closes)) for span in self.spans(day)]


def _moment(day: date, minutes: int) -> datetime:
    if minutes == 24 * 60:
        day, minutes = day + timedelta(days=1), 0
    return datetime.combine(day, time(minutes // 60, minutes % 60), NETHERLANDS)
