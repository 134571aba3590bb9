"""Replies as WhatsApp messages: reply buttons, a list, or a text and its choices apart. Pure; never raises.

Every limit is Meta's (Cloud API: interactive reply buttons, interactive lists, text messages), counted in UTF-16 units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.channels.base import Outgoing
from bot.channels.whatsapp.markup import clip, sendable, split, text_of
from bot.content.markup import utf16_units
from bot.messages import Choice, Limits, Reply

MAX_TEXT = 4096
MAX_BODY = 1024
"""The text above buttons or a list."""
MAX_BUTTONS, MAX_TITLE = 3, 20
MAX_ROWS, MAX_ROW, MAX_DESCRIPTION = 10, 24, 72
MAX_LIST_BUTTON = 20
MAX_ACTION = 200

LIMITS = Limits(
    max_text_chars=MAX_TEXT,
    max_text_chars_with_choices=MAX_BODY,
    max_buttons=MAX_BUTTONS,
    max_rows=MAX_ROWS,
    max_title_chars=MAX_TITLE,
    max_row_chars=MAX_ROW,
)

PAGE = "page::{number}"
"""The action of the row "more": the dialogue shows the choices behind the first `number` of those it offered last."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Our own words on a list."""

    choose: str
    """Opens the list; at most 20 characters."""
    more: str
    """The row that leads to the next page; at most 24 characters."""


def render(reply: Reply, labels: Labels) -> tuple[Outgoing, ...]:
    """A reply as one message, or two where text and choices do not fit into one."""
    body = text_of(reply.text)
    choices = _usable(reply.choices)
    if not choices:
        return tuple(text_message(piece) for piece in _pieces(body or text_of(reply.prompt) or "…", 2))
    if body and utf16_units(body) <= MAX_BODY:
        return (_with_choices(body, choices, labels),)
    prompt = clip(text_of(reply.prompt) or "…", MAX_BODY)
    above = [text_message(piece) for piece in _pieces(body, 1)]
    return (*above, _with_choices(prompt, choices, labels))


def text_message(body: str) -> Outgoing:
    """A text. Never with a preview: it would fetch the page in the person's name and push the text out of sight."""
    return Outgoing("text", {"text": {"body": body, "preview_url": False}})


def template_message(name: str, language: str) -> Outgoing:
    """An approved template without parameters."""
    return Outgoing("template", {"template": {"name": name, "language": {"code": language}}})


def audio_message(media_id: str, *, voice: bool = True) -> Outgoing:
    """A recording that was uploaded before; `voice`: shown as a voice note (OGG with Opus only)."""
    return Outgoing("audio", {"audio": {"id": media_id, "voice": voice}})


def _pieces(body: str, most: int) -> list[str]:
    pieces = split(body, MAX_TEXT)
    if len(pieces) > most:
        pieces = [*pieces[: most - 1], clip("\n\n".join(pieces[most - 1 :]), MAX_TEXT)]
    return pieces


def _usable(choices: tuple[Choice, ...]) -> list[Choice]:
    """Choices that can be pressed: with an action of their own and a wording."""
    usable: dict[str, Choice] = {}
    for choice in choices:
        action = sendable(choice.action).strip()
        if action and len(action) <= MAX_ACTION and any(map(_line, (choice.title, choice.row, choice.label))):
            usable.setdefault(action, choice)
    return [Choice(action, one.title, one.row, one.label) for action, one in usable.items()]


def _with_choices(body: str, choices: list[Choice], labels: Labels) -> Outgoing:
    titles = [_line(choice.title) or _line(choice.row) or _line(choice.label) for choice in choices]
    if len(choices) <= MAX_BUTTONS and all(utf16_units(title) <= MAX_TITLE for title in titles):
        buttons = [
            {"type": "reply", "reply": {"id": choice.action, "title": title}}
            for choice, title in zip(choices, _unique(titles, MAX_TITLE), strict=True)
        ]
        return _interactive({"type": "button", "body": {"text": body}, "action": {"buttons": buttons}})
    return _list(body, choices, labels)


def _list(body: str, choices: list[Choice], labels: Labels) -> Outgoing:
    shown = choices
    if len(choices) > MAX_ROWS:
        shown = choices[: MAX_ROWS - 1]
        shown = [*shown, Choice(PAGE.format(number=len(shown)), clip(labels.more, MAX_TITLE), labels.more)]
    wordings = [_line(choice.row) or _line(choice.title) or _line(choice.label) for choice in shown]
    titles = _unique([clip(wording, MAX_ROW) for wording in wordings], MAX_ROW)
    rows = []
    for choice, title in zip(shown, titles, strict=True):
        row = {"id": choice.action, "title": title}
        whole = _line(choice.full)
        if whole and whole != title:
            row["description"] = clip(whole, MAX_DESCRIPTION)
        rows.append(row)
    action = {"button": clip(_line(labels.choose) or "☰", MAX_LIST_BUTTON), "sections": [{"rows": rows}]}
    return _interactive({"type": "list", "body": {"text": body}, "action": action})


def _interactive(interactive: dict[str, Any]) -> Outgoing:
    return Outgoing("interactive", {"interactive": interactive})


def _line(text: str) -> str:
    """One line, as a title must be."""
    return " ".join(sendable(text).split())


def _unique(titles: list[str], units: int) -> list[str]:
    """Titles that Meta takes beside each other: no two alike."""
    seen: set[str] = set()
    made = []
    for title in titles:
        number, unique = 1, title
        while unique in seen:
            number += 1
            mark = f" {number}"
            unique = clip(title, units - len(mark)) + mark
        seen.add(unique)
        made.append(unique)
    return made
