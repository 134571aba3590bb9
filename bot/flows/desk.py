"""What the flows of the desk work with: its settings, and its sentences to the person."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.channels.base import Outgoing
from bot.desk.case import Case
from bot.desk.expect import PROMISE, SILENCE
from bot.flows.trouble import log_defect
from bot.messages import Reply
from bot.store.conversations import Conversation, save_state
from bot.store.engine import Tx
from bot.store.leases import make_due
from bot.store.mailbox import put_out

if TYPE_CHECKING:
    from bot.channels.base import Channel
    from bot.flows.app import App

logger = logging.getLogger(__name__)

DESK = "desk"
"""The author of the desk's own sentences ("the adviser joined"): a claim does not cancel them as it does the bot's."""


@dataclass(frozen=True, slots=True)
class Mail:
    """Where the notice of new cases goes. It holds no person's data."""

    smtp_url: str = field(repr=False)
    """`smtp://user:password@host:port`, `smtps://…`; with STARTTLS where the server offers it."""
    to: str
    sender: str
    link: str
    """The desk's address."""
    every: timedelta = timedelta(minutes=15)
    """Not more often than this …"""
    every_urgent: timedelta = timedelta(minutes=2)
    """… and for an urgent case not more often than this."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk's settings."""

    on: bool = True
    """Off: nobody is promised a person; the way to other help is shown in words."""
    promise: timedelta = PROMISE
    """Open time within which somebody should answer."""
    silence: timedelta = SILENCE
    """Open time in which the adviser who holds a case should answer."""
    mail: Mail | None = None
    move_for: timedelta = timedelta(minutes=30)
    """How long a link that takes a case to another channel can be used."""


def said(channel: Channel | None, replies: tuple[Reply, ...], **notes: Any) -> list[dict[str, Any]]:
    """Rendered replies as the outbox keeps them, each with the words it was made of, for the desk to show.

    `notes` go with the first one.
    """
    payloads = []
    for reply in replies:
        parts: tuple[Outgoing, ...] = channel.render(reply) if channel else ()
        for number, part in enumerate(parts):
            words = {"said": reply.text, "kind_of_reply": reply.kind.value} if number == 0 else {}
            payloads.append({**part.to_json(), **words})
    if payloads and notes:
        payloads[0] = {**payloads[0], **notes}
    return payloads


async def context_of(app: App, channel: str, now: datetime) -> Any | None:
    """What the desk's sentences are worded with; `None` when it can't be had: the act goes on without a sentence.

    Asked for outside of the transaction that writes: it may read the store itself.
    """
    try:
        return await app.dialogue.context(channel, now)
    except Exception as error:
        app.metrics.defects.labels(where="desk_context").inc()
        log_defect(logger, "The desk's sentence could not be worded", error)
        return None


async def tell(
    tx: Tx,
    app: App,
    conv: Conversation,
    case: Case | None,
    context: Any | None,
    moment: str,
    now: datetime,
    **values: object,
) -> None:
    """Say one of the desk's sentences to the person of a case. `moment`: see `bot.dialogue.desk.MOMENTS`."""
    if context is None or conv.farewell_until is not None:
        return
    try:
        state = app.dialogue.load(conv.state)
        turn = app.dialogue.spoken(moment, state, case.spoken if case else "", context, **values)
        payloads = said(app.channels.get(conv.channel), tuple(turn.replies))
        dumped = app.dialogue.dump(turn.state)
    except Exception as error:
        # A sentence that fails must not keep an adviser from taking a case.
        app.metrics.defects.labels(where="desk_words").inc()
        log_defect(logger, f"The desk's sentence {moment!r} could not be worded", error)
        return
    await save_state(tx, conv, dumped)
    await put(tx, app, conv, payloads, now, author=DESK)


async def put(
    tx: Tx, app: App, conv: Conversation, payloads: list[dict[str, Any]], now: datetime, *, author: str
) -> list[str]:
    """Queue messages of the desk or an adviser and wake a worker; their ids."""
    channel = app.channels.get(conv.channel)
    pull = channel is not None and channel.pull
    ids = await put_out(tx, conv, payloads, now, author=author, delivered=pull)
    if ids and not pull:
        await make_due(tx, conv.id, now)
    return ids
