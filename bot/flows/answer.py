"""One message becomes its replies: plan, ask the NLU, take the turn, render. Outside of any transaction."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.base import Channel, Outgoing
from bot.flows import effects
from bot.flows.app import App
from bot.flows.trouble import log_defect
from bot.messages import Reply
from bot.store.mailbox import InboxItem

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answering:
    """A message that is being answered, and what is needed for it."""

    item: InboxItem
    channel: Channel | None
    address: str
    state: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What is to be stored: new state (`None`: unchanged), messages in order, effects."""

    state: dict[str, Any] | None
    messages: tuple[Outgoing, ...]
    effects: effects.Sorted
    failed: bool = False
    """The dialogue raised; the messages are the apology."""


async def answer(app: App, work: Answering) -> Answered:
    """Answer a message. A dialogue that raises costs the person an answer, never a reply: they get the apology.

    Raises only when the context (content, wording) can't be had: the message is kept and tried again.
    """
    started = time.perf_counter()
    state = app.dialogue.load(work.state)
    context = await app.dialogue.context(work.channel.name if work.channel else "", app.clock())
    try:
        if work.item.attempts > app.delivery.max_attempts:
            logger.error("A message was left by %d dying workers and is answered with the apology", work.item.attempts)
            app.metrics.defects.labels(where="poison").inc()
            return _apology(app, work, state, context)
        plan = app.dialogue.plan(state, work.item.incoming, context)
        understood = await asyncio.gather(*(_parse(app, one.language, one.text) for one in plan.parse))
        turn = app.dialogue.turn(state, work.item.incoming, tuple(understood), context)
        return Answered(
            state=app.dialogue.dump(turn.state),
            messages=_render(work.channel, turn.replies),
            effects=effects.sort(turn.effects),
        )
    except Exception as error:
        app.metrics.defects.labels(where="dialogue").inc()
        log_defect(logger, "A message could not be answered; the person gets the apology", error)
        return _apology(app, work, state, context)
    finally:
        app.metrics.turn_seconds.observe(time.perf_counter() - started)


async def _parse(app: App, language: str, text: str) -> Any | None:
    try:
        return await app.nlu.parse(language, text)
    except Exception as error:
        app.metrics.defects.labels(where="nlu_client").inc()
        log_defect(logger, "The NLU client failed in an unforeseen way", error)
        return None


def _render(channel: Channel | None, replies: Sequence[Reply]) -> tuple[Outgoing, ...]:
    return tuple(message for reply in replies for message in channel.render(reply)) if channel else ()


def _apology(app: App, work: Answering, state: Any, context: Any) -> Answered:
    nothing = effects.sort(())
    try:
        replies = app.dialogue.apology(state, work.item.incoming, context)
        return Answered(None, _render(work.channel, replies), nothing, failed=True)
    except Exception as error:
        app.metrics.defects.labels(where="apology").inc()
        log_defect(logger, "Even the apology failed", error)
        return Answered(None, (), nothing, failed=True)
