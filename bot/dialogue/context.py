"""What `plan` and `turn` are given besides the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.content.model import Snapshot
from bot.desk.expect import PROMISE
from bot.desk.hours import OfficeHours
from bot.language.wording import Wording

NETHERLANDS = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs this service; people read it in the notice. `privacy_url` leads to the page with the whole notice."""

    name: str
    privacy_contact: str = ""
    privacy_url: str = ""
    retention_days: int = 30


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When the application answers, asks or gives up; calibrated per language, part of the model's bundle.

    `answer`: the first choice's probability from which it is answered; `ask`: the sum of the three best from which they
    are offered as buttons; `scope`: the `in_scope` score below which the message is not ours; `urgent`: the probability
    from which an urgent question is taken seriously whatever else is likelier; `out_of_scope`: the probability from
    which the class "something else" is believed; `rule`: the probability of all urgent questions together below which
    what the urgent rules hear is taken for a misunderstanding (0: they always count).
    """

    answer: float = 0.55
    ask: float = 0.35
    scope: float = 0.35
    urgent: float = 0.2
    out_of_scope: float = 0.5
    rule: float = 0.0


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the NLU says of one text: (slug, probability) by falling probability, and how much it is ours at all."""

    ranking: tuple[tuple[str, float], ...]
    in_scope: float
    thresholds: Thresholds = field(default_factory=Thresholds)
    model: str = ""


@dataclass(frozen=True, slots=True)
class DeskView:
    """The advisers' desk as the dialogue sees it. No languages: there is none, and nobody is promised a person."""

    languages: frozenset[str] = frozenset()
    """The languages of which an adviser has an account."""
    hours: Mapping[str, OfficeHours] = field(default_factory=lambda: MappingProxyType({}))
    """Office hours by language; "" for all others."""
    waiting: Mapping[str, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    """(cases that wait, urgent ones among them) by language."""
    promise: timedelta = PROMISE
    telegram_name: str = ""
    whatsapp_number: str = ""
    token: str = field(default="", repr=False)
    """A fresh secret for links that take a case to another channel."""
    move_minutes: int = 30

    def hours_of(self, language: str) -> OfficeHours:
        """When advisers of a language are there."""
        return self.hours.get(language) or self.hours.get("") or OfficeHours()


@dataclass(frozen=True, slots=True)
class Context:
    """The world at the moment of the turn. `now` is aware."""

    snapshot: Snapshot
    wording: Wording
    now: datetime
    operator: Operator
    channel: str = ""
    desk: DeskView = field(default_factory=DeskView)

    @property
    def today(self) -> date:
        """The day in the Netherlands: what decides which amounts hold."""
        return self.now.astimezone(NETHERLANDS).date()
