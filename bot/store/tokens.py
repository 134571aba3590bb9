"""Bearer tokens of the escalation API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from bot.desk.tokens import Scope, Token, digest, new_secret
from bot.store.conversations import new_id
from bot.store.engine import Tx
from bot.store.escalation_tables import api_token


async def create_token(
    tx: Tx, *, name: str, scopes: Iterable[Scope], languages: Iterable[str], lifetime: timedelta, now: datetime
) -> tuple[Token, str]:
    """A new token and its secret, which nobody can read again. The database refuses a name that is taken."""
    secret = new_secret()
    token = Token(new_id(), name, frozenset(scopes), frozenset(languages), now + lifetime)
    await tx.conn.execute(
        api_token.insert().values(
            id=token.id,
            name=name,
            digest=digest(secret),
            scopes=" ".join(sorted(token.scopes)),
            languages=" ".join(sorted(token.languages)),
            created_at=now,
            expires_at=token.expires_at,
        )
    )
    return token, secret


async def find_token(tx: Tx, secret: str) -> Token | None:
    """The token of a secret, valid or not; `None` when there never was one."""
    hashed = digest(secret)
    if hashed is None:
        return None
    row = (await tx.conn.execute(select(api_token).where(api_token.c.digest == hashed))).one_or_none()
    return None if row is None else _token(row)


async def find_token_by_id(tx: Tx, token_id: str) -> Token | None:
    """A token as it stands now: it may have been revoked since it was used first."""
    row = (await tx.conn.execute(select(api_token).where(api_token.c.id == token_id))).one_or_none()
    return None if row is None else _token(row)


async def all_tokens(tx: Tx) -> list[Token]:
    """Every token, by name."""
    return [_token(row) for row in await tx.conn.execute(select(api_token).order_by(api_token.c.name))]


async def revoke_token(tx: Tx, name: str, now: datetime) -> bool:
    """Let a token open nothing any more. Whether there was one that did."""
    changed = update(api_token).where(api_token.c.name == name, api_token.c.revoked_at.is_(None))
    return (await tx.conn.execute(changed.values(revoked_at=now))).rowcount > 0


def _token(row: Any) -> Token:
    known = set(Scope)
    scopes = frozenset(Scope(name) for name in row.scopes.split() if name in known)
    return Token(row.id, row.name, scopes, frozenset(row.languages.split()), row.expires_at, row.revoked_at)
