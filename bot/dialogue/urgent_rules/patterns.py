"""Word patterns: how the urgent rules are written, and how they are found in a text in linear time.

A rule is one line of words in the language's own spelling (folded when read):

    szef zabrał paszport        these words, one after the other
    szef . zabrał               up to one word between        (`..` up to three, `...` up to six)
    zabrał mi + paszport        both sequences, in any order, at most five words between their last words
    zabra* grozi|groził         a word that starts so; one of several words
    {boss} grozi                one word of a named group
    ~samobójst*                 one letter wrong, missing, too many or swapped with its neighbour is forgiven
    umieram -- śmiechu nudów    not when one of the words after `--` stands within six words of the find

Positions are counted in words; the end of a sentence counts as two more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from bot.text import fold

_GAPS = {".": 2, "..": 4, "...": 7}
_NEAR = 6
_UNLESS_WITHIN = 7
_SENTENCE_END = 2
_SHORTEST_FORGIVEN = 7
"""Letters. One letter off, a shorter word is often another word."""

_TOKEN = re.compile(r"[a-z0-9]+|[.!?;]+(?=\s|$)")
_LETTERS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Step:
    """The next word of a rule: the number of its slot, and how many words further it may stand (1: adjacent)."""

    slot: int
    reach: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: sequences of words that stand near each other in any order (mostly one), and the slot of exceptions."""

    sequences: tuple[tuple[Step, ...], ...]
    unless: int | None
    line: str


class RuleBook:
    """All rules of one language, compiled. Immutable after construction; keeps nothing of the texts it sees."""

    def __init__(
        self, groups: Mapping[str, str], rules: Mapping[str, str], folding: Callable[[str], str] = fold
    ) -> None:
        """`folding` is what the texts go through as well. Raises `ValueError` naming a line that cannot be read."""
        self._folding = folding
        self._groups = {name: " ".join(words.split()) for name, words in groups.items()}
        self._slots: dict[str, int] = {}
        self._whole: dict[str, set[int]] = {}
        self._starts: dict[str, set[int]] = {}
        self._loose_whole: dict[str, set[tuple[str, int]]] = {}
        self._loose_starts: dict[str, set[tuple[str, int]]] = {}
        self._rules = {
            slug: tuple(self._rule(line.strip()) for line in lines.splitlines() if line.split("#")[0].strip())
            for slug, lines in rules.items()
        }
        self._by_first_slot: dict[int, list[tuple[int, str, Rule]]] = {}
        for place, (slug, rule) in enumerate((slug, rule) for slug, some in self._rules.items() for rule in some):
            self._by_first_slot.setdefault(rule.sequences[0][0].slot, []).append((place, slug, rule))
        self._start_lengths = sorted({len(start) for start in self._starts})
        self._loose_lengths = sorted({len(key) for key in self._loose_starts})

    def find(self, folded: str) -> dict[str, str]:
        """The slugs whose rules a folded text meets, each with the line that met it first."""
        where = self._positions(folded)
        # Of a thousand rules only those are tried whose first word stands in the text.
        tried = sorted((one for slot in where for one in self._by_first_slot.get(slot, ())), key=itemgetter(0))
        found: dict[str, str] = {}
        for _, slug, rule in tried:
            if slug not in found and _meets(rule, where):
                found[slug] = rule.line
        return found

    # Reading rules

    def _rule(self, line: str) -> Rule:
        pattern, _, unless = line.split("#")[0].partition("--")
        sequences = tuple(self._sequence(part, line) for part in pattern.split(" + "))
        return Rule(sequences, self._slot("|".join(unless.split())) if unless.strip() else None, line)

    def _sequence(self, part: str, line: str) -> tuple[Step, ...]:
        steps: list[Step] = []
        reach = 1
        for item in part.split():
            if item in _GAPS:
                reach = _GAPS[item]
            else:
                steps.append(Step(self._slot(item), reach))
                reach = 1
        if not steps or reach > 1:
            raise ValueError(f"urgent rule {line!r}: a gap stands between two words")
        return tuple(steps)

    def _slot(self, item: str) -> int:
        for name, words in self._groups.items():
            item = item.replace("{" + name + "}", words.replace(" ", "|"))
        if "{" in item or "_" in item:
            raise ValueError(f"urgent rule has an unknown group or an underscore: {item!r}")
        if item not in self._slots:
            self._slots[item] = len(self._slots)
            for word in item.split("|"):
                self._enter(word, self._slots[item])
        return self._slots[item]

    def _enter(self, word: str, slot: int) -> None:
        letters = "".join(_LETTERS.findall(self._folding(word)))
        if not letters:
            raise ValueError(f"urgent rule has an empty word: {word!r}")
        is_start = word.endswith("*")
        (self._starts if is_start else self._whole).setdefault(letters, set()).add(slot)
        if word.startswith("~"):
            if len(letters) < _SHORTEST_FORGIVEN + is_start:
                raise ValueError(f"urgent rule forgives a letter in a word too short for it: {word!r}")
            loose = self._loose_starts if is_start else self._loose_whole
            for key in _with_one_letter_less(letters):
                loose.setdefault(key, set()).add((letters, slot))

    # Reading texts

    def _positions(self, folded: str) -> dict[int, list[int]]:
        """slot → ascending positions of the words that fill it."""
        where: dict[int, list[int]] = {}
        known: dict[str, frozenset[int]] = {}
        position = 0
        for token in _TOKEN.findall(folded):
            if not token[0].isalnum():
                position += _SENTENCE_END
                continue
            position += 1
            if token not in known:
                known[token] = frozenset(self._slots_of(token))
            for slot in known[token]:
                where.setdefault(slot, []).append(position)
        return where

    def _slots_of(self, token: str) -> Iterable[int]:
        token = token[:40]
        yield from self._whole.get(token, ())
        for length in self._start_lengths:
            if length > len(token):
                break
            yield from self._starts.get(token[:length], ())
        if len(token) < _SHORTEST_FORGIVEN - 1:
            return
        for key in _with_one_letter_less(token):
            for word, slot in self._loose_whole.get(key, ()):
                if _one_edit_apart(token, word):
                    yield slot
        for length in self._loose_lengths:
            for beginning in {token[:length], token[: length + 1]}:
                for key in _with_one_letter_less(beginning):
                    for word, slot in self._loose_starts.get(key, ()):
                        cuts = (token[: len(word) + more] for more in (-1, 0, 1))
                        if any(_one_edit_apart(cut, word) for cut in cuts):
                            yield slot


def _with_one_letter_less(word: str) -> set[str]:
    """The word itself and all that one missing letter makes of it: two words one edit apart share one of these."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _one_edit_apart(one: str, other: str) -> bool:
    """Equal, or one letter changed, missing, too many, or two neighbours swapped."""
    if len(one) < len(other):
        one, other = other, one
    if len(one) - len(other) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    if len(one) > len(other):
        return one[start + 1 :] == other[start:]
    return one[start + 1 :] == other[start + 1 :] or (
        one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    )


def _meets(rule: Rule, where: Mapping[int, list[int]]) -> bool:
    if any(step.slot not in where for sequence in rule.sequences for step in sequence):
        return False
    ends = _ends(rule.sequences[0], where)
    for sequence in rule.sequences[1:]:
        places = _ends(sequence, where)
        ends = [end for end in ends if _stands_within(places, end - _NEAR, end + _NEAR, but=end)]
    unless = where.get(rule.unless, []) if rule.unless is not None else []
    return any(not _stands_within(unless, end - _UNLESS_WITHIN, end + _UNLESS_WITHIN) for end in ends)


def _ends(sequence: tuple[Step, ...], where: Mapping[int, list[int]]) -> list[int]:
    """The positions, ascending, at which a sequence may end."""
    ends = where[sequence[0].slot]
    for step in sequence[1:]:
        ends = [place for place in where[step.slot] if _stands_within(ends, place - step.reach, place - 1)]
    return ends


def _stands_within(places: list[int], first: int, last: int, but: int | None = None) -> bool:
    """Whether one of the ascending `places`, other than `but`, lies from `first` to `last`."""
    at = bisect_left(places, first)
    if at < len(places) and places[at] == but:
        at += 1
    return at < len(places) and places[at] <= last
