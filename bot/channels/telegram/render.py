"""Replies in Telegram's words: HTML text with an inline keyboard below. Pure; never raises."""

from __future__ import annotations

from typing import Any

from bot.channels.base import Outgoing
from bot.channels.telegram.formatting import is_blank, pieces, sendable
from bot.content.markup import utf16_units
from bot.messages import MAX_ACTION_BYTES, Choice, Limits, Reply

KIND = "message"

LIMITS = Limits(max_text_chars=4096, max_text_chars_with_choices=4096, max_buttons=100, max_rows=100)

MAX_LABEL_UNITS = 40
"""A longer label is cut off by a narrow telephone: the choice's shorter wording is taken instead."""
MAX_HALF_UNITS = 16
"""Two labels of at most this length stand side by side."""


def render(reply: Reply) -> tuple[Outgoing, ...]:
    """Text and choices are one message; a text beyond 4,096 units goes on in further ones, the last has the choices.

    The prompt is not needed: there is always room for both.
    """
    found = pieces(reply.text)
    rows = keyboard(reply.choices)
    last = len(found) - 1
    return tuple(
        Outgoing(
            KIND,
            {"language": reply.language, "text": piece.plain, "html": piece.html}
            | ({"keyboard": rows} if rows and number == last else {}),
        )
        for number, piece in enumerate(found)
    )


def keyboard(choices: tuple[Choice, ...]) -> list[list[dict[str, str]]]:
    """The choices as rows of buttons, in Telegram's own form. What has no action or no wording can't be a button."""
    rows: list[list[dict[str, str]]] = []
    half: int | None = None
    for choice in choices[: LIMITS.max_buttons]:
        label, data = _label(choice), sendable(choice.action)
        if not label or not data.strip() or len(data.encode()) > MAX_ACTION_BYTES:
            continue
        button: dict[str, Any] = {"text": label, "callback_data": data}
        short = utf16_units(label) <= MAX_HALF_UNITS
        if short and half is not None:
            rows[half].append(button)
            half = None
        else:
            rows.append([button])
            half = len(rows) - 1 if short else None
    return rows


def _label(choice: Choice) -> str:
    """The longest wording that a telephone shows whole; what is too long in every wording is cut."""
    wordings = [" ".join(sendable(text).split()) for text in (choice.full, choice.row, choice.title)]
    seen = [text for text in wordings if not is_blank(text)]
    fitting = next((text for text in seen if utf16_units(text) <= MAX_LABEL_UNITS), "")
    return fitting or (_cut(min(seen, key=utf16_units)) if seen else "")


def _cut(text: str) -> str:
    while utf16_units(text) > MAX_LABEL_UNITS - 1:
        text = text[:-1]
    return text.rstrip() + "…"
