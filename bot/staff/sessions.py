"""Sessions: how far somebody has come in proving who they are, and how long that lasts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.staff.roles import TOTP_ROLES, Role


class Stage(StrEnum):
    """What the next step is; only `FULL` opens anything."""

    CODE = "code"
    """The password was right; the second factor is to come."""
    PASSWORD = "password"  # noqa: S105 - the name of a step
    """Signed in with a one-time password: an own one is to be set."""
    ENROL = "enrol"
    """A second factor is required and none is set up."""
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator has set."""

    totp_required: bool = True
    """Whether the roles in `TOTP_ROLES` need a second factor."""
    idle: timedelta = timedelta(minutes=60)
    """A session that was not used for so long is over."""
    absolute: timedelta = timedelta(hours=12)
    """However busy, after so long one signs in again: a working day."""
    unfinished: timedelta = timedelta(minutes=15)
    """A sign-in that is not brought to its end by then begins anew."""


ONE_TIME_LASTS = timedelta(days=7)
"""A one-time password that nobody used by then is of no use to whoever finds the note."""

SEEN_EVERY = timedelta(minutes=1)
"""A session's last use is written down at most so often."""


def new_token() -> str:
    """What the cookie carries: 256 random bits. The store keeps a hash of it only."""
    return secrets.token_urlsafe(32)


def needs_totp(roles: frozenset[Role], rules: Rules) -> bool:
    """Whether somebody with these roles must have a second factor."""
    return rules.totp_required and bool(roles & TOTP_ROLES)


def next_stage(
    *, roles: frozenset[Role], has_totp: bool, one_time: bool, code_passed: bool, elsewhere: bool, rules: Rules
) -> Stage:
    """The step that comes next. `elsewhere`: another service (OIDC) has vouched for both factors."""
    if elsewhere:
        return Stage.FULL
    if has_totp and not code_passed:
        return Stage.CODE
    if one_time:
        return Stage.PASSWORD
    if not has_totp and needs_totp(roles, rules):
        return Stage.ENROL
    return Stage.FULL


def expired(now: datetime, *, seen_at: datetime, expires_at: datetime, rules: Rules) -> bool:
    """Whether a session is over."""
    return now >= expires_at or now - seen_at >= rules.idle
