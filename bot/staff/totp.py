"""The second factor: time-based codes (RFC 6238, by pyotp) and recovery codes for a lost phone."""

from __future__ import annotations

import secrets
from datetime import datetime

import pyotp

STEP_S = 30
WINDOW = 1
"""Steps before and after now that still count: phones' clocks are off by some seconds (RFC 6238, section 5.2)."""

RECOVERY_CODES = 10
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def new_secret() -> str:
    """A fresh secret: 160 bits in base 32, as authenticator apps take it."""
    return pyotp.random_base32(32)


def address(secret: str, login: str, issuer: str) -> str:
    """The `otpauth://` address that the QR code carries."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def digits(code: str) -> str:
    """A code as people type it, without spaces: "123 456"."""
    return "".join(code.split())


def matching_step(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The time step whose code this is; `None` when it is none, or one that was used before (RFC 6238, section 5.2).

    `last_step` is the newest step that this account has used.
    """
    typed = digits(code)
    if len(typed) != 6 or not (typed.isascii() and typed.isdigit()):
        return None
    current = int(now.timestamp()) // STEP_S
    totp = pyotp.TOTP(secret)
    for step in range(current - WINDOW, current + WINDOW + 1):
        if secrets.compare_digest(totp.generate_otp(step), typed):
            return step if step > last_step else None
    return None


def recovery_codes() -> list[str]:
    """Fresh codes to keep on paper, each good once (about 49 random bits)."""
    return [_recovery_code() for _ in range(RECOVERY_CODES)]


def _recovery_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def plain_recovery_code(code: str) -> str:
    """A recovery code as it is hashed: "abcde fghjk" and "ABCDE-FGHJK" are the same."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
