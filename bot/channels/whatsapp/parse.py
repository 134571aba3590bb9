"""What a webhook call of Meta says, as the product's own words. Pure and total: any JSON is read, what is not for us or
not known is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.channels.base import Attachment, Mark, Move
from bot.channels.whatsapp.errors import send_error
from bot.channels.whatsapp.identity import Person
from bot.dialogue.actions import parse as parse_action
from bot.messages import MAX_ACTION_BYTES, MAX_INCOMING_CHARS, Envelope, Incoming, IncomingKind

CHANNEL = "whatsapp"
WINDOW = timedelta(hours=24)
"""Free messages are allowed for so long after the person's last one."""
MAX_ID_CHARS = 512
RESUME = "resume"
"""The action of a template's button: the person writes again, and what waited for them goes out."""

SILENT = frozenset({"reaction", "system", "revoke", "ephemeral"})
"""What a person did that is no message to be answered."""
MEDIA = ("image", "document", "audio", "video", "sticker")
OTHERS = frozenset({"location", "contacts", "order", "unsupported"})

_LINK = re.compile(r"(?:\A|\s)#([a-z][a-z0-9_]{1,55}-[a-z]{2}(?:--[A-Za-z0-9_]{1,24})?)\s*\Z")
"""The end of a text that a wa.me link has put ready: `#bsn-pl`, `#bsn-pl--tilburg`."""

_STATES = {"sent": "sent", "delivered": "delivered", "read": "read", "played": "read", "failed": "failed"}


@dataclass(slots=True)
class Parsed:
    """One webhook call."""

    messages: list[Envelope] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    """Codes of errors of the account itself."""
    ignored: int = 0
    """Entries that are not for us or not known."""


def parse(data: object, phone_number_id: str) -> Parsed:
    """Everything in the body that concerns our number, in its order."""
    found = Parsed()
    body = _mapping(data)
    if body.get("object") != "whatsapp_business_account":
        found.ignored += 1
        return found
    for entry in _mappings(body.get("entry")):
        for change in _mappings(entry.get("changes")):
            value = _mapping(change.get("value"))
            number = _mapping(value.get("metadata")).get("phone_number_id")
            if change.get("field") == "messages" and str(number) == phone_number_id:
                _value(value, found)
            else:
                found.ignored += 1
    return found


def _value(value: Mapping[str, Any], found: Parsed) -> None:
    people = _people(value)
    for message in _mappings(value.get("messages")):
        move = _move(message) if message.get("type") == "system" else None
        envelope = _message(message, people)
        if move is not None:
            found.moves.append(move)
        elif envelope is not None:
            found.messages.append(envelope)
        else:
            found.ignored += 1
    for status in _mappings(value.get("statuses")):
        mark = _mark(status)
        if mark is None:
            found.ignored += 1
        else:
            found.marks.append(mark)
    for error in _mappings(value.get("errors")):
        found.troubles.append(send_error(error).reason)


def _people(value: Mapping[str, Any]) -> list[Person]:
    contacts = _mappings(value.get("contacts"))
    return [Person.of(contact.get("user_id"), contact.get("wa_id")) for contact in contacts]


def _sender(message: Mapping[str, Any], people: list[Person]) -> Person:
    """Who wrote: the message's own fields, filled up from the contact that shares one of them."""
    person = Person.of(message.get("from_user_id"), message.get("from"))
    for other in people:
        same = (person.user_id and person.user_id == other.user_id) or (person.phone and person.phone == other.phone)
        if same:
            return Person(person.user_id or other.user_id, person.phone or other.phone)
    return person


def _message(message: Mapping[str, Any], people: list[Person]) -> Envelope | None:
    external_id, kind = message.get("id"), message.get("type")
    person = _sender(message, people)
    if not isinstance(external_id, str) or not external_id or len(external_id) > MAX_ID_CHARS:
        return None
    if not person or not isinstance(kind, str) or kind in SILENT or message.get("group_id"):
        return None
    incoming, attachment = _incoming(kind, message, person)
    return Envelope(
        channel=CHANNEL,
        address=person.address,
        external_id=external_id,
        incoming=incoming,
        sent_at_s=_seconds(message.get("timestamp")),
        attributes=attachment.to_attributes() if attachment else {},
        alias=person.alias,
        route=person.route,
        window=WINDOW,
    )


def _incoming(kind: str, message: Mapping[str, Any], person: Person) -> tuple[Incoming, Attachment | None]:
    hint = person.language_hint
    part = _mapping(message.get(kind))
    if kind == "text":
        return _text(_string(part.get("body")), hint), None
    if kind == "interactive":
        reply = _mapping(part.get(_string(part.get("type"))))
        if reply.get("id"):
            return _choice(_string(reply.get("id")), _string(reply.get("title")), hint), None
        return Incoming(IncomingKind.UNREADABLE, what="interactive", language_hint=hint), None
    if kind == "button":
        # A template's button: without a payload of ours Meta gives back its wording.
        payload = _string(part.get("payload"))
        return _choice(payload if parse_action(payload) else RESUME, _string(part.get("text")), hint), None
    if kind == "request_welcome":
        return Incoming(IncomingKind.START, language_hint=hint), None
    if kind in MEDIA:
        return _media(kind, part, hint)
    what = kind if kind in OTHERS else "unknown"
    return Incoming(IncomingKind.UNREADABLE, what=what, language_hint=hint), None


def _text(body: str, hint: str) -> Incoming:
    link = _LINK.search(body[-128:])
    if link:
        return Incoming(IncomingKind.START, text=_cut(body), action=link[1], language_hint=hint)
    return Incoming(IncomingKind.TEXT, text=_cut(body), language_hint=hint)


def _choice(action: str, title: str, hint: str) -> Incoming:
    """A pressed button; an action that can't be ours is handed on empty, and the dialogue says that it is too old."""
    fits = len(action.encode("utf-8", "replace")) <= MAX_ACTION_BYTES and action.isprintable()
    return Incoming(IncomingKind.CHOICE, text=_cut(title), action=action if fits else "", language_hint=hint)


def _media(kind: str, part: Mapping[str, Any], hint: str) -> tuple[Incoming, Attachment | None]:
    what = "voice" if kind == "audio" and part.get("voice") is True else kind
    caption = _cut(_string(part.get("caption")))
    # What is written below a picture is read like any text: it may be the question, or a cry for help.
    incoming_kind = IncomingKind.TEXT if caption.strip() else IncomingKind.UNREADABLE
    incoming = Incoming(incoming_kind, text=caption, what=what, language_hint=hint)
    ref = _string(part.get("id"))
    if not ref or len(ref) > MAX_ID_CHARS:
        return incoming, None
    mime, name = _string(part.get("mime_type"))[:100], _string(part.get("filename"))[:200]
    size = part.get("file_size")
    return incoming, Attachment(ref, what, mime, name, size if isinstance(size, int) else None)


def _move(message: Mapping[str, Any]) -> Move | None:
    """A changed number or user id: the way from the old address to the new one."""
    system = _mapping(message.get("system"))
    external_id = message.get("id")
    if system.get("type") not in ("user_changed_number", "user_changed_user_id"):
        return None
    if not isinstance(external_id, str) or not external_id or len(external_id) > MAX_ID_CHARS:
        return None
    new = Person.of(system.get("user_id"), system.get("wa_id") or system.get("new_wa_id"))
    old = Person.of(message.get("from_user_id"), message.get("from"))
    previous = Person.of(system.get("previous_user_id"), None)
    if not new:
        return None
    if not new.phone and system.get("type") == "user_changed_user_id":
        new = Person(new.user_id, old.phone)
    known = (previous.user_id, old.user_id, old.phone)
    before = tuple(dict.fromkeys(one for one in known if one and one != new.address))
    return Move(external_id, before, new.address, new.alias, new.route) if before else None


def _mark(status: Mapping[str, Any]) -> Mark | None:
    state = _STATES.get(_string(status.get("status")))
    external_id, key = _string(status.get("id")), _string(status.get("biz_opaque_callback_data"))
    if state is None or not (external_id or key) or len(external_id) > MAX_ID_CHARS:
        return None
    errors = list(_mappings(status.get("errors")))
    error = send_error(errors[0] if errors else {}) if state == "failed" else None
    # mypy: the values of _STATES are the states of a Mark.
    return Mark(state, key, external_id, _seconds(status.get("timestamp")), error)  # type: ignore[arg-type]


def _cut(text: str) -> str:
    return text[:MAX_INCOMING_CHARS]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> Iterator[Mapping[str, Any]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _seconds(value: object) -> float | None:
    """Unix seconds, which Meta writes as text; `None` for what is no time of this century."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) <= 12):
        return None
    seconds = float(value) if not isinstance(value, int) or abs(value) < 10**12 else 0.0
    return seconds if 946_684_800 <= seconds < 4_102_444_800 else None
