"""One message becomes its replies: plan, ask the NLU, take the turn, render. Outside of any transaction."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.base import Channel
from bot.dialogue.effects import Count
from bot.flows import effects
from bot.flows.app import App
from bot.flows.desk import said
from bot.flows.pausing import is_paused
from bot.flows.trouble import log_defect
from bot.messages import Reply
from bot.store.conversations import BOT
from bot.store.mailbox import InboxItem

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answering:
    """A message that is being answered, and what is needed for it."""

    item: InboxItem
    channel: Channel | None
    address: str
    state: dict[str, Any] | None
    mode: str = BOT
    """Who owned the conversation when the message was taken up; checked again when the answer is written."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What is to be stored: new state (`None`: unchanged), messages in order as the outbox keeps them, effects."""

    state: dict[str, Any] | None
    messages: tuple[dict[str, Any], ...]
    effects: effects.Sorted
    context: Any = None
    """What the turn looked at, for the desk's sentences."""
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
        if work.mode == BOT and work.item.attempts > app.delivery.max_attempts:
            logger.error("A message was left by %d dying workers and is answered with the apology", work.item.attempts)
            app.metrics.defects.labels(where="poison").inc()
            return _apology(app, work, state, context)
        if work.mode != BOT:
            return _joined(app, work, state, context)
        plan = app.dialogue.plan(state, work.item.incoming, context)
        understood = await asyncio.gather(*(_parse(app, one.language, one.text) for one in plan.parse))
        take = app.dialogue.paused if await is_paused(app) else app.dialogue.turn
        turn = take(state, work.item.incoming, tuple(understood), context)
        return Answered(
            state=app.dialogue.dump(turn.state),
            messages=_render(work.channel, turn.replies, understood=_understood(turn.effects)),
            effects=effects.sort(turn.effects),
            context=context,
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


def _joined(app: App, work: Answering, state: Any, context: Any) -> Answered:
    """What somebody gets whose message joins a case. A defect costs them the acknowledgement, never the message."""
    try:
        turn = app.dialogue.joined(state, work.item.incoming, work.mode, context)
        replies = _render(work.channel, turn.replies)
        return Answered(app.dialogue.dump(turn.state), replies, effects.sort(turn.effects), context)
    except Exception as error:
        app.metrics.defects.labels(where="joined").inc()
        log_defect(logger, "A message joins its case without an acknowledgement", error)
        return Answered(None, (), effects.sort(()), context)


def _render(channel: Channel | None, replies: Sequence[Reply], **notes: Any) -> tuple[dict[str, Any], ...]:
    return tuple(said(channel, tuple(replies), **notes))


def _understood(found: Sequence[object]) -> str:
    """The question that a turn took the message for."""
    return next((effect.slug for effect in found if isinstance(effect, Count) and effect.slug), "")


def _apology(app: App, work: Answering, state: Any, context: Any) -> Answered:
    nothing = effects.sort(())
    try:
        replies = app.dialogue.apology(state, work.item.incoming, context)
        return Answered(None, _render(work.channel, replies), nothing, failed=True)
    except Exception as error:
        app.metrics.defects.labels(where="apology").inc()
        log_defect(logger, "Even the apology failed", error)
        return Answered(None, (), nothing, failed=True)
