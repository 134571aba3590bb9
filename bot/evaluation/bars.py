"""The figures that every language has to reach on sets that nobody has trained on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bot.evaluation.outcome import Got, Judged
from bot.evaluation.report import Share, figures

INDIRECT = "indirect"
NEIGHBOUR = "neighbour"
MANGLED = frozenset({"typo", "latin"})

GROUPS: dict[str, Callable[[str], bool]] = {
    "all": lambda style: True,
    "indirect": lambda style: style == INDIRECT,
    "indirect aside": lambda style: style != INDIRECT,
    "typos and Latin letters": lambda style: style in MANGLED,
    "neighbours": lambda style: style == NEIGHBOUR,
}
"""Groups of messages by their style."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A limit for the sum of some of the report's figures in one group; `most`: it must not be exceeded."""

    name: str
    figures: tuple[str, ...]
    limit: float
    most: bool = False
    group: str = "all"

    def holds(self, value: Share) -> bool:
        """Whether the limit is kept."""
        return value.share <= self.limit if self.most else value.share >= self.limit

    def missed_by(self, value: Share) -> float:
        """How many messages too many or too few there are."""
        over = value.hits - self.limit * value.total
        return max(0.0, over if self.most else -over)


FIRST = "first choice right"
BARS = (
    Bar("first choice right, indirect aside", (FIRST,), 0.90, group="indirect aside"),
    Bar("first choice right, indirect", (FIRST,), 0.70, group="indirect"),
    Bar("first choice right, typos and Latin letters", (FIRST,), 0.85, group="typos and Latin letters"),
    Bar("right answer directly", (Got.RIGHT,), 0.75),
    Bar("questions back", (Got.BUTTON, Got.NO_BUTTON), 0.20, most=True),
    Bar("right answer or right button", (Got.RIGHT, Got.BUTTON), 0.95),
    Bar("wrong answer", (Got.WRONG,), 0.04, most=True),
    Bar("urgent recall", ("urgent recall",), 0.98),
    Bar("false urgent alarms", ("false urgent alarms",), 0.02, most=True),
    Bar("false urgent alarms, neighbours", ("false urgent alarms",), 0.10, most=True, group="neighbours"),
    Bar("out of scope answered by mistake", ("out of scope answered by mistake",), 0.08, most=True),
)
"""`docs/understanding.md` says where each language stands."""


def measured(rows: Sequence[Judged], urgent: Collection[str], bars: Sequence[Bar] = BARS) -> list[tuple[Bar, Share]]:
    """Each bar with its figure in these judged cases."""
    found = {
        group: figures([row for row in rows if GROUPS[group](row.case.style)], urgent)
        for group in dict.fromkeys(bar.group for bar in bars)
    }
    sums = []
    for bar in bars:
        parts = [found[bar.group][name] for name in bar.figures]
        sums.append((bar, Share(sum(part.hits for part in parts), parts[0].total)))
    return sums


def lines(rows: Sequence[Judged], urgent: Collection[str]) -> list[str]:
    """The bars for people."""
    out = []
    for bar, value in measured(rows, urgent):
        if value.total:
            sign = "≤" if bar.most else "≥"
            out.append(f"{bar.name:44} {sign} {bar.limit:.2f}  {value}{'' if bar.holds(value) else '  MISSED'}")
    return out
