"""Reads one mapping of a YAML file field by field and collects what is wrong instead of stopping at the first fault."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.content.problems import Problem
from bot.content.yaml_lines import Block

ID = re.compile(r"[a-z][a-z0-9_]*\Z")


class Fields:
    """The fields of one block. Every reader returns a usable value and notes a problem where the file has none."""

    def __init__(self, block: Block, path: str, problems: list[Problem]) -> None:
        self.block = block
        self.path = path
        self.problems = problems
        self.read: set[str] = set()

    def problem(self, key: str, cause: str, *, warning: bool = False) -> None:
        """Note a problem at the line of `key`."""
        self.problems.append(Problem(self.path, self.block.at(key), cause, warning))

    def raw(self, key: str) -> Any:
        """The value as YAML gave it, `None` when it is missing."""
        self.read.add(key)
        return self.block.get(key)

    def text(self, key: str, *, required: bool = False, one_line: bool = True) -> str:
        """A text, trimmed; numbers are refused because YAML would have changed them (0800 → 512)."""
        value = self.raw(key)
        if value is None or value == "":
            if required:
                self.problem(key, f"{key!r} is missing")
            return ""
        if not isinstance(value, str):
            self.problem(key, f'{key!r} must be a text; put it in quotes: {key}: "{value}"')
            return str(value)
        value = value.strip()
        return " ".join(value.split()) if one_line else value

    def id(self, key: str = "id") -> str:
        """A name in snake_case."""
        value = self.text(key, required=True)
        if value and not ID.match(value):
            self.problem(key, f"{key!r} must be snake_case (a-z, 0-9, _), not {value!r}")
        return value

    def flag(self, key: str) -> bool:
        """true or false; missing is false."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.problem(key, f"{key!r} must be true or false, not {value!r}")
        return False

    def day(self, key: str) -> date | None:
        """A date (2026-11-22) or nothing."""
        value = self.raw(key)
        if value is None or value == "":
            return None
        if type(value) is date:
            return value
        self.problem(key, f"{key!r} must be a date such as 2026-11-22, not {value!r}")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; missing is empty."""
        value = self.raw(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item.strip() for item in value)
        self.problem(key, f"{key!r} must be a list of texts")
        return ()

    def blocks(self, key: str) -> list[Block]:
        """A list of mappings; missing is empty."""
        value = self.raw(key)
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(item, Block) for item in value):
            return value
        self.problem(key, f"{key!r} must be a list of entries")
        return []

    def block_at(self, key: str) -> Block | None:
        """A nested mapping or nothing."""
        value = self.raw(key)
        if value is None or isinstance(value, Block):
            return value
        self.problem(key, f"{key!r} must hold named fields")
        return None

    def done(self) -> None:
        """Call last: names every field that nobody has asked for."""
        for key in self.block:
            if key not in self.read:
                self.problem(key, f"unknown field {key!r}; known here: {', '.join(sorted(self.read))}")
