"""Accounts: made, changed, disabled, reset by an administrator or at the command line; each step in the audit log."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.flows.app import App
from bot.flows.staff import make_hash
from bot.staff import passwords
from bot.staff.errors import N_, BadAccount, LastAdministrator
from bot.staff.roles import Account, Role, check_roles
from bot.staff.sessions import ONE_TIME_LASTS
from bot.store import Tx
from bot.store import accounts as accounts_
from bot.store.accounts import StoredAccount, normal_login
from bot.store.audit import record
from bot.store.staff_sessions import close_sessions

LOGIN = re.compile(r"[a-z0-9][a-z0-9._+-]{1,60}(@[a-z0-9.-]{3,58})?")
MAX_NAME_CHARS = 40


@dataclass(frozen=True, slots=True)
class Details:
    """What an administrator fills in."""

    login: str
    name: str
    roles: frozenset[Role]
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    interface: str = "nl"


def check_details(details: Details) -> Details:
    """The details as they are kept. Raises `BadAccount` or `RolesConflict`."""
    login = normal_login(details.login)
    if not LOGIN.fullmatch(login):
        raise BadAccount(
            N_("A login is an e-mail address or a word of letters, digits and . _ - without spaces, e.g. maria.k")
        )
    name = " ".join(details.name.split())
    if not name or len(name) > MAX_NAME_CHARS or not name.isprintable():
        raise BadAccount(N_("The name people see has 1 to {count} characters."), count=MAX_NAME_CHARS)
    roles = check_roles(details.roles)
    if Role.ADVISER in roles and not details.languages:
        raise BadAccount(N_("An adviser needs at least one language: they see the cases in their languages only."))
    if Role.KEY_FIGURE in roles and not details.languages:
        raise BadAccount(N_("A key figure needs at least one language to write in."))
    return Details(login, name, roles, details.languages, details.topics, details.interface)


async def create(app: App, actor: str, details: Details) -> tuple[Account, str]:
    """A new account and its one-time password. Raises `BadAccount`, `LoginTaken`, `RolesConflict`."""
    good = check_details(details)
    password = passwords.one_time()
    hash_ = await make_hash(password)
    now = app.clock()
    async with app.store.write() as tx:
        made = await accounts_.add_account(
            tx,
            login=good.login,
            name=good.name,
            roles=good.roles,
            languages=good.languages,
            topics=good.topics,
            interface=good.interface,
            now=now,
        )
        await _give_one_time(tx, made.id, hash_, now)
        await record(tx, actor=actor, act="account.create", target=made.id, detail=_told(good.roles), now=now)
    return made, password


async def change(app: App, actor: str, account_id: str, details: Details) -> Account:
    """Change name, roles, languages, topics. The login stays. New roles count from the next sign-in on.

    Raises `BadAccount`, `RolesConflict`, `LastAdministrator`.
    """
    now = app.clock()
    async with app.store.write() as tx:
        found = await _found(tx, account_id)
        good = check_details(Details(found.account.login, *_but_login(details)))
        if Role.ADMINISTRATOR not in good.roles:
            await _not_the_last(tx, found)
        await accounts_.change(
            tx,
            account_id,
            name=good.name,
            roles=good.roles,
            languages=good.languages,
            topics=good.topics,
            interface=good.interface,
        )
        if good.roles != found.account.roles:
            await close_sessions(tx, account_id)
        await record(tx, actor=actor, act="account.change", target=account_id, detail=_told(good.roles), now=now)
        changed = await _found(tx, account_id)
    return changed.account


def _but_login(details: Details) -> tuple[str, frozenset[Role], frozenset[str], frozenset[str], str]:
    return details.name, details.roles, details.languages, details.topics, details.interface


async def disable(app: App, actor: str, account_id: str) -> None:
    """Sign out everywhere and let in no more. Raises `LastAdministrator`."""
    now = app.clock()
    async with app.store.write() as tx:
        found = await _found(tx, account_id)
        if found.account.disabled:
            return
        await _not_the_last(tx, found)
        await accounts_.change(tx, account_id, disabled_at=now)
        await close_sessions(tx, account_id)
        await record(tx, actor=actor, act="account.disable", target=account_id, now=now)


async def enable(app: App, actor: str, account_id: str) -> None:
    """Let in again, with the password from before."""
    async with app.store.write() as tx:
        found = await _found(tx, account_id)
        if found.account.disabled:
            await accounts_.change(tx, account_id, disabled_at=None)
            await record(tx, actor=actor, act="account.enable", target=account_id, now=app.clock())


async def reset(app: App, actor: str, account_id: str, *, totp: bool = False) -> str:
    """A new one-time password; with `totp` the second factor goes too (lost phone). Signs out everywhere."""
    password = passwords.one_time()
    hash_ = await make_hash(password)
    now = app.clock()
    async with app.store.write() as tx:
        await _found(tx, account_id)
        await _give_one_time(tx, account_id, hash_, now)
        if totp:
            await accounts_.change(tx, account_id, totp_secret=None, totp_offered=None)
            await accounts_.set_recovery_codes(tx, account_id, ())
        await close_sessions(tx, account_id)
        act = "account.reset_totp" if totp else "account.reset_password"
        await record(tx, actor=actor, act=act, target=account_id, now=now)
    return password


async def choose_interface(app: App, account: Account, interface: str) -> None:
    """Set the language of one's own pages."""
    async with app.store.write() as tx:
        await accounts_.change(tx, account.id, interface=interface)


async def all_accounts(app: App) -> list[StoredAccount]:
    """All accounts by login, the disabled ones last."""
    async with app.store.read() as tx:
        return await accounts_.accounts(tx)


async def one_account(app: App, account_id: str) -> StoredAccount | None:
    """One account."""
    async with app.store.read() as tx:
        return await accounts_.by_id(tx, account_id)


async def recovery_codes_left(app: App, account_id: str) -> int:
    """How many recovery codes an account still has."""
    async with app.store.read() as tx:
        return await accounts_.recovery_codes_left(tx, account_id)


async def account_by_login(app: App, login: str) -> StoredAccount:
    """The account of a login. `BadAccount` when there is none."""
    async with app.store.read() as tx:
        found = await accounts_.by_login(tx, login)
    if found is None:
        raise BadAccount(N_("There is no account {login}."), login=normal_login(login))
    return found


async def _found(tx: Tx, account_id: str) -> StoredAccount:
    found = await accounts_.by_id(tx, account_id)
    if found is None:
        raise BadAccount(N_("There is no such account."))
    return found


async def _give_one_time(tx: Tx, account_id: str, hash_: str, now: datetime) -> None:
    await accounts_.change(tx, account_id, password_hash=hash_, one_time=True, one_time_until=now + ONE_TIME_LASTS)


async def _not_the_last(tx: Tx, found: StoredAccount) -> None:
    if Role.ADMINISTRATOR not in found.account.roles or found.account.disabled:
        return
    if await accounts_.active_with_role(tx, Role.ADMINISTRATOR) <= 1:
        raise LastAdministrator(N_("This is the last administrator. Make another one first."))


def _told(roles: Iterable[Role]) -> str:
    return " ".join(sorted(roles))
