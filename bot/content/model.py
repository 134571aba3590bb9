"""What the knowledge is made of. All of it is immutable; dates come in from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from bot.content.places import Places

CHAT_TOPIC = "chat"
"""The topic without answer files: its slugs steer the conversation, their wording lives in the gettext catalogs."""

MAX_TITLE_CHARS = 60
MAX_BUTTON_CHARS = 20
"""WhatsApp's limit for a reply button's title."""
MAX_ROW_CHARS = 24
"""WhatsApp's limit for a list row's title."""
MAX_ESSENCE_CHARS = 900
"""The first message of an answer, rendered: fits WhatsApp's 1,024 characters together with title and source."""
MAX_MORE_CHARS = 2400
"""The second part behind the "more" button, rendered: one message on every channel."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language we answer in: `id` is also the folder's name, `locale` is Babel's."""

    id: str
    name: str
    english: str
    script: str
    locale: str
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the registry. `handoff`: who is offered after the answer, first choice first (`HANDOFF_KINDS`)."""

    slug: str
    topic: str
    about: str
    urgent: bool = False
    related: tuple[str, ...] = ()
    handoff: tuple[str, ...] = ()
    followup: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What a short question right after this answer means: kind ("cost", "child" …) → slug."""


FOLLOWUP_KINDS = ("cost", "duration", "documents", "child", "place", "deadline", "partner")
"""What a short question that leans on the answer before can ask about."""

HANDOFF_KINDS = ("legal", "legal_urgent", "info_point")
"""Ways to a person; besides these `contact:<id>` names an organisation."""


class Unit(StrEnum):
    """What a fact's value counts. Money is in euro."""

    EUR = "eur"
    PERCENT = "percent"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    COUNT = "count"
    DATE = "date"
    MONTH_DAY = "month_day"
    CALENDAR_YEAR = "calendar_year"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day that comes back every year, such as 31 December."""

    month: int
    day: int


FactValue = Decimal | date | MonthDay


@dataclass(frozen=True, slots=True)
class Period:
    """A value and when it holds; both ends are included, `None` is open. `check`: nobody has verified it yet."""

    value: FactValue
    source: str
    confidence: str
    check: bool = False
    valid_from: date | None = None
    valid_until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the value holds on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that changes with time: answers name it by `id`, never by a typed number."""

    id: str
    unit: Unit
    periods: tuple[Period, ...]
    per: str = ""
    note: str = ""
    check_at: str = ""
    """Where a reader can verify it, when the source itself is a news page; empty: the period's source."""

    def on(self, day: date) -> Period | None:
        """The period that holds on that day; the latest one where two overlap; `None` when the fact has expired."""
        covering = [period for period in self.periods if period.covers(day)]
        return max(covering, key=lambda period: period.valid_from or date.min, default=None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A fact in words (English, for editors): answers that rest on it name it in `rests_on`."""

    id: str
    statement: str
    source: str
    confidence: str
    check: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    source_note: str = ""
    check_at: str = ""
    """Where a reader can verify it, when the source itself is a news page; empty: the source."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One way to reach an organisation; shown to people only when nobody has to `check` it any more."""

    value: str
    check: bool = False
    confidence: str = ""
    also: str = ""
    """A second number for the same thing."""
    e164: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CityNumber:
    """The phone number of one city's desk."""

    city: str
    phone: Detail


@dataclass(frozen=True, slots=True)
class Contact:
    """An organisation. `phone` holds the national form, as people dial it inside the Netherlands."""

    id: str
    name: str
    group: str
    what_for: str
    english: str = ""
    url: str = ""
    urls: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Extra addresses: by language id or by purpose."""
    phone: Detail | None = None
    numbers: tuple[CityNumber, ...] = ()
    whatsapp: Detail | None = None
    chat: Detail | None = None
    email: Detail | None = None
    address: Detail | None = None
    hours: Detail | None = None
    languages: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    municipalities: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    confidence: str = ""
    check: bool = False
    line: int = 0
    """Where it stands in `contacts.yml`, from 1."""


CONTACT_GROUPS = ("urgent", "legal", "government", "health_family_housing", "win_point", "rni_desk")


class Status(StrEnum):
    """How far an answer has come; only `PUBLISHED` and `UNREVIEWED` are shown to people."""

    UNREVIEWED = "unreviewed"
    """Drafted from the fact sheet; no lawyer or native speaker has confirmed it yet."""
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in one language. `essence` is the first message, `more` the part behind the "more" button."""

    language: str
    slug: str
    topic: str
    title: str
    button: str
    row: str
    essence: str
    more: str = ""
    sources: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    status: Status = Status.UNREVIEWED
    reviewed: date | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All knowledge at one moment. `revision` changes with every publication."""

    revision: str
    languages: Mapping[str, Language]
    handoff_only: Mapping[str, str]
    """Languages that advisers speak and the bot does not: id → own name."""
    topics: tuple[str, ...]
    questions: Mapping[str, Question]
    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    contacts: Mapping[str, Contact]
    answers: Mapping[tuple[str, str], Answer]
    """(language, slug) → answer."""
    places: Places = field(default_factory=Places)
    """The towns and municipalities that people name."""

    def answer(self, language: str, slug: str) -> Answer | None:
        """The answer in that language, or `None` when it is missing or withdrawn."""
        answer = self.answers.get((language, slug))
        return None if answer is None or answer.status is Status.WITHDRAWN else answer

    def slugs(self, topic: str) -> tuple[str, ...]:
        """The topic's slugs in the registry's order."""
        return tuple(question.slug for question in self.questions.values() if question.topic == topic)

    @property
    def urgent_slugs(self) -> frozenset[str]:
        """The slugs that may never be missed."""
        return frozenset(question.slug for question in self.questions.values() if question.urgent)
