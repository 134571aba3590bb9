"""How names of Dutch towns are spelt by ear and bent by grammar: one key for what sounds alike, and the base forms.

"Eindhoven", "Ajndhowen", "Ейндховен" and "Айндховен" have one key; "Tilburgu", "w Bredzie", "Rotterdamului" go back to
their base form. Made for comparing names with names, not for running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text import fold

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("[^a-z]+", ""),
        ("eeuw|euw|eeuv|euv|eew", "Ev"),  # Leeuwarden, Леуварден
        ("ouw|auw|ou|au|aw|ow(?![aeiouy])", "W"),  # Gouda, Гауда
        ("aai|ooi|ij|i?[aeou][iyj]|y", "Y"),  # Eindhoven, Nijmegen, Duiven
        ("oe|iu|ju|uu", "u"),  # Goes, Гус; Зютфен
        ("eu|i?oo|io", "o"),  # Deurne, Дьорне
        ("ie|ii", "i"),
        ("sch|sh|sz|sk(?=h)", "s"),  # Den Bosch, Схидам
        ("ph|f|w|v", "v"),
        ("ck|kh(?=o)|[kcq](?!h)", "k"),
        ("[ckg]h|g", "h"),  # Utrecht, Утрехт, Haga
        ("[dt]h?", "t"),  # Eindhoven, Einthoven; Helmond, Helmont
        ("z", "s"),
        ("x", "ks"),
        ("j", "i"),
        (r"(.)\1+", r"\1"),
    )
)

_ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "pl": (
        ("scie", ("st",)),
        ("dzie", ("d", "da")),
        ("dze", ("ga",)),
        ("cie", ("t", "ta")),
        ("rze", ("r", "ra")),
        ("iem", ("",)),
        ("owi", ("",)),
        ("em", ("",)),
        ("ie", ("", "a", "e")),
        ("u", ("",)),
        ("y", ("a",)),
        ("i", ("a",)),
        ("e", ("a",)),
        ("a", ("",)),
    ),
    "ro": (("ului", ("",)), ("ul", ("",)), ("ei", ("a",)), ("ai", ("a",)), ("ii", ("a",)), ("a", ("",))),
    "bg": (("ta", ("",)), ("at", ("",)), ("a", ("",))),
    "nl": (("se", ("",)), ("s", ("",))),
}
_MIN_STEM = 3


def name_key(name: str) -> str:
    """The sound of a name, as one word of Latin letters; empty when it has none."""
    key = fold(name)
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key


def base_forms(word: str, language: str) -> Iterator[str]:
    """What a folded word may be an inflected form of, likeliest first; the word itself is not among them."""
    for ending, bases in _ENDINGS.get(language, ()):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _MIN_STEM:
            for base in bases:
                yield stem + base


def distance(one: str, other: str, limit: int) -> int:
    """Typing errors between two words (a letter more, less, wrong, or two swapped); `limit + 1` when there are more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row, older = row, [i, *[0] * len(other)], before
        for j, b in enumerate(other, 1):
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
        before = last
    return min(row[-1], limit + 1)
