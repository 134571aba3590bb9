"""One entry of a registry (`facts.yml`, `contacts.yml`) as text: found, replaced, added, its neighbours untouched.

The files are written by people: comments, order and blank lines stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ENTRY = re.compile(r"  - id: (\S+)\s*\Z")
_GROUP = re.compile(r"    group: (\S+)\s*\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry's id, its text (whole lines, ending in a newline) and the line where it begins (from 1)."""

    id: str
    text: str
    line: int


def entries(text: str, section: str) -> dict[str, Entry]:
    """The entries of a list at the outermost level, in order."""
    found: dict[str, Entry] = {}
    lines = text.splitlines(keepends=True)
    for start, end, name in _spans(lines, section):
        found.setdefault(name, Entry(name, "".join(lines[start:end]), start + 1))
    return found


def put(text: str, section: str, name: str, entry: str) -> str:
    """The text with that entry replaced; a new one stands behind the last of its group, else at the section's end."""
    return put_all(text, section, {name: entry})


def put_all(text: str, section: str, changed: Mapping[str, str]) -> str:
    """As `put`, for several entries at once (id → text)."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    spans = _spans(lines, section)
    seen: set[str] = set()
    there = {name for _, _, name in spans}
    new = [entry for name, entry in changed.items() if name not in there]
    ends = {_group(lines[start:end]): number for number, (start, end, _) in enumerate(spans)}
    behind: dict[int, list[str]] = {}
    for entry in new:
        behind.setdefault(ends.get(_group(entry.splitlines(keepends=True)), len(spans) - 1), []).append(entry)
    parts: list[str] = []
    at = 0
    for number, (start, end, name) in enumerate(spans):
        parts += lines[at:start]
        parts += [changed[name]] if name in changed and name not in seen else lines[start:end]
        parts += behind.get(number, [])
        seen.add(name)
        at = end
    if new and not spans:
        head = next((number + 1 for number, line in enumerate(lines) if line.rstrip() == f"{section}:"), -1)
        if head < 0:
            return "".join([*lines, f"{section}:\n", *new])
        parts, at = [*lines[:head], *new], head
    return "".join([*parts, *lines[at:]])


def _group(lines: Sequence[str]) -> str:
    """The value of an entry's field `group`; empty when it has none."""
    return next((match[1] for line in lines if (match := _GROUP.match(line))), "")


def _spans(lines: list[str], section: str) -> list[tuple[int, int, str]]:
    """(first line, line behind the last, id) of each entry, counted from 0. Comments and blank lines belong to none."""
    spans: list[tuple[int, int, str]] = []
    inside = False
    start, name = -1, ""
    last = -1

    def close() -> None:
        nonlocal start
        if start >= 0:
            spans.append((start, last + 1, name))
        start = -1

    for number, line in enumerate(lines):
        if line[:1] not in (" ", "\n", "#", "\r"):
            close()
            inside = line.rstrip() == f"{section}:"
            continue
        if not inside:
            continue
        match = _ENTRY.match(line.rstrip("\r\n"))
        if match:
            close()
            start, name, last = number, match[1].strip("\"'"), number
        elif start >= 0 and line.startswith("    ") and line.strip():
            last = number
        elif start >= 0 and line.strip():
            close()
    close()
    return spans
