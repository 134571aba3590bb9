"""What to ask the NLU about a message, before the turn is taken."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.context import Context
from bot.dialogue.reading import read
from bot.dialogue.state import State
from bot.messages import Incoming
from bot.text import clean


@dataclass(frozen=True, slots=True)
class ParseRequest:
    """One text for the model of one language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The texts to parse, none when the turn needs no model: buttons, commands, urgent rules."""

    parse: tuple[ParseRequest, ...] = ()


def plan(state: State, incoming: Incoming, ctx: Context) -> Plan:
    """Say what to ask the NLU. Never raises."""
    reading = read(state, incoming, ctx)
    if not reading.to_parse or not reading.language:
        return Plan()
    return Plan((ParseRequest(reading.language, clean(reading.to_parse)),))
