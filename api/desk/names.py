"""How things are called on a desk page: languages, topics, questions, channels, times, in the reader's own language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.units import format_unit

from api.staff.words import N_
from bot.content.model import CHAT_TOPIC, Snapshot
from bot.desk.case import Case, CaseState, Part, Way
from bot.desk.hours import NETHERLANDS
from bot.desk.outcomes import ALL

TOPICS = {
    "registration": N_("Registration, BSN"),
    "insurance": N_("Health insurance"),
    "huisarts": N_("Doctor, illness"),
    "schools": N_("Children, school"),
    "work": N_("Work and pay"),
    "housing": N_("Housing and rent"),
    "rights": N_("Rights and help"),
}
WAYS = {Way.CHAT: N_("Chat"), Way.CALLBACK: N_("Call back"), Way.CONTACT: N_("Other organisation")}
CHANNELS = {"web": N_("web chat"), "whatsapp": "WhatsApp", "telegram": "Telegram", "": ""}
STATES = {
    CaseState.WAITING: N_("Waits for an adviser"),
    CaseState.CLAIMED: N_("In progress"),
    CaseState.CLOSED: N_("Closed"),
}
PARTS = {Part.MORNING: N_("in the morning"), Part.AFTERNOON: N_("in the afternoon"), Part.ANY: N_("any time of day")}
OUTCOMES = {
    "solved": N_("Answered: no more help needed"),
    "appointment": N_("An appointment was made"),
    "referred": N_("Referred to another organisation"),
    "called": N_("Called back and helped"),
    "not_reached": N_("Could not be reached"),
    "no_answer": N_("The person stopped answering"),
    "not_legal": N_("Not a question for an adviser"),
    "abuse": N_("Abuse of the service"),
    "withdrawn": N_("The person went back to the automatic answers"),
    "erased": N_("The person deleted the conversation"),
}
assert set(OUTCOMES) == set(ALL), "an outcome has no name on the pages"

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@lru_cache(maxsize=256)
def language_name(code: str, interface: str) -> str:
    """A language's name in the reader's language: `pl` → Pools; the code itself when nobody knows it."""
    try:
        name = Locale.parse(code).get_language_name(interface)
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:] if name else code


@lru_cache(maxsize=4096)
def length(minutes: int, interface: str) -> str:
    """A length of time as the page's clock writes it, too: 4 min, 2 u 5 min, 3 d."""

    def unit(number: int, name: str) -> str:
        return str(format_unit(number, f"duration-{name}", "short", locale=interface))

    if minutes < 60:
        return unit(max(0, minutes), "minute")
    if minutes < 24 * 60:
        return f"{unit(minutes // 60, 'hour')} {unit(minutes % 60, 'minute')}"
    return unit(minutes // (24 * 60), "day")


@dataclass(frozen=True, slots=True)
class Names:
    """The words of one reader's page. `t` gives a text of the staff catalogs in their language."""

    t: Callable[..., str]
    interface: str
    snapshot: Snapshot | None
    now: datetime

    def language(self, code: str) -> str:
        """Pools, Roemeens, Turks …"""
        return language_name(code, self.interface)

    def languages(self, codes: frozenset[str]) -> str:
        """Several of them in one line."""
        return ", ".join(sorted(self.language(code) for code in codes))

    def topic(self, topic: str) -> str:
        """A topic of the registry."""
        return self.t(TOPICS[topic]) if topic in TOPICS else topic.replace("_", " ")

    def topics(self) -> list[tuple[str, str]]:
        """All topics that a case can have, with their names."""
        if self.snapshot is None:
            return []
        return [(topic, self.topic(topic)) for topic in self.snapshot.topics if topic != CHAT_TOPIC]

    def question(self, slug: str) -> str:
        """What the bot understood: the question's title in the reader's language, else in Dutch; "" if nothing."""
        question = self.snapshot.questions.get(slug) if self.snapshot else None
        if self.snapshot is None or question is None or question.topic == CHAT_TOPIC:
            return ""
        answer = self.snapshot.answer(self.interface, slug)
        if answer is None and self.interface == "en":
            return question.about[:1].upper() + question.about[1:]
        answer = answer or next(
            (found for code in ("nl", *self.snapshot.languages) if (found := self.snapshot.answer(code, slug))), None
        )
        return answer.title if answer else slug

    def case(self, case: Case) -> str:
        """What a case is about."""
        if title := self.question(case.slug):
            return title
        if case.topic in TOPICS:
            return self.topic(case.topic)
        return self.t("Asks for a call") if case.way is Way.CALLBACK else self.t("Asks for a person")

    def channel(self, channel: str) -> str:
        """Where the person is reached."""
        return self.t(CHANNELS[channel]) if CHANNELS.get(channel) else channel

    def way(self, way: Way) -> str:
        """How the person is to be helped."""
        return self.t(WAYS[way])

    def state(self, state: CaseState) -> str:
        """Where a case stands."""
        return self.t(STATES[state])

    def outcome(self, outcome: str) -> str:
        """How a case ended."""
        return self.t(OUTCOMES[outcome]) if outcome in OUTCOMES else outcome

    def since(self, moment: datetime) -> str:
        """How long ago, as `length` writes it."""
        return length(int((self.now - moment) / MINUTE), self.interface)

    def left(self, moment: datetime) -> str:
        """How long until then."""
        return length(int((moment - self.now) / MINUTE), self.interface)

    def clock(self, moment: datetime) -> str:
        """The time of day in the Netherlands: 14:05."""
        return str(format_time(moment, "HH:mm", tzinfo=NETHERLANDS, locale=self.interface))

    def day(self, moment: datetime) -> str:
        """The day in the Netherlands: vandaag, or zondag 22 november."""
        day, today = moment.astimezone(NETHERLANDS).date(), self.now.astimezone(NETHERLANDS).date()
        if day == today:
            return self.t("Today")
        if day == today - DAY:
            return self.t("Yesterday")
        return str(format_date(day, "EEEE d MMMM" if day.year == today.year else "d MMMM y", locale=self.interface))

    def moment(self, moment: datetime) -> str:
        """Day and time; today the time alone."""
        same_day = moment.astimezone(NETHERLANDS).date() == self.now.astimezone(NETHERLANDS).date()
        return self.clock(moment) if same_day else f"{self.day(moment)}, {self.clock(moment)}"
