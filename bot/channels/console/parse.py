"""What a typed line means."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import MAX_INCOMING_CHARS, Choice, Incoming, IncomingKind
from bot.text import clean

START = "/start"
"""Opens the chat; a deep link's payload may follow."""


def parse(line: str, choices: Sequence[Choice] = (), *, language_hint: str = "") -> Incoming:
    """A typed line as an `Incoming`. A number of one of `choices` (those shown last) presses that button."""
    typed = line.strip()
    if typed == START or typed.startswith(START + " "):
        payload = typed.removeprefix(START).strip()
        return Incoming(IncomingKind.START, action=payload, language_hint=language_hint)
    number = typed.rstrip(".)")
    if number.isdecimal() and len(number) <= len(str(len(choices))) and 1 <= int(number) <= len(choices):
        chosen = choices[int(number) - 1]
        return Incoming(IncomingKind.CHOICE, text=chosen.full, action=chosen.action, language_hint=language_hint)
    return Incoming(IncomingKind.TEXT, text=clean(line, max_chars=MAX_INCOMING_CHARS), language_hint=language_hint)
