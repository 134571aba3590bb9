"""`win user`: the accounts of staff from the command line, the first administrator above all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from bot.bootstrap import open_app
from bot.flows import accounts
from bot.flows.accounts import Details
from bot.flows.app import App
from bot.settings import load_settings
from bot.staff.roles import Role
from bot.staff.sessions import ONE_TIME_LASTS
from bot.store import migrate
from bot.store.audit import COMMAND

T = TypeVar("T")


@click.group()
def user() -> None:
    """Accounts of staff: make, list, disable, reset."""


def _with_app(work: Callable[[App], Awaitable[T]]) -> T:
    settings = load_settings()
    migrate(settings.database_url)

    async def run() -> T:
        async with open_app(settings) as app:
            return await work(app)

    return asyncio.run(run())


def _give(login: str, password: str) -> None:
    click.echo(f"One-time password of {login} (for {ONE_TIME_LASTS.days} days): {password}")
    click.echo(f"Sign in at {load_settings().public_url}/staff and choose an own one.")


@user.command()
@click.option("--login", required=True, help="An e-mail address or a word, e.g. maria.k.")
@click.option("--name", required=True, help="First name or alias, as people see it.")
@click.option("--role", "roles", required=True, multiple=True, type=click.Choice([role.value for role in Role]))
@click.option("--language", "languages", multiple=True, help="A language this person works in (pl, ro, …); repeat it.")
@click.option("--topic", "topics", multiple=True, help="Only these topics; repeat it. Default: all.")
@click.option("--interface", default="nl", show_default=True, help="The language of the pages.")
def create(
    login: str, name: str, roles: tuple[str, ...], languages: tuple[str, ...], topics: tuple[str, ...], interface: str
) -> None:
    """Make an account and show its one-time password."""
    details = Details(
        login, name, frozenset(map(Role, roles)), frozenset(languages), frozenset(topics), interface
    )  # fmt: skip
    made, password = _with_app(lambda app: accounts.create(app, COMMAND, details))
    _give(made.login, password)


@user.command("list")
def list_() -> None:
    """Show all accounts."""
    found = _with_app(accounts.all_accounts)
    if not found:
        click.echo("No accounts yet. Make one: win user create --login you --name You --role administrator")
    for stored in found:
        one = stored.account
        state = "disabled" if one.disabled else "one-time password" if stored.one_time else "active"
        factor = "second factor" if one.has_totp else "no second factor"
        languages = " ".join(sorted(one.languages)) or "-"
        click.echo(f"{one.login:30} {one.name:16} {' '.join(sorted(one.roles)):24} {languages:14} {state}, {factor}")


@user.command()
@click.argument("login")
def disable(login: str) -> None:
    """Sign somebody out everywhere and let them in no more."""
    _with_app(lambda app: _on(app, login, accounts.disable))
    click.echo(f"{login} is disabled.")


@user.command()
@click.argument("login")
def enable(login: str) -> None:
    """Let somebody in again."""
    _with_app(lambda app: _on(app, login, accounts.enable))
    click.echo(f"{login} may sign in again.")


@user.command()
@click.argument("login")
@click.option("--totp", is_flag=True, help="The second factor too (lost phone).")
def reset(login: str, totp: bool) -> None:
    """Show a new one-time password; the old password and all sessions end."""

    async def work(app: App) -> str:
        found = await accounts.account_by_login(app, login)
        return await accounts.reset(app, COMMAND, found.account.id, totp=totp)

    _give(login, _with_app(work))


async def _on(app: App, login: str, act: Callable[[App, str, str], Awaitable[None]]) -> None:
    found = await accounts.account_by_login(app, login)
    await act(app, COMMAND, found.account.id)
