"""Messages that join a case: while somebody waits for an adviser, or talks to one."""

from __future__ import annotations

from bot.dialogue.context import Context
from bot.dialogue.result import Turn
from bot.dialogue.state import State
from bot.messages import Incoming


def joined(state: State, incoming: Incoming, mode: str, ctx: Context) -> Turn:
    """Nothing is said."""
    return Turn(state, ())
