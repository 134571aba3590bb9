"""Held-out, unseen and calibration messages are apart from the training phrases and from each other.

Compared after folding (case, diacritics, Latin-letter Bulgarian, punctuation): nothing stands in two sets, and nothing
is nearly the same (Jaccard similarity of character 4-grams from 0.8 on).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.settings import ROOT
from bot.text import fold, fold_bulgarian

NLU = ROOT / "nlu"
LANGUAGES = ("pl", "ro", "bg", "nl")
NEAR = 0.8
LEAST = {"data": 6000, "heldout": 1000, "unseen": 400, "calibration": 400}
"""Messages that each set must hold, so that no comparison passes on nothing."""
PAIRS = (
    ("heldout", "data"),
    ("unseen", "data"),
    ("calibration", "data"),
    ("heldout", "calibration"),
    ("unseen", "heldout"),
    ("unseen", "calibration"),
)


def folded(text: str, language: str) -> str:
    plain = (fold_bulgarian if language == "bg" else fold)(text)
    return " ".join(re.findall(r"\w+", plain)) or plain


@cache
def messages(kind: str, language: str) -> Mapping[str, str]:
    """Folded message -> where it stands."""
    return {folded(text, language): place for text, place in _read(kind, language)}


def _read(kind: str, language: str) -> Iterator[tuple[str, str]]:
    if kind == "data":
        for file in sorted((NLU / kind / language).glob("*.yml")):
            for block in yaml.load(file.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))["nlu"]:
                for line in block["examples"].splitlines():
                    if line.startswith("- "):
                        yield line[2:], f"{file.relative_to(ROOT)}, {block['intent']}: {line[2:]}"
        return
    file = NLU / kind / f"{language}.jsonl"
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.strip():
            text = str(json.loads(line)["text"])
            yield text, f"{file.relative_to(ROOT)}:{number}: {text}"


def grams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[start : start + 4] for start in range(max(1, len(padded) - 3)))


@cache
def grams_of(kind: str, language: str) -> Mapping[str, frozenset[str]]:
    """Folded message -> its 4-grams."""
    return {text: grams(text) for text in messages(kind, language)}


def near_pairs(ours: Mapping[str, frozenset[str]], others: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Pairs whose 4-grams are alike by `NEAR`; those that are the same among them.

    Whatever is so alike to one of ours shares all but a fifth of its grams, so one of its few rarest at least.
    """
    frequency = Counter(gram for found in others.values() for gram in found)
    index: dict[str, list[str]] = defaultdict(list)
    for text, found in ours.items():
        by_rarity = sorted(found, key=lambda gram: (frequency[gram], gram))
        for gram in by_rarity[: len(found) - math.ceil(NEAR * len(found)) + 1]:
            index[gram].append(text)
    for other, theirs in others.items():
        for text in {text: None for gram in theirs & index.keys() for text in index[gram]}:
            shared = len(ours[text] & theirs)
            if shared >= NEAR * (len(ours[text]) + len(theirs) - shared):
                yield text, other


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LEAST)
def test_the_sets_are_there(kind: str, language: str) -> None:
    assert len(messages(kind, language)) >= LEAST[kind]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "other"), PAIRS)
def test_no_message_stands_in_two_sets(kind: str, other: str, language: str) -> None:
    ours, others = messages(kind, language), messages(other, language)
    assert min(len(ours), len(others)) >= 400
    found = [f"{ours[text]}  =  {others[text]}" for text in ours if text in others]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "other"), PAIRS)
def test_no_message_is_nearly_one_of_another_set(kind: str, other: str, language: str) -> None:
    ours, others = messages(kind, language), messages(other, language)
    assert min(len(ours), len(others)) >= 400
    pairs = near_pairs(grams_of(kind, language), grams_of(other, language))
    found = [f"{ours[text]}  ~  {others[twin]}" for text, twin in pairs if text != twin]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["heldout", "unseen", "calibration"])
def test_no_message_stands_twice_in_a_set(kind: str, language: str) -> None:
    found = Counter(folded(text, language) for text, _ in _read(kind, language))
    assert len(found) >= 400
    assert not [text for text, count in found.items() if count > 1]


def test_the_search_finds_what_comparing_all_pairs_finds() -> None:
    ours = ["jak dostac bsn w gemeente", "szef nie placi", "gdzie jest lekarz dla dzieci", "ok"]
    others = ["jak dostac bsn w gemeenten", "szef nie placil", "lekarz dla dzieci gdzie", "ok", "jak dostac digid"]
    by_hand = [(a, b) for a in ours for b in others if len(grams(a) & grams(b)) >= NEAR * len(grams(a) | grams(b))]
    found = near_pairs({text: grams(text) for text in ours}, {text: grams(text) for text in others})
    assert sorted(found) == sorted(by_hand)
    assert ("jak dostac bsn w gemeente", "jak dostac bsn w gemeenten") in by_hand
    assert ("ok", "ok") in by_hand


def test_the_folder_holds_no_language_without_its_sets() -> None:
    held = {file.stem for file in Path(NLU / "configs").glob("*.yml")}
    assert held == set(LANGUAGES)
