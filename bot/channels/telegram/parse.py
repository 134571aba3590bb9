"""What an update of Telegram means. Pure; never raises, whatever comes.

Messages are told apart by what they are (chat, message, moment of the edit), not by `update_id`, which Telegram may
begin anew after a quiet week.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, PhotoSize, Update, User
from telegram.ext.filters import StatusUpdate

from bot.channels.base import ALBUM, Attachment
from bot.messages import MAX_INCOMING_CHARS, Envelope, Incoming, IncomingKind
from bot.text import clean

CHANNEL = "telegram"
START = "/start"

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates we ask for."""

_KINDS = {
    "voice": "voice",
    "audio": "audio",
    "photo": "image",
    "animation": "animation",
    "document": "document",
    "video": "video",
    "video_note": "video",
    "sticker": "sticker",
    "venue": "location",
    "location": "location",
    "contact": "contact",
    "poll": "poll",
    "dice": "dice",
}
"""Attribute of a message → the kind we count. An animation also looks like a document, a venue like a location: first
come, first served."""


_NEEDED = frozenset({"message_id", "date", "chat", "from", "text", "caption"})


@dataclass(frozen=True, slots=True)
class Said:
    """A person wrote, pressed or sent something. `callback_id`: the button spins until this query is answered."""

    envelope: Envelope
    callback_id: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A person blocked us (`reachable` is false) or unblocked us."""

    address: str
    external_id: str
    reachable: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class InGroup:
    """We are in a group, where everybody reads along. `language_hint`: that of the one who wrote or brought us in."""

    chat_id: int
    language_hint: str = ""
    callback_id: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing to do. `why` is a short code for the log."""

    why: str


Heard = Said | Reached | InGroup | Ignored


def parse(data: object) -> Heard:
    """One update, given as parsed JSON."""
    if not isinstance(data, dict):
        return Ignored("malformed")
    try:
        return _read(Update.de_json(data, None))
    except Exception:
        return _salvage(data)


def _salvage(data: dict[str, Any]) -> Heard:
    """Read an update once more without the contents of its message: the library knows the fields of its own day, and a
    person gets an answer all the same. `malformed` when that fails too: one update must not stop the others."""
    message = data.get("message")
    if not isinstance(message, dict):
        return Ignored("malformed")
    try:
        heard = _read(Update.de_json({**data, "message": {k: v for k, v in message.items() if k in _NEEDED}}, None))
    except Exception:
        return Ignored("malformed")
    if isinstance(heard, Said) and heard.envelope.incoming.kind is IncomingKind.UNREADABLE:
        what = next((kind for attribute, kind in _KINDS.items() if attribute in message), "unknown")
        return Said(replace(heard.envelope, incoming=replace(heard.envelope.incoming, what=what)))
    return heard


def _read(update: Update) -> Heard:
    if update.callback_query:
        return _pressed(update.callback_query)
    if update.my_chat_member:
        return _membership(update.my_chat_member, update.update_id)
    if update.message:
        return _message(update.message, edited=False)
    if update.edited_message:
        return _message(update.edited_message, edited=True)
    return Ignored("not_asked_for")


def _message(message: Message, *, edited: bool) -> Heard:
    chat, sender = message.chat, message.from_user
    if message.left_chat_member or message.migrate_to_chat_id:
        return Ignored("service")
    if chat.type in (Chat.GROUP, Chat.SUPERGROUP):
        return InGroup(chat.id, _hint(sender))
    if chat.type != Chat.PRIVATE or (sender is not None and sender.is_bot):
        return Ignored("not_private")
    if StatusUpdate.ALL.check_update(Update(0, message=message)):
        return Ignored("service")
    text = message.text or message.caption
    if edited and not (isinstance(text, str) and text.strip()):
        return Ignored("edited_without_text")  # a live location moves every few seconds
    return Said(_envelope(message, text if isinstance(text, str) else "", edited=edited))


def _envelope(message: Message, text: str, *, edited: bool) -> Envelope:
    address = _address(message.chat.id)
    what = next((kind for attribute, kind in _KINDS.items() if getattr(message, attribute, None)), "")
    external_id = f"message:{address}:{message.message_id}"
    sent_at = message.date
    if edited and message.edit_date is not None:
        sent_at = message.edit_date
        external_id = f"edit:{address}:{message.message_id}:{int(sent_at.timestamp())}"
    attributes = _attachment(message, what)
    if message.media_group_id:
        attributes[ALBUM] = str(message.media_group_id)
    return Envelope(
        CHANNEL,
        address,
        external_id,
        _incoming(text, what, _hint(message.from_user), edited),
        sent_at_s=sent_at.timestamp(),
        attributes=attributes,
    )


def _incoming(text: str, what: str, hint: str, edited: bool) -> Incoming:
    words = text.strip().split(maxsplit=1)
    command = words[0].partition("@")[0] if words else ""
    if command == START:
        payload = words[1].strip() if len(words) > 1 else ""
        return Incoming(IncomingKind.START, action=payload, language_hint=hint, edited=edited)
    if command.startswith("/") and len(words) == 1:
        text = command  # "/menu@our_bot"
    if text.strip():
        cleaned = clean(text, max_chars=MAX_INCOMING_CHARS)
        return Incoming(IncomingKind.TEXT, text=cleaned, what=what, language_hint=hint, edited=edited)
    return Incoming(IncomingKind.UNREADABLE, what=what or "unknown", language_hint=hint, edited=edited)


def _attachment(message: Message, what: str) -> dict[str, str]:
    if what == "image":
        largest: PhotoSize = max(message.photo, key=lambda size: size.width * size.height)
        return Attachment(largest.file_id, what, "image/jpeg", "", largest.file_size).to_attributes()
    for attribute in ("document", "voice", "audio", "video"):
        file = getattr(message, attribute)
        if file and what == attribute:
            name = str(getattr(file, "file_name", None) or "")
            return Attachment(file.file_id, what, str(file.mime_type or ""), name, file.file_size).to_attributes()
    return {}


def _pressed(query: CallbackQuery) -> Heard:
    hint = _hint(query.from_user)
    chat = query.message.chat if query.message else None
    if chat is not None and chat.type in (Chat.GROUP, Chat.SUPERGROUP):
        return InGroup(chat.id, hint, callback_id=query.id)
    # In a private chat the chat's id is the person's; a message that is too old may come without its chat.
    address = _address(chat.id if chat is not None else query.from_user.id)
    action = query.data if isinstance(query.data, str) else ""
    incoming = Incoming(IncomingKind.CHOICE, action=action, language_hint=hint)
    return Said(Envelope(CHANNEL, address, f"callback:{query.id}", incoming), callback_id=query.id)


def _membership(change: ChatMemberUpdated, update_id: int) -> Heard:
    status = change.new_chat_member.status
    here = status in ("member", "administrator", "creator", "restricted")
    if change.chat.type in (Chat.GROUP, Chat.SUPERGROUP):
        return InGroup(change.chat.id, _hint(change.from_user)) if here else Ignored("left_group")
    if change.chat.type != Chat.PRIVATE:
        return Ignored("not_private")
    address = _address(change.chat.id)
    stamp = f"{int(change.date.timestamp())}:{status}"
    return Reached(address, f"reach:{address}:{stamp}:{update_id}", here, change.date)


def _address(chat_id: int) -> str:
    if not isinstance(chat_id, int):
        raise TypeError("a chat's id is a number")
    return str(chat_id)


def _hint(user: User | None) -> str:
    hint = user.language_code if user is not None else None
    return hint if isinstance(hint, str) and len(hint) <= 35 else ""
