"""Bearer tokens of the escalation API: what they look like, what they may do, how they are kept.

A token is shown once, when it is made; the store keeps its SHA-256 only. A plain hash is enough: the secret is random
with 256 bits, so that there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PREFIX = "wie_"
"""Makes a leaked token easy to find by scanners."""

SECRET_BYTES = 32
_SHAPE = re.compile(re.escape(PREFIX) + r"[A-Za-z0-9_-]{43}")


class Scope(StrEnum):
    """What a token may do."""

    CREATE = "escalations:create"
    """Open cases for people who agreed (a referring organisation)."""
    READ = "escalations:read"
    """See cases and their events."""
    WRITE = "escalations:write"
    """Claim, reply, note, transfer, close, reopen; see the conversation of a case it holds."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is known afterwards. `languages` empty: all."""

    id: str
    name: str
    scopes: frozenset[Scope]
    languages: frozenset[str]
    expires_at: datetime
    revoked_at: datetime | None = None

    def valid(self, now: datetime) -> bool:
        """Whether it opens anything at this moment."""
        return self.revoked_at is None and now < self.expires_at

    def may(self, scope: Scope) -> bool:
        """Whether it was made for this."""
        return scope in self.scopes


def new_secret() -> str:
    """A fresh token, to be shown once."""
    return PREFIX + secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> bytes | None:
    """What the store keeps of a token; `None` for what can't be one."""
    return hashlib.sha256(secret.encode("ascii")).digest() if _SHAPE.fullmatch(secret) else None
