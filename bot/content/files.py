"""Reads the knowledge into a snapshot: from the folder `content/`, or from the same files held in memory.

The folder is the seed of an empty installation; with revisions in the database, their texts take the place of files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.content import answer_file, plain_language
from bot.content.contacts import contacts
from bot.content.model import CHAT_TOPIC, Answer, Snapshot
from bot.content.place_file import places
from bot.content.places import Places
from bot.content.plain_language import PlainLanguage
from bot.content.problems import Problem, errors
from bot.content.registries import facts, languages, questions

REGISTRIES = ("languages.yml", "questions.yml", "facts.yml", "contacts.yml", "places.yml")


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a content folder: path inside it → text; `problems`: what could not be read."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    def put(self, path: str, text: str) -> Tree:
        """The same tree with one file's text replaced."""
        return Tree(MappingProxyType({**self.texts, path: text}), self.problems)


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


def read_tree(folder: Path) -> Tree:
    """Every file of the content in the folder; what is missing is missed by `load_tree`."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    names = (*REGISTRIES, plain_language.FILE)
    for file in (*(folder / name for name in names), *sorted(folder.glob("*/*/*.md"))):
        path = file.relative_to(folder).as_posix()
        try:
            texts[path] = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        except UnicodeDecodeError as error:
            problems.append(Problem(path, 0, f"is not UTF-8 (byte {error.start})"))
            texts[path] = ""
        except OSError as error:
            problems.append(Problem(path, 0, f"can't be read: {error.strerror}"))
            texts[path] = ""
    return Tree(MappingProxyType(texts), tuple(problems))


def load(folder: Path) -> Loaded:
    """Read everything; problems are collected, never raised. A missing folder reads as an empty one with problems."""
    return load_tree(read_tree(folder))


def load_tree(tree: Tree) -> Loaded:
    """The knowledge of a tree. What was read before (the same text) is not read again: publishing stays cheap."""
    problems: list[Problem] = list(tree.problems)
    digest = hashlib.sha256()
    text = {name: _text(tree, name, problems) for name in REGISTRIES}
    for name in REGISTRIES:
        digest.update(text[name].encode())
    own, handoff_only = _languages(text["languages.yml"], "languages.yml", problems=problems)
    topics, asked = _questions(text["questions.yml"], "questions.yml", problems=problems)
    values, rules = _facts(text["facts.yml"], "facts.yml", problems=problems)
    organisations = _contacts(text["contacts.yml"], "contacts.yml", problems=problems)
    towns = _places(text["places.yml"], "places.yml", problems=problems)
    plain = _plain(_text(tree, plain_language.FILE, problems), problems=problems)

    answers: dict[tuple[str, str], Answer] = {}
    text_lines: dict[tuple[str, str], tuple[int, int]] = {}
    expected = set()
    for language in own:
        for question in asked.values():
            if question.topic == CHAT_TOPIC:
                continue
            path = path_of(language, question.topic, question.slug)
            expected.add(path)
            markdown = _text(tree, path, problems)
            digest.update(path.encode() + markdown.encode())
            if not markdown:
                continue
            answer = _answer(markdown, path, language, question.topic, question.slug, problems=problems)
            if answer is not None:
                answers[language, question.slug], text_lines[language, question.slug] = answer
    for path in tree.texts:
        if path.endswith(".md") and path not in expected:
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


def blockers(loaded: Loaded) -> list[str]:
    """Why nobody could be served from this; empty when people can be."""
    snapshot = loaded.snapshot
    if not snapshot.languages or not snapshot.questions:
        return [str(problem) for problem in errors(loaded.problems)[:10]] or ["it holds no language or no question"]
    missing = [
        path_of(language, question.topic, question.slug)
        for language, known in snapshot.languages.items()
        for question in snapshot.questions.values()
        if question.urgent
        and question.topic != CHAT_TOPIC
        and not any(snapshot.answer(one, question.slug) for one in (language, known.fallback) if one)
    ]
    return [f"an urgent question has no answer: {', '.join(missing)}"] if missing else []


def _text(tree: Tree, path: str, problems: list[Problem]) -> str:
    text = tree.texts.get(path)
    if text is None:
        problems.append(Problem(path, 0, "the file is missing"))
    elif not text.strip() and path not in {problem.path for problem in tree.problems}:
        problems.append(Problem(path, 0, "the file is empty"))
    return text or ""


def _remembered(read: Callable[..., Any], size: int) -> Callable[..., Any]:
    """`read(*texts, problems)` that keeps its latest results by its texts; they are never changed afterwards."""

    @lru_cache(maxsize=size)
    def cached(*texts: str) -> tuple[Any, tuple[Problem, ...]]:
        found: list[Problem] = []
        return read(*texts, found), tuple(found)

    def call(*texts: str, problems: list[Problem]) -> Any:
        result, found = cached(*texts)
        problems.extend(found)
        return result

    return call


def _read_answer(
    text: str, path: str, language: str, topic: str, slug: str, problems: list[Problem]
) -> tuple[Answer, tuple[int, int]] | None:
    return answer_file.read(text, path, language=language, topic=topic, slug=slug, problems=problems)


_languages, _questions, _facts, _contacts, _places = (
    _remembered(read, 8) for read in (languages, questions, facts, contacts, places)
)
_plain = _remembered(plain_language.plain_language, 8)
_answer = _remembered(_read_answer, 2048)
