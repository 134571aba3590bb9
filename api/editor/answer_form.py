"""The form of an answer: from a text to fields and back, and problems put beside the field they are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api.editor.causes import worded
from api.editor.room import day_of
from bot.content import answer_file, write
from bot.content.items import Item
from bot.content.model import Answer, Status
from bot.content.problems import Problem

FIELDS = ("title", "button", "row", "essence", "more", "sources", "rests_on", "review_by")


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem beside its field; `line` counts from 1 in the field, 0: the whole of it."""

    field: str
    line: int
    text: str
    warning: bool


def read(item: Item, topic: str, text: str) -> Answer:
    """The answer of a text; what can't be read is empty."""
    found = answer_file.read(text, str(item), language=item.language, topic=topic, slug=item.name, problems=[])
    if found is not None:
        return found[0]
    return Answer(item.language, item.name, topic, "", "", "", "")


def from_form(item: Item, topic: str, fields: Mapping[str, str], before: Answer) -> Answer:
    """The answer that a form holds; state and date of review stay those of `before`."""

    def one_line(name: str) -> str:
        return " ".join(fields.get(name, "").split())

    return Answer(
        language=item.language,
        slug=item.name,
        topic=topic,
        title=one_line("title"),
        button=one_line("button"),
        row=one_line("row"),
        essence=_text(fields.get("essence", "")),
        more=_text(fields.get("more", "")),
        sources=tuple(dict.fromkeys(fields.get("sources", "").split())),
        rests_on=tuple(dict.fromkeys(re.findall(r"[a-z0-9_]+", fields.get("rests_on", "")))),
        status=before.status if before.status is not Status.WITHDRAWN else Status.UNREVIEWED,
        reviewed=before.reviewed,
        review_by=day_of(fields.get("review_by", "")) or before.review_by,
    )


def _text(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def placed(item: Item, text: str, problems: list[Problem], t: Callable[..., str]) -> list[Placed]:
    """The problems of an answer's text, errors first."""
    marks = answer_file.read(text, str(item), language=item.language, topic="", slug=item.name, problems=[])
    lines = marks[1] if marks else (10**6, 10**6)
    answer = marks[0] if marks else None
    found = []
    for problem in problems:
        field, line = _place(problem, lines, bool(answer and answer.more))
        found.append(Placed(field, line, worded(problem.cause, t), problem.warning))
    return sorted(
        found, key=lambda one: (one.warning, FIELDS.index(one.field) if one.field in FIELDS else -1, one.line)
    )


_NAMED = re.compile(r"'?(title|button|row|essence|more|sources?|rests_on|review_by|review)\b")


def _place(problem: Problem, lines: tuple[int, int], has_more: bool) -> tuple[str, int]:
    essence, more = lines
    if has_more and problem.line >= more:
        return "more", problem.line - more + 1
    if problem.line >= essence:
        return "essence", problem.line - essence + 1
    named = _NAMED.match(problem.cause)
    if named:
        name = {"source": "sources", "review": "review_by"}.get(named[1], named[1])
        return name, 0
    return "", 0


def text_of(answer: Answer) -> str:
    """The answer as its file would stand."""
    return write.answer_text(answer)
