"""A picture or document that somebody sends on the web page while an adviser reads along: checked, then sealed."""

from __future__ import annotations

import asyncio

from bot.channels.base import Attachment
from bot.channels.files import Checked, check
from bot.errors import FetchError
from bot.flows.app import App
from bot.flows.history import mode_of
from bot.flows.receive import Received, receive
from bot.messages import Envelope, Incoming, IncomingKind
from bot.store import attachments
from bot.store.conversations import BOT, hold

MAX_BYTES = 5 * 1024 * 1024
"""What a page may send: a photo of a contract, a payslip as a PDF."""
KINDS = {"application/pdf": "document"}
WANTED = frozenset({"image/jpeg", "image/png", "application/pdf"})


class NoAdviser(FetchError):
    """Nobody reads along: a file would reach no one, so that it is not kept."""

    def __init__(self) -> None:
        super().__init__("no_adviser")


async def upload(
    app: App, *, channel: str, address: str, conversation_id: str, external_id: str, content: bytes, language: str
) -> Received:
    """Store a file as a message of its sender. The same `external_id` again changes nothing.

    Raises `NoAdviser`, or `FetchError` (`too_large`, `kind`, `damaged`, …) when the file can't be kept.
    """
    if await mode_of(app.store, conversation_id) in ("", BOT):
        raise NoAdviser
    if len(content) > MAX_BYTES:
        raise FetchError("too_large")
    checked: Checked = await asyncio.to_thread(check, content)
    if checked.media_type not in WANTED:
        raise FetchError("kind")
    kind = KINDS.get(checked.media_type, "image")
    incoming = Incoming(IncomingKind.UNREADABLE, what=kind, language_hint=language)
    described = Attachment(external_id, kind, checked.media_type, "", len(checked.content)).to_attributes()
    envelope = Envelope(channel, address, external_id, incoming)
    received = await receive(app.store, envelope, metrics=app.metrics, now=app.clock())
    if received.entry is None or received.conversation_id is None:
        return received
    async with app.store.write() as tx:
        conv = await hold(tx, received.conversation_id)
        if conv is not None and conv.mode != BOT:
            await attachments.note(tx, conv, received.entry, described, app.clock())
            for one in await attachments.attachments_of(tx, conv):
                if one.entry == received.entry and one.status == attachments.WAITING:
                    await attachments.keep(tx, conv, one.id, checked.media_type, checked.content)
    return received
