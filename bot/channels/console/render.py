"""Replies as plain text with numbered choices."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.base import Outgoing
from bot.content.markup import plain
from bot.messages import Choice, Reply

KIND = "text"


def render(reply: Reply) -> tuple[Outgoing, ...]:
    """One message: the text, then the prompt and the choices. Never raises, on any text."""
    payload = {
        "language": reply.language,
        "text": plain(reply.text),
        "prompt": plain(reply.prompt) if reply.choices else "",
        "choices": [{"action": choice.action, "title": choice.full} for choice in reply.choices],
    }
    return (Outgoing(KIND, payload),)


def choices_of(message: Outgoing) -> tuple[Choice, ...]:
    """The choices of a message, as `bot.channels.console.parse` takes them."""
    return tuple(Choice(one["action"], one["title"]) for one in message.payload["choices"])


def show(message: Outgoing) -> str:
    """The message as the terminal shows it."""
    payload = message.payload
    parts = [payload["text"], payload["prompt"], _numbered(payload["choices"])]
    return printable("\n\n".join(part for part in parts if part))


def printable(text: str) -> str:
    """Text that a terminal takes: no lone surrogates, no control characters that could move its cursor."""
    kept = "".join(character for character in text if character in "\n\t" or character.isprintable())
    return kept.encode("utf-8", "replace").decode("utf-8")


def _numbered(choices: Sequence[dict[str, str]]) -> str:
    return "\n".join(f"  {number}) {choice['title']}" for number, choice in enumerate(choices, 1))
