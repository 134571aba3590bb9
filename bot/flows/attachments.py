"""Files that people send in a case: fetched after they agreed that an adviser reads along, never before.

A drain notes the file when its message joins the case, and fetches it as a piece of work of its own, between two
transactions, like sending.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.channels.base import Attachment, Fetches
from bot.channels.files import Checked, check
from bot.errors import FetchError
from bot.flows.app import App
from bot.flows.desk import context_of, tell
from bot.flows.trouble import log_defect
from bot.metrics import code_of
from bot.store import Tx, attachments
from bot.store.cases import open_case_of
from bot.store.conversations import BOT, Conversation
from bot.store.mailbox import InboxItem

logger = logging.getLogger(__name__)

KINDS = frozenset({"image", "document", "voice"})
"""Contracts, payslips, letters, photos of them, and what people say instead of writing it."""
MAX_BYTES = 10 * 1024 * 1024
MAX_TRIES = 6
FIRST_PAUSE = timedelta(seconds=10)
FETCH_TIMEOUT = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Fetching:
    """One file to be fetched."""

    id: str
    channel: Fetches
    attachment: Attachment
    attempts: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching a file; `context` words what the person is told when it can't be kept."""

    outcome: Checked | FetchError
    context: Any | None = None


async def note(tx: Tx, app: App, conv: Conversation, item: InboxItem, now: datetime) -> None:
    """Note the file of a message that has just joined a case, if it is of a kind that advisers need."""
    found = Attachment.from_attributes(item.attributes)
    if found is None or found.kind not in KINDS or conv.mode == BOT:
        return
    if isinstance(app.channels.get(conv.channel), Fetches):
        await attachments.note(tx, conv, item.entry, found.to_attributes(), now)


async def begin(tx: Tx, app: App, conv: Conversation, now: datetime) -> Fetching | datetime | None:
    """The file to fetch now; a time: look again then; `None`: none waits."""
    waiting = await attachments.next_waiting(tx, conv)
    if waiting is None:
        return None
    if conv.mode == BOT:
        await attachments.drop_waiting(tx, conv)
        return None
    if waiting.not_before is not None and waiting.not_before > now:
        return waiting.not_before
    channel: object = app.channels.get(conv.channel)
    found = Attachment.from_attributes(waiting.described)
    if not isinstance(channel, Fetches) or found is None:
        return now + app.delivery.backoff_most
    return Fetching(waiting.id, channel, found, waiting.attempts)


async def fetch(app: App, conv: Conversation, work: Fetching) -> Fetched:
    """Fetch and check; bounded in time, never raises but `CancelledError`."""
    outcome = await _fetch(app, work)
    if isinstance(outcome, Checked) or _again(work, outcome):
        return Fetched(outcome)
    return Fetched(outcome, await context_of(app, conv.channel, app.clock()))


def _again(work: Fetching, error: FetchError) -> bool:
    return error.again and work.attempts + 1 < MAX_TRIES


async def _fetch(app: App, work: Fetching) -> Checked | FetchError:
    size = work.attachment.size_bytes
    if size is not None and size > MAX_BYTES:
        return FetchError("too_large")
    try:
        async with asyncio.timeout(FETCH_TIMEOUT.total_seconds()):
            file = await work.channel.fetch(work.attachment.ref, max_bytes=MAX_BYTES)
            return await asyncio.to_thread(check, file.content)
    except FetchError as error:
        return error
    except TimeoutError:
        return FetchError("timeout", again=True)
    except Exception as error:
        app.metrics.defects.labels(where="fetch").inc()
        log_defect(logger, "A file could not be fetched in an unforeseen way", error)
        return FetchError("defect", again=True)


async def settle(tx: Tx, app: App, conv: Conversation, work: Fetching, fetched: Fetched, now: datetime) -> None:
    """Write down what became of it, and tell the person when nobody can look at it. The case may have ended meanwhile:
    then nothing is kept."""
    outcome = fetched.outcome
    if conv.mode == BOT:
        await attachments.drop_waiting(tx, conv)
    elif isinstance(outcome, Checked):
        await attachments.keep(tx, conv, work.id, outcome.media_type, outcome.content)
    elif _again(work, outcome):
        until = now + FIRST_PAUSE * 2.0**work.attempts
        await attachments.postpone(tx, conv, work.id, code_of(outcome.reason), until)
    else:
        logger.warning("A file sent in a case is not kept: %s", code_of(outcome.reason))
        await attachments.refuse(tx, conv, work.id, code_of(outcome.reason))
        case = await open_case_of(tx, conv.id)
        await tell(tx, app, conv, case, fetched.context, "file", now)
