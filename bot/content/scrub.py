"""Takes out of a sentence what may point to a person: better one word too many than one too few.

    Scrubber(places).scrub("jestem Ania z Venlo, mój BSN 111222333", "pl")
    -> "jestem [name] z [place], mój BSN [bsn]"

First patterns (addresses, numbers, dates), then words: names in every form that the language bends them into, towns,
firms, whatever follows "nazywam się" or "firma", and every capital in a sentence that is no everyday word of ours.
What stays is a question that anybody could have asked.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from bot.content import scrub_lists as lists
from bot.content.place_spelling import base_forms, distance, name_key
from bot.content.place_words import INTRODUCERS
from bot.content.places import Places, plain
from bot.content.scrub_names import inflected
from bot.content.scrub_numbers import mask_patterns
from bot.text import clean, fold, fold_bulgarian

WORDS_FILE = Path(__file__).with_name("scrub_words.json.gz")
MAX_CHARS = 300
"""A longer message is a story of somebody's life, not a question."""
MAX_SCRUBBED_CHARS = 400
"""What the database holds of a sentence; marks may be longer than what they stand for."""
MIN_WORDS = 2
MAX_MASKED = 0.5
"""A sentence of which more than this share of words had to go has nothing left to learn from."""
MAX_WINDOW = 4
MIN_KEY = 6
"""A town spelt by ear needs so many sounds to be told from an everyday word."""
SURELY_ALIKE = 7
"""Beside a name, shorter words that only look like an everyday one are taken for a surname."""
_TOKEN = re.compile(r"\[[a-z]+\]|[^\W_]+(?:['’&.-][^\W_]+)*")
_MASK = re.compile(r"\[[a-z]+\]")
_DOUBLE = re.compile(r"(\[[a-z]+\])(?:[\s,.'’&-]*\1)+")


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """A sentence without persons. `masked` of `words` words were taken out."""

    text: str
    words: int
    masked: int

    @property
    def useful(self) -> bool:
        """Whether enough is left to learn from."""
        left = self.words - self.masked
        return left >= MIN_WORDS and self.masked <= MAX_MASKED * self.words and len(self.text) <= MAX_SCRUBBED_CHARS


def unmasked(text: str) -> str:
    """A scrubbed sentence without its marks, as a training phrase: people do not type "[name]"."""
    return " ".join(re.sub(r"\s+([,.?!;:])", r"\1", _MASK.sub(" ", text)).split()).strip(" ,;:-")


class Scrubber:
    """Scrubs sentences; `places` are the towns to mask. Build it once: the name forms are worked out at the start."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def scrub(self, text: str, language: str) -> Scrubbed:
        """The sentence with marks in place of everything that may point to somebody. Never raises.

        Scrubbing a scrubbed sentence changes nothing. Of a text longer than `MAX_CHARS` nothing is left: it would not
        be used, and the patterns' time grows with the square of the length.
        """
        seen = clean(text, max_chars=MAX_CHARS + 1)
        if len(seen) > MAX_CHARS:
            return Scrubbed("", 0, 0)
        seen = mask_patterns(seen)
        tokens = [_Token.of(match, language) for match in _TOKEN.finditer(seen)]
        _mark_starts(tokens, seen)
        kinds = _Kinds(tokens, language, self._places).found()
        out, end = [], 0
        for token, kind in zip(tokens, kinds, strict=True):
            out.append(seen[end : token.start])
            out.append(f"[{kind}]" if kind else token.text)
            end = token.end
        out.append(seen[end:])
        masked = sum(bool(kind) or token.mask for token, kind in zip(tokens, kinds, strict=True))
        return Scrubbed(_DOUBLE.sub(r"\1", "".join(out)), len(tokens), masked)


@dataclass(slots=True)
class _Token:
    text: str
    start: int
    end: int
    form: str
    mask: bool
    capital: bool
    first: bool = False
    """At the head of a sentence, where a capital says little."""

    @classmethod
    def of(cls, match: re.Match[str], language: str) -> _Token:
        text = match[0]
        mask = text.startswith("[")
        form = "" if mask else skeleton(text, language)
        return cls(text, match.start(), match.end(), form, mask, text[:1].isupper())


def skeleton(word: str, language: str) -> str:
    """A word as the lists hold it."""
    return fold_bulgarian(word) if language == "bg" else fold(word)


def _mark_starts(tokens: list[_Token], text: str) -> None:
    letters = [token for token in tokens if not token.mask]
    shouting = len(letters) > 1 and sum(token.text.isupper() for token in letters) > len(letters) / 2
    # "Jak Zmienić Umowę O Pracę": some keyboards begin every word with a capital.
    shouting |= len(letters) > 3 and sum(token.capital for token in letters) > 0.7 * len(letters)
    before = 0
    for number, token in enumerate(tokens):
        token.first = number == 0 or any(mark in text[before : token.start] for mark in ".!?\n:;")
        if shouting:
            token.capital = False
        before = token.end


class _Kinds:
    """Decides word by word what has to go."""

    def __init__(self, tokens: list[_Token], language: str, places: Places) -> None:
        self._tokens = tokens
        self._language = language
        self._places = places
        self._known = known(language)
        self._kinds: list[str] = [""] * len(tokens)

    def found(self) -> list[str]:
        """The kind of mark for each token; empty: it stays."""
        self._firms()
        self._towns()
        self._introduced()
        for index, token in enumerate(self._tokens):
            if not self._kinds[index] and not token.mask:
                self._kinds[index] = self._word(index, token)
        self._beside_names()
        return self._kinds

    def _windows(self) -> Iterator[tuple[int, int, list[_Token]]]:
        for size in range(MAX_WINDOW, 0, -1):
            for start in range(len(self._tokens) - size + 1):
                part = self._tokens[start : start + size]
                if not any(token.mask for token in part) and not any(self._kinds[start : start + size]):
                    yield start, start + size, part

    def _set(self, start: int, end: int, kind: str) -> None:
        self._kinds[start:end] = [kind] * (end - start)

    def _firms(self) -> None:
        for start, end, part in self._windows():
            name = " ".join(fold(token.text) for token in part)
            bent = {name, *base_forms(name, self._language)} if len(name) >= 5 else {name}
            hit = next((form for form in bent if form in lists.FIRMS), "")
            if hit and (hit not in lists.EVERYDAY_FIRMS or self._named(start)):
                self._set(start, end, "firm")

    def _named(self, index: int) -> bool:
        """Whether the word at `index` looks like a name: a capital within a sentence, or "firma" before it."""
        token = self._tokens[index]
        before = self._before(index)
        return (token.capital and not token.first) or (before in lists.BEFORE_FIRM)

    def _before(self, index: int, back: int = 1) -> str:
        return self._tokens[index - back].form if index >= back else ""

    def _towns(self) -> None:
        for start, end, part in self._windows():
            if self._is_town(start, part):
                self._set(start, end, "place")

    def _is_town(self, start: int, part: list[_Token]) -> bool:
        words = plain(" ".join(token.text for token in part))
        if len(part) == 1 and part[0].form in lists.DOMAIN:
            return False
        head, _, last = words.rpartition(" ")
        bent = [f"{head} {base}".strip() for base in base_forms(last, self._language)]
        for form in (words, *bent):
            if form in lists.PROVINCES or form in cities():
                return True
            found = self._places.names.get(form, ())
            everyday = len(part) == 1 and part[0].form in self._known
            if found and not everyday and not all(place.word for place in found):
                return True
            if found and (self._named(start) or (self._before(start) in INTRODUCERS and part[0].capital)):
                return True
        if len(part) > 2 or any(token.form in self._known or self._like_known(token.form) for token in part):
            return False
        near = part[0].capital or self._before(start) in INTRODUCERS
        keys = [name_key(words), *(name_key(form) for form in bent)]
        return near and any(len(key) >= MIN_KEY and key in self._places.keys for key in keys)

    def _introduced(self) -> None:
        """What follows "nazywam się", "pan", "firma"."""
        for index, token in enumerate(self._tokens):
            if token.form in lists.BEFORE_NAME:
                self._mask_after(index, lists.BETWEEN, "name", 3)
            elif token.form in lists.BEFORE_FIRM:
                self._mask_after(index, frozenset(), "firm", 2)
            if token.form in lists.AFTER_FIRM:
                self._mask_before(index)

    def _mask_after(self, index: int, between: frozenset[str], kind: str, most: int) -> None:
        at = index + 1
        while at < len(self._tokens) and self._tokens[at].form in between:
            at += 1
        for number in range(at, min(at + most, len(self._tokens))):
            token = self._tokens[number]
            if token.mask or token.first or self._kinds[number] or token.form in lists.DOMAIN:
                break
            if self._stays(token):
                break
            self._kinds[number] = kind

    def _mask_before(self, index: int) -> None:
        for number in (index - 1, index - 2):
            if number < 0 or self._tokens[number].mask or self._tokens[number].form in lists.DOMAIN:
                return
            if number == index - 1 or self._tokens[number].capital:
                if self._tokens[number].form in self._known and not self._tokens[number].capital:
                    return
                self._kinds[number] = "firm"
        self._kinds[index] = "firm"

    def _word(self, index: int, token: _Token) -> str:
        form = token.form
        if form in _NO_NAMES or _stem_of_domain(form) or len(form) < 2 or form[0].isdigit():
            return ""
        everyday = form in self._known
        if form in names() and (not everyday or (token.capital and not token.first)):
            return "name"
        if everyday:
            return ""
        if _SURNAME.search(form) and not self._like_known(form):
            return "name"
        if any(part in names() for part in re.split(r"['’&.-]", form) if len(part) > 2):
            return "name"
        if token.capital and (not token.first or not self._like_known(form)):
            return "word"
        if self._before(index) in lists.AFTER and not self._like_known(form):
            return "word"
        return ""

    def _beside_names(self) -> None:
        """A surname stands beside a first name, also in small letters."""
        for index, kind in enumerate(list(self._kinds)):
            if kind != "name":
                continue
            for beside in (index + 1, index - 1):
                if not 0 <= beside < len(self._tokens) or self._kinds[beside] or self._tokens[beside].mask:
                    continue
                token = self._tokens[beside]
                if token.form not in _NO_NAMES and len(token.form) > 2 and not self._stays(token):
                    self._kinds[beside] = "name"

    def _stays(self, token: _Token) -> bool:
        """Whether a word is no name although it stands where one may stand."""
        if token.form in names():
            return token.form in self._known and not token.capital
        if len(token.form) < 3:
            return True
        alike = len(token.form) >= SURELY_ALIKE and not token.capital and self._like_known(token.form)
        return token.form in self._known or alike

    def _like_known(self, form: str) -> bool:
        """Whether a word is likely an everyday one: bent differently, or with a typing error."""
        return like_known(form, self._language)


_SURNAME = re.compile(
    r".{2,}(?:[sc]k(?:i|a|iego|iemu|im|iej)|dzk(?:i|a|iego|iemu|im|iej)|wicz(?:a|owi|em|u)?|cz[yau]k(?:a|owi|iem|u)?"
    r"|escu(?:lui)?|eanu(?:lui)?|oiu|[a-z]{3}(?:ov|ev)(?:a|i|ia)?)$"
)


def _stem_of_domain(form: str) -> bool:
    """A domain word with an ending: "gemeentu", "uwv-u", "digida"."""
    if any(part in lists.DOMAIN for part in re.split(r"['’-]", form)[:1]):
        return True
    return any(form[:-cut] in lists.DOMAIN for cut in (1, 2, 3) if len(form) - cut >= 5)


@cache
def _data() -> dict[str, object]:
    with gzip.open(WORDS_FILE, "rt", encoding="utf-8") as file:
        data: dict[str, object] = json.load(file)
    return data


def _listed(key: str) -> list[str]:
    value = _data()[key]
    assert isinstance(value, list)
    return value


_NO_NAMES = lists.DOMAIN | lists.BEFORE_NAME | lists.BEFORE_FIRM | lists.AFTER | lists.BETWEEN


@cache
def names() -> frozenset[str]:
    """First names and surnames in all forms, folded."""
    bare = {*_listed("first"), *_listed("last"), *lists.NICKNAMES, *lists.SURNAMES}
    return frozenset(form for name in bare if len(name) > 2 for form in inflected(name)) - _NO_NAMES


@cache
def cities() -> frozenset[str]:
    """Cities abroad, folded."""
    return frozenset(_listed("cities")) | lists.HOME_CITIES


@cache
def known(language: str) -> frozenset[str]:
    """Everyday words of a language, and the Dutch ones that people put between them."""
    words = _data()["words"]
    assert isinstance(words, dict)
    dutch = frozenset(words["nl"]) if language != "nl" else frozenset()
    return frozenset(words.get(language, ())) | (dutch - names())


@cache
def _near(language: str) -> _Near:
    return _Near(known(language))


class _Near:
    """Finds everyday words that begin alike or differ by one typing error."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[:size] for word in self._words for size in range(4, len(word) + 1))

    @cached_property
    def _shorter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words:
            if len(word) > 3:
                for i in range(len(word)):
                    found.setdefault(word[:i] + word[i + 1 :], []).append(word)
        return found

    def has(self, form: str) -> bool:
        if len(form) <= 3:
            return len(form) < 3 or form in self._words
        if form[: max(4, len(form) - 3)] in self._beginnings:
            return True
        candidates = {*self._shorter.get(form, ())}
        for i in range(len(form)):
            shorter = form[:i] + form[i + 1 :]
            if shorter in self._words:
                return True
            candidates.update(self._shorter.get(shorter, ()))
        return any(distance(form, word, 1) <= 1 for word in candidates)


def like_known(form: str, language: str) -> bool:
    """Whether a folded word looks like an everyday word of the language."""
    return _near(language).has(form)


def warm() -> None:
    """Work the lists out now, so that the first message does not wait for it."""
    names()
    cities()
    for language in ("pl", "ro", "bg", "nl"):
        _near(language).has("xxxxx")
