"""What leans on the answer before is told from what does not, on messages that nobody trained on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest

from bot.content.model import FOLLOWUP_KINDS
from bot.dialogue.followup import LEANS, SURELY_LEANS
from bot.dialogue.leaning import MAX_WORDS, OTHER, OWN, leaning, leaning_models, words_of
from bot.settings import ROOT
from tests.support.dialogue import snapshot

NLU = ROOT / "nlu"
LANGUAGES = ("pl", "ro", "bg", "nl")
NEW = "new"
"""The style of messages that only look as if they leaned."""


def rows(folder: str, language: str) -> Iterator[Mapping[str, str]]:
    for line in (NLU / folder / f"{language}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_what_leans_is_found_and_hardly_anything_else(language: str) -> None:
    held = list(rows("followups/heldout", language))
    leans = [leaning(row["text"], language).share >= LEANS for row in held if row["style"] != NEW]
    new = [leaning(row["text"], language).share >= LEANS for row in held if row["style"] == NEW]
    assert len(leans) >= 100
    assert len(new) >= 35
    assert share(leans) >= 0.75
    assert share(new) <= 0.08


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_short_call_for_help_surely_leans(language: str) -> None:
    urgent = snapshot().urgent_slugs
    short = [
        row["text"]
        for folder in ("heldout", "calibration", "unseen")
        for row in rows(folder, language)
        if row["intent"] in urgent and len(words_of(row["text"], language)) <= MAX_WORDS
    ]
    assert len(short) >= 100
    assert not [text for text in short if leaning(text, language).share >= SURELY_LEANS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phrases_are_apart_from_what_measures_them(language: str) -> None:
    lines = (NLU / "followups" / "phrases" / f"{language}.txt").read_text("utf-8").splitlines()
    phrases = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(phrases) >= 1500
    assert {kind for kind, _ in phrases} == {*FOLLOWUP_KINDS, OTHER}
    learned = {tuple(words_of(text, language)) for _, text in phrases}
    assert len(learned) == len(phrases)
    held = {tuple(words_of(row["text"], language)) for row in rows("followups/heldout", language)}
    assert not learned & held


def test_every_language_has_a_model_of_all_kinds() -> None:
    models = leaning_models()
    assert sorted(models) == sorted(LANGUAGES)
    for model in models.values():
        assert set(model.labels) == {*FOLLOWUP_KINDS, OTHER, OWN}
