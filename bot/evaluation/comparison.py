"""Two bundles on the same held-out messages: may the new one take the old one's place?

The rule (`docs/learning.md`): the new bundle is refused when

- an urgent question is recognised less often than before, counted for each urgent question by itself, or
- its messages cost people more than before on the whole (`bot.evaluation.calibration.cost`: what a wrong answer, a
  question back or a missed alarm costs a person), or
- more messages get a wrong answer, or more calm questions raise an alarm, than before.

There is no margin: what is trained on a few more sentences has no reason to get worse.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.calibration import cost
from bot.evaluation.outcome import Got, Judged
from bot.evaluation.report import Share, figures

SHOWN = (
    "first choice right",
    "right within three",
    str(Got.RIGHT),
    str(Got.BUTTON),
    str(Got.NO_BUTTON),
    str(Got.LOST),
    str(Got.WRONG),
    "urgent recall",
    "false urgent alarms",
    "out of scope answered by mistake",
)
"""The figures of the table, in its order."""
LESS_IS_BETTER = frozenset(
    {str(Got.NO_BUTTON), str(Got.LOST), str(Got.WRONG), "false urgent alarms", "out of scope answered by mistake"}
)
MUST_NOT_GROW = (str(Got.WRONG), "false urgent alarms")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a bundle is refused: `what` is urgent, cost or one of `MUST_NOT_GROW`; `slug` names an urgent question."""

    what: str
    before: float
    after: float
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The old bundle beside the new one."""

    messages: int
    figures: tuple[tuple[str, Share, Share], ...]
    urgent: tuple[tuple[str, int, int, int], ...]
    """Urgent question, recognised before, recognised after, of how many."""
    cost_before: float
    cost_after: float
    helped: int
    """Messages whose outcome costs the person less than before."""
    hurt: int
    refusals: tuple[Refusal, ...]

    @property
    def better(self) -> bool:
        """Whether the new bundle may take the old one's place."""
        return not self.refusals

    def to_json(self) -> dict[str, Any]:
        """Plain data, as it is stored and shown."""
        return {
            "messages": self.messages,
            "figures": [
                {"name": name, "before": before.to_json(), "after": after.to_json(), "less": name in LESS_IS_BETTER}
                for name, before, after in self.figures
            ],
            "urgent": [
                {"slug": slug, "before": before, "after": after, "total": total}
                for slug, before, after, total in self.urgent
            ],
            "cost": {"before": round(self.cost_before, 4), "after": round(self.cost_after, 4)},
            "helped": self.helped,
            "hurt": self.hurt,
            "refusals": [
                {"what": one.what, "slug": one.slug, "before": one.before, "after": one.after} for one in self.refusals
            ],
        }


def compare(before: Sequence[Judged], after: Sequence[Judged], urgent: Collection[str]) -> Comparison:
    """Compare outcomes of the same messages in the same order."""
    old, new = figures(before, urgent), figures(after, urgent)
    costs = [(cost(a, urgent), cost(b, urgent)) for a, b in zip(before, after, strict=True)]
    total = max(1, len(costs))
    cost_before, cost_after = (sum(pair[side] for pair in costs) / total for side in (0, 1))
    alarms = tuple(
        (slug, _recognised(before, slug), _recognised(after, slug), sum(row.case.intent == slug for row in before))
        for slug in sorted(urgent)
    )
    refusals = [Refusal("urgent", was, now, slug) for slug, was, now, _ in alarms if now < was]
    if cost_after > cost_before + 1e-9:
        refusals.append(Refusal("cost", round(cost_before, 4), round(cost_after, 4)))
    refusals += [
        Refusal(name, old[name].hits, new[name].hits) for name in MUST_NOT_GROW if new[name].hits > old[name].hits
    ]
    return Comparison(
        messages=len(costs),
        figures=tuple((name, old[name], new[name]) for name in SHOWN),
        urgent=alarms,
        cost_before=cost_before,
        cost_after=cost_after,
        helped=sum(a > b for a, b in costs),
        hurt=sum(a < b for a, b in costs),
        refusals=tuple(refusals),
    )


def _recognised(rows: Sequence[Judged], slug: str) -> int:
    """How many messages of an urgent question were answered as such."""
    return sum(
        row.shown.urgent and bool(row.case.right & set(row.shown.answered)) for row in rows if row.case.intent == slug
    )
