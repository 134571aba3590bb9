"""Who works at the desk: enabled accounts of advisers and supervisors, and when they were last seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.desk.case import Adviser
from bot.desk.rules import Roster
from bot.staff.roles import Permission
from bot.store.accounts import account_of
from bot.store.engine import Tx
from bot.store.staff_tables import account, staff_session

ON_DUTY = timedelta(minutes=10)
"""An adviser whose pages were used or live within this time is on duty."""


async def roster(tx: Tx) -> Roster:
    """The advisers, by name."""
    seen = (
        select(staff_session.c.account_id, func.max(staff_session.c.seen_at).label("seen_at"))
        .where(staff_session.c.stage == "full")
        .group_by(staff_session.c.account_id)
        .subquery()
    )
    rows = await tx.conn.execute(
        select(account, seen.c.seen_at)
        .select_from(account.outerjoin(seen, seen.c.account_id == account.c.id))
        .where(account.c.disabled_at.is_(None))
        .order_by(account.c.name, account.c.id)
    )
    advisers = []
    for row in rows:
        one = account_of(row)
        if one.may(Permission.DESK_CASES):
            supervisor = one.may(Permission.DESK_SUPERVISE)
            advisers.append(Adviser(one.id, one.name, one.languages, one.topics, row.seen_at, supervisor))
    return Roster(tuple(advisers))


def on_duty(found: Roster, language: str, now: datetime) -> list[Adviser]:
    """The advisers of a language who are at the desk now."""
    return [
        adviser
        for adviser in found.advisers
        if language in adviser.languages and adviser.seen_at is not None and now - adviser.seen_at <= ON_DUTY
    ]
