"""What to ask the NLU about a message, before the turn is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogue.context import Context
from bot.dialogue.reading import read
from bot.dialogue.state import State
from bot.messages import MAX_INCOMING_CHARS, Incoming
from bot.text import MAX_MODEL_CHARS, clean

MAX_SENTENCES = 3
MIN_WORDS = 3
_END = re.compile(r"[.!?;\n]+\s*")


@dataclass(frozen=True, slots=True)
class ParseRequest:
    """One text for the model of one language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The texts to parse: the message, then its sentences when it has several (of a long one without sentences its
    end); none when the turn needs no model."""

    parse: tuple[ParseRequest, ...] = ()


def plan(state: State, incoming: Incoming, ctx: Context) -> Plan:
    """Say what to ask the NLU. Never raises."""
    reading = read(state, incoming, ctx)
    if not reading.to_parse or not reading.language:
        return Plan()
    texts = [clean(reading.to_parse), *(sentences(reading.to_parse) or ending(reading.to_parse))]
    return Plan(tuple(ParseRequest(reading.language, text) for text in texts))


def cut(text: str) -> bool:
    """Whether a model reads only the beginning of a text."""
    return len(clean(text, max_chars=MAX_INCOMING_CHARS)) > MAX_MODEL_CHARS


def ending(text: str) -> list[str]:
    """The end of a text without sentences that is longer than a model reads: there people come to their question."""
    if not cut(text):
        return []
    whole = clean(text, max_chars=MAX_INCOMING_CHARS)
    return [clean(whole[-MAX_MODEL_CHARS:].partition(" ")[2])]


def sentences(text: str) -> list[str]:
    """The last sentences of a text that has several, each long enough to mean something; else none."""
    found = [part for part in map(clean, _END.split(text)) if len(part.split()) >= MIN_WORDS]
    return found[-MAX_SENTENCES:] if len(found) > 1 else []
