"""Reads evaluation sets: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import WinError


class SetError(WinError):
    """A line of an evaluation set can't be used."""


@dataclass(frozen=True, slots=True)
class Case:
    """A message with the slugs that would be right; `style` groups the report.

    `before`: the question whose answer the person has just read; empty at the beginning of a conversation.
    """

    text: str
    intent: str
    also: frozenset[str] = frozenset()
    style: str = ""
    before: str = ""

    @property
    def right(self) -> frozenset[str]:
        """Every slug that counts as right."""
        return self.also | {self.intent}


@dataclass(frozen=True, slots=True)
class LanguageCase:
    """A message with its language."""

    text: str
    lang: str
    style: str = ""


def read_cases(path: Path, slugs: Collection[str]) -> list[Case]:
    """`{"text", "intent", "also": […], "style": …, "before": …}` lines, the last three of them optional.

    Raises `SetError` naming path, line and field.
    """
    cases = []
    for number, row in _rows(path):
        also = row.get("also") or []
        if not isinstance(also, list) or not all(isinstance(slug, str) for slug in also):
            raise SetError(f'{path}:{number}: "also" must be a list of slugs')
        before = _text(row, "before", path, number) if "before" in row else ""
        text, intent = _text(row, "text", path, number), _text(row, "intent", path, number)
        case = Case(text, intent, frozenset(also), _style(row), before)
        for slug in sorted((case.right | {before} - {""}) - set(slugs)):
            raise SetError(f"{path}:{number}: {slug!r} is no question of ours")
        cases.append(case)
    return cases


def read_language_cases(path: Path) -> list[LanguageCase]:
    """`{"text", "lang"}` lines. Raises `SetError` naming path, line and field."""
    return [
        LanguageCase(_text(row, "text", path, number), _text(row, "lang", path, number), _style(row))
        for number, row in _rows(path)
    ]


def _rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetError(f"{path}: can't be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SetError(f"{path}:{number}: no JSON: {error}") from None
        if not isinstance(row, dict):
            raise SetError(f'{path}:{number}: must be an object such as {{"text": …}}')
        rows.append((number, row))
    return rows


def _text(row: dict[str, Any], key: str, path: Path, number: int) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise SetError(f'{path}:{number}: "{key}" must be a text')
    return value


def _style(row: dict[str, Any]) -> str:
    style = row.get("style")
    return style if isinstance(style, str) else ""
