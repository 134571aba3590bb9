"""Copies of a phrase the way hurried people type it: without diacritics, in lower case, with slips of the thumb."""

from __future__ import annotations

import random

_BESIDE = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "eq", "x": "zc", "y": "tu", "z": "xa",
}  # fmt: skip
"""Neighbours on a Latin keyboard; Cyrillic letters are dropped, doubled or swapped, never replaced."""

CHARACTERS_A_SLIP = 18
FOLDED, LOWER, SLIPS, BARE = 0.25, 0.2, 0.2, 0.1
"""Parts of the copies that lose diacritics, lose capitals, get slips, lose the sign at the end."""


def variant(spoken: str, folded: str, chance: random.Random) -> str:
    """Return one copy of a phrase: `spoken` is what the encoder reads of it, `folded` the same without diacritics."""
    text = folded if chance.random() < FOLDED else spoken
    if chance.random() < LOWER:
        text = text.lower()
    if chance.random() < SLIPS:
        text = with_slips(text, chance)
    if chance.random() < BARE:
        text = text.rstrip("?!. ")
    return text or spoken


def with_slips(text: str, chance: random.Random) -> str:
    """Return `text` with one slip in about 18 characters: a letter missing, doubled, swapped or replaced."""
    letters = list(text)
    for _ in range(max(1, len(letters) // CHARACTERS_A_SLIP)):
        if not letters:
            break
        place = chance.randrange(len(letters))
        if not letters[place].isalpha():
            continue
        kind = chance.random()
        if kind < 0.3:
            del letters[place]
        elif kind < 0.55 and place + 1 < len(letters) and letters[place + 1].isalpha():
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        elif kind < 0.75:
            letters.insert(place, letters[place])
        elif letters[place].lower() in _BESIDE:
            letters[place] = chance.choice(_BESIDE[letters[place].lower()])
    return "".join(letters)
