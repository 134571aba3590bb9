"""Writes answers, facts and contacts in exactly the format of the files, so that a round trip loses nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from bot.content.answer_file import FENCE, MORE
from bot.content.model import Answer

_PLAIN_KEYS = frozenset({"id", "kind", "unit", "group", "per"})
"""Names from a fixed list: written without quotes."""
_WORD = re.compile(r"[a-z][a-z0-9_]*\Z")
_URL = re.compile(r"https?://[^\s#]+\Z")


def answer_text(answer: Answer) -> str:
    """The answer's file."""
    lines = [FENCE, *(f"{name}: {_scalar(getattr(answer, name))}" for name in ("title", "button", "row"))]
    lines.append("sources:" if answer.sources else "sources: []")
    lines += [f"  - {_scalar(source)}" for source in answer.sources]
    lines.append(f"rests_on: [{', '.join(_scalar(name) for name in answer.rests_on)}]")
    lines.append(f"status: {answer.status.value}")
    lines += [f"{name}: {day}" for name in ("reviewed", "review_by") if (day := getattr(answer, name)) is not None]
    lines += [FENCE, _body(answer.essence)]
    if _body(answer.more):
        lines += ["", MORE, "", _body(answer.more)]
    return "\n".join(lines) + "\n"


def _body(text: str) -> str:
    """The text without what would be read as the mark between both parts."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip() != MORE).strip()


def _scalar(text: str) -> str:
    """A text as YAML: plain where it surely reads back as the same text, else in double quotes."""
    text = " ".join(text.split())
    return text if _reads_back(text) else _quoted(text)


def _reads_back(text: str) -> bool:
    if not text or not (text[0].isalpha() or _URL.match(text)):
        return False
    if (":" in text or "#" in text) and not _URL.match(text):
        return False
    if any(not char.isprintable() or char in '[]{}"' for char in text):
        return False
    return bool(yaml.safe_load(text) == text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in escaped) + '"'


def entry_text(entry: Mapping[str, Any]) -> str:
    """One entry of `facts.yml` or `contacts.yml`, its fields in the order given; `None` and empty ones are left out."""
    lines = list(_mapping(entry, 4))
    lines[0] = f"  - {lines[0].strip()}"
    return "\n".join(lines) + "\n"


def _mapping(values: Mapping[str, Any], indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    for key, value in values.items():
        if value is None or value == "" or value == {}:
            continue
        if isinstance(value, Mapping):
            inner = _mapping(value, indent + 2)
            lines += [f"{pad}{key}:", *inner] if inner else []
        elif isinstance(value, Sequence) and not isinstance(value, str):
            lines += _sequence(key, value, indent)
        else:
            lines.append(f"{pad}{key}: {_value(key, value)}")
    return lines


def _sequence(key: str, values: Sequence[Any], indent: int) -> list[str]:
    pad = " " * indent
    if not values:
        return [f"{pad}{key}: []"]
    if not isinstance(values[0], Mapping):
        items = ", ".join(item if _WORD.match(item) else _quoted(item) for item in map(str, values))
        return [f"{pad}{key}: [{items}]"]
    lines = [f"{pad}{key}:"]
    for value in values:
        inner = _mapping(value, indent + 4)
        lines += [f"{pad}  - {inner[0].strip()}", *inner[1:]]
    return lines


def _value(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(str(value).split())
    plain = (key in _PLAIN_KEYS and _reads_back(text)) or _URL.match(text)
    return text if plain else _quoted(text)
