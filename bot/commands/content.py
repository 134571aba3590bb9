"""`win content check`: every problem of the content folder at once."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.content import files, plain_language, validate
from bot.content.problems import errors
from bot.dialogue.context import NETHERLANDS
from bot.dialogue.voice import phrases
from bot.language.wording import Wording
from bot.settings import ROOT


@click.group()
def content() -> None:
    """The knowledge under content/."""


@content.command()
@click.option("--language", default="", help="Show the problems of one language only.")
@click.option("--folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=ROOT / "content")
def check(language: str, folder: Path) -> None:
    """List everything that is wrong with the content, as path:line: cause. Exit code 1 when there are errors."""
    loaded = files.load(folder)
    languages = loaded.snapshot.languages
    wording = Wording.load("chat", languages)
    problems = validate.check(
        loaded,
        today=datetime.now(UTC).astimezone(NETHERLANDS).date(),
        phrases={name: phrases(wording, name) for name in languages},
    )
    ours = (language, *files.REGISTRIES, plain_language.FILE)
    shown = [problem for problem in problems if not language or problem.path.split("/")[0] in ours]
    for problem in shown:
        click.echo(problem)
    count = len(errors(shown))
    click.echo(f"{len(loaded.snapshot.answers)} answers, {count} errors, {len(shown) - count} warnings")
    sys.exit(1 if count else 0)
