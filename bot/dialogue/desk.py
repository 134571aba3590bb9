"""The desk's own sentences to somebody who waits for an adviser or talks to one, and how an adviser's text is sent."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from babel.dates import format_datetime

from bot.content import markup
from bot.desk.expect import Expectation
from bot.desk.hours import NETHERLANDS
from bot.dialogue import menus
from bot.dialogue.actions import Action
from bot.dialogue.context import Context
from bot.dialogue.result import Draft, Turn
from bot.dialogue.state import State
from bot.dialogue.voice import Voice
from bot.messages import Incoming, IncomingKind, Reply, ReplyKind

MOMENTS = ("joined", "returned", "overdue", "closed", "moved", "arrived", "not_moved", "file")
"""adviser joined (name) · the case is back in the queue (expected) · the promised time has passed (expected) · closed
(name) · the case went to another channel · it has arrived here (expected) · its link was used or too old · a file that
came can't be shown to the adviser"""

_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'’”]")


_MOVE = re.compile(r"\s*(?:/start\s+)?move_([A-Za-z0-9_-]{16,56})\s*\Z")


def move_token(incoming: Incoming) -> str:
    """The token of a link that takes a case here: a start payload on Telegram, a ready-made text on WhatsApp; or ""."""
    if incoming.kind not in (IncomingKind.START, IncomingKind.TEXT):
        return ""
    match = _MOVE.match(incoming.action if incoming.kind is IncomingKind.START else incoming.text)
    return match[1] if match else ""


def spoken(moment: str, state: State, language: str, ctx: Context, **values: Any) -> Turn:
    """One of `MOMENTS` in the person's language. Raises `ValueError` for another one."""
    voice = Voice(ctx, language or state.language or list(ctx.snapshot.languages)[-1])
    language = voice.language
    name = markup.escape(str(values.get("name", "")))
    match moment:
        case "joined":
            text = voice.t(
                "**{name}**, an adviser, is here now and reads your messages. Just write. "
                "To return to the automatic answers, write “stop”.",
                name=name,
            )
            reply = Reply(language, text)
        case "returned":
            sorry = voice.t("Sorry, this takes longer. Your case is in the queue for another adviser now.")
            reply = Reply(language, "\n\n".join([sorry, *expectation_lines(voice, values["expected"])]))
        case "overdue":
            sorry = voice.t("Sorry, no adviser has answered yet. Your case stays in the queue.")
            other = voice.t(
                "If you can't wait: call or WhatsApp Het Juridisch Loket, {phone}.",
                phone=voice.contact("juridisch_loket_am", "phone"),
            )
            reply = Reply(language, "\n\n".join([sorry, *expectation_lines(voice, values["expected"]), other]))
        case "closed":
            text = voice.t("The adviser has ended the conversation. The automatic answers are back. Did this help you?")
            choices = (
                voice.button("👍 Yes", Action("helped", "yes")),
                voice.button("👎 No", Action("helped", "no")),
                voice.button("All topics", Action("menu")),
            )
            reply = Reply(language, text, choices, prompt=text, kind=ReplyKind.QUESTION)
        case "moved":
            text = voice.t("Your case goes on in the other app now. You can close this page or delete it.")
            reply = Reply(language, text, (voice.button("Delete my data", Action("erase")),), prompt=text)
        case "arrived":
            here = voice.t("Your case is here now. The adviser answers you in this chat.")
            lines = expectation_lines(voice, values["expected"]) if values.get("expected") else []
            reply = Reply(language, "\n\n".join([here, *lines]))
        case "not_moved":
            return _with_state(state, voice, menus.menu(voice, voice.t("This link has been used or is too old.")))
        case "file":
            text = voice.t("The adviser can't open this file. Please send a photo or a PDF of at most 10 MB.")
            return Turn(state, (Reply(language, text),))
        case _:
            raise ValueError(f"the desk has no sentence for {moment!r}")
    return _with_state(state, voice, reply)


def _with_state(state: State, voice: Voice, reply: Reply) -> Turn:
    """The choices can be typed; the person's own language of conversation stays, unless there is none yet."""
    changes: dict[str, Any] = {"offered": Draft.of(voice, reply).changes["offered"], "told": False}
    if voice.language not in voice.ctx.snapshot.languages:
        changes["spoken"] = voice.language
    elif not state.language:
        changes["language"] = voice.language
    return Turn(state.with_(**changes), (reply,))


def expectation_lines(voice: Voice, expected: Expectation) -> list[str]:
    """What the person can honestly expect, and whom to call if it can't wait."""
    place = voice.t("Your place in the queue: {place}.", place=expected.place)
    lines = [place]
    if expected.opens_at is not None:
        lines = [
            voice.t("It is outside office hours. The advisers are back: {time}.", time=when(voice, expected.opens_at)),
            place,
        ]
    elif expected.until is not None:
        promise = voice.t(
            "An adviser should answer before {time}. If not, I will tell you here.", time=when(voice, expected.until)
        )
        lines = [f"{place} {promise}"]
    danger = voice.t("Life in danger? Call {number}.", number=voice.contact("emergency_112", "phone"))
    return [*lines, danger]


def when(voice: Voice, moment: datetime) -> str:
    """A moment in Dutch time: today only the time, else with the day."""
    local = moment.astimezone(NETHERLANDS)
    today = voice.ctx.now.astimezone(NETHERLANDS).date() == local.date()
    pattern = "HH:mm" if today else "EEEE d MMMM, HH:mm"
    return str(format_datetime(local, pattern, locale=voice.language, tzinfo=NETHERLANDS))


def adviser_reply(language: str, text: str) -> Reply:
    """An adviser's text as it was typed: nothing in it is markup, but web addresses can be pressed."""
    parts, end = [], 0
    for found in _URL.finditer(text):
        url = found[0]
        parts += [markup.escape(text[end : found.start()]), f"[{markup.escape(url)}]({url})"]
        end = found.end()
    return Reply(language, "".join([*parts, markup.escape(text[end:])]), kind=ReplyKind.NOTICE)
