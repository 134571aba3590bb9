"""Editors for tests, and the real content as it is published on a store."""

from __future__ import annotations

from functools import cache

from bot.content.files import Tree, read_tree
from bot.dialogue.context import Operator
from bot.flows.app import App
from bot.flows.editing import Editor, knowledge_of
from bot.flows.knowledge import Knowledge
from bot.flows.talk import Talk
from bot.settings import ROOT
from tests.support.world import World

KEY_FIGURE = frozenset({"account.self", "editor.write", "editor.publish"})
LEGAL = KEY_FIGURE | {"editor.legal"}

ANA = Editor("ana", "Ana", KEY_FIGURE, frozenset({"pl"}))
OLA = Editor("ola", "Ola", KEY_FIGURE, frozenset({"pl", "nl"}))
LEX = Editor("lex", "Lex", LEGAL, frozenset({"pl", "ro", "bg", "nl"}))
RAD = Editor("rad", "Rad", KEY_FIGURE, frozenset({"ro"}))
ADA = Editor("ada", "Ada", frozenset({"account.self", "editor.override"}))


@cache
def seed() -> Tree:
    """The real content's files."""
    return read_tree(ROOT / "content")


def with_knowledge(world: World, tree: Tree | None = None) -> App:
    """The world's application, with the real dialogue over the published knowledge."""
    knowledge = Knowledge(world.store, tree or seed(), metrics=world.app.metrics)
    world.app.knowledge = knowledge
    operator = Operator("Gemeente Test", "privacy@example.org", "https://chat.example.org/chat/privacy", 30)
    world.app.dialogue = Talk(knowledge.newest, knowledge.wording, operator)
    return world.app


async def published_text(app: App, language: str, slug: str) -> str:
    """The first part of an answer, as it is published now."""
    answer = (await knowledge_of(app).newest()).answer(language, slug)
    return "" if answer is None else answer.essence
