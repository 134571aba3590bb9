"""Differences as an editor reads them: field by field, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.content import answer_file
from bot.content.items import Item, Kind
from bot.content.merge import Line, difference
from bot.content.yaml_lines import YamlProblem, load
from bot.flows.editing import N_

LABELS: dict[str, str] = {
    "title": N_("Title"),
    "button": N_("Short name for buttons"),
    "row": N_("Short name for lists"),
    "essence": N_("First message"),
    "more": N_("Second message"),
    "sources": N_("Sources"),
    "rests_on": N_("Rests on these facts"),
    "review_by": N_("Look again by"),
    "status": N_("State"),
    "entry": N_("Entry"),
}


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that changed: its label (msgid) and its lines."""

    label: str
    lines: list[Line]


def field_differences(item: Item, before: str, after: str) -> list[FieldDifference]:
    """What differs between two texts of an item."""
    old, new = fields(item, before), fields(item, after)
    names = [name for name in LABELS if old.get(name, "") != new.get(name, "")]
    return [FieldDifference(LABELS[name], difference(old.get(name, ""), new.get(name, ""))) for name in names]


def fields(item: Item, text: str) -> dict[str, str]:
    """A text's fields, several values line by line."""
    if item.kind is not Kind.ANSWER:
        return {"entry": "\n".join(_lines(text))}
    found = answer_file.read(text, "", language=item.language, topic="", slug=item.name, problems=[])
    if found is None:
        return {"essence": text}
    answer = found[0]
    return {
        "title": answer.title,
        "button": answer.button,
        "row": answer.row,
        "essence": answer.essence,
        "more": answer.more,
        "sources": "\n".join(answer.sources),
        "rests_on": "\n".join(answer.rests_on),
        "review_by": str(answer.review_by or ""),
        "status": answer.status.value,
    }


def _lines(text: str) -> list[str]:
    try:
        (entry,) = load(text)
    except (YamlProblem, TypeError, ValueError):
        return text.splitlines()
    return [line for key, value in entry.items() for line in _flat(key, value)]


def _flat(key: str, value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [line for name, inner in value.items() for line in _flat(f"{key} · {name}", inner)]
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [f"{key}: " + " · ".join(f"{name} {inner}" for name, inner in one.items()) for one in value]
    if isinstance(value, list):
        return [f"{key}: {', '.join(map(str, value))}"]
    return [f"{key}: {value}"]
