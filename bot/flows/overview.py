"""What stands where: the state of every answer, expired facts, what is planned. For lists and reminders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.content import references
from bot.content.items import Item, answer_item, fact_item
from bot.content.model import CHAT_TOPIC, Answer, Fact, Period, Snapshot, Status
from bot.flows.app import App
from bot.flows.editing import knowledge_of, today_of
from bot.flows.knowledge import Published
from bot.store.revisions import OPEN, Check, Draft, drafts, open_checks
from bot.text import fold, fold_bulgarian

SOON = timedelta(days=45)
"""A value that ends within this time without a successor is told beforehand."""


@dataclass(frozen=True, slots=True)
class AnswerState:
    """One answer in one language; `answer` is what is published, `None`: there is none."""

    item: Item
    topic: str
    urgent: bool
    answer: Answer | None
    draft: Draft | None
    waiting: tuple[Draft, ...]
    checks: tuple[Check, ...]
    review_due: bool
    expired: tuple[str, ...]
    """Facts that have no value today: people read that they are being updated."""

    @property
    def title(self) -> str:
        """Its title, or the slug."""
        return self.answer.title if self.answer else self.item.name

    @property
    def marks(self) -> tuple[str, ...]:
        """Its states by name, the most pressing first."""
        found = []
        if self.answer is None:
            found.append("missing")
        elif self.answer.status is Status.WITHDRAWN:
            found.append("withdrawn")
        if self.expired:
            found.append("expired")
        if self.checks:
            found.append("check")
        if self.draft is not None:
            found.append("review" if self.draft.state == "review" else "draft")
        if self.waiting:
            found.append("scheduled")
        if self.review_due:
            found.append("due")
        if self.answer is not None and self.answer.status is Status.UNREVIEWED:
            found.append("unreviewed")
        return tuple(found) or ("published",)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything at one moment."""

    state: Published
    today: date
    answers: dict[tuple[str, str], AnswerState]
    drafts: tuple[Draft, ...]

    def of(self, slug: str) -> list[AnswerState]:
        """One question in every language, in the registry's order."""
        return [self.answers[language, slug] for language in self.state.snapshot.languages]

    def draft(self, item: Item) -> Draft | None:
        """The open draft of an item."""
        return next((one for one in self.drafts if one.item == item and one.slot == OPEN), None)


async def overview(app: App) -> Overview:
    """The state of all answers now."""
    state = await knowledge_of(app).current()
    async with app.store.read() as tx:
        open_drafts, checks = await drafts(tx), await open_checks(tx)
    snapshot, today = state.snapshot, today_of(app)
    found: dict[tuple[str, str], AnswerState] = {}
    for language in snapshot.languages:
        for slug, question in snapshot.questions.items():
            if question.topic == CHAT_TOPIC:
                continue
            item = answer_item(language, slug)
            answer = snapshot.answers.get((language, slug))
            mine = [one for one in open_drafts if one.item == item]
            found[language, slug] = AnswerState(
                item,
                question.topic,
                question.urgent,
                answer,
                next((one for one in mine if one.slot == OPEN), None),
                tuple(one for one in mine if one.slot != OPEN),
                tuple(one for one in checks if (one.language, one.slug) == (language, slug)),
                answer is not None and answer.review_by is not None and answer.review_by <= today,
                tuple(expired_in(answer, snapshot, today)) if answer else (),
            )
    return Overview(state, today, found, tuple(open_drafts))


def expired_in(answer: Answer, snapshot: Snapshot, today: date) -> list[str]:
    """The facts that an answer shows and that have no value on that day."""
    names = dict.fromkeys(
        reference.target
        for reference in references.find(f"{answer.essence}\n{answer.more}")
        if reference.kind == "fact"
    )
    return [name for name in names if name in snapshot.facts and snapshot.facts[name].on(today) is None]


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return f"{fold(text)}\n{fold_bulgarian(text)}"


def matches(query: str, *texts: str) -> bool:
    """Whether every word of the query stands somewhere in the texts, whatever its letters."""
    body = "\n".join(map(_folded, texts))
    return all(fold(word) in body or fold_bulgarian(word) in body for word in query.split()[:10])


def gap_after(fact: Fact, today: date) -> date | None:
    """The last day of today's value when nothing follows it; `None` when it stays or is followed."""
    period = fact.on(today)
    if period is None or period.valid_until is None:
        return None
    return None if fact.on(period.valid_until + timedelta(days=1)) else period.valid_until


def fact_marks(fact: Fact, today: date) -> tuple[str, ...]:
    """The states of a fact by name, the most pressing first."""
    period = fact.on(today)
    if period is None:
        return ("expired",)
    ends = gap_after(fact, today)
    marks = (("ending",) if ends is not None and ends <= today + SOON else ()) + (("doubt",) if period.check else ())
    return marks or ("fine",)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changes on a day by itself: a fact's new value, its end, or a planned publication."""

    day: date
    item: Item
    kind: str
    """ "begins", "ends" (nothing follows) or "planned"."""
    period: Period | None = None
    draft: Draft | None = None


def calendar(view: Overview, until: date) -> list[Change]:
    """What changes from tomorrow on, in order."""
    found: list[Change] = []
    for fact in view.state.snapshot.facts.values():
        item = fact_item(fact.id)
        for period in fact.periods:
            if period.valid_from and view.today < period.valid_from <= until:
                found.append(Change(period.valid_from, item, "begins", period))
            if period.valid_until and view.today <= period.valid_until <= until:
                after = period.valid_until + timedelta(days=1)
                if fact.on(after) is None:
                    found.append(Change(after, item, "ends", period))
    for draft in view.drafts:
        if draft.publish_at is not None and draft.state == "scheduled":
            found.append(Change(draft.publish_at.date(), draft.item, "planned", draft=draft))
    return sorted(found, key=lambda change: (change.day, change.kind, change.item))


Usage = Mapping[tuple[str, str], tuple[Answer, ...]]
_USAGE: dict[str, Usage] = {}
"""The usage of the newest snapshots by their revision: counting through all answers takes a moment."""


def usage(snapshot: Snapshot) -> Usage:
    """("fact" or "contact", name) → the answers that show it or rest on it."""
    found = _USAGE.get(snapshot.revision)
    if found is None:
        made: dict[tuple[str, str], dict[tuple[str, str], Answer]] = {}
        for key, answer in snapshot.answers.items():
            names = {("fact", name) for name in answer.rests_on}
            for reference in references.find(f"{answer.essence}\n{answer.more}"):
                kind = "contact" if reference.kind == "contact" else "fact"
                names.add((kind, reference.target.partition(".")[0]))
            for name in names:
                made.setdefault(name, {})[key] = answer
        found = {name: tuple(answers.values()) for name, answers in made.items()}
        if len(_USAGE) > 3:
            _USAGE.clear()
        _USAGE[snapshot.revision] = found
    return found


def users_of(state: Published, item: Item) -> dict[str, list[Answer]]:
    """The answers that use a fact or contact, by slug."""
    found: dict[str, list[Answer]] = {}
    for answer in usage(state.snapshot).get((item.kind.value, item.name), ()):
        found.setdefault(answer.slug, []).append(answer)
    return found
