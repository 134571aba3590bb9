"""The comparison of two models as a picture: one line a figure, from the old share to the new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, LEFT, RIGHT, ROW, TOP = 740.0, 300.0, 60.0, 34.0, 26.0


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. x and y in units of the picture; `share` as text in percent."""

    name: str
    y: float
    before: float
    after: float
    before_low: float
    before_high: float
    after_low: float
    after_high: float
    said: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws."""

    width: float
    height: float
    left: float
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]


def picture(figures: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Picture:
    """Lay the figures of a report out; those that were not measured are left out."""
    measured = [one for one in figures if one["before"]["total"]]
    lines = tuple(_line(number, one, names) for number, one in enumerate(measured))
    ticks = tuple((_x(percent / 100), f"{percent} %") for percent in (0, 25, 50, 75, 100))
    return Picture(WIDTH, TOP + ROW * len(lines) + 8, LEFT, lines, ticks)


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _line(number: int, one: Mapping[str, Any], names: Mapping[str, str]) -> Line:
    before, after = one["before"], one["after"]
    return Line(
        name=names.get(one["name"], one["name"]),
        y=TOP + ROW * number + ROW / 2,
        before=_x(before["share"]),
        after=_x(after["share"]),
        before_low=_x(before["low"]),
        before_high=_x(before["high"]),
        after_low=_x(after["low"]),
        after_high=_x(after["high"]),
        said=f"{100 * before['share']:.1f} % → {100 * after['share']:.1f} %",
    )
