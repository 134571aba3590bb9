"""`win migrate` and `win doctor`: what an operator runs before and after a change."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Collection
from datetime import UTC, datetime

import click

from bot.bootstrap import load_content, open_app
from bot.channels.base import Checks, Closes
from bot.channels.registry import open_channels
from bot.commands.logs import set_up_logging
from bot.commands.nlu_process import answers
from bot.content import files, validate
from bot.content.model import Snapshot, Status
from bot.content.problems import errors
from bot.desk.rules import Roster
from bot.dialogue.context import NETHERLANDS
from bot.dialogue.voice import phrases
from bot.errors import WinError
from bot.flows.health import store_health
from bot.language.wording import Wording
from bot.settings import Settings, load_settings
from bot.store import migrate as migrate_store
from bot.store.roster import roster
from bot.store.rotate import rotate_wrap_key


@click.command()
def migrate() -> None:
    """Bring the database to the newest version."""
    settings = load_settings()
    migrate_store(settings.database_url)
    click.echo("The database is up to date.")


@click.command("rotate-key")
def rotate_key() -> None:
    """Seal every conversation's key with the newest wrap key; afterwards WIN_PREVIOUS_WRAP_KEYS can go."""
    settings = load_settings()
    click.echo(f"{asyncio.run(_rotate(settings))} keys sealed anew.")


async def _rotate(settings: Settings) -> int:
    async with open_app(settings) as app:
        return await rotate_wrap_key(app.store)


@click.command()
def doctor() -> None:
    """Look at everything an installation needs and say what is wrong and what to do."""
    set_up_logging(logging.ERROR)
    settings = load_settings()
    findings = asyncio.run(_look(settings))
    for ok, line in findings:
        click.echo(f"{'ok  ' if ok else 'LOOK'}  {line}")
    sys.exit(0 if all(ok for ok, _ in findings) else 1)


async def _look(settings: Settings) -> list[tuple[bool, str]]:
    snapshot = load_content(settings.content_dir)
    found = await _database(settings, snapshot)
    up = await answers(settings.nlu_url)
    found.append((up, f"NLU at {settings.nlu_url}" + ("" if up else " does not answer: start `win serve`")))
    on, off = open_channels(settings)
    found.append(
        (True, f"channels on: {', '.join(on) or 'none'}; off for lack of settings: {', '.join(off) or 'none'}")
    )
    for channel in on.values():
        if isinstance(channel, Checks):
            found += await channel.check()
        if isinstance(channel, Closes):
            await channel.aclose()
    found.append((bool(settings.privacy_contact), "WIN_PRIVACY_CONTACT names where people ask about their data"))
    found += _content(settings, snapshot)
    return found


async def _database(settings: Settings, snapshot: Snapshot) -> list[tuple[bool, str]]:
    try:
        async with open_app(settings) as app:
            health = await store_health(app.store)
            if not health.migrations_current:
                return [(False, "database: not up to date; run `win migrate`")]
            found = [(True, f"database: up to date, {health.workers_alive} workers alive")]
            if settings.desk:
                async with app.store.read() as tx:
                    found.append(desk_finding(await roster(tx), snapshot.languages))
            return found
    except WinError as error:
        return [(False, f"database: {error}")]


def desk_finding(advisers: Roster, spoken: Collection[str]) -> tuple[bool, str]:
    """Whether somebody works at the desk in each language of the answers, and what to do otherwise."""
    missing = [language for language in spoken if language not in advisers.languages]
    if not missing:
        return True, f"desk: {len(advisers.advisers)} advisers"
    return False, (
        f"desk: no adviser for {', '.join(missing)}: people there are offered other help; make accounts "
        "(`win user create --role adviser --language …`) or set WIN_DESK=false"
    )


def _content(settings: Settings, snapshot: Snapshot) -> list[tuple[bool, str]]:
    wording = Wording.load("chat", snapshot.languages)
    today = datetime.now(UTC).astimezone(NETHERLANDS).date()
    problems = validate.check(
        files.load(settings.content_dir),
        today=today,
        phrases={name: phrases(wording, name) for name in snapshot.languages},
    )
    wrong = len(errors(problems))
    unreviewed = sum(answer.status is Status.UNREVIEWED for answer in snapshot.answers.values())
    found = [
        (not wrong, f"content: {len(snapshot.answers)} answers, {wrong} errors (`win content check` lists them)"),
        (not unreviewed, f"content: {unreviewed} answers not yet reviewed by a lawyer or native speaker"),
    ]
    unsure = [
        contact.id
        for contact in snapshot.contacts.values()
        if any(detail is not None and detail.check for detail in (contact.phone, contact.whatsapp, contact.email))
    ]
    found.append((not unsure, f"contacts with an unverified number (people see the website): {', '.join(unsure)}"))
    expired = [fact.id for fact in snapshot.facts.values() if fact.periods and fact.on(today) is None]
    found.append((not expired, f"facts without a value for today: {', '.join(expired) or 'none'}"))
    return found
