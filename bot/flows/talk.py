"""The dialogue of this product behind the port that the flows know."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.content.model import Snapshot
from bot.dialogue.context import Context, DeskView, Operator, Understanding
from bot.dialogue.desk import spoken
from bot.dialogue.joined import joined
from bot.dialogue.missed import missed
from bot.dialogue.paused import paused
from bot.dialogue.plan import Plan, plan
from bot.dialogue.state import State
from bot.dialogue.turn import Turn, apology, turn
from bot.language.wording import Wording
from bot.messages import Incoming, Reply


class Talk:
    """`bot.dialogue` with the newest content. `snapshot` gives it, at once when nothing changed."""

    def __init__(
        self,
        snapshot: Callable[[], Awaitable[Snapshot]],
        wording: Wording,
        operator: Operator,
        desk: Callable[[datetime], Awaitable[DeskView]] | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._wording = wording
        self._operator = operator
        self._desk = desk

    def load(self, data: dict[str, Any] | None) -> State:
        """The state from JSON; `None`: a new conversation."""
        return State.new() if data is None else State.from_json(data)

    def dump(self, state: State) -> dict[str, Any]:
        """The state as JSON."""
        return state.to_json()

    async def context(self, channel: str, now: datetime) -> Context:
        """The world at the moment of the turn."""
        desk = await self._desk(now) if self._desk is not None else DeskView()
        return Context(await self._snapshot(), self._wording, now, self._operator, channel, desk)

    def plan(self, state: State, incoming: Incoming, context: Context) -> Plan:
        """What to ask the NLU."""
        return plan(state, incoming, context)

    def turn(
        self, state: State, incoming: Incoming, understood: tuple[Understanding | None, ...], context: Context
    ) -> Turn:
        """Take the turn; what it shows not to have understood is one more effect."""
        taken = turn(state, incoming, understood, context)
        miss = missed(state, incoming, taken)
        return taken if miss is None else replace(taken, effects=(*taken.effects, miss))

    def paused(
        self, state: State, incoming: Incoming, understood: tuple[Understanding | None, ...], context: Context
    ) -> Turn:
        """The turn while an administrator has paused the bot."""
        return paused(state, incoming, understood, context)

    def joined(self, state: State, incoming: Incoming, mode: str, context: Context) -> Turn:
        """What the person gets when their message joins a case."""
        return joined(state, incoming, mode, context)

    def spoken(self, moment: str, state: State, language: str, context: Context, **values: object) -> Turn:
        """One of the desk's sentences."""
        return spoken(moment, state, language, context, **values)

    def apology(self, state: State, incoming: Incoming, context: Context) -> Sequence[Reply]:
        """What the person gets when the turn failed."""
        return (apology(state, incoming, context),)
