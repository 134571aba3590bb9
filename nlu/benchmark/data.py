"""The sets: our own languages, or any JSONL file with a text, an intent and a part a line."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

import bundles

OUT_OF_SCOPE = "out_of_scope"
HELDOUT_FOLDER = bundles.NLU_FOLDER / "heldout"

_TEXT = ("text", "utt", "utterance", "sentence", "query")
_INTENT = ("intent", "label", "category")
_PART = ("part", "partition", "split", "set")
_TRAIN = frozenset({"train", "training"})
_TEST = frozenset({"test", "heldout", "eval"})


class DataError(Exception):
    """A set can't be used; the message names file, line and field."""


@dataclass(frozen=True)
class Case:
    """A message and the intents that are right; the first is the one it was written for."""

    text: str
    right: tuple[str, ...]


@dataclass(frozen=True)
class Data:
    """What is trained on and what is measured. `language` chooses our configuration."""

    name: str
    language: str
    train: list[tuple[str, str]]
    test: list[Case]


def ours(language: str) -> Data:
    """Our training phrases and held-out messages of a language. Raises DataError."""
    train = []
    for file in sorted((bundles.DATA_FOLDER / language).glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = str(block["examples"]).splitlines()
            train += [(line[2:].strip(), str(block["intent"])) for line in lines if line.startswith("- ")]
    rows = _rows(HELDOUT_FOLDER / f"{language}.jsonl")
    test = [Case(str(row["text"]), (str(row["intent"]), *map(str, row.get("also") or []))) for _, row in rows]
    return _checked(Data(f"ours {language}", language, list(dict.fromkeys(train)), test))


def public(file: Path, language: str, held_out_intents: int = 0) -> Data:
    """A data set in one file (.jsonl or .jsonl.gz). Raises DataError.

    Its parts say what is for training and what for testing; a part of another name (dev, validation) is left aside.
    With `held_out_intents`, every n-th intent by name is left out of training and counts as out of scope.
    """
    train: list[tuple[str, str]] = []
    test: list[Case] = []
    for number, row in _rows(file):
        text, intent, part = (_field(row, names, file, number) for names in (_TEXT, _INTENT, _PART))
        if part.lower() in _TRAIN:
            train.append((text, intent))
        elif part.lower() in _TEST:
            test.append(Case(text, (intent,)))
    names = sorted({intent for _, intent in train})
    if held_out_intents:
        left_out = set(names[:: max(1, len(names) // held_out_intents)][:held_out_intents])
        train = [(text, intent) for text, intent in train if intent not in left_out]
        test = [Case(case.text, (OUT_OF_SCOPE,)) if case.right[0] in left_out else case for case in test]
    return _checked(Data(file.name.split(".")[0], language, list(dict.fromkeys(train)), test))


def sampled(data: Data, most: int) -> Data:
    """Return the set with at most `most` training messages an intent, the same ones at each call."""
    by_intent: dict[str, list[str]] = {}
    for text, intent in data.train:
        by_intent.setdefault(intent, []).append(text)
    chance = random.Random(1)  # noqa: S311
    train = [
        (text, intent)
        for intent, texts in sorted(by_intent.items())
        for text in (chance.sample(texts, most) if len(texts) > most else texts)
    ]
    return replace(data, name=f"{data.name}, {most} phrases an intent", train=train)


def _checked(data: Data) -> Data:
    if not data.train or not data.test:
        raise DataError(f"{data.name}: {len(data.train)} messages to train on, {len(data.test)} to test")
    return data


def _rows(file: Path) -> list[tuple[int, dict[str, Any]]]:
    try:
        content = file.read_bytes()
        text = (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(f"{file}: can't be read: {error}") from error
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise DataError(f"{file}:{number}: no JSON: {error}") from error
            if not isinstance(row, dict):
                raise DataError(f"{file}:{number}: not an object")
            rows.append((number, row))
    return rows


def _field(row: dict[str, Any], names: tuple[str, ...], file: Path, number: int) -> str:
    for name in names:
        if isinstance(row.get(name), str):
            return str(row[name])
    raise DataError(f"{file}:{number}: none of the fields {', '.join(names)} holds a text")
