"""`win content`: check the folder, write the published state into it, take it over from there."""

from __future__ import annotations

import asyncio
import difflib
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.bootstrap import make_keys
from bot.content import files, plain_language, validate
from bot.content.problems import errors
from bot.dialogue.context import NETHERLANDS
from bot.dialogue.voice import phrases
from bot.errors import ContentError
from bot.flows import exchange
from bot.flows.knowledge import Knowledge
from bot.language.wording import Wording
from bot.settings import ROOT, Settings, load_settings
from bot.store import Store


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


@content.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=None, help="Default: the content.")
def export(folder: Path | None) -> None:
    """Write what editors have published into the files, in their own format. Prints the files that changed."""
    settings = load_settings()
    target = folder or settings.content_dir
    texts = asyncio.run(_exported(settings, whole=target.resolve() != settings.content_dir.resolve()))
    changed = 0
    for path, text in texts.items():
        file = target / path
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        click.echo(f"written: {path}")
        changed += 1
    click.echo(f"{changed} files written to {target}")


@content.command(name="import")
@click.option("--folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=None)
@click.option("--apply", is_flag=True, help="Publish the differences; without it they are only shown.")
@click.option("--overwrite", is_flag=True, help="Also where somebody edited the text here since.")
def import_(folder: Path | None, apply: bool, overwrite: bool) -> None:
    """Show where the files differ from what is published; with --apply publish the files' texts.

    Texts that somebody edited in the editor stay, unless --overwrite says otherwise. Exit code 1: some were left alone.
    """
    settings = load_settings()
    folder = folder or settings.content_dir
    wrong = errors(files.load(folder).problems)
    if wrong:
        raise ContentError("\n".join([f"{folder} has errors, nothing was imported:", *map(str, wrong[:10])]))
    found, taken = asyncio.run(_imported(settings, folder, apply=apply, overwrite=overwrite))
    left = 0
    for one in found:
        click.echo(f"{one.path}: {one.item}" + (f", edited here by {one.edited.author_name}" if one.edited else ""))
        before, after = one.published.splitlines(), one.file.splitlines()
        for line in difflib.unified_diff(before, after, "published", "file", lineterm="", n=1):
            click.echo(f"    {line}")
        left += one.edited is not None and not overwrite
    if not found:
        click.echo("The files say what is published.")
    elif not apply:
        click.echo(f"{len(found)} differences; nothing was changed. Publish them with: win content import --apply")
    else:
        click.echo(f"{taken} imported")
    if left:
        click.echo(f"{left} were edited here since: kept. Take the files' text with --overwrite.")
        sys.exit(1)


async def _exported(settings: Settings, *, whole: bool) -> Mapping[str, str]:
    """The texts to write; `whole`: into another folder, so everything that belongs to the content."""
    store = await Store.open(settings.database_url, make_keys(settings))
    try:
        state = await Knowledge.from_folder(store, settings.content_dir).current()
    finally:
        await store.close()
    if state.broken:
        names = ", ".join(map(str, state.broken))
        raise ContentError(f"The newest text of {names} can't be read; nothing was written. Restore it in the editor.")
    return state.tree.texts if whole else exchange.written(state)


async def _imported(
    settings: Settings, folder: Path, *, apply: bool, overwrite: bool
) -> tuple[list[exchange.Difference], int]:
    store = await Store.open(settings.database_url, make_keys(settings))
    try:
        knowledge = Knowledge.from_folder(store, settings.content_dir)
        found = exchange.compare(await knowledge.current(), files.read_tree(folder))
        chosen = [one for one in found if overwrite or one.edited is None]
        taken = await exchange.take_in(store, knowledge, chosen, datetime.now(UTC)) if apply and chosen else 0
    finally:
        await store.close()
    return found, taken
