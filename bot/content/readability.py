"""Is an answer easy to read? Sentences, long words, passives, officialese, Dutch terms, in one language.

What counts as too much stands in `readability.yml` (`plain_language.py` reads it). Sentences are measured as people see
them, with every reference filled in; words are judged without them, because nobody chose the words of a phone number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.content import references
from bot.content.model import Answer, Snapshot
from bot.content.plain_language import Budget, PlainLanguage
from bot.content.references import Phrases

_SILENT = Phrases("", "", "")
"""The note on a value that nobody has verified is not the writer's sentence."""
_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”“\"»)’]))\s+(?=[\W_]*[^\W_a-zа-яăâîșțąćęłńóśźż])|\s*\n\s*|\s+·\s+")
"""The end of a sentence, of a line, of one address among several."""
_SENTENCE_START = re.compile(r"(?:^|[.!?…])[\s„“\"«]*\Z")
_COLON = re.compile(r"(?<=:)\s+")
_PHONE = re.compile(r"\+?\d(?:[\d ./-]|\(0\))*\d")
_ADDRESS = re.compile(r"\S+(?:\.|@|/)\w\S*")
_WORD = re.compile(r"\w[\w'’-]*")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKER = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_PAUSE = re.compile(r"[,.:;!?…()„“”\"»«]|\s[-–—]\s")
_LIST_ITEMS = 4
_ITEM_WORDS = 5
"""What stands behind a colon is a list from so many items on, if none is longer."""
_JOINERS = re.compile("[;→]")
_MIN_CAPITALS = 3
_MAX_EXCLAMATION_MARKS = 1
_NEGATION_WITHIN = 2
"""How many words may stand between two negations that undo each other."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or list item; `line` counts from 1 in essence and second part put together."""

    line: int
    own: str
    """The writer's own words: without references, addresses and marks of style."""
    shown: str
    """What people see: every reference filled in, without marks of style."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The numbers of one answer; `words` are the writer's own."""

    sentences: int
    average_words: float
    long_words: tuple[str, ...]
    words: int
    passives: tuple[str, ...]

    @property
    def long_words_percent(self) -> float:
        """The share of long words."""
        return 100 * len(self.long_words) / max(1, self.words)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to improve, with the line as in `Passage`; 0 stands for the whole answer."""

    line: int
    cause: str
    warning: bool


def passages(answer: Answer, snapshot: Snapshot, on: date) -> list[Passage]:
    """The paragraphs and list items as they read on that day; a wrapped line belongs to the one before."""
    found: list[tuple[int, str]] = []
    fresh = True
    for number, line in enumerate(f"{answer.essence}\n{answer.more}".splitlines(), 1):
        if not line.strip():
            fresh = True
        elif fresh or _MARKER.match(line):
            found.append((number, line))
            fresh = False
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
    return [
        Passage(
            number,
            _plain(references.REFERENCE.sub("", text)),
            _plain(references.fill(text, snapshot, language=answer.language, on=on, phrases=_SILENT)),
        )
        for number, text in found
    ]


def _plain(markdown: str) -> str:
    """Without the marks of style; faster than a full parse, and nobody reads it."""
    return _LINK.sub(r"\1", _MARKER.sub("", markdown)).replace("**", "").replace("\\", "")


def sentences(plain: str) -> list[str]:
    """The sentences of a plain text; what has no word is none."""
    return [part for part in (piece.strip() for piece in _END.split(plain)) if _WORD.search(part)]


def longest_stretch(sentence: str) -> int:
    """The words that must be read in one breath: a colon lets the reader rest, and after it the commas of a list do."""
    head, *rest = _COLON.split(sentence)
    stretches = [head]
    for part in rest:
        items = part.split(", ")
        is_list = len(items) >= _LIST_ITEMS and max(map(count_words, items)) <= _ITEM_WORDS
        stretches += items if is_list else [part]
    return max(map(count_words, stretches))


def count_words(sentence: str) -> int:
    """Words as they are read: a phone number or a web address is one."""
    return len(_WORD.findall(_PHONE.sub("0", _ADDRESS.sub("x", sentence))))


def long_words(text: str, rules: PlainLanguage) -> tuple[list[str], int]:
    """The long words of a text and how many words it has; Dutch terms and foreign scripts are not counted."""
    words = [word for word in _LETTERS.findall(_ADDRESS.sub("", rules.terms.sub("", text))) if word.isalpha()]
    return [word for word in words if len(word) >= rules.long_word_letters], len(words)


def passives(text: str, rules: PlainLanguage) -> list[str]:
    """Every auxiliary with its participle, in either order: „zostanie wypłacona“, „ontslagen wordt“."""
    found: list[str] = []
    for clause in _PAUSE.split(text):
        words = _WORD.findall(clause)
        for at, word in enumerate(words):
            if not rules.auxiliary.match(word):
                continue
            near = [
                *range(at + 1, min(at + 2 + rules.passive_within, len(words))),
                *range(at - 1, max(at - 2, -1), -1),
            ]
            for other in near:
                if rules.participle.match(words[other]) and not rules.not_passive.match(words[other]):
                    found.append(" ".join(words[min(at, other) : max(at, other) + 1]))
                    break
    return found


def negation_chains(text: str, rules: PlainLanguage) -> list[tuple[str, int]]:
    """Negations that undo each other, with their number: “niet zonder”; „nikt nic nie“ is good Polish and not meant."""
    found: list[tuple[str, int]] = []
    for clause in _PAUSE.split(text):
        words = _WORD.findall(clause)
        lower = [word.lower() for word in words]
        start, last, count = -1, -1, 0
        for at, word in enumerate([*lower, ""]):
            near = count > 0 and at - last <= _NEGATION_WITHIN + 1
            near = near and not rules.joins.intersection(lower[last + 1 : at])
            if near and (word in rules.negations or (word in rules.without and at == last + 1)):
                last, count = at, count + 1
            elif word in rules.negations or not word:
                if count > 1:
                    found.append((" ".join(words[start : last + 1]), count))
                start, last, count = at, at, 1
    return found


def shouted(text: str, rules: PlainLanguage) -> list[str]:
    """Words in capitals that are no abbreviation people know."""
    words = re.findall(r"[^\W\d_]+", _ADDRESS.sub("", text))
    return [w for w in words if len(w) >= _MIN_CAPITALS and w.isupper() and w not in rules.abbreviations]


def unexplained(texts: Iterable[str], rules: PlainLanguage) -> Iterator[tuple[int, str]]:
    """Dutch terms whose first mention has no explanation: (index of the text, term). The title may be the first."""
    known: set[str] = set()
    for index, text in enumerate(texts):
        for match in rules.terms.finditer(text):
            term = match[0].lower()
            if term in known:
                continue
            known.add(term)
            if not _explained(text, match.start(), match.end(), rules):
                yield index, match[0]


def _explained(text: str, start: int, end: int, rules: PlainLanguage) -> bool:
    before, after = text[:start], text[end:]
    if before.count("(") > before.count(")"):
        return True
    if _quoted(before, after):
        return True
    rest = after.lstrip('”“»" ')
    if rest.startswith("(") or (rest[:1] in (":", "=", "–", "—") and _SENTENCE_START.search(before)):
        return True
    return rest.lstrip(", ").lower().startswith(rules.explains) if rules.explains else False


def _quoted(before: str, after: str) -> bool:
    opened = max(before.rfind("„"), before.rfind("«"))
    inside = opened >= 0 and not re.search("[”“»]", before[opened:])
    return (inside or before.count('"') % 2 == 1) and bool(re.search('[”“»"]', after))


def measure(found: list[Passage], rules: PlainLanguage) -> Measures:
    """The numbers of an answer."""
    parts = [part for one in found for part in sentences(one.shown)]
    lengths = [count_words(part) for part in parts]
    words = [long_words(one.own, rules) for one in found]
    return Measures(
        sentences=len(parts),
        average_words=sum(lengths) / max(1, len(lengths)),
        long_words=tuple(word for long_ones, _ in words for word in long_ones),
        words=sum(count for _, count in words),
        passives=tuple(clause for one in found for clause in passives(one.own, rules)),
    )


def findings(answer: Answer, snapshot: Snapshot, rules: PlainLanguage, on: date) -> Iterator[Finding]:
    """Everything in the answer that is harder to read than its language's budget allows."""
    found = passages(answer, snapshot, on)
    numbers = measure(found, rules)
    for one in found:
        for sentence in sentences(one.shown):
            words = longest_stretch(sentence)
            yield from _over(
                one.line, words, rules.sentence_words, f"a sentence of {words} words ({sentence!r}): make two of it"
            )
        yield from _words(one, rules)
    yield from _over(
        0,
        numbers.average_words,
        rules.average_words,
        f"{numbers.average_words:.1f} words per sentence on average: write shorter sentences",
    )
    long_ones = ", ".join(sorted(set(numbers.long_words), key=len, reverse=True)[:8])
    yield from _over(
        0,
        numbers.long_words_percent,
        rules.long_words_percent,
        f"{numbers.long_words_percent:.1f} % long words ({long_ones}): take everyday words",
    )
    count, clauses = len(numbers.passives), ", ".join(map(repr, numbers.passives))
    yield from _over(0, count, rules.passives, f"{count} passives ({clauses}): say who does it")
    marks = sum(one.own.count("!") for one in found)
    if marks > _MAX_EXCLAMATION_MARKS:
        yield Finding(0, f"{marks} exclamation marks: one at most, calm words help more", False)
    for index, term in unexplained([answer.title, *(one.own for one in found)], rules):
        cause = f"Dutch term {term!r} without an explanation: put it in brackets behind the reader's own word"
        yield Finding(found[index - 1].line if index else 0, cause, False)


def _words(one: Passage, rules: PlainLanguage) -> Iterator[Finding]:
    for match in rules.stock.finditer(one.own):
        phrase = next(phrase for phrase in rules.phrases if phrase.pattern.match(match[0]))
        kind = "stiff" if phrase.warning else "officialese"
        yield Finding(one.line, f"{kind} {match[0]!r}: write {phrase.better!r}", phrase.warning)
    for chain, count in negation_chains(one.own, rules):
        yield Finding(one.line, f"negations that undo each other ({chain!r}): say what is so", count < 3)
    for mark in _JOINERS.findall(one.own):
        yield Finding(one.line, f"{mark!r} joins what should stand apart: a full stop, or a comma in a list", True)
    for word in shouted(one.own, rules):
        yield Finding(one.line, f"{word!r} in capitals reads as shouting: small letters, or **bold**", False)


def _over(line: int, value: float, budget: Budget, cause: str) -> Iterator[Finding]:
    if value > budget.warn:
        yield Finding(line, f"{cause} (at most {budget.limit:g}, better {budget.warn:g})", value <= budget.limit)
