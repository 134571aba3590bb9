"""`win calibrate`: choose the thresholds for the person's good, on the calibration sets."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import fields
from pathlib import Path

import click
import yaml

from bot.commands.evaluate import evaluation_context
from bot.commands.logs import set_up_logging
from bot.commands.nlu_process import nlu_at
from bot.dialogue.context import Context, Thresholds
from bot.errors import WinError
from bot.evaluation import bars
from bot.evaluation.calibration import Search, Set, calibration_set, decided, rewritten
from bot.evaluation.hearing import hear, judge_turn, with_thresholds
from bot.evaluation.outcome import Judged
from bot.evaluation.sets import read_cases
from bot.settings import ROOT

SETS = ROOT / "nlu" / "calibration"
THRESHOLDS = ROOT / "nlu" / "thresholds.yml"
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("languages", nargs=-1)
@click.option("--sets", "folder", type=FOLDER, default=SETS, help="Folder with <language>.jsonl.")
@click.option("--thresholds", "file", type=FILE, default=THRESHOLDS, help="The file that is rewritten.")
@click.option("--dry-run", is_flag=True, help="Show the thresholds, write nothing.")
@click.option("--nlu-url", envvar="WIN_NLU_URL", default="http://127.0.0.1:8010", show_default=True)
def calibrate(languages: tuple[str, ...], folder: Path, file: Path, dry_run: bool, nlu_url: str) -> None:
    """Choose the thresholds of LANGUAGES (all without any) on the calibration sets and write them.

    All languages with a set weigh in, so that none follows the luck of its few messages. Run `win train` afterwards:
    new bundles are made around the same weights.
    """
    set_up_logging(logging.WARNING)
    ctx = evaluation_context()
    known = [language for language in ctx.snapshot.languages if (folder / f"{language}.jsonl").is_file()]
    for language in languages:
        if language not in known:
            raise click.BadParameter(f"{folder} has no {language}.jsonl", param_hint="LANGUAGES")
    if not known:
        raise WinError(f"{folder}: no set of a language here (<language>.jsonl)")
    sets = asyncio.run(_sets(known, folder, ctx, nlu_url))
    search = Search(sets)
    table = file.read_text(encoding="utf-8")
    every = search.choose_all(Thresholds())
    for language in languages or known:
        before, chosen = _thresholds(table, language), every[language]
        rows = _checked(language, sets[language], chosen, ctx)
        table = rewritten(table, language, chosen)
        click.echo(
            f"{language}: {len(rows)} messages; loss {search.objective(language, before):.3f} before, ", nl=False
        )
        click.echo(f"{search.objective(language, chosen):.3f} with {_words(chosen)}")
        click.echo("\n".join(f"  {line}" for line in bars.lines(rows, ctx.snapshot.urgent_slugs)))
    if not dry_run:
        file.write_text(table, encoding="utf-8")
        click.echo(f"{file} is written; `win train` makes the bundles.")


async def _sets(languages: list[str], folder: Path, ctx: Context, nlu_url: str) -> dict[str, Set]:
    sets = {}
    async with nlu_at(nlu_url):
        for language in languages:
            cases = read_cases(folder / f"{language}.jsonl", ctx.snapshot.questions)
            sets[language] = calibration_set(language, await hear(language, cases, ctx, nlu_url), ctx)
    return sets


def _checked(language: str, one: Set, chosen: Thresholds, ctx: Context) -> list[Judged]:
    """The outcomes, worked out offline and by real turns. Raises `WinError` when the two differ."""
    rows = decided(one, chosen)
    real = [*one.settled, *(judge_turn(language, with_thresholds(heard, chosen), ctx) for heard in one.heard)]
    for offline, turned in zip(rows, real, strict=True):
        if (offline.got, offline.shown.urgent) != (turned.got, turned.shown.urgent):
            raise WinError(
                f"{language}: calibration took a message of {offline.case.intent} for {offline.got!s}, "
                f"the conversation for {turned.got!s}: bot/evaluation/calibration.py no longer follows bot/dialogue"
            )
    return real


def _thresholds(table: str, language: str) -> Thresholds:
    row = (yaml.safe_load(table) or {}).get(language) or {}
    return Thresholds(**{field.name: float(row[field.name]) for field in fields(Thresholds) if field.name in row})


def _words(thresholds: Thresholds) -> str:
    return ", ".join(f"{field.name} {getattr(thresholds, field.name):g}" for field in fields(thresholds))
