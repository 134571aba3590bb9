"""The forms into which Polish, Romanian, Bulgarian and Dutch bend a person's name; all folded."""

from __future__ import annotations

from collections.abc import Iterator


def inflected(name: str) -> Iterator[str]:
    """A folded name and its other forms: "tomek" → "tomka", "tomkiem"; "ania" → "ani"; "maria" → "mariei"."""
    yield name
    if name.endswith("a"):
        yield from _feminine(name[:-1])
    elif name[-1] in "bcdfghjklmnprstwvxz":
        yield from _masculine(name)
    elif name[-1] in "eiou":
        for ending in ("go", "mu", "m", "s", "lui"):
            yield name + ending
    if name.endswith(("ski", "cki", "dzki")):
        for ending in ("ego", "emu", "m", "ch"):
            yield name + ending
        for ending in ("a", "iej"):
            yield name[:-1] + ending


def _feminine(stem: str) -> Iterator[str]:
    for ending in ("y", "i", "e", "o", "u", "ie", "ei", "ai", "ii", "as", "a's"):
        yield stem + ending
    changed = {"k": "ce", "g": "dze", "r": "rze", "t": "cie", "d": "dzie", "l": "le", "ch": "sze", "h": "sze"}
    for end, new in changed.items():
        if stem.endswith(end):
            yield stem.removesuffix(end) + new
    if stem.endswith("i"):
        for ending in ("", "e", "o", "ei"):
            yield stem + ending
    if stem.endswith(("sk", "ck")):
        yield stem + "iej"


def _masculine(name: str) -> Iterator[str]:
    for ending in (
        "a",
        "owi",
        "em",
        "iem",
        "ie",
        "u",
        "y",
        "owie",
        "ow",
        "ul",
        "ului",
        "s",
        "'s",
        "e",
        "o",
        "i",
        "ovi",
    ):
        yield name + ending
    if name.endswith(("ek", "ec", "el", "er")):
        stem = name[:-2] + name[-1]
        for ending in ("a", "owi", "iem", "em", "u", "i", "e", "ie"):
            yield stem + ending
    if name.endswith("r"):
        yield name[:-1] + "rze"
        if name.endswith("tr"):
            yield name + "ze"
    if name.endswith("t"):
        yield name[:-1] + "cie"
    if name.endswith("d"):
        yield name + "zie"
