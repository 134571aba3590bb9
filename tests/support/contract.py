"""What every channel must do, whatever it is: one judge per channel, by the rules of the other side."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.channels.base import Outgoing
from bot.channels.console.channel import ConsoleChannel
from bot.channels.console.render import show
from bot.channels.registry import CHANNELS
from bot.channels.telegram.render import render as telegram
from bot.channels.web.channel import WebChannel
from bot.channels.whatsapp.channel import all_labels
from bot.channels.whatsapp.render import render as whatsapp
from bot.messages import Reply
from tests.support import telegram_rules, whatsapp_limits


@dataclass(frozen=True)
class Judge:
    """`render` as the channel does; `read` raises when the other side would refuse, else gives text and actions."""

    name: str
    render: Callable[[Reply], tuple[Outgoing, ...]]
    read: Callable[[Outgoing], tuple[str, list[str]]]


class _Anybody:
    templates: dict[tuple[str, str], int] = {}  # noqa: RUF012
    refuse_window_at_once = False

    def find(self, body: dict[str, Any]) -> None:
        return None

    def is_open(self, person: Any) -> bool:
        return True


def _web(message: Outgoing) -> tuple[str, list[str]]:
    json.dumps(message.payload, ensure_ascii=False).encode("utf-8")
    return message.payload["html"], [choice["action"] for choice in message.payload["choices"]]


def _console(message: Outgoing) -> tuple[str, list[str]]:
    shown = show(message)
    shown.encode("utf-8")
    return shown, [choice["action"] for choice in message.payload["choices"]]


def _telegram(message: Outgoing) -> tuple[str, list[str]]:
    assert set(message.payload) <= {"language", "text", "html", "keyboard"}
    rows = telegram_rules.read_keyboard({"inline_keyboard": message.payload.get("keyboard", [])})
    assert telegram_rules.read_text(message.payload["text"], "")
    text = telegram_rules.read_text(message.payload["html"], "HTML").text
    return text, [button["callback_data"] for row in rows for button in row]


def _whatsapp(message: Outgoing) -> tuple[str, list[str]]:
    body = {"messaging_product": "whatsapp", "to": "+31612345678", "type": message.kind, **message.payload}
    json.dumps(body, ensure_ascii=False).encode("utf-8")
    whatsapp_limits.check_message(body, _Anybody())
    if message.kind == "text":
        return body["text"]["body"], []
    interactive = body["interactive"]
    action = interactive["action"]
    if "buttons" in action:
        return interactive["body"]["text"], [button["reply"]["id"] for button in action["buttons"]]
    return interactive["body"]["text"], [row["id"] for section in action["sections"] for row in section["rows"]]


@cache
def _labels() -> Any:
    return all_labels()


JUDGES = {
    "console": Judge("console", ConsoleChannel().render, _console),
    "web": Judge("web", WebChannel().render, _web),
    "telegram": Judge("telegram", telegram, _telegram),
    "whatsapp": Judge(
        "whatsapp", lambda reply: whatsapp(reply, _labels().get(reply.language) or _labels()["nl"]), _whatsapp
    ),
}
assert set(JUDGES) == set(CHANNELS), "a channel without a judge: see docs/adding-a-channel.md"

PAGE = "page:"
"""An action of this verb leads to the choices that had no room."""
