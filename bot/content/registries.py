"""Reads the registries: `languages.yml`, `questions.yml`, `facts.yml`. `contacts.py` reads the organisations."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from types import MappingProxyType

from bot.content.fields import Fields
from bot.content.model import (
    CHAT_TOPIC,
    FOLLOWUP_KINDS,
    Fact,
    FactValue,
    Language,
    MonthDay,
    Period,
    Question,
    Rule,
    Unit,
)
from bot.content.problems import Problem
from bot.content.yaml_lines import Block, YamlProblem, load


def document(text: str, path: str, problems: list[Problem]) -> Fields:
    """The file's outermost mapping; an empty one when it can't be read."""
    try:
        data = load(text)
    except YamlProblem as error:
        problems.append(Problem(path, error.line, error.cause))
        data = None
    else:
        if not isinstance(data, Block):
            problems.append(Problem(path, 1, "must hold named lists at its outermost level"))
    if not isinstance(data, Block):
        data = Block()
        data.lines = {}
    return Fields(data, path, problems)


def unique(seen: dict[str, int], fields: Fields, name: str) -> bool:
    """Note a problem when the id has been used before."""
    if name in seen:
        fields.problem("id", f"{name!r} stands a second time (first in line {seen[name]})")
        return False
    seen[name] = fields.block.line
    return bool(name)


def languages(text: str, path: str, problems: list[Problem]) -> tuple[dict[str, Language], dict[str, str]]:
    """The languages we answer in, and those that only advisers speak (id → own name)."""
    top = document(text, path, problems)
    own: dict[str, Language] = {}
    seen: dict[str, int] = {}
    for block in top.blocks("languages"):
        fields = Fields(block, path, problems)
        language = Language(
            id=fields.id(),
            name=fields.text("name", required=True),
            english=fields.text("english", required=True),
            script=fields.text("script", required=True),
            locale=fields.text("locale", required=True),
            fallback=fields.text("fallback"),
        )
        fields.done()
        if unique(seen, fields, language.id):
            own[language.id] = language
    others: dict[str, str] = {}
    for block in top.blocks("handoff_only"):
        fields = Fields(block, path, problems)
        name, own_name = fields.id(), fields.text("name", required=True)
        fields.text("english")
        fields.done()
        if unique(seen, fields, name):
            others[name] = own_name
    top.done()
    for language in own.values():
        if language.fallback and language.fallback not in own:
            problems.append(Problem(path, seen[language.id], f"fallback {language.fallback!r} is no language here"))
    return own, others


def questions(text: str, path: str, problems: list[Problem]) -> tuple[tuple[str, ...], dict[str, Question]]:
    """The topics and questions in the registry's order."""
    top = document(text, path, problems)
    topics = top.texts("topics")
    found: dict[str, Question] = {}
    places: dict[str, Fields] = {}
    seen: dict[str, int] = {}
    for block in top.blocks("questions"):
        fields = Fields(block, path, problems)
        question = Question(
            slug=fields.id("slug"),
            topic=fields.text("topic", required=True),
            about=fields.text("about", required=True),
            urgent=fields.flag("urgent"),
            related=fields.texts("related"),
            handoff=fields.texts("handoff"),
            followup=_followup(fields),
        )
        fields.done()
        if question.topic not in topics:
            fields.problem("topic", f"topic {question.topic!r} is not in the list of topics")
        if unique(seen, fields, question.slug):
            found[question.slug] = question
            places[question.slug] = fields
    top.done()
    for slug, question in found.items():
        fields = places[slug]
        for other in question.related:
            if other not in found or found[other].topic == CHAT_TOPIC or other == slug:
                fields.problem("related", f"{other!r} is no other question with an answer")
        for kind, other in question.followup.items():
            if kind not in FOLLOWUP_KINDS:
                fields.problem("followup", f"{kind!r} is not one of {', '.join(FOLLOWUP_KINDS)}")
            if other not in found or found[other].topic == CHAT_TOPIC:
                fields.problem("followup", f"{other!r} is no question with an answer")
        if question.topic != CHAT_TOPIC and not question.handoff:
            fields.problem("slug", "handoff is missing: name who helps this person further")
    return topics, found


def _followup(fields: Fields) -> MappingProxyType[str, str]:
    block = fields.block_at("followup")
    return MappingProxyType({kind: str(slug) for kind, slug in (block or {}).items()})


def facts(text: str, path: str, problems: list[Problem]) -> tuple[dict[str, Fact], dict[str, Rule]]:
    """The dated values and the rules in words."""
    top = document(text, path, problems)
    values: dict[str, Fact] = {}
    rules: dict[str, Rule] = {}
    seen: dict[str, int] = {}
    for block in top.blocks("facts"):
        fields = Fields(block, path, problems)
        name = fields.id()
        kind = fields.text("kind", required=True)
        if kind == "value":
            fact = _fact(fields, name)
            if unique(seen, fields, name):
                values[name] = fact
        elif kind == "rule":
            rule = Rule(
                id=name,
                statement=fields.text("statement", required=True),
                source=fields.text("source"),
                confidence=fields.text("confidence", required=True),
                check=fields.flag("check"),
                valid_from=fields.day("valid_from"),
                valid_until=fields.day("valid_until"),
                source_note=fields.text("source_note"),
                check_at=fields.text("check_at"),
            )
            if unique(seen, fields, name):
                rules[name] = rule
        else:
            fields.problem("kind", f"kind must be value or rule, not {kind!r}")
            continue
        fields.done()
    for block in top.blocks("calendar"):
        fields = Fields(block, path, problems)
        unique(seen, fields, fields.id())
        for key in ("date", "from", "until"):
            fields.day(key)
        fields.text("what", required=True)
        fields.text("confidence", required=True)
        fields.flag("check")
        fields.done()
    top.done()
    return values, rules


def _fact(fields: Fields, name: str) -> Fact:
    unit_name = fields.text("unit", required=True)
    try:
        unit = Unit(unit_name)
    except ValueError:
        fields.problem("unit", f"unit {unit_name!r} is not one of {', '.join(Unit)}")
        unit = Unit.COUNT
    fields.flag("gross")
    periods: list[Period] = []
    for block in fields.blocks("periods"):
        inner = Fields(block, fields.path, fields.problems)
        raw = inner.text("value", required=True)
        period_from, period_until = inner.day("valid_from"), inner.day("valid_until")
        source = inner.text("source", required=True)
        confidence, check = inner.text("confidence", required=True), inner.flag("check")
        inner.done()
        value = parse_value(raw, unit)
        if value is None:
            inner.problem("value", f"{raw!r} is no value in {unit}")
        elif period_from and period_until and period_from > period_until:
            inner.problem("valid_from", f"the period ends ({period_until}) before it begins ({period_from})")
        else:
            periods.append(Period(value, source, confidence, check, period_from, period_until))
    _overlaps(fields, periods)
    return Fact(name, unit, tuple(periods), fields.text("per"), fields.text("note"), fields.text("check_at"))


def _overlaps(fields: Fields, periods: list[Period]) -> None:
    ordered = sorted(periods, key=lambda period: period.valid_from or date.min)
    for before, after in pairwise(ordered):
        if before.valid_until is None or (after.valid_from or date.min) <= before.valid_until:
            fields.problem(
                "periods",
                f"two values hold on {after.valid_from}: end the earlier one the day before (valid_until)",
            )


_MONTH_DAY = re.compile(r"--(\d\d)-(\d\d)\Z")


def parse_value(text: str, unit: Unit) -> FactValue | None:
    """A value from its text: decimal with a point, YYYY-MM-DD or --MM-DD; `None` when it is none of the unit's kind."""
    try:
        if unit is Unit.DATE:
            return date.fromisoformat(text)
        if unit is Unit.MONTH_DAY:
            match = _MONTH_DAY.match(text)
            return _month_day(int(match[1]), int(match[2])) if match else None
        number = Decimal(text)
    except (ValueError, InvalidOperation):
        return None
    return number if number.is_finite() and number >= 0 else None


def _month_day(month: int, day: int) -> MonthDay:
    date(2000, month, day)
    return MonthDay(month, day)
