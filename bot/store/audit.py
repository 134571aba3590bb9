"""The audit log: who looked at or did what, and when. It holds no person's text, address or name of a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.store.engine import Tx
from bot.store.staff_tables import account, audit

COMMAND, SYSTEM = "command", "system"
"""Actors that are no account: somebody at the machine's command line, the product itself."""

MAX_DETAIL_CHARS = 400

_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)])


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log. `actor_name` is the account's login, or the actor itself when it is no account."""

    id: int
    at: datetime
    actor: str
    actor_name: str
    act: str
    target: str
    detail: str


async def record(tx: Tx, *, actor: str, act: str, target: str = "", detail: str = "", now: datetime) -> None:
    """Write one line, in the transaction of what it tells.

    `actor` is an account's id, `COMMAND`, `SYSTEM` or "token:<id>"; `act` a dotted word such as "case.claim".
    """
    row = {"at": now, "actor": actor[:80], "act": act[:60], "target": target[:120], "detail": detail}
    row["detail"] = detail.translate(_UNSTORABLE)[:MAX_DETAIL_CHARS]
    await tx.conn.execute(audit.insert(), row)


async def entries(
    tx: Tx,
    *,
    before: int | None = None,
    actor: str = "",
    act: str = "",
    target: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 100,
) -> list[AuditEntry]:
    """The newest lines first, older than the line `before`; `act` may be a beginning such as "account."."""
    query = (
        select(audit, account.c.login)
        .join(account, account.c.id == audit.c.actor, isouter=True)
        .order_by(audit.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(audit.c.id < before)
    if actor:
        query = query.where(audit.c.actor == actor)
    if act:
        query = query.where(audit.c.act.startswith(act, autoescape=True))
    if target:
        query = query.where(audit.c.target == target)
    if since is not None:
        query = query.where(audit.c.at >= since)
    if until is not None:
        query = query.where(audit.c.at < until)
    rows = await tx.conn.execute(query)
    return [AuditEntry(r.id, r.at, r.actor, r.login or r.actor, r.act, r.target, r.detail) for r in rows]


async def acts(tx: Tx) -> list[str]:
    """Every kind of act that the log holds, in order."""
    return list((await tx.conn.scalars(select(audit.c.act).distinct().order_by(audit.c.act))).all())


async def forget_audit(tx: Tx, before: datetime, limit: int) -> int:
    """Drop lines older than `before`, at most `limit`; how many went."""
    old = select(audit.c.id).where(audit.c.at < before).order_by(audit.c.id).limit(limit)
    return (await tx.conn.execute(delete(audit).where(audit.c.id.in_(old)))).rowcount
