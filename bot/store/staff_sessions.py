"""Sessions of staff and failed sign-ins. Tokens, logins and addresses are kept as keyed hashes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from bot.staff.lockout import Failures, Patience
from bot.staff.roles import Account
from bot.staff.sessions import Stage
from bot.store.accounts import account_of
from bot.store.conversations import new_id
from bot.store.engine import Tx
from bot.store.sql import insert
from bot.store.staff_tables import account, sign_in_failure, staff_session


@dataclass(frozen=True, slots=True)
class StaffSession:
    """One browser in which somebody signs in or is signed in."""

    id: str
    account_id: str
    stage: Stage
    code_passed: bool
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def _token_hash(tx: Tx, token: str) -> bytes:
    return tx.keys.hash("staff session", "", token)


async def open_session(
    tx: Tx, account_id: str, token: str, stage: Stage, *, now: datetime, expires_at: datetime, code_passed: bool = False
) -> StaffSession:
    """A new session under a fresh token."""
    made = StaffSession(new_id(), account_id, stage, code_passed, now, now, expires_at)
    await tx.conn.execute(
        staff_session.insert().values(
            id=made.id,
            account_id=account_id,
            token_hash=_token_hash(tx, token),
            stage=stage.value,
            code_passed=code_passed,
            created_at=now,
            seen_at=now,
            expires_at=expires_at,
        )
    )
    return made


_columns = (
    staff_session.c.id.label("session_id"),
    staff_session.c.stage,
    staff_session.c.code_passed,
    staff_session.c.created_at.label("session_created_at"),
    staff_session.c.seen_at,
    staff_session.c.expires_at,
    account,
)


async def find_session(tx: Tx, token: str) -> tuple[StaffSession, Account] | None:
    """The session of a token, with its account as it is now."""
    query = (
        select(*_columns)
        .join(account, account.c.id == staff_session.c.account_id)
        .where(staff_session.c.token_hash == _token_hash(tx, token))
    )
    row = (await tx.conn.execute(query)).one_or_none()
    if row is None:
        return None
    session = StaffSession(
        row.session_id,
        row.id,
        Stage(row.stage),
        row.code_passed,
        row.session_created_at,
        row.seen_at,
        row.expires_at,
    )
    return session, account_of(row)


async def alive(tx: Tx, session_id: str) -> bool:
    """Whether a session is still there."""
    return await tx.conn.scalar(select(staff_session.c.id).where(staff_session.c.id == session_id)) is not None


async def touch(tx: Tx, session_id: str, now: datetime) -> None:
    """The session was used."""
    await tx.conn.execute(update(staff_session).where(staff_session.c.id == session_id).values(seen_at=now))


async def close_session(tx: Tx, session_id: str) -> None:
    """The token opens nothing any more."""
    await tx.conn.execute(delete(staff_session).where(staff_session.c.id == session_id))


async def close_sessions(tx: Tx, account_id: str, *, but: str = "") -> int:
    """Sign an account out everywhere, except in the session `but`; how many sessions ended."""
    query = delete(staff_session).where(staff_session.c.account_id == account_id, staff_session.c.id != but)
    return (await tx.conn.execute(query)).rowcount


async def signed_in_since(tx: Tx, seen_after: datetime, now: datetime) -> list[tuple[Account, datetime]]:
    """Accounts that are signed in and were seen after a moment, with that moment, the latest first."""
    query = (
        select(*_columns)
        .join(account, account.c.id == staff_session.c.account_id)
        .where(
            staff_session.c.stage == Stage.FULL.value,
            staff_session.c.seen_at >= seen_after,
            staff_session.c.expires_at > now,
            account.c.disabled_at.is_(None),
        )
        .order_by(staff_session.c.seen_at.desc())
    )
    found: dict[str, tuple[Account, datetime]] = {}
    for row in await tx.conn.execute(query):
        found.setdefault(row.id, (account_of(row), row.seen_at))
    return list(found.values())


async def forget_sessions(tx: Tx, *, seen_before: datetime, now: datetime) -> int:
    """Drop sessions that are over; how many."""
    query = delete(staff_session).where(or_(staff_session.c.expires_at <= now, staff_session.c.seen_at < seen_before))
    return (await tx.conn.execute(query)).rowcount


def failure_key(tx: Tx, kind: str, value: str) -> bytes:
    """What failures of a login or an address are counted under."""
    return tx.keys.hash("sign-in failure", kind, value)


async def failures(tx: Tx, key: bytes) -> Failures:
    """What failed lately under this key. Inside a write transaction the row stays held."""
    query = select(sign_in_failure).where(sign_in_failure.c.key == key)
    row = (await tx.conn.execute(query)).one_or_none()
    return Failures() if row is None else Failures(row.tries, row.last_at, row.blocked_until)


async def fail(tx: Tx, key: bytes, patience: Patience, now: datetime) -> Failures:
    """Count one more failure."""
    # The row is made or held first, so that guesses at the same moment are counted one after the other.
    statement = insert(tx.dialect, sign_in_failure).values(key=key, tries=0, last_at=now)
    await tx.conn.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"tries": sign_in_failure.c.tries})
    )
    more = (await failures(tx, key)).another(patience, now)
    await tx.conn.execute(
        update(sign_in_failure)
        .where(sign_in_failure.c.key == key)
        .values(tries=more.count, last_at=now, blocked_until=more.blocked_until)
    )
    return more


async def uncount(tx: Tx, key: bytes) -> None:
    """Take one failure back: what was counted beforehand went well."""
    await tx.conn.execute(
        update(sign_in_failure)
        .where(sign_in_failure.c.key == key, sign_in_failure.c.tries > 0)
        .values(tries=sign_in_failure.c.tries - 1, blocked_until=None)
    )


async def forgive(tx: Tx, key: bytes) -> None:
    """Forget the failures under this key: it went well."""
    await tx.conn.execute(delete(sign_in_failure).where(sign_in_failure.c.key == key))


async def forget_failures(tx: Tx, last_before: datetime) -> int:
    """Drop failures of long ago; how many rows."""
    return (await tx.conn.execute(delete(sign_in_failure).where(sign_in_failure.c.last_at < last_before))).rowcount
