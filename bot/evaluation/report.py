"""Counts with 95 % intervals, and the report as data and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from bot.dialogue.decide import OUT_OF_SCOPE
from bot.evaluation.outcome import Got, Judged

Z_95 = 1.959963984540054
WORST = 15


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with Wilson's 95 % interval."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        """The share; 0 of 0 is 0."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (Wilson 1927)."""
        if not self.total:
            return 0.0, 1.0
        n, p, z2 = self.total, self.share, Z_95 * Z_95
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z_95 / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        low, high = self.interval
        return {
            "hits": self.hits,
            "total": self.total,
            "share": round(self.share, 4),
            "low": round(low, 4),
            "high": round(high, 4),
        }

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.share:.3f}  [{low:.3f}, {high:.3f}]  {self.hits}/{self.total}"


def share(rows: Iterable[Judged], hit: Callable[[Judged], bool]) -> Share:
    """The share of rows that hit."""
    flags = [hit(row) for row in rows]
    return Share(sum(flags), len(flags))


def figures(rows: Sequence[Judged], urgent: Collection[str]) -> dict[str, Share]:
    """Every figure of the report for these rows."""
    urgent = frozenset(urgent)
    alarming = [row for row in rows if row.case.intent in urgent]
    calm = [row for row in rows if not row.case.right & urgent]
    outside = [row for row in rows if row.case.intent == OUT_OF_SCOPE]
    inside = [row for row in rows if row.case.intent != OUT_OF_SCOPE]
    found = {
        "first choice right": share(inside, lambda row: row.first_right),
        "right within three": share(inside, lambda row: row.three_right),
    }
    found |= {str(got): share(inside, lambda row, got=got: row.got is got) for got in Got}  # type: ignore[misc]
    found |= {
        "urgent recall": share(
            alarming, lambda row: row.shown.urgent and bool(row.case.right & set(row.shown.answered))
        ),
        "false urgent alarms": share(calm, lambda row: row.shown.urgent),
        "out of scope answered by mistake": share(outside, lambda row: row.got is Got.WRONG),
        "out of scope recognised": share(outside, lambda row: row.got in (Got.RIGHT, Got.LOST)),
    }
    return found


@dataclass(frozen=True, slots=True)
class Report:
    """The figures in total, by style and by intent, and what is confused most."""

    total: dict[str, Share]
    styles: dict[str, dict[str, Share]]
    intents: dict[str, dict[str, Share]]
    confusions: list[tuple[str, str, int]]

    def to_json(self) -> dict[str, Any]:
        """Plain data."""

        def plain(shares: dict[str, Share]) -> dict[str, Any]:
            return {name: entry.to_json() for name, entry in shares.items()}

        return {
            "total": plain(self.total),
            "styles": {name: plain(shares) for name, shares in self.styles.items()},
            "intents": {name: plain(shares) for name, shares in self.intents.items()},
            "confusions": [{"right": right, "taken for": taken, "count": n} for right, taken, n in self.confusions],
        }

    def lines(self) -> list[str]:
        """The report for people: totals, styles, the weakest intents, the worst confusions."""
        out = ["share  [95 % interval]  count", ""]
        out += [f"{name:38} {entry}" for name, entry in self.total.items() if entry.total]
        for style, shares in self.styles.items():
            out += ["", f"style {style or '(none)'}"]
            out += [f"  {name:36} {entry}" for name, entry in shares.items() if entry.total]
        weakest = sorted(self.intents.items(), key=lambda item: item[1][str(Got.RIGHT)].share)[:WORST]
        out += ["", "weakest questions: first choice right, right answer"]
        out += [
            f"  {slug:26} {shares['first choice right'].share:.2f}  {shares[str(Got.RIGHT)].share:.2f}"
            f"  of {shares[str(Got.RIGHT)].total}"
            for slug, shares in weakest
            if shares[str(Got.RIGHT)].total
        ]
        out += ["", "worst confusions"]
        out += [f"  {right:26} taken for {taken:26} {n}" for right, taken, n in self.confusions[:WORST]]
        return out


def report(rows: Sequence[Judged], urgent: Collection[str]) -> Report:
    """Put the report of judged cases together."""

    def grouped(key: Callable[[Judged], str]) -> dict[str, dict[str, Share]]:
        names = sorted({key(row) for row in rows})
        return {name: figures([row for row in rows if key(row) == name], urgent) for name in names}

    wrong = Counter((row.case.intent, row.first) for row in rows if not row.first_right)
    return Report(
        total=figures(rows, urgent),
        styles=grouped(lambda row: row.case.style),
        intents=grouped(lambda row: row.case.intent),
        confusions=[(right, taken, count) for (right, taken), count in wrong.most_common()],
    )
