"""A world for dialogue tests: the real registries and wording, and an answer for every question."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType

from bot.content import files
from bot.content.model import CHAT_TOPIC, Answer, Snapshot
from bot.dialogue.context import Context, Operator, Thresholds, Understanding
from bot.dialogue.plan import plan
from bot.dialogue.state import State
from bot.dialogue.turn import Turn, turn
from bot.language.wording import Wording
from bot.messages import Incoming, IncomingKind
from bot.settings import ROOT

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@cache
def snapshot() -> Snapshot:
    """The real registries with one short answer for every question and language."""
    real = files.load(ROOT / "content").snapshot
    answers = {
        (language, question.slug): Answer(
            language,
            question.slug,
            question.topic,
            title=f"{question.slug} ({language})",
            button=question.slug[:20],
            row=question.slug[:24],
            essence="{contact:emergency_112}" if question.urgent else f"Essence of {question.slug}.",
            more=f"More about {question.slug}.",
            sources=("https://www.rijksoverheid.nl/x",),
        )
        for language in real.languages
        for question in real.questions.values()
        if question.topic != CHAT_TOPIC
    }
    return replace(real, answers=MappingProxyType(answers))


@cache
def wording() -> Wording:
    """The real wording."""
    return Wording.load("chat", snapshot().languages)


def context(**changes: object) -> Context:
    """The context of a turn at `NOW`."""
    operator = Operator("Gemeente Test", "privacy@example.org", "https://chat.example.org/chat/privacy", 30)
    return replace(Context(snapshot(), wording(), NOW, operator, "console"), **changes)  # type: ignore[arg-type]


def text(words: str, **changes: str) -> Incoming:
    """A typed message."""
    return Incoming(IncomingKind.TEXT, text=words, **changes)  # type: ignore[arg-type]


def press(action: str) -> Incoming:
    """A pressed button."""
    return Incoming(IncomingKind.CHOICE, action=action)


def sure(slug: str, probability: float = 0.9) -> Understanding:
    """A model that is sure of one slug."""
    return ranked((slug, probability))


def ranked(*ranking: tuple[str, float], in_scope: float = 0.9) -> Understanding:
    """A model's ranking with the default thresholds."""
    return Understanding(ranking, in_scope, Thresholds(), "test")


def say(state: State, incoming: Incoming, understood: Understanding | None = None, ctx: Context | None = None) -> Turn:
    """Take one turn; the model answers `understood` when the plan asks it."""
    ctx = ctx or context()
    asked = plan(state, incoming, ctx).parse
    return turn(state, incoming, tuple(understood for _ in asked), ctx)
