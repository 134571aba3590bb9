"""Passwords: what is strong enough, how they are kept (Argon2id by pwdlib), one-time passwords.

Rules after NIST SP 800-63B: length counts, composition does not; guesses that everybody tries first are refused.
"""

from __future__ import annotations

import itertools
import secrets
import unicodedata

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from bot.staff.errors import N_, WeakPassword

MIN_CHARS = 12
MAX_CHARS = 200
"""Longer ones only cost time."""

ONE_TIME_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letters that are taken for one another when read from paper."""

COMMON = (
    "password", "passwort", "wachtwoord", "welkom", "welcome", "qwerty", "azerty", "letmein", "iloveyou", "admin",
    "juridisch", "loket", "workinnl", "geheim", "secret", "haslo", "parola", "zaq12wsx", "1q2w3e4r", "abc123",
    "zomer", "winter", "lente", "herfst", "nederland", "holland", "amsterdam", "rotterdam", "voetbal", "feyenoord",
)  # fmt: skip
"""Words that guesses are built from: a password that is little more than one of them is refused."""

MIN_REST_CHARS = 8
"""So many characters must be left when a common word or the login is taken away."""

_hasher = PasswordHash((Argon2Hasher(),))


def normal(password: str) -> str:
    """The password as it is hashed: one spelling of each letter, whichever keyboard typed it (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def check_strength(password: str, login: str, name: str = "") -> None:
    """Raise `WeakPassword` when it is too short, too long, or easily guessed."""
    plain = normal(password)
    if len(plain) < MIN_CHARS:
        raise WeakPassword(
            N_("Use at least {count} characters. Four words in a row are easy to keep."), count=MIN_CHARS
        )
    if len(plain) > MAX_CHARS:
        raise WeakPassword(N_("Use at most {count} characters."), count=MAX_CHARS)
    lowered = plain.casefold()
    if len(set(lowered)) < 5 or _is_run(lowered):
        raise WeakPassword(N_("This one repeats itself. Four words in a row are easy to keep and hard to guess."))
    own = [part.casefold() for part in (login, login.split("@", 1)[0], name) if len(part) >= 4]
    for word in (*own, *COMMON):
        if word in lowered and len(lowered.replace(word, "")) < MIN_REST_CHARS:
            raise WeakPassword(
                N_("This one is easily guessed. Four words in a row are easy to keep and hard to guess.")
            )


def _is_run(text: str) -> bool:
    """Neighbours all the way, such as 123456789012 or abcdefghijkl."""
    steps = {(ord(after) - ord(before)) % 10 for before, after in itertools.pairwise(text)}
    return len(steps) == 1


def hashed(password: str) -> str:
    """The Argon2id hash, with its salt and costs. Takes about a tenth of a second and 64 MB."""
    return _hasher.hash(normal(password))


def matches(password: str, hash_: str) -> tuple[bool, str | None]:
    """Whether it is this password, and the hash to keep instead if the costs have risen since."""
    return _hasher.verify_and_update(normal(password[: MAX_CHARS * 4]), hash_)


NOBODYS_HASH = _hasher.hash(secrets.token_urlsafe(24))
"""Compared with when there is no such account: a guess takes as long as with one."""


def one_time() -> str:
    """A password for the first sign-in: 20 characters in groups, about 99 random bits."""
    letters = [secrets.choice(ONE_TIME_ALPHABET) for _ in range(20)]
    return "-".join("".join(letters[start : start + 5]) for start in range(0, 20, 5))
