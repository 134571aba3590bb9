"""A dialogue that needs no content: it repeats what was said and counts, so that order and loss can be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.messages import Choice, Incoming, IncomingKind, Reply, ReplyKind


@dataclass(frozen=True)
class EchoParse:
    language: str
    text: str


@dataclass(frozen=True)
class EchoPlan:
    parse: tuple[EchoParse, ...] = ()


@dataclass(frozen=True)
class EchoTurn:
    state: dict[str, Any]
    replies: tuple[Reply, ...]
    effects: tuple[object, ...] = ()


@dataclass
class EchoDialogue:
    """Replies "<count>: <text>" in `parts` messages. Texts with a meaning of their own:

    "raise" makes the turn raise, "raise plan" the plan; "nlu …" asks the NLU; texts in `effects` bring effects.
    """

    parts: int = 1
    effects: dict[str, tuple[object, ...]] = field(default_factory=dict)
    before_turn: Callable[[Incoming], None] | None = None
    context_error: Exception | None = None
    contexts: list[datetime] = field(default_factory=list)

    def load(self, data: dict[str, Any] | None) -> dict[str, Any]:
        return data or {"count": 0}

    def dump(self, state: dict[str, Any]) -> dict[str, Any]:
        return state

    async def context(self, channel: str, now: datetime) -> str:
        if self.context_error:
            raise self.context_error
        self.contexts.append(now)
        return channel

    def plan(self, state: dict[str, Any], incoming: Incoming, context: str) -> EchoPlan:
        if incoming.text == "raise plan":
            raise RuntimeError("secret words of a person")
        if incoming.text.startswith("nlu"):
            return EchoPlan((EchoParse("pl", incoming.text),))
        return EchoPlan()

    def turn(
        self, state: dict[str, Any], incoming: Incoming, understood: tuple[Any | None, ...], context: str
    ) -> EchoTurn:
        if self.before_turn:
            self.before_turn(incoming)
        if incoming.text == "raise":
            raise RuntimeError("secret words of a person")
        count = state["count"] + 1
        said = incoming.action if incoming.kind is IncomingKind.CHOICE else incoming.text
        if understood:
            said += " understood" if understood[0] is not None else " without nlu"
        choices = (Choice("ask:bsn", "BSN?"), Choice("human", "Człowiek"))
        replies = [
            Reply("pl", f"{count}: {said}" if part == 0 else f"{count}.{part}: {said}", kind=ReplyKind.ANSWER)
            for part in range(self.parts)
        ]
        replies[-1] = Reply("pl", replies[-1].text, choices, kind=ReplyKind.ANSWER)
        return EchoTurn({"count": count}, tuple(replies), self.effects.get(incoming.text, ()))

    def joined(self, state: dict[str, Any], incoming: Incoming, mode: str, context: str) -> EchoTurn:
        return EchoTurn(state, (), self.effects.get(incoming.text, ()))

    def spoken(self, moment: str, state: dict[str, Any], language: str, context: str, **values: object) -> EchoTurn:
        name = f" {values['name']}" if values.get("name") else ""
        return EchoTurn(state, (Reply(language, f"[{moment}{name}]"),))

    def paused(
        self, state: dict[str, Any], incoming: Incoming, understood: tuple[Any | None, ...], context: str
    ) -> EchoTurn:
        return EchoTurn(state, (Reply("pl", "paused", kind=ReplyKind.NOTICE),))

    def apology(self, state: dict[str, Any], incoming: Incoming, context: str) -> tuple[Reply, ...]:
        return (Reply("pl", "sorry"),)


@dataclass
class EchoNlu:
    """An NLU that always understands, or never."""

    answer: Any | None = "something"
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def parse(self, language: str, text: str) -> Any | None:
        self.asked.append((language, text))
        return self.answer
