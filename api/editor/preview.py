"""An answer as people get it: the dialogue's own reply, rendered by the channels themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import escape
from types import MappingProxyType
from typing import Any

from bot.channels.base import Outgoing
from bot.channels.telegram import render as telegram
from bot.channels.web import render as web
from bot.channels.whatsapp import render as whatsapp
from bot.content.markup import utf16_units
from bot.content.model import Answer, Snapshot, Status
from bot.dialogue import answers
from bot.dialogue.context import Context, Operator
from bot.dialogue.lists import list_words
from bot.dialogue.voice import Voice
from bot.flows.app import App
from bot.flows.editing import knowledge_of
from bot.messages import Reply

CHANNELS = ("web", "whatsapp", "telegram")


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as a channel shows it. `html` is safe: made by the channel's renderer, or escaped here."""

    html: str
    units: int
    limit: int | None
    buttons: tuple[str, ...] = ()
    list_button: str = ""
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def over(self) -> bool:
        """Whether it is longer than the channel takes in one piece."""
        return self.limit is not None and self.units > self.limit


@dataclass(frozen=True, slots=True)
class Part:
    """The first message of an answer, or what comes after "Tell me more", on one channel."""

    kind: str
    bubbles: tuple[Bubble, ...]
    split: bool = False
    """Too long for one message: text and choices go apart."""


@dataclass(frozen=True, slots=True)
class Preview:
    """An answer on one channel."""

    channel: str
    parts: tuple[Part, ...] = field(default=())


async def previews(app: App, operator: Operator, answer: Answer) -> list[Preview]:
    """The answer as it would read today on each channel if it were published now."""
    knowledge = knowledge_of(app)
    snapshot = await knowledge.newest()
    shown = replace(answer, status=Status.UNREVIEWED)
    changed = replace(snapshot, answers=MappingProxyType({**snapshot.answers, (answer.language, answer.slug): shown}))
    context = Context(changed, knowledge.wording, app.clock(), operator)
    return [_preview(context, name, answer) for name in CHANNELS]


def _preview(context: Context, channel: str, answer: Answer) -> Preview:
    voice = Voice(replace(context, channel=channel), answer.language)
    parts = []
    for kind, reply in _replies(voice, context.snapshot, answer.slug):
        bubbles = tuple(_RENDER[channel](voice, reply))
        parts.append(Part(kind, bubbles, split=len(bubbles) > 1))
    return Preview(channel, tuple(parts))


def _replies(voice: Voice, snapshot: Snapshot, slug: str) -> list[tuple[str, Reply]]:
    found: list[tuple[str, Reply | None]] = []
    if snapshot.questions[slug].urgent:
        found += [("urgent", reply) for reply in answers.urgent(voice, (slug,))]
    found += [("first", answers.answer(voice, slug)), ("more", answers.more(voice, slug))]
    return [(kind, reply) for kind, reply in found if reply is not None]


def _web(voice: Voice, reply: Reply) -> list[Bubble]:
    return [
        Bubble(
            message.payload["html"],
            utf16_units(re.sub(r"<[^>]*>", "", message.payload["html"])),
            None,
            tuple(choice["label"] for choice in message.payload["choices"]),
        )
        for message in web.render(reply)
    ]


def _telegram(voice: Voice, reply: Reply) -> list[Bubble]:
    return [
        Bubble(
            message.payload["html"].replace("\n", "<br>"),
            utf16_units(message.payload["text"]),
            telegram.LIMITS.max_text_chars,
            tuple(button["text"] for row in message.payload.get("keyboard", ()) for button in row),
        )
        for message in telegram.render(reply)
    ]


def _whatsapp(voice: Voice, reply: Reply) -> list[Bubble]:
    labels = whatsapp.Labels(*list_words(voice.ctx.wording, voice.language))
    return [_whatsapp_bubble(message) for message in whatsapp.render(reply, labels)]


def _whatsapp_bubble(message: Outgoing) -> Bubble:
    if message.kind == "text":
        text = str(message.payload["text"]["body"])
        return Bubble(_styled(text), utf16_units(text), whatsapp.MAX_TEXT)
    inside: dict[str, Any] = message.payload["interactive"]
    text, action = str(inside["body"]["text"]), inside["action"]
    rows = tuple(
        (str(row["title"]), str(row.get("description", "")))
        for section in action.get("sections", ())
        for row in section["rows"]
    )
    buttons = tuple(str(button["reply"]["title"]) for button in action.get("buttons", ()))
    return Bubble(_styled(text), utf16_units(text), whatsapp.MAX_BODY, buttons, str(action.get("button", "")), rows)


_BOLD = re.compile(r"(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])")
_LINK = re.compile(r"https?://[^\s<]+")


def _styled(text: str) -> str:
    """WhatsApp's own marks as a telephone shows them."""
    shown = _BOLD.sub(r"<strong>\1</strong>", escape(text))
    return _LINK.sub(r'<span class="link">\g<0></span>', shown).replace("\n", "<br>")


_RENDER = {"web": _web, "telegram": _telegram, "whatsapp": _whatsapp}
