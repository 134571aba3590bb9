"""Accounts of staff. The secret of a second factor is sealed by the installation's key, recovery codes are hashes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from bot.staff.errors import N_, LoginTaken
from bot.staff.roles import Account, Role
from bot.store.conversations import new_id
from bot.store.engine import Tx
from bot.store.staff_tables import account, recovery_code


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """An account with what signing in needs. Hashes and secrets never show in `repr`."""

    account: Account
    password_hash: str | None
    one_time: bool
    one_time_until: datetime | None
    sealed_totp: bytes | None
    sealed_offer: bytes | None
    totp_step: int
    created_at: datetime
    signed_in_at: datetime | None
    disabled_at: datetime | None

    def __repr__(self) -> str:
        return f"StoredAccount({self.account.login!r})"


def normal_login(login: str) -> str:
    """A login as it is kept and looked for: in small letters, without spaces around."""
    return login.strip().lower()


def _words(values: Iterable[str]) -> str:
    return " ".join(sorted(values))


def account_of(row: Any) -> Account:
    """The account in a row of the table; roles of another version are left out."""
    known = {role.value for role in Role}
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles.split() if role in known),
        languages=frozenset(row.languages.split()),
        topics=frozenset(row.topics.split()),
        interface=row.interface,
        disabled=row.disabled_at is not None,
        has_totp=row.totp_secret is not None,
    )


def _stored(row: Any) -> StoredAccount:
    return StoredAccount(
        account_of(row),
        row.password_hash,
        row.one_time,
        row.one_time_until,
        row.totp_secret,
        row.totp_offered,
        row.totp_step,
        row.created_at,
        row.signed_in_at,
        row.disabled_at,
    )


async def add_account(
    tx: Tx,
    *,
    login: str,
    name: str,
    roles: Iterable[Role],
    languages: Iterable[str] = (),
    topics: Iterable[str] = (),
    interface: str = "nl",
    now: datetime,
) -> Account:
    """A new account without a password. `LoginTaken` if there is one with this login."""
    values = {
        "id": new_id(),
        "login": normal_login(login),
        "name": name,
        "roles": _words(roles),
        "languages": _words(languages),
        "topics": _words(topics),
        "interface": interface,
        "created_at": now,
    }
    taken = LoginTaken(N_("There is an account {login} already."), login=values["login"])
    if await by_login(tx, str(values["login"])):
        raise taken
    try:
        await tx.conn.execute(account.insert().values(**values))
    except IntegrityError:
        # Somebody else was quicker; the transaction is of no use any more.
        raise taken from None
    made = await by_id(tx, str(values["id"]))
    assert made
    return made.account


async def by_id(tx: Tx, account_id: str) -> StoredAccount | None:
    """One account."""
    row = (await tx.conn.execute(select(account).where(account.c.id == account_id))).one_or_none()
    return None if row is None else _stored(row)


async def by_login(tx: Tx, login: str) -> StoredAccount | None:
    """The account with this login."""
    row = (await tx.conn.execute(select(account).where(account.c.login == normal_login(login)))).one_or_none()
    return None if row is None else _stored(row)


async def accounts(tx: Tx) -> list[StoredAccount]:
    """All accounts by login, the disabled ones last."""
    query = select(account).order_by(account.c.disabled_at.is_not(None), account.c.login)
    return [_stored(row) for row in await tx.conn.execute(query)]


async def change(tx: Tx, account_id: str, **values: Any) -> bool:
    """Change columns of an account; whether there is one. `roles`, `languages`, `topics` may be sets."""
    for name in ("roles", "languages", "topics"):
        if name in values and not isinstance(values[name], str):
            values[name] = _words(values[name])
    return bool((await tx.conn.execute(update(account).where(account.c.id == account_id).values(**values))).rowcount)


async def active_with_role(tx: Tx, role: Role) -> int:
    """How many accounts that are not disabled hold this role."""
    rows = await tx.conn.scalars(select(account.c.roles).where(account.c.disabled_at.is_(None)))
    return sum(role.value in roles.split() for roles in rows)


async def how_many(tx: Tx) -> int:
    """How many accounts there are, disabled ones too."""
    return await tx.conn.scalar(select(func.count()).select_from(account)) or 0


def totp_place(account_id: str) -> str:
    """What a second factor is sealed for."""
    return f"account:{account_id}:totp"


def sealed_totp(tx: Tx, account_id: str, secret: str) -> bytes:
    """A second factor's secret, sealed for this account."""
    return tx.keys.wrap_data_key(secret.encode("ascii"), totp_place(account_id))


def opened_totp(tx: Tx, account_id: str, sealed: bytes) -> str:
    """The secret again. Raises `StoreError` when it was sealed by another key or for another account."""
    return tx.keys.unwrap_data_key(sealed, totp_place(account_id)).decode("ascii")


async def use_step(tx: Tx, account_id: str, step: int) -> bool:
    """Take a time step's code as used; `False` if another sign-in used it, or a newer one, meanwhile."""
    taken = await tx.conn.execute(
        update(account).where(account.c.id == account_id, account.c.totp_step < step).values(totp_step=step)
    )
    return bool(taken.rowcount)


def _code_hash(tx: Tx, account_id: str, code: str) -> bytes:
    return tx.keys.hash("recovery code", account_id, code)


async def set_recovery_codes(tx: Tx, account_id: str, codes: Iterable[str]) -> None:
    """Keep the hashes of these codes (as `plain_recovery_code` gives them); earlier ones are void."""
    await tx.conn.execute(delete(recovery_code).where(recovery_code.c.account_id == account_id))
    rows = [{"account_id": account_id, "hash": _code_hash(tx, account_id, code)} for code in codes]
    if rows:
        await tx.conn.execute(recovery_code.insert(), rows)


async def use_recovery_code(tx: Tx, account_id: str, code: str) -> bool:
    """Whether it was one of the account's codes; it is void from now on."""
    gone = await tx.conn.execute(
        delete(recovery_code).where(
            recovery_code.c.account_id == account_id, recovery_code.c.hash == _code_hash(tx, account_id, code)
        )
    )
    return bool(gone.rowcount)


async def recovery_codes_left(tx: Tx, account_id: str) -> int:
    """How many codes are left."""
    query = select(func.count()).select_from(recovery_code).where(recovery_code.c.account_id == account_id)
    return await tx.conn.scalar(query) or 0
