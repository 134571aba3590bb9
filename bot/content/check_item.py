"""What `win content check` would say if one item's text were published now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.content import entries, items, references, validate
from bot.content.files import Loaded, Tree, load_tree
from bot.content.items import Item, Kind
from bot.content.model import Answer, Snapshot
from bot.content.problems import Problem
from bot.content.references import Phrases


def check_item(
    tree: Tree, loaded: Loaded, item: Item, text: str, *, today: date, phrases: Mapping[str, Phrases]
) -> list[Problem]:
    """Problems of the item alone, sorted; lines count from 1 in its own text.

    `tree` and `loaded` are what is published now. A fact or contact answers for the answers that show it, too.
    """
    if item.kind is not Kind.ANSWER and not _alone(item, text):
        path = items.path(loaded.snapshot, item)
        return [Problem(path, 1, f"must hold the entry {item.name!r} and nothing else")]
    after = items.put(tree, loaded.snapshot, item, text)
    new = load_tree(after)
    if item.kind is Kind.ANSWER:
        return validate.check_answer(new, item.language, item.name, today=today, phrases=phrases)
    return sorted({*_of_entry(new, after, item), *_of_users(loaded, new, item, today, phrases)})


def _alone(item: Item, text: str) -> bool:
    """Whether a registry's text is this one entry: a neighbour's must not ride along."""
    section = items.REGISTRY[item.kind][1]
    found = entries.entries(f"{section}:\n{text}", section)
    whole = found.get(item.name)
    return len(found) == 1 and whole is not None and whole.text.strip() == text.strip()


def _of_entry(new: Loaded, tree: Tree, item: Item) -> list[Problem]:
    path = items.path(new.snapshot, item)
    first, behind = items.line_of(tree, new.snapshot, item)
    found = [problem for problem in new.problems if problem.path == path]
    found += [problem for problem in validate.check_registry(new.snapshot) if problem.path == path]
    return [
        Problem(path, problem.line - first + 1, problem.cause, problem.warning)
        for problem in found
        if first <= problem.line < behind
    ]


def _of_users(old: Loaded, new: Loaded, item: Item, today: date, phrases: Mapping[str, Phrases]) -> list[Problem]:
    """What this change breaks in the answers that show the value; what was broken before is not its fault."""
    found: list[Problem] = []
    for answer in users(new.snapshot, item):
        key = (answer.language, answer.slug)
        before = (
            {problem.cause for problem in validate.check_shown(old, *key, today=today, phrases=phrases)}
            if key in old.snapshot.answers
            else set()
        )
        found += [
            problem
            for problem in validate.check_shown(new, *key, today=today, phrases=phrases)
            if problem.cause not in before
        ]
    return found


def users(snapshot: Snapshot, item: Item) -> list[Answer]:
    """The answers that show a fact or contact, or rest on a fact, in all languages."""
    found = []
    for answer in snapshot.answers.values():
        targets = {
            (reference.kind, reference.target.partition(".")[0])
            for reference in references.find(f"{answer.essence}\n{answer.more}")
        }
        shown = (item.kind.value, item.name) in targets or ("source", item.name) in targets
        if shown or (item.kind is Kind.FACT and item.name in answer.rests_on):
            found.append(answer)
    return found
