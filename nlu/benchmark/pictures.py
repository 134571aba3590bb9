"""`python -m benchmark.pictures`: how sure the models are against how often they are right, and what they confuse.

Reads the models in use and the held-out messages; writes docs/images/understanding-*.svg. The same models and messages
give the same files.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

import bundles
from benchmark import data
from benchmark.data import OUT_OF_SCOPE, Case
from serving.loader import load_parser

IMAGES = bundles.NLU_FOLDER.parent / "docs" / "images"
QUESTIONS = bundles.NLU_FOLDER.parent / "content" / "questions.yml"
LANGUAGES = {"pl": "Polish", "ro": "Romanian", "bg": "Bulgarian", "nl": "Dutch"}

URGENT = "urgent"
NOTHING = "out of scope"
BINS = 8
INK, FAINT, BLUE = "#1f2933", "#9aa5b1", "#2563a8"


@dataclass(frozen=True)
class Parsed:
    """A held-out message with the model's first choice and its probability."""

    case: Case
    guess: str
    probability: float

    @property
    def right(self) -> bool:
        """Whether the first choice is right."""
        return self.guess in self.case.right


def parsed(language: str) -> list[Parsed]:
    """Ask the language's model in use about its held-out messages. Raises bundles.BundleError without a model."""
    manifest = bundles.current(language)
    if manifest is None:
        raise bundles.BundleError(f"{language}: no model; run `make train`")
    parser = load_parser(bundles.model_file(language, manifest.bundle))
    cases = data.ours(language).test
    results = parser.parse([case.text for case in cases])
    return [
        Parsed(case, result["ranking"][0]["name"], result["ranking"][0]["confidence"])
        for case, result in zip(cases, results, strict=True)
        if result["ranking"]
    ]


def groups(file: Path = QUESTIONS) -> dict[str, str]:
    """Return slug -> group: its topic, `urgent` or `out of scope`."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))["questions"]
    found = {row["slug"]: URGENT if row.get("urgent") else str(row["topic"]) for row in rows}
    return found | {OUT_OF_SCOPE: NOTHING}


def reliability(rows: list[Parsed]) -> list[tuple[float, float, int]]:
    """Return (mean probability, share right, messages) of groups of about equal size, by rising probability."""
    order = sorted(rows, key=lambda row: row.probability)
    parts = [order[start * len(order) // BINS : (start + 1) * len(order) // BINS] for start in range(BINS)]
    return [
        (float(np.mean([row.probability for row in part])), float(np.mean([row.right for row in part])), len(part))
        for part in parts
        if part
    ]


def calibration_error(curve: list[tuple[float, float, int]]) -> float:
    """Return the mean distance of the curve from the diagonal, weighted by messages."""
    return sum(count * abs(sure - right) for sure, right, count in curve) / sum(count for _, _, count in curve)


def confusions(rows: list[Parsed], group_of: dict[str, str], names: list[str]) -> npt.NDArray[np.float64]:
    """Return [meant, taken for] in shares of the row, of errors alone.

    On the diagonal stands what was taken for another question of its own group.
    """
    table = np.zeros((len(names), len(names)))
    totals = np.zeros(len(names))
    for row in rows:
        meant = names.index(group_of[row.case.right[0]])
        totals[meant] += 1
        if not row.right:
            table[meant, names.index(group_of[row.guess])] += 1
    shares: npt.NDArray[np.float64] = table / np.maximum(totals, 1)[:, None]
    return shares


def main() -> int:
    """Draw both pictures."""
    rows = {language: parsed(language) for language in LANGUAGES if language in bundles.languages()}
    plot = _pyplot()
    _draw_reliability(plot, rows)
    _draw_confusions(plot, rows)
    return 0


def _pyplot() -> Any:
    import logging
    import warnings

    warnings.simplefilter("ignore")  # an old matplotlib on a newer pyparsing; Rasa pins the one
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update(
        {
            "svg.hashsalt": "understanding",
            "svg.fonttype": "none",
            "font.family": "sans-serif",
            "font.size": 9,
            "text.color": INK,
            "axes.labelcolor": INK,
            "axes.edgecolor": FAINT,
            "xtick.color": INK,
            "ytick.color": INK,
        }
    )
    from matplotlib import pyplot

    return pyplot


def _draw_reliability(plot: Any, rows: dict[str, list[Parsed]]) -> None:
    figure, axes = plot.subplots(1, len(rows), figsize=(2.5 * len(rows), 2.9), sharey=True, squeeze=False)
    for axis, (language, parsed_rows) in zip(axes[0], rows.items(), strict=True):
        curve = reliability(parsed_rows)
        axis.plot([0, 1], [0, 1], color=FAINT, linewidth=1, linestyle="--")
        axis.plot([x for x, _, _ in curve], [y for _, y, _ in curve], color=BLUE, marker="o", markersize=4)
        axis.set_title(f"{LANGUAGES[language]}, off by {calibration_error(curve):.2f}", fontsize=9)
        axis.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="probability of the first choice", aspect="equal")
        axis.spines[["top", "right"]].set_visible(False)
    axes[0][0].set_ylabel("first choice right")
    _save(plot, figure, "understanding-reliability.svg")


def _draw_confusions(plot: Any, rows: dict[str, list[Parsed]]) -> None:
    group_of = groups()
    names = list(dict.fromkeys(group_of.values()))
    names.sort(key=lambda name: (name == NOTHING, name == "chat", name == URGENT))
    figure, axes = plot.subplots(1, len(rows), figsize=(2.9 * len(rows) + 0.9, 3.6), sharey=True, squeeze=False)
    for axis, (language, parsed_rows) in zip(axes[0], rows.items(), strict=True):
        table = confusions(parsed_rows, group_of, names)
        axis.imshow(table, cmap="Blues", vmin=0, vmax=0.3)
        for (y, x), value in np.ndenumerate(table):
            if value >= 0.015:
                colour = "white" if value > 0.18 else INK
                axis.text(x, y, f"{100 * value:.0f}", ha="center", va="center", fontsize=7, color=colour)
        axis.set_title(f"{LANGUAGES[language]}: % of the row", fontsize=9)
        axis.set_xticks(range(len(names)), names, rotation=60, ha="right")
        axis.set_yticks(range(len(names)), names)
        axis.set_xlabel("taken for")
        axis.tick_params(length=0)
        for side in axis.spines.values():
            side.set_visible(False)
    axes[0][0].set_ylabel("meant")
    _save(plot, figure, "understanding-confusions.svg")


def _save(plot: Any, figure: Any, name: str) -> None:
    figure.tight_layout()
    figure.savefig(IMAGES / name, bbox_inches="tight", metadata={"Date": None})
    plot.close(figure)
    print(f"docs/images/{name}")


if __name__ == "__main__":
    sys.exit(main())
