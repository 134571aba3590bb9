"""What a turn yields, and how its parts put it together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.effects import Effect
from bot.dialogue.state import MAX_OFFERED, State
from bot.dialogue.voice import Voice
from bot.messages import Reply


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one message: the new state, at most two replies, and what the flows must carry out."""

    state: State
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A turn in the making. `changes`: fields of the state; `confirming`, `held`, `step` … last one turn."""

    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, voice: Voice, *replies: Reply, effects: tuple[Effect, ...] = (), **changes: Any) -> Draft:
        """A draft in the voice's language, which becomes the conversation's."""
        offered = tuple((choice.action, choice.full) for reply in replies for choice in reply.choices)[:MAX_OFFERED]
        return cls(replies, effects, {"language": voice.language, "offered": offered, **changes})

    def with_changes(self, **changes: Any) -> Draft:
        """The same draft with more of the state set."""
        return Draft(self.replies, self.effects, {**self.changes, **changes})

    def finish(self, state: State) -> Turn:
        """The turn that this draft makes of a state."""
        one_turn = {
            "confirming": "",
            "held": "",
            "awaiting": "",
            "tries": 0,
            "step": "",
            "number": "",
            "part": "",
            "spoken": "",
        }
        return Turn(state.with_(**{**one_turn, "tries": 0, **self.changes}), self.replies, self.effects)
