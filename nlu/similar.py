"""Finds phrases that are nearly the same, fast enough for all phrases of a language (seconds for 8,000)."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

NEAR = 0.8
"""Jaccard similarity of character 4-grams from which two phrases are nearly the same."""


def bare(skeleton: str) -> str:
    """Return the words of a folded phrase without punctuation."""
    return " ".join(re.findall(r"\w+", skeleton)) or skeleton


def grams(text: str) -> frozenset[str]:
    """Return the character 4-grams of a text with a space at either end."""
    padded = f" {text} "
    return frozenset(padded[start : start + 4] for start in range(max(1, len(padded) - 3)))


def near_pairs(phrases: Sequence[str], near: float = NEAR) -> Iterator[tuple[int, int]]:
    """Yield the numbers (earlier, later) of phrases at least `near` alike; each text should be `bare`.

    Two sets that are so alike share one of the rarest grams of each (prefix filter, Chaudhuri et al. 2006).
    """
    sets = [grams(phrase) for phrase in phrases]
    frequency = Counter(gram for found in sets for gram in found)
    index: dict[str, list[int]] = defaultdict(list)
    for later, own in enumerate(sets):
        order = sorted(own, key=lambda gram: (frequency[gram], gram))
        rarest = order[: len(order) - math.ceil(near * len(order)) + 1]
        for earlier in sorted({number for gram in rarest for number in index[gram]}):
            other = sets[earlier]
            if not near * len(own) <= len(other) <= len(own) / near:
                continue  # sets of such different sizes can't be so alike
            shared = len(own & other)
            if shared >= near * (len(own) + len(other) - shared):
                yield earlier, later
        for gram in rarest:
            index[gram].append(later)
