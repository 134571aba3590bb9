"""Meta's signature of a webhook call: HMAC-SHA256 of the raw body with the app secret as key."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "X-Hub-Signature-256"
_PREFIX = "sha256="


def sign(app_secret: str, body: bytes) -> str:
    """The header's value for a body."""
    return _PREFIX + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def is_signed(app_secret: str, body: bytes, header: str) -> bool:
    """Whether `header` belongs to exactly these bytes; compared in constant time."""
    return hmac.compare_digest(sign(app_secret, body).encode(), header.encode("utf-8", "replace"))
