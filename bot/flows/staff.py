"""Signing in: password, second factor, first password; each step one transaction under a fresh token.

A try is counted as failed before it is looked at and taken back when it went well: guesses at the same moment can't
slip past the lockout. A login that does not exist is counted, waits and takes as long as one that does.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flows.app import App
from bot.staff import passwords, totp
from bot.staff.errors import N_, StaffError, WrongCode
from bot.staff.lockout import BY_ADDRESS, BY_LOGIN, Patience
from bot.staff.roles import Account
from bot.staff.sessions import SEEN_EVERY, Rules, Stage, expired, new_token, next_stage
from bot.store import Tx
from bot.store import accounts as accounts_
from bot.store import staff_sessions as sessions_
from bot.store.accounts import StoredAccount, normal_login
from bot.store.audit import record
from bot.store.staff_sessions import StaffSession

_HASHING = asyncio.Semaphore(2)
"""Hashes that are made at once: each takes 64 MB and a processor."""


class Refused(StaffError):
    """Not signed in; after `wait` it can be tried again (zero: at once)."""

    def __init__(self, text: str, wait: timedelta = timedelta()) -> None:
        super().__init__(text)
        self.wait = wait


WRONG = N_("Login or password is not right.")
WRONG_CODE = N_("This code is not right. Codes change every 30 seconds and count once.")
TOO_MANY = N_("Too many tries.")
TOO_OLD = N_("This one-time password has expired. Ask an administrator for a new one.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A step that went well: the token for the cookie, and what comes next."""

    token: str
    session: StaffSession
    account: Account


async def make_hash(password: str) -> str:
    """The hash to keep, made beside the event loop."""
    async with _HASHING:
        return await asyncio.to_thread(passwords.hashed, password)


async def _matches(password: str, hash_: str) -> tuple[bool, str | None]:
    async with _HASHING:
        return await asyncio.to_thread(passwords.matches, password, hash_)


@dataclass(frozen=True, slots=True)
class _Try:
    """The keys one try is counted under."""

    by_login: bytes
    by_address: bytes | None

    def patience(self) -> list[tuple[bytes, Patience]]:
        both = [(self.by_login, BY_LOGIN)]
        return [*both, (self.by_address, BY_ADDRESS)] if self.by_address else both


async def _begin_try(tx: Tx, login: str, address: str, now: datetime) -> _Try:
    """Count a failure beforehand; `Refused` while the login or the address has to wait."""
    made = _Try(
        sessions_.failure_key(tx, "login", normal_login(login)),
        sessions_.failure_key(tx, "address", address) if address else None,
    )
    waits = [(await sessions_.failures(tx, key)).wait(now) for key, _ in made.patience()]
    if any(waits):
        raise Refused(TOO_MANY, max(waits))
    for key, patience in made.patience():
        await sessions_.fail(tx, key, patience, now)
    return made


async def _went_well(tx: Tx, tried: _Try, *, wholly: bool) -> None:
    """Take the failure back; the login's others are forgotten only when nothing is left to guess."""
    if wholly:
        await sessions_.forgive(tx, tried.by_login)
    else:
        await sessions_.uncount(tx, tried.by_login)
    if tried.by_address:
        await sessions_.uncount(tx, tried.by_address)


async def _wait(app: App, tried: _Try, now: datetime) -> timedelta:
    async with app.store.read() as tx:
        return max([(await sessions_.failures(tx, key)).wait(now) for key, _ in tried.patience()])


async def sign_in(app: App, rules: Rules, login: str, password: str, address: str) -> SignedIn:
    """The first step. Raises `Refused`, in the same words and the same time whether or not the login exists."""
    now = app.clock()
    async with app.store.write() as tx:
        tried = await _begin_try(tx, login, address, now)
        found = await accounts_.by_login(tx, login)
    usable = found if found and found.password_hash and not found.account.disabled else None
    right, better = await _matches(password, (usable and usable.password_hash) or passwords.NOBODYS_HASH)
    if not right or usable is None:
        async with app.store.write() as tx:
            await record(tx, actor=found.account.id if found else "", act="staff.sign_in_failed", now=now)
        raise Refused(WRONG, await _wait(app, tried, now))
    async with app.store.write() as tx:
        if usable.one_time and usable.one_time_until and now >= usable.one_time_until:
            raise Refused(TOO_OLD)
        if better:
            await accounts_.change(tx, usable.account.id, password_hash=better)
        made = await _advance(tx, rules, usable, now)
        await _went_well(tx, tried, wholly=made.session.stage is not Stage.CODE)
    return made


async def sign_in_elsewhere(app: App, rules: Rules, login: str) -> SignedIn:
    """Another service vouched for this login. `Refused` when no account here may use it."""
    now = app.clock()
    async with app.store.write() as tx:
        found = await accounts_.by_login(tx, login)
        if found is None or found.account.disabled:
            raise Refused(N_("There is no account here for you. Ask an administrator."))
        return await _advance(tx, rules, found, now, elsewhere=True)


async def _advance(
    tx: Tx,
    rules: Rules,
    found: StoredAccount,
    now: datetime,
    *,
    before: StaffSession | None = None,
    code_passed: bool = False,
    elsewhere: bool = False,
) -> SignedIn:
    """The next session, under a token of its own; the one before is over."""
    account = found.account
    code_passed = code_passed or (before is not None and before.code_passed)
    stage = next_stage(
        roles=account.roles,
        has_totp=account.has_totp,
        one_time=found.one_time,
        code_passed=code_passed,
        elsewhere=elsewhere,
        rules=rules,
    )
    if before is not None:
        await sessions_.close_session(tx, before.id)
    token = new_token()
    lasts = rules.absolute if stage is Stage.FULL else rules.unfinished
    session = await sessions_.open_session(
        tx, account.id, token, stage, now=now, expires_at=now + lasts, code_passed=code_passed
    )
    if stage is Stage.FULL:
        await accounts_.change(tx, account.id, signed_in_at=now)
        await record(tx, actor=account.id, act="staff.sign_in", detail="oidc" if elsewhere else "", now=now)
    return SignedIn(token, session, account)


async def _known(tx: Tx, account_id: str) -> StoredAccount:
    found = await accounts_.by_id(tx, account_id)
    if found is None or found.account.disabled:
        raise Refused(WRONG)
    return found


async def check_code(app: App, rules: Rules, session: StaffSession, code: str, address: str) -> SignedIn:
    """The second factor: a code of the app, or a recovery code. Raises `Refused`."""
    now = app.clock()
    async with app.store.write() as tx:
        found = await _known(tx, session.account_id)
        tried = await _begin_try(tx, found.account.login, address, now)
    async with app.store.write() as tx:
        if await _code_counts(tx, found, code, now):
            made = await _advance(
                tx, rules, await _known(tx, session.account_id), now, before=session, code_passed=True
            )
            await _went_well(tx, tried, wholly=True)
            return made
        await record(tx, actor=session.account_id, act="staff.code_failed", now=now)
    raise Refused(WRONG_CODE, await _wait(app, tried, now))


async def _code_counts(tx: Tx, found: StoredAccount, code: str, now: datetime) -> bool:
    account_id = found.account.id
    if found.sealed_totp is None:
        return False
    typed = totp.digits(code)
    if not typed.isdigit():
        plain = totp.plain_recovery_code(code)
        if not plain or not await accounts_.use_recovery_code(tx, account_id, plain):
            return False
        left = await accounts_.recovery_codes_left(tx, account_id)
        await record(tx, actor=account_id, act="staff.recovery_code", detail=f"{left} left", now=now)
        return True
    secret = accounts_.opened_totp(tx, account_id, found.sealed_totp)
    step = totp.matching_step(secret, typed, now, found.totp_step)
    return step is not None and await accounts_.use_step(tx, account_id, step)


async def set_password(
    app: App, rules: Rules, session: StaffSession, password: str, *, current: str | None = None, address: str = ""
) -> SignedIn:
    """Set an own password; every other session of the account ends. `current` is asked for once one is signed in.

    Raises `WeakPassword`, or `Refused` when `current` is wrong.
    """
    now = app.clock()
    async with app.store.read() as tx:
        found = await _known(tx, session.account_id)
    if session.stage is Stage.FULL:
        await _confirm_password(app, found, current or "", address, now)
    passwords.check_strength(password, found.account.login, found.account.name)
    if found.password_hash and (await _matches(password, found.password_hash))[0]:
        raise StaffError(N_("Choose a password that you did not have before."))
    hash_ = await make_hash(password)
    async with app.store.write() as tx:
        await accounts_.change(tx, session.account_id, password_hash=hash_, one_time=False, one_time_until=None)
        await sessions_.close_sessions(tx, session.account_id, but=session.id)
        await record(tx, actor=session.account_id, act="staff.password", target=session.account_id, now=now)
        return await _continue(tx, rules, session, now)


async def _continue(tx: Tx, rules: Rules, session: StaffSession, now: datetime) -> SignedIn:
    """Go on after a change: the next stage, or the same session under a fresh token."""
    found = await _known(tx, session.account_id)
    if session.stage is not Stage.FULL:
        return await _advance(tx, rules, found, now, before=session)
    await sessions_.close_session(tx, session.id)
    token = new_token()
    again = await sessions_.open_session(
        tx, session.account_id, token, Stage.FULL, now=now, expires_at=session.expires_at, code_passed=True
    )
    return SignedIn(token, again, found.account)


async def _confirm_password(app: App, found: StoredAccount, password: str, address: str, now: datetime) -> None:
    """Whoever finds an open browser must not take over the account."""
    if found.password_hash is None:
        return
    async with app.store.write() as tx:
        tried = await _begin_try(tx, found.account.login, address, now)
    if not (await _matches(password, found.password_hash))[0]:
        raise Refused(N_("Your present password is not right."), await _wait(app, tried, now))
    async with app.store.write() as tx:
        await _went_well(tx, tried, wholly=True)


async def offered_totp(app: App, session: StaffSession, *, fresh: bool = False) -> str:
    """The secret to be set up in the authenticator app; the same until it is confirmed or `fresh` is asked for."""
    async with app.store.write() as tx:
        found = await _known(tx, session.account_id)
        if found.sealed_offer is not None and not fresh:
            return accounts_.opened_totp(tx, session.account_id, found.sealed_offer)
        secret = totp.new_secret()
        await accounts_.change(
            tx, session.account_id, totp_offered=accounts_.sealed_totp(tx, session.account_id, secret)
        )
        return secret


async def confirm_totp(
    app: App, rules: Rules, session: StaffSession, code: str, *, current: str | None = None, address: str = ""
) -> tuple[SignedIn, list[str]]:
    """Use the offered secret from now on; also the recovery codes, to be shown once. Raises `WrongCode`, `Refused`."""
    now = app.clock()
    async with app.store.read() as tx:
        found = await _known(tx, session.account_id)
    if session.stage is Stage.FULL:
        await _confirm_password(app, found, current or "", address, now)
    codes = totp.recovery_codes()
    async with app.store.write() as tx:
        if found.sealed_offer is None:
            raise WrongCode(WRONG_CODE)
        secret = accounts_.opened_totp(tx, session.account_id, found.sealed_offer)
        step = totp.matching_step(secret, code, now, 0)
        if step is None:
            raise WrongCode(WRONG_CODE)
        sealed = accounts_.sealed_totp(tx, session.account_id, secret)
        await accounts_.change(tx, session.account_id, totp_secret=sealed, totp_offered=None, totp_step=step)
        await accounts_.set_recovery_codes(tx, session.account_id, map(totp.plain_recovery_code, codes))
        await sessions_.close_sessions(tx, session.account_id, but=session.id)
        await record(tx, actor=session.account_id, act="staff.totp", target=session.account_id, now=now)
        # The code that was just typed is the second factor of this sign-in.
        return await _continue(tx, rules, _passed(session), now), codes


def _passed(session: StaffSession) -> StaffSession:
    return StaffSession(
        session.id, session.account_id, session.stage, True, session.created_at, session.seen_at, session.expires_at
    )


async def sign_out(app: App, session: StaffSession) -> None:
    """The session is over."""
    async with app.store.write() as tx:
        await sessions_.close_session(tx, session.id)
        await record(tx, actor=session.account_id, act="staff.sign_out", now=app.clock())


async def current(app: App, rules: Rules, token: str) -> tuple[StaffSession, Account] | None:
    """Who a cookie's token stands for; `None`: nobody (any more). Notes the use."""
    async with app.store.read() as tx:
        found = await sessions_.find_session(tx, token)
    if found is None:
        return None
    session, account = found
    now = app.clock()
    if account.disabled or expired(now, seen_at=session.seen_at, expires_at=session.expires_at, rules=rules):
        return None
    if now - session.seen_at >= SEEN_EVERY:
        async with app.store.write() as tx:
            await sessions_.touch(tx, session.id, now)
    return found


async def still_signed_in(app: App, rules: Rules, session: StaffSession, account: Account) -> bool:
    """For streams that stay open: whether the session lives and the account still holds its roles. Notes the use."""
    now = app.clock()
    async with app.store.write() as tx:
        found = await accounts_.by_id(tx, account.id)
        if found is None or found.account.permissions != account.permissions or now >= session.expires_at:
            return False
        if not await sessions_.alive(tx, session.id):
            return False
        await sessions_.touch(tx, session.id, now)
    return True
