"""`win train`: trains the language models in their own environment."""

from __future__ import annotations

import subprocess
import sys

import click

from bot.commands.nlu_process import NLU_FOLDER, NLU_PYTHON, nlu_environment
from bot.errors import NluError


@click.command()
@click.option("--language", "languages", multiple=True, help="Only this language; may be given several times.")
@click.option("--force", is_flag=True, help="Train even when nothing has changed.")
def train(languages: tuple[str, ...], force: bool) -> None:
    """Train the models whose phrases, code or configuration have changed."""
    if not NLU_PYTHON.exists():
        raise NluError(f"{NLU_PYTHON} is missing: run `make setup` first")
    arguments = [argument for language in languages for argument in ("--language", language)]
    done = subprocess.run(  # noqa: S603 - our own program
        [NLU_PYTHON, "-m", "train", *arguments, *(["--force"] if force else [])],
        cwd=NLU_FOLDER,
        env=nlu_environment(),
        check=False,
    )
    sys.exit(done.returncode)
