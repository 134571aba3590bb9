"""Whether a turn shows that we did not understand: what an editor may learn from, once it names nobody."""

from __future__ import annotations

from bot.dialogue.actions import Action, parse
from bot.dialogue.effects import Count, Missed, RecordFeedback
from bot.dialogue.result import Turn
from bot.dialogue.state import State
from bot.messages import Incoming, IncomingKind


def missed(before: State, incoming: Incoming, turn: Turn) -> Missed | None:
    """What went wrong with this message or the one before it; `None`: nothing, or it is urgent."""
    language = turn.state.language
    counts = [effect for effect in turn.effects if isinstance(effect, Count)]
    events = {count.event for count in counts}
    if not language or "urgent" in events:
        return None
    for effect in turn.effects:
        if isinstance(effect, RecordFeedback) and not effect.useful:
            return Missed("not_useful", language, effect.slug, before=True)
    offered = _offered(before)
    for count in counts if offered else ():
        if (count.event, count.detail) == ("menu", "none"):
            return Missed("none", language, before=True)
        if (count.event, count.detail) == ("answered", "button") and count.slug in offered[1:]:
            return Missed("other", language, count.slug, before=True)
    if incoming.kind is IncomingKind.TEXT and incoming.text:
        if "rephrased" in events:
            return Missed("rephrase", language)
        if "out_of_scope" in events:
            return Missed("outside", language)
    return None


def _offered(state: State) -> list[str]:
    """The questions of "do you mean one of these?", best guess first, if that was our last word; else none."""
    actions = [parse(action) or Action("") for action, _ in state.offered]
    if not any(action.verb == "none" for action in actions):
        return []
    return [action.target for action in actions if action.verb == "ask"]
