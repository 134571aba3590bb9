"""`win train`, `win models`: train from the files or with what people asked, promote, go back."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import yaml

from bot.bootstrap import open_app
from bot.commands.logs import set_up_logging
from bot.commands.nlu_process import NLU_FOLDER, NLU_PYTHON, nlu_at, nlu_environment
from bot.errors import NluError, WinError
from bot.flows import chores
from bot.flows import train as training
from bot.flows.app import App
from bot.flows.learn import accepted_phrases
from bot.settings import Settings, load_settings
from bot.store import bundles, migrate
from bot.store.bundles import Run

STEP_S = 1.0
FROM_PEOPLE = "from_people.yml"


@click.command()
@click.option("--language", "languages", multiple=True, help="Only this language; may be given several times.")
@click.option("--force", is_flag=True, help="Train even when nothing has changed.")
@click.option("--promote", is_flag=True, help="Train with what editors assigned, compare, and use what is no worse.")
@click.option(
    "--export", is_flag=True, help="Write what editors assigned to nlu/data/<language>/from_people.yml first."
)
def train(languages: tuple[str, ...], force: bool, promote: bool, export: bool) -> None:
    """Train the models whose phrases, code or configuration have changed."""
    if export:
        asyncio.run(_export(load_settings(), NLU_FOLDER / "data"))
    if promote:
        sys.exit(asyncio.run(_promote(load_settings(), languages)))
    if not NLU_PYTHON.exists():
        raise NluError(f"{NLU_PYTHON} is missing: run `make setup` first")
    sys.exit(train_from_files(languages or known_languages(), force=force))


def known_languages() -> tuple[str, ...]:
    """The languages that have a pipeline in `nlu/configs`."""
    return tuple(sorted(path.stem for path in (NLU_FOLDER / "configs").glob("*.yml")))


def train_from_files(languages: Sequence[str], *, force: bool = False) -> int:
    """Train what needs it, on two cores at once where there are two; the worst exit code."""
    halves = [languages[::2], languages[1::2]] if (os.cpu_count() or 1) > 1 else [languages]
    running = [
        subprocess.Popen(  # noqa: S603 - our own program
            [
                NLU_PYTHON,
                "-m",
                "train",
                *(argument for language in half for argument in ("--language", language)),
                *(["--force"] if force else []),
            ],
            cwd=NLU_FOLDER,
            # One core each: two that both want all of them are slower than one after the other.
            env={**nlu_environment(), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        for half in halves
        if half
    ]
    try:
        return max([one.wait() for one in running], default=0)
    finally:
        for one in running:
            if one.poll() is None:
                one.terminate()
                one.wait()


async def _export(settings: Settings, folder: Path) -> None:
    migrate(settings.database_url)
    async with open_app(settings, only=("console",)) as app:
        for path in write_accepted(await accepted_phrases(app.store), folder):
            click.echo(f"{path} is written.")


def write_accepted(accepted: dict[str, dict[str, list[str]]], folder: Path) -> list[Path]:
    """Write `<language>/from_people.yml` in Rasa's format, adding to what stands there; the files written."""
    written = []
    for language, by_slug in accepted.items():
        path = folder / language / FROM_PEOPLE
        together = {slug: set(texts) for slug, texts in by_slug.items()}
        for slug, text in _earlier(path):
            together.setdefault(slug, set()).add(text)
        lines = ["# What people asked and editors assigned, without persons. Written by `win train --export`."]
        lines += ['version: "3.1"', "nlu:"]
        for slug in sorted(together):
            lines += [
                f"- intent: {slug}",
                "  examples: |",
                *(f"    - {_plain(text)}" for text in sorted(together[slug])),
            ]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        written.append(path)
    return written


def _plain(text: str) -> str:
    """A phrase without what Rasa reads as the mark of an entity."""
    return " ".join(text.translate(str.maketrans("[](){}", "      ")).split())


def _earlier(path: Path) -> list[tuple[str, str]]:
    if not path.is_file():
        return []
    try:
        blocks = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("nlu") or []
        return [
            (str(block["intent"]), line.strip().removeprefix("- ").strip())
            for block in blocks
            for line in str(block["examples"]).splitlines()
            if line.strip().startswith("- ")
        ]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise WinError(f"{path}: can't be read ({type(error).__name__}); correct it or delete it") from None


async def _promote(settings: Settings, languages: tuple[str, ...]) -> int:
    migrate(settings.database_url)
    failed = False
    async with nlu_at(settings.nlu_url), open_app(settings, only=("console",)) as app:
        assert app.knowledge is not None
        known = list((await app.knowledge.newest()).languages)
        for language in languages:
            if language not in known:
                raise click.BadParameter(f"{language!r} is not one of {', '.join(known)}", param_hint="--language")
        for language in languages or known:
            run = await _run(app, language)
            click.echo(f"{language}: {_told(run)}")
            failed |= run.status in (bundles.FAILED, bundles.REFUSED)
    return 1 if failed else 0


async def _run(app: App, language: str) -> Run:
    """One training to its end, here: a worker that serves at the same time may take some of the steps."""
    await chores.prepare(app)
    run_id = await training.ask(app, language, promote=True)
    said = ""
    while True:
        await chores.run_due(app, ("train",))
        async with app.store.read() as tx:
            run = await bundles.run_of(tx, run_id)
        assert run
        if not run.active:
            return run
        if run.progress != said:
            said = run.progress
            click.echo(f"{language}: {said or run.status}")
        await asyncio.sleep(STEP_S)


def _told(run: Run) -> str:
    match run.status:
        case bundles.PROMOTED:
            return f"no worse on {run.report['messages']} held-out messages: {run.candidate} is in use"
        case bundles.REFUSED:
            causes = [
                f"{one['what']} {one['slug']} {one['before']} -> {one['after']}" for one in run.report["refusals"]
            ]
            return f"refused, the old model stays: {'; '.join(causes)}"
        case bundles.FAILED:
            return f"failed: {run.error}"
    return run.progress or run.status


@click.group()
def models() -> None:
    """The language models in use, and the ones before them."""


@models.command("list")
def list_models() -> None:
    """Show which model each language uses, which are kept, and the last trainings."""
    set_up_logging()
    asyncio.run(_list(load_settings()))


async def _list(settings: Settings) -> None:
    async with open_app(settings, only=("console",)) as app:
        assert app.learning is not None
        async with app.store.read() as tx:
            chosen, kept, runs = await bundles.choices(tx), await bundles.stored(tx), await bundles.runs(tx, 5)
        for server in app.learning.servers:
            try:
                in_use = (await server.health()).bundles
            except NluError as error:
                click.echo(str(error))
                continue
            for language, name in sorted(in_use.items()):
                wanted = chosen.get(language)
                source = "promoted" if wanted and wanted.bundle == name else "from the files"
                click.echo(f"{server.url}  {language}  {name}  {source}")
        for one in kept:
            click.echo(f"kept      {one.language}  {one.name}  {one.created_at:%Y-%m-%d %H:%M} UTC")
        for run in runs:
            click.echo(f"training  {run.language}  {run.id}  {run.asked_at:%Y-%m-%d %H:%M} UTC  {run.status}")


@models.command()
@click.argument("run_id")
def promote(run_id: str) -> None:
    """Use the model of the training RUN_ID (see `win models list`), if it was found no worse."""
    asyncio.run(_use(load_settings(), run_id))
    click.echo("The new model is in use.")


async def _use(settings: Settings, run_id: str) -> None:
    async with open_app(settings, only=("console",)) as app:
        await training.promote(app, run_id)


@models.command()
@click.argument("language")
def rollback(language: str) -> None:
    """Let LANGUAGE use the model before the present one again."""
    name = asyncio.run(_back(load_settings(), language))
    click.echo(f"{language} uses {name or 'the model of the files'} again.")


async def _back(settings: Settings, language: str) -> str:
    async with open_app(settings, only=("console",)) as app:
        return await training.go_back(app, language)
