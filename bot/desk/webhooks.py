"""Webhooks out: how a call to an organisation's own system is signed, and when it is tried again.

The receiver recomputes HMAC-SHA256 over `<timestamp>.<body>` with the shared secret, compares in constant time, and
refuses timestamps older than `TOLERANCE`: so nobody else can call it, and no call can be played again later.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import datetime, timedelta
from urllib.parse import urlsplit

SIGNATURE_HEADER = "X-Win-Signature"
TIMESTAMP_HEADER = "X-Win-Timestamp"
DELIVERY_HEADER = "X-Win-Delivery"
"""The delivery's id, the same over all tries: the receiver drops what it has seen."""

TOLERANCE = timedelta(minutes=5)
RETRIES = tuple(timedelta(seconds=s) for s in (10, 60, 300, 1800, 7200, 21600, 43200))
"""The pauses between tries: about 18 hours in all, then it is given up and stays visible."""


def sign(secret: str, timestamp_s: int, body: bytes) -> str:
    """The value of the signature header: `sha256=<64 hex digits>`."""
    message = str(timestamp_s).encode() + b"." + body
    return "sha256=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def verify(secret: str, timestamp: str, signature: str, body: bytes, *, now: datetime) -> bool:
    """What a receiver does; whether the call is ours and fresh."""
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE.total_seconds():
        return False
    return hmac.compare_digest(sign(secret, int(timestamp), body).encode(), signature.encode("utf-8", "replace"))


def next_try(attempts: int) -> timedelta | None:
    """The pause after so many failed tries; `None`: give it up."""
    return RETRIES[attempts - 1] if 0 < attempts <= len(RETRIES) else None


def refusal(url: str) -> str:
    """Why a webhook's address can't be used; "" when it can: https, or plain http on this machine only."""
    parts = urlsplit(url)
    if not parts.hostname or parts.username or parts.password or parts.fragment:
        return "it must be an address such as https://example.org/hook, without user name and fragment"
    if parts.scheme == "https":
        return ""
    if parts.scheme == "http" and _is_loopback(parts.hostname):
        return ""
    return "it must begin with https:// (http:// is for this machine only)"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
