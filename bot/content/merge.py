"""Differences between two texts to look at, and two people's changes put together line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed ("same"), went ("del") or came ("ins")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a difference: kept, removed, added or changed inside; with its pieces."""

    kind: str
    pieces: tuple[Piece, ...]


def difference(before: str, after: str, *, context: int = 2) -> list[Line]:
    """What changed, line by line with words marked; unchanged stretches are cut to `context` lines ("gap" between)."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[Line] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [Line("same", (Piece("same", line),)) for line in old[i1:i2]]
        elif tag == "replace" and i2 - i1 == j2 - j1:
            lines += [_inside(a, b) for a, b in zip(old[i1:i2], new[j1:j2], strict=True)]
        else:
            lines += [Line("del", (Piece("del", line),)) for line in old[i1:i2]]
            lines += [Line("ins", (Piece("ins", line),)) for line in new[j1:j2]]
    return list(_cut(lines, context))


def _inside(before: str, after: str) -> Line:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("del", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("ins", "".join(new[j1:j2])))
    return Line("change", tuple(pieces))


def _cut(lines: list[Line], context: int) -> Iterable[Line]:
    near = {
        at + offset for at, line in enumerate(lines) if line.kind != "same" for offset in range(-context, context + 1)
    }
    last = -1
    for at, line in enumerate(lines):
        if at not in near:
            continue
        if at > last + 1:
            yield Line("gap", ())
        yield line
        last = at
    if near and last < len(lines) - 1:
        yield Line("gap", ())


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Both changes together, or `None` where they touch the same or neighbouring lines and a person has to choose."""
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    old = base.splitlines()
    changes = sorted(
        {(i1, i2, tuple(new[j1:j2])) for new in (mine.splitlines(), theirs.splitlines())
         for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if tag != "equal"}
    )  # fmt: skip
    result: list[str] = []
    at = 0
    for number, (start, end, lines) in enumerate(changes):
        if number and start <= changes[number - 1][1]:
            return None
        result += [*old[at:start], *lines]
        at = end
    return "\n".join([*result, *old[at:]]) + ("\n" if base.endswith("\n") else "")
