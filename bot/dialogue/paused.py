"""While an administrator has paused the bot: cries for help are answered, "delete my data" works, the rest gets one
fixed notice with the way to help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.context import Context, Understanding
from bot.dialogue.effects import Count, EraseConversation
from bot.dialogue.result import Turn
from bot.dialogue.state import State
from bot.dialogue.turn import turn
from bot.dialogue.voice import Voice
from bot.messages import Incoming, Reply, ReplyKind


def paused(state: State, incoming: Incoming, understood: Sequence[Understanding | None], ctx: Context) -> Turn:
    """The turn as it would have been, where somebody is in danger or wants to be forgotten; else the notice.

    Nothing else of that turn happens: the conversation goes on where it was when the pause ends.
    """
    taken = turn(state, incoming, understood, ctx)
    if _must_be(taken):
        return taken
    language = taken.state.language if taken.state.language in ctx.snapshot.languages else ""
    voice = Voice(ctx, language or state.language or next(iter(ctx.snapshot.languages)))
    reply = Reply(
        voice.language,
        "\n\n".join(
            (
                voice.t("The chat has a short break. Please ask again later: we can't answer now."),
                voice.t("Life in danger? Call {number}.", number=voice.contact("emergency_112", "phone")),
            )
        ),
        kind=ReplyKind.NOTICE,
    )
    return Turn(
        state.with_(language=language or state.language), (reply,), (Count("paused", voice.language),)
    )  # fmt: skip


def _must_be(taken: Turn) -> bool:
    return (
        any(reply.kind is ReplyKind.URGENT for reply in taken.replies)
        or any(isinstance(effect, EraseConversation) for effect in taken.effects)
        or taken.state.confirming == "erase"
    )
