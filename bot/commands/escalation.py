"""`win token` and `win webhook`: how other organisations reach the escalation API and hear of it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import click
from sqlalchemy.exc import IntegrityError

from bot.bootstrap import make_keys
from bot.desk.tokens import Scope
from bot.desk.webhooks import refusal
from bot.errors import WinError
from bot.settings import load_settings
from bot.store import Store, Tx
from bot.store.case_events import last_event
from bot.store.tokens import all_tokens, create_token, revoke_token
from bot.store.webhooks import all_webhooks, create_webhook, delete_webhook, deliveries

Result = TypeVar("Result")


def _written(work: Callable[[Tx], Awaitable[Result]]) -> Result:
    """Do something in one transaction of the configured database."""

    async def run() -> Result:
        settings = load_settings()
        store = await Store.open(settings.database_url, make_keys(settings))
        try:
            async with store.write() as tx:
                return await work(tx)
        finally:
            await store.close()

    return asyncio.run(run())


@click.group()
def token() -> None:
    """Bearer tokens of the escalation API."""


@token.command("create")
@click.option("--name", required=True, help="Who uses it; shown in the audit log and to advisers.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What it may do; may be given several times.",
)
@click.option("--language", "languages", multiple=True, help="Only cases in this language; none given: all.")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 730), help="How long it is valid.")
def create_(name: str, scopes: tuple[str, ...], languages: tuple[str, ...], days: int) -> None:
    """Make a token and show it once."""
    now = datetime.now(UTC)
    try:
        made, secret = _written(
            lambda tx: create_token(
                tx,
                name=name,
                scopes=[Scope(scope) for scope in scopes],
                languages=languages,
                lifetime=timedelta(days=days),
                now=now,
            )
        )
    except IntegrityError:
        raise WinError(f"There is a token named {name} already; choose another name.") from None
    click.echo(f"{secret}\n")
    click.echo(f"This is the only time it is shown. Valid until {made.expires_at:%Y-%m-%d}.")


@token.command("list")
def list_() -> None:
    """Show all tokens, without their secrets."""
    now = datetime.now(UTC)
    for one in _written(all_tokens):
        state = "valid" if one.valid(now) else ("revoked" if one.revoked_at else "expired")
        languages = " ".join(sorted(one.languages)) or "all languages"
        scopes = " ".join(sorted(one.scopes))
        click.echo(f"{one.name}\t{state} until {one.expires_at:%Y-%m-%d}\t{scopes}\t{languages}")


@token.command("revoke")
@click.argument("name")
def revoke(name: str) -> None:
    """Let a token open nothing any more, at once."""
    if not _written(lambda tx: revoke_token(tx, name, datetime.now(UTC))):
        raise WinError(f"There is no valid token named {name}; `win token list` shows them.")
    click.echo(f"{name} is revoked.")


@click.group()
def webhook() -> None:
    """Signed calls to an organisation's own system when something happens to a case."""


@webhook.command("create")
@click.argument("url")
@click.option("--language", "languages", multiple=True, help="Only cases in this language; none given: all.")
def create_webhook_(url: str, languages: tuple[str, ...]) -> None:
    """Call URL from now on; shows the secret that signs the calls, once."""
    if cause := refusal(url):
        raise WinError(f"{url} can't be called: {cause}.")
    secret = secrets.token_urlsafe(32)

    async def make(tx: Tx) -> str:
        last = await last_event(tx)
        now = datetime.now(UTC)
        return await create_webhook(tx, url=url, secret=secret, languages=languages, last_event=last, now=now)

    click.echo(f"webhook {_written(make)}")
    click.echo(f"secret  {secret}\n")
    click.echo("This is the only time the secret is shown. docs/escalation-api.md says how to check a signature.")


@webhook.command("list")
def list_webhooks() -> None:
    """Show all webhooks."""
    for one in _written(all_webhooks):
        click.echo(f"{one.id}\t{one.url}\t{' '.join(sorted(one.languages)) or 'all languages'}")


@webhook.command("log")
@click.argument("webhook_id")
def log(webhook_id: str) -> None:
    """Show the last calls of one webhook, newest first."""
    for one in _written(lambda tx: deliveries(tx, webhook_id)):
        click.echo(
            f"{one.created_at:%Y-%m-%d %H:%M:%S}\tevent {one.event_id}\t{one.status}\t{one.attempts}\t{one.reason}"
        )


@webhook.command("delete")
@click.argument("webhook_id")
def delete(webhook_id: str) -> None:
    """Call it no more."""
    if not _written(lambda tx: delete_webhook(tx, webhook_id)):
        raise WinError(f"There is no webhook {webhook_id}; `win webhook list` shows them.")
    click.echo("Deleted.")
