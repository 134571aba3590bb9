"""Which Dutch town somebody means, and which desk is nearest to it."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.content.place import Place
from bot.content.place_spelling import base_forms, distance, name_key
from bot.content.place_words import FILLERS, INTRODUCERS
from bot.text import clean, fold

if TYPE_CHECKING:
    from bot.content.model import Contact

MAX_FOUND = 3
MAX_WORDS = 40
"""Words of a text that are looked at: a place stands in a sentence or two."""
MAX_NAME_WORDS = 5
MIN_TYPO_KEY = 5
"""A name's sound needs so many letters before a typing error in it is believed; from `LONG_KEY` on, two errors."""
LONG_KEY = 9
SHORT_KEY = 6
"""Up to this length two different names sound alike too easily: their letters must be alike as well."""
KNOWN_PEOPLE = 40_000
"""Towns of this size are recognised by sound anywhere in a sentence."""
TOWN_PEOPLE = 10_000
"""In a sentence, smaller ones must be spelt right: most words that look like one are none."""
FAR_BIGGER = 40
"""A place that has so many times the inhabitants of its namesake is the one that is meant."""
_WORD = re.compile(r"[^\W_]+")
_EXACT, _BENT, _SOUND, _BENT_SOUND, _TYPO, _TYPOS = range(6)


@dataclass(frozen=True)
class Places:
    """All places by id, with the indexes that finding needs."""

    by_id: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, code: str) -> Place | None:
        """The place of a link's place code: an id, or a name that means one place only."""
        place = self.by_id.get(code.lower())
        if place is None and code:
            found = find_place(code.replace("_", " "), self, "nl")
            place = found[0] if len(found) == 1 else None
        return place

    @cached_property
    def names(self) -> Mapping[str, tuple[Place, ...]]:
        """Folded name in single words → the places of that name, biggest first."""
        return self._index(plain)

    @cached_property
    def keys(self) -> Mapping[str, tuple[Place, ...]]:
        """Sound → the places that sound so, biggest first."""
        return self._index(name_key)

    @cached_property
    def near_keys(self) -> Mapping[str, frozenset[str]]:
        """Sound without one letter → the sounds it comes from: what one typing error leaves in common."""
        found: dict[str, set[str]] = defaultdict(set)
        for key in self.keys:
            if len(key) >= MIN_TYPO_KEY:
                for shorter in (key, *_without_one(key)):
                    found[shorter].add(key)
        return {key: frozenset(keys) for key, keys in found.items()}

    def _index(self, form: Callable[[str], str]) -> Mapping[str, tuple[Place, ...]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for place in sorted(self.by_id.values(), key=lambda place: -place.people):
            for key in dict.fromkeys(form(name) for name in (place.name, *place.also)):
                if key:
                    found[key].append(place)
        return {key: tuple(all_of_it) for key, all_of_it in found.items()}


@dataclass(frozen=True, slots=True)
class _Match:
    """What some words of the text may mean. `how` counts from exact (0) to guessed (5)."""

    how: int
    start: int
    end: int
    places: tuple[Place, ...]
    whole: bool = False
    """Whether it takes in everything that the text says."""

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Best first: the whole text with one error ("Alphen aan de Rijn") before an exact part of it ("Alphen")."""
        return (not (self.whole and self.how <= _TYPO), self.how, self.start - self.end)


def find_place(text: str, places: Places, language: str) -> tuple[Place, ...]:
    """The places that an answer to "in which town are you?" may mean, likeliest first: none, one, or up to three.

    Understands names in a sentence, by ear, inflected in `language` and with typing errors. Never raises.
    """
    return _find(text, places, language, guess=True)


def mentioned(text: str, places: Places, language: str) -> tuple[Place, ...]:
    """The places that a sentence about something else names; stricter than `find_place`, so that no word is taken
    for a town. Never raises."""
    return _find(text, places, language, guess=False)


def named_alone(text: str, places: Places, language: str) -> tuple[Place, ...]:
    """The places that a text names and nothing else, spelt right or by ear: when nobody asked. Never raises."""
    words = [fold(match[0]) for match in _WORD.finditer(clean(text))][:MAX_WORDS]
    name = [word for word in words if word not in FILLERS]
    if not 0 < len(name) <= MAX_NAME_WORDS:
        return ()
    forms = (
        " ".join(words),
        " ".join(name),
        *(" ".join([*name[:-1], base]) for base in base_forms(name[-1], language)),
    )
    by_ear = name_key(forms[1])
    found = next((places.names[form] for form in forms if form in places.names), ())
    found = found or (places.keys.get(by_ear, ()) if len(by_ear) >= MIN_TYPO_KEY else ())
    return _narrowed([known] if (known := tuple(place for place in found if not place.word)) else [], " ".join(words))


def _find(text: str, places: Places, language: str, *, guess: bool) -> tuple[Place, ...]:
    words = [_Word.of(match[0]) for match in _WORD.finditer(clean(text))][:MAX_WORDS]
    content = [i for i, word in enumerate(words) if word.folded not in FILLERS]
    whole = (content[0], content[-1] + 1) if content else (0, len(words))
    matches = [
        match
        for start in range(len(words))
        for end in range(start + 1, min(start + MAX_NAME_WORDS, len(words)) + 1)
        for match in _match(words, start, end, places, language, whole=whole if guess else None)
    ]
    chosen: list[_Match] = []
    for match in sorted(matches, key=lambda match: match.rank):
        if all(match.end <= other.start or other.end <= match.start for other in chosen):
            chosen.append(match)
    if not chosen:
        return ()
    # A guess beside a name that was read exactly is noise.
    best = chosen[0].how
    chosen = [match for match in chosen if match.how <= max(best, _BENT)]
    return _narrowed([match.places for match in chosen], " ".join(word.folded for word in words))


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    capital: bool

    @classmethod
    def of(cls, word: str) -> _Word:
        return cls("".join(_WORD.findall(fold(word))), word[:1].isupper())


def _match(
    words: list[_Word], start: int, end: int, places: Places, language: str, *, whole: tuple[int, int] | None
) -> Iterator[_Match]:
    """At most one reading of these words as a place; `whole` is all that an answer says besides filling words."""
    here = [word.folded for word in words[start:end]]
    alone = whole is not None and start <= whole[0] and whole[1] <= end
    introduced = (start > 0 and words[start - 1].folded in INTRODUCERS) or (whole is not None and words[start].capital)
    name = " ".join(here)
    if alone or introduced or len(name) >= MIN_TYPO_KEY:
        bent = (" ".join([*here[:-1], base]) for base in base_forms(here[-1], language))
        for how, candidate in ((_EXACT, name), *((_BENT, form) for form in bent)):
            found = places.names.get(candidate, ())
            if not alone:
                # At the end of a Dutch sentence stands a verb: "moet ik in de kas zetten".
                last = end == len(words) and language != "nl"
                sure = introduced and not how and (words[start].capital or last)
                size = TOWN_PEOPLE if how and not introduced else 0
                found = tuple(place for place in found if (sure or not place.word) and place.people >= size)
            if found and (alone or introduced or len(candidate) >= MIN_TYPO_KEY):
                yield _Match(how, start, end, found, alone)
                return
    if (start, end) == whole or (introduced and here[0] not in FILLERS):
        alone = (start, end) == whole
        yield from _by_sound(here, start, end, places, language, alone=alone)
    elif len(name) > MIN_TYPO_KEY and here[0] not in FILLERS:
        key = name_key(name)
        same = places.keys.get(key, ()) if len(key) > MIN_TYPO_KEY else ()
        found = tuple(place for place in same if place.people >= KNOWN_PEOPLE)
        if found:
            yield _Match(_SOUND, start, end, found)


def _by_sound(here: list[str], start: int, end: int, places: Places, language: str, *, alone: bool) -> Iterator[_Match]:
    joined = "".join(here)
    # Dutch words sound like Dutch villages: "regelen", Tegelen.
    size = 0 if alone else KNOWN_PEOPLE if language == "nl" else 0
    for how, form in (
        (_SOUND, joined),
        *((_BENT_SOUND, "".join(here[:-1]) + base) for base in base_forms(here[-1], language)),
    ):
        key = name_key(form)
        found = places.keys.get(key, ()) if len(key) >= (3 if alone else MIN_TYPO_KEY) else ()
        found = tuple(place for place in found if place.people >= size and (alone or not place.word))
        if found:
            yield _Match(how, start, end, found, alone)
            return
    key = name_key(joined)
    if len(key) < (MIN_TYPO_KEY if alone else MIN_TYPO_KEY + 2) or any(char.isdigit() for char in joined):
        return
    size = max(size, 0 if alone else TOWN_PEOPLE)
    near = _neighbours(key, places)
    if alone and len(key) >= LONG_KEY - 2:  # two errors, the first letter right
        near |= {other for other in places.keys if len(other) >= LONG_KEY - 2 and other[0] == key[0]}
    errors: dict[int, list[Place]] = defaultdict(list)
    for other in near:
        limit = 2 if alone and max(len(key), len(other)) >= LONG_KEY else 1
        wrong = distance(key, other, limit)
        if wrong <= limit and (len(key) > SHORT_KEY or any(_alike(joined, p, other) for p in places.keys[other])):
            errors[wrong].extend(p for p in places.keys[other] if p.people >= size and (alone or not p.word))
    for wrong in sorted(errors):
        if errors[wrong]:
            found = tuple(sorted(dict.fromkeys(errors[wrong]), key=lambda place: -place.people))
            yield _Match(_TYPO if wrong <= 1 else _TYPOS, start, end, found, alone)
            return


def _neighbours(key: str, places: Places) -> set[str]:
    """The sounds that one typing error may have come from."""
    return {other for shorter in (key, *_without_one(key)) for other in places.near_keys.get(shorter, ())}


def _alike(joined: str, place: Place, key: str) -> bool:
    """Whether the letters themselves, not only their sound, are those of the place but for two."""
    names = (plain(name).replace(" ", "") for name in (place.name, *place.also) if name_key(name) == key)
    return any(distance(joined, name, 2) <= 2 for name in names)


def _without_one(key: str) -> Iterator[str]:
    return (key[:i] + key[i + 1 :] for i in range(len(key)))


def _narrowed(groups: list[tuple[Place, ...]], text: str) -> tuple[Place, ...]:
    """The places of all matches but those that the text or their size rules out; towns stand for their municipality."""
    told: dict[str, Place] = {}
    all_of_them = [place for group in groups for place in group]
    for group in groups:
        kept = [place for place in group if place.people * FAR_BIGGER >= group[0].people]
        if len(kept) > 1:
            # "Rijswijk Gelderland", "Bergen Limburg", "Beek Laarbeek"
            others = {place.id for place in all_of_them if place not in group}
            by_province = [place for place in kept if fold(place.province).replace("-", " ") in text]
            kept = [place for place in kept if place.municipality in others] or by_province or kept
        told.update((place.id, place) for place in kept)
    parents = {place.municipality for place in told.values() if place.municipality != place.id}
    return tuple(place for place in told.values() if place.id not in parents)[:MAX_FOUND]


def kilometres(one: Place, other: Place) -> float:
    """The distance as the crow flies; flat, which is right to a percent within the Netherlands."""
    middle = math.radians((one.latitude + other.latitude) / 2)
    return math.hypot(one.latitude - other.latitude, (one.longitude - other.longitude) * math.cos(middle)) * 111.2


def nearest(place: Place, contacts: Iterable[Contact], group: str, places: Places) -> Contact | None:
    """The desk of that group that is nearest to the place; a desk of the place's own municipality comes first."""
    ranked = [
        (not _serves(place, contact), min(kilometres(place, site) for site in sites), contact.id, contact)
        for contact in contacts
        if contact.group == group and (sites := desk_places(contact, places))
    ]
    return min(ranked)[3] if ranked else None


def desk_of(place: Place, contacts: Iterable[Contact], group: str) -> Contact | None:
    """The contact of that group for the place's own municipality, or `None`."""
    return next((c for c in contacts if c.group == group and _serves(place, c)), None)


def desk_places(contact: Contact, places: Places) -> tuple[Place, ...]:
    """Where a desk stands: its city, else the municipalities it serves."""
    names = (contact.city,) if contact.city else contact.municipalities
    return tuple(found[0] for name in names if (found := places.names.get(plain(name), ())))


def _serves(place: Place, contact: Contact) -> bool:
    return plain(place.municipality_name) in {plain(name) for name in contact.municipalities}


def plain(name: str) -> str:
    """A name as the indexes hold it: folded, its words one space apart."""
    return " ".join(_WORD.findall(fold(name)))
