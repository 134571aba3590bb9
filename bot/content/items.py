"""What an editor works on: one answer in one language, one fact (or rule), one contact; each a piece of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.content import entries, naming
from bot.content.contacts import contacts
from bot.content.files import Tree, path_of
from bot.content.model import CHAT_TOPIC, Snapshot
from bot.content.problems import Problem
from bot.content.registries import facts


class Kind(StrEnum):
    """The kinds of items."""

    ANSWER = "answer"
    FACT = "fact"
    CONTACT = "contact"


REGISTRY: Mapping[Kind, tuple[str, str]] = {
    Kind.FACT: ("facts.yml", "facts"),
    Kind.CONTACT: ("contacts.yml", "contacts"),
}
"""Kind → file and section."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """`language` is empty but for answers; `name` is a slug or an id."""

    kind: Kind
    language: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.language + '/' if self.language else ''}{self.name}"


def answer_item(language: str, slug: str) -> Item:
    """An answer."""
    return Item(Kind.ANSWER, language, slug)


def fact_item(name: str) -> Item:
    """A fact or rule."""
    return Item(Kind.FACT, "", name)


def contact_item(name: str) -> Item:
    """A contact."""
    return Item(Kind.CONTACT, "", name)


def known(snapshot: Snapshot, item: Item) -> bool:
    """Whether there can be such an item: an answer needs its question and language, the others a name that fits."""
    if item.kind is not Kind.ANSWER:
        return item.language == "" and naming.well_formed(item.name)
    question = snapshot.questions.get(item.name)
    return question is not None and question.topic != CHAT_TOPIC and item.language in snapshot.languages


def path(snapshot: Snapshot, item: Item) -> str:
    """The file in which the item stands. Raises `KeyError` for an answer without question."""
    if item.kind is Kind.ANSWER:
        return path_of(item.language, snapshot.questions[item.name].topic, item.name)
    return REGISTRY[item.kind][0]


def text_of(tree: Tree, snapshot: Snapshot, item: Item) -> str:
    """The item's text; empty when it isn't there."""
    if not known(snapshot, item):
        return ""
    text = tree.texts.get(path(snapshot, item), "")
    if item.kind is Kind.ANSWER:
        return text
    entry = entries.entries(text, REGISTRY[item.kind][1]).get(item.name)
    return entry.text if entry else ""


def line_of(tree: Tree, snapshot: Snapshot, item: Item) -> tuple[int, int]:
    """The first line of the item in its file and the line behind its last (from 1)."""
    text = tree.texts.get(path(snapshot, item), "")
    if item.kind is Kind.ANSWER:
        return 1, text.count("\n") + 2
    entry = entries.entries(text, REGISTRY[item.kind][1]).get(item.name)
    return (entry.line, entry.line + entry.text.count("\n")) if entry else (0, 0)


def put(tree: Tree, snapshot: Snapshot, item: Item, text: str) -> Tree:
    """The tree with the item's text replaced or added."""
    name = path(snapshot, item)
    if item.kind is not Kind.ANSWER:
        text = entries.put(tree.texts.get(name, ""), REGISTRY[item.kind][1], item.name, text)
    return tree.put(name, text)


def put_all(tree: Tree, snapshot: Snapshot, texts: Mapping[Item, str]) -> Tree:
    """As `put`, for many items at once."""
    changed = dict(tree.texts)
    for kind, (name, section) in REGISTRY.items():
        mine = {item.name: text for item, text in sorted(texts.items()) if item.kind is kind}
        if mine:
            changed[name] = entries.put_all(changed.get(name, ""), section, mine)
    changed |= {path(snapshot, item): text for item, text in texts.items() if item.kind is Kind.ANSWER}
    return Tree(MappingProxyType(changed), tree.problems)


def all_items(tree: Tree, snapshot: Snapshot) -> dict[Item, str]:
    """Every item that is there, with its text."""
    found = {
        answer_item(language, slug): tree.texts[path(snapshot, answer_item(language, slug))]
        for language, slug in snapshot.answers
    }
    for kind, (name, section) in REGISTRY.items():
        for entry in entries.entries(tree.texts.get(name, ""), section).values():
            found[Item(kind, "", entry.id)] = entry.text
    return found


def read_registry(kind: Kind, text: str, path: str, problems: list[Problem]) -> set[str]:
    """The ids that a registry's text holds."""
    if kind is Kind.CONTACT:
        return set(contacts(text, path, problems))
    values, rules = facts(text, path, problems)
    return {*values, *rules}
