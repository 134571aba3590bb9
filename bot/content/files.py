"""Reads the folder `content/` into a snapshot: the seed of an empty installation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bot.content import answer_file, plain_language
from bot.content.contacts import contacts
from bot.content.model import CHAT_TOPIC, Answer, Snapshot
from bot.content.place_file import places
from bot.content.places import Places
from bot.content.plain_language import PlainLanguage
from bot.content.problems import Problem
from bot.content.registries import facts, languages, questions

REGISTRIES = ("languages.yml", "questions.yml", "facts.yml", "contacts.yml", "places.yml")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A folder as read: the snapshot, what is wrong with it, where each answer's text begins in its file, and how plain
    the answers of each language must be (no part of the snapshot: nobody is served differently for it)."""

    snapshot: Snapshot
    problems: list[Problem]
    text_lines: dict[tuple[str, str], tuple[int, int]]
    plain_language: dict[str, PlainLanguage]


def path_of(language: str, topic: str, slug: str) -> str:
    """Where an answer lives, relative to the content folder."""
    return f"{language}/{topic}/{slug}.md"


def load(folder: Path) -> Loaded:
    """Read everything; problems are collected, never raised. A missing folder reads as an empty one with problems."""
    problems: list[Problem] = []
    digest = hashlib.sha256()
    texts: dict[str, str] = {}
    for name in REGISTRIES:
        texts[name] = _read(folder / name, name, problems)
        digest.update(texts[name].encode())
    own, handoff_only = languages(texts["languages.yml"], "languages.yml", problems)
    topics, asked = questions(texts["questions.yml"], "questions.yml", problems)
    values, rules = facts(texts["facts.yml"], "facts.yml", problems)
    organisations = contacts(texts["contacts.yml"], "contacts.yml", problems)
    towns = places(texts["places.yml"], "places.yml", problems)

    plain = plain_language.plain_language(_read(folder / plain_language.FILE, plain_language.FILE, problems), problems)

    answers: dict[tuple[str, str], Answer] = {}
    text_lines: dict[tuple[str, str], tuple[int, int]] = {}
    expected = set()
    for language in own:
        for question in asked.values():
            if question.topic == CHAT_TOPIC:
                continue
            path = path_of(language, question.topic, question.slug)
            expected.add(path)
            text = _read(folder / path, path, problems)
            digest.update(path.encode() + text.encode())
            if not text:
                continue
            answer = answer_file.read(
                text, path, language=language, topic=question.topic, slug=question.slug, problems=problems
            )
            if answer is not None:
                answers[language, question.slug], text_lines[language, question.slug] = answer
    for file in sorted(folder.glob("*/*/*.md")):
        path = file.relative_to(folder).as_posix()
        if path not in expected:
            problems.append(Problem(path, 0, "belongs to no question of questions.yml (or stands in the wrong folder)"))
    snapshot = Snapshot(
        revision=digest.hexdigest()[:16],
        languages=MappingProxyType(own),
        handoff_only=MappingProxyType(handoff_only),
        topics=topics,
        questions=MappingProxyType(asked),
        facts=MappingProxyType(values),
        rules=MappingProxyType(rules),
        contacts=MappingProxyType(organisations),
        answers=MappingProxyType(answers),
        places=Places(MappingProxyType(towns)),
    )
    return Loaded(snapshot, problems, text_lines, plain)


def _read(file: Path, path: str, problems: list[Problem]) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        problems.append(Problem(path, 0, "the file is missing"))
    except UnicodeDecodeError as error:
        problems.append(Problem(path, 0, f"is not UTF-8 (byte {error.start})"))
    except OSError as error:
        problems.append(Problem(path, 0, f"can't be read: {error.strerror}"))
    else:
        if not text.strip():
            problems.append(Problem(path, 0, "the file is empty"))
        return text
    return ""
