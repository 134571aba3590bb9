"""What we remember of a conversation: as little as the next turn needs. Kept encrypted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

MAX_OFFERED = 40
"""Choices that are remembered: all that a reply can have, over the pages of a channel with short lists."""
MAX_HELD_CHARS = 400


@dataclass(frozen=True, slots=True)
class State:
    """A conversation's memory."""

    language: str = ""
    """The language we speak; empty until it is known."""
    noticed: bool = False
    """Whether the notice (who we are, who reads) has been shown."""
    slug: str = ""
    """The answer shown last."""
    misses: int = 0
    """How many messages in a row we did not understand."""
    confirming: str = ""
    """What a "yes" would confirm: "erase" or nothing."""
    offered: tuple[tuple[str, str], ...] = ()
    """The choices shown last as (action, wording): people also type them, or their number."""
    held: str = ""
    """A message that waits for the person to choose a language."""
    wish: str = ""
    """"human" or "callback" once the person asked for one."""
    place: str = ""
    """The town that the person named, else the place code of the link that brought the person here."""
    awaiting: str = ""
    """The question for which we have just asked "In which town are you?", or nothing."""
    tries: int = 0
    """How often we have asked it."""
    spoken: str = ""
    """A language that only advisers speak, while the person is served in it."""
    step: str = ""
    """What was asked on the way to an adviser: number, part (of the day) or confirm."""
    person: str = ""
    """The question that an adviser is wanted for."""
    number: str = ""
    """The number to call, until the person has confirmed it."""
    part: str = ""
    """The part of the day for that call."""
    told: bool = False
    """Whether somebody who waits was told that their messages reach the adviser."""
    warned: str = ""
    """Urgent questions whose contacts were shown since the case is open, apart by spaces."""

    @classmethod
    def new(cls) -> State:
        """The state of a conversation that has not begun."""
        return cls()

    def with_(self, **changes: Any) -> State:
        """A copy with some fields changed."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """Plain data; fields at their default are left out."""
        blank = State()
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(blank, field.name)
        }

    @classmethod
    def from_json(cls, data: Any) -> State:
        """Read what `to_json` wrote, in this or another version. Never raises: what can't be read is forgotten."""
        if not isinstance(data, Mapping):
            return cls()
        blank = cls()
        known: dict[str, Any] = {}
        for field in fields(cls):
            value = data.get(field.name)
            if field.name == "offered":
                known["offered"] = _pairs(value)
            elif type(value) is type(getattr(blank, field.name)):
                known[field.name] = value
        return cls(**known)


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list | tuple):
        return ()
    pairs = [tuple(pair) for pair in value if isinstance(pair, list | tuple) and len(pair) == 2]
    return tuple((str(action), str(text)) for action, text in pairs)[:MAX_OFFERED]
