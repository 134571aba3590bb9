"""What a check of the content finds: every problem at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where (path inside the content folder, line from 1, 0 = the whole file) and why."""

    path: str
    line: int
    cause: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'warning: ' if self.warning else ''}{self.cause}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a start; warnings don't."""
    return [problem for problem in problems if not problem.warning]
