"""Accounts of staff for tests, and browsers in which they are signed in.

account = await make_account(store, role=Role.ADVISER, languages=("pl",))
client = staff_browser(web)                   # httpx: nobody yet
await signed_in(client, account)              # cookie and CSRF header, without the sign-in page

made = account_of(server, role=Role.ADVISER)  # browser tests: by the server's database
sign_in(person.page, made)                    # by the pages, with password and code
signed_in_person(person, made)                # by a cookie, where signing in is not what is tested
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
import pyotp
from fastapi import FastAPI

from api.staff.guard import CSRF_HEADER, csrf_of
from api.staff.site import StaffSite
from bot.staff.passwords import hashed
from bot.staff.roles import Account, Role
from bot.staff.sessions import Stage, new_token
from bot.staff.totp import new_secret, plain_recovery_code
from bot.store import Keys, Store, accounts
from bot.store.staff_sessions import open_session
from tests.support.web import SECRET

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.conftest import Person, Server

PASSWORD = "groene fiets bij de sluis"
RECOVERY = "ABCDE-FGHJK"

T = TypeVar("T")

_numbers = itertools.count(1)
_HASHES: dict[str, str] = {}


async def make_account(
    store: Store,
    *,
    role: Role | str = Role.ADVISER,
    roles: Iterable[Role] = (),
    languages: Iterable[str] = ("pl",),
    topics: Iterable[str] = (),
    login: str = "",
    name: str = "",
    interface: str = "en",
    password: str | None = None,
    one_time: bool = False,
    totp_secret: str | None = None,
    now: datetime | None = None,
) -> Account:
    """An account; with `password` and `totp_secret` one that can sign in by the pages."""
    number = next(_numbers)
    moment = now or datetime.now(UTC)
    async with store.write() as tx:
        made = await accounts.add_account(
            tx,
            login=login or f"{Role(role).value.replace('_', '.')}{number}",
            name=name or f"Sam {number}",
            roles=frozenset(roles) or {Role(role)},
            languages=languages,
            topics=topics,
            interface=interface,
            now=moment,
        )
        if password is not None:
            hash_ = _HASHES.setdefault(password, hashed(password))
            until = moment + timedelta(days=7) if one_time else None
            await accounts.change(tx, made.id, password_hash=hash_, one_time=one_time, one_time_until=until)
        if totp_secret is not None:
            await accounts.change(tx, made.id, totp_secret=accounts.sealed_totp(tx, made.id, totp_secret))
            await accounts.set_recovery_codes(tx, made.id, [plain_recovery_code(RECOVERY)])
        found = await accounts.by_id(tx, made.id)
    assert found
    return found.account


async def open_staff_session(
    store: Store, account: Account, *, stage: Stage = Stage.FULL, now: datetime | None = None
) -> str:
    """The token of a session of this account."""
    token = new_token()
    moment = now or datetime.now(UTC)
    async with store.write() as tx:
        await open_session(
            tx, account.id, token, stage, now=moment, expires_at=moment + timedelta(hours=12), code_passed=True
        )
    return token


def _web_of(client: httpx.AsyncClient) -> FastAPI:
    transport: Any = client._transport
    web: FastAPI = transport.app
    return web


def staff_browser(web: FastAPI, *, raise_app_exceptions: bool = True) -> httpx.AsyncClient:
    """A browser at the application's own address (that of the default settings). It shows redirects, follows none."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(web, raise_app_exceptions=raise_app_exceptions),
        base_url="http://127.0.0.1:8000",
        headers={"Accept": "text/html", "Accept-Language": "en"},
    )


async def signed_in(client: httpx.AsyncClient, account: Account) -> httpx.AsyncClient:
    """The client as a browser of this account: it carries the session's cookie, and the CSRF token as a header."""
    site: StaffSite = _web_of(client).state.staff
    token = await open_staff_session(site.app.store, account, now=site.app.clock())
    client.cookies.set(site.cookie, token)
    client.headers[CSRF_HEADER] = csrf_of(site, token)
    client.headers.setdefault("Accept-Language", "en")
    client.headers["Accept"] = "text/html"
    return client


# For browser tests, whose server has its database open in another process.


@dataclass(frozen=True, slots=True)
class Made:
    """An account with what its holder knows."""

    account: Account
    password: str
    totp_secret: str | None
    token: str
    """Of a session that is open already."""


def on_server(server: Server, work: Callable[[Store], Awaitable[T]]) -> T:
    """Run something on the server's database; in a thread of its own: Playwright's loop holds this one."""

    async def run() -> T:
        store = await Store.open(server.database_url, Keys.from_secret(SECRET))
        try:
            return await work(store)
        finally:
            await store.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(run())).result()


def account_of(server: Server, *, totp: bool = True, **details: Any) -> Made:
    """An account in the server's database; `details` as for `make_account`."""
    secret = new_secret() if totp else None
    password = details.setdefault("password", PASSWORD)

    async def work(store: Store) -> Made:
        account = await make_account(store, totp_secret=secret, **details)
        return Made(account, password, secret, await open_staff_session(store, account))

    return on_server(server, work)


def sign_in(page: Page, made: Made, base_url: str, path: str = "/staff/sign-in") -> None:
    """Sign in by the pages. A code counts once: a second time within half a minute needs a new account."""
    page.goto(base_url + path)
    page.fill("#f-login", made.account.login)
    page.fill("#f-password", made.password)
    page.click("main button.primary")
    if made.totp_secret:
        page.wait_for_url("**/sign-in/code*")
        page.fill("#f-code", pyotp.TOTP(made.totp_secret).now())
        page.click("main button.primary")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def signed_in_person(person: Person, made: Made) -> None:
    """The person's browser is signed in as this account."""
    person.context.add_cookies([{"name": "win_staff", "value": made.token, "url": person.url}])
