"""Case numbers: short enough to say on the telephone, not guessable from the one before."""

from __future__ import annotations

ALPHABET = "234679ACDEFGHJKMNPQRTUVWXYZ"
"""No letter or digit that is taken for another one when it is heard or written by hand (0 O, 1 I L, 5 S, 8 B)."""
LENGTH = 6
RANDOM_BYTES = 8


def case_number(random: bytes) -> str:
    """Make `K7F-3QD` of random bytes (at least `RANDOM_BYTES`). 27⁶ ≈ 387 million; the store refuses a second one."""
    if len(random) < RANDOM_BYTES:
        raise ValueError(f"a case number needs {RANDOM_BYTES} random bytes, not {len(random)}")
    value = int.from_bytes(random, "big")
    letters = []
    for _ in range(LENGTH):
        value, index = divmod(value, len(ALPHABET))
        letters.append(ALPHABET[index])
    return f"{''.join(letters[:3])}-{''.join(letters[3:])}"


def read_number(text: str) -> str:
    """A case number as somebody typed it ("k7f 3qd"), in its own form; empty when it is none."""
    letters = "".join(char for char in text.upper() if char.isalnum())
    if len(letters) != LENGTH or any(char not in ALPHABET for char in letters):
        return ""
    return f"{letters[:3]}-{letters[3:]}"
