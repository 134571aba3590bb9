"""What Telegram takes and what it refuses, with its own words: limits of messages, keyboards, commands, webhooks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

TAGS = frozenset("b strong i em u ins s strike del code pre a blockquote tg-spoiler tg-emoji span".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:=(?:\"[^\"<]*\"|'[^'<]*'))?)*)\s*>")
_HREF = re.compile(r"\bhref=(\"[^\"]*\"|'[^']*')")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]+|#x[0-9a-fA-F]+);")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u2800\u3164\u115f\u1160\uffa0]+")


@dataclass
class Refused(Exception):
    """An answer that is not ok."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)
    html: bool = False

    def __str__(self) -> str:
        return f"{self.code} {self.description}"


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True)
class Parsed:
    """A text as people see it. `styles`: (tag, text, link) of every entity."""

    text: str
    styles: tuple[tuple[str, str, str], ...] = ()


def parse_html(source: str) -> Parsed:
    """Telegram's HTML, refused where Telegram refuses it."""
    out: list[str] = []
    open_tags: list[tuple[str, int, str]] = []
    styles: list[tuple[str, str, str]] = []
    at = 0
    while at < len(source):
        char = source[at]
        if char == "&" and (entity := _ENTITY.match(source, at)):
            out.append(unescape(entity[0]))
            at = entity.end()
            continue
        if char != "<":
            out.append(char)
            at += 1
            continue
        where = len(source[:at].encode("utf-8", "replace"))
        tag = _TAG.match(source, at)
        name = tag[2].lower() if tag else re.match(r"</?([^\s>]*)", source[at:])[1].lower()  # type: ignore[index]
        if tag is None or name not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {where}')
        if tag[1]:
            if not open_tags or open_tags[-1][0] != name:
                raise bad(f"can't parse entities: Unmatched end tag at byte offset {where}")
            opened, start, link = open_tags.pop()
            styles.append((opened, "".join(out[start:]), link))
        else:
            href = _HREF.search(tag[3])
            open_tags.append((name, len(out), unescape(href[1][1:-1]) if href else ""))
        at = tag.end()
    if open_tags:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1][0]}\"")
    return Parsed("".join(out), tuple(styles))


def read_text(text: Any, parse_mode: str) -> Parsed:
    """The text of `sendMessage`."""
    if not isinstance(text, str):
        raise bad("message text is empty")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None
    if parse_mode not in ("", "HTML"):
        raise bad("unsupported parse_mode")
    parsed = parse_html(text) if parse_mode else Parsed(text)
    seen = Parsed(parsed.text.strip(), parsed.styles)
    if not INVISIBLE.sub("", seen.text):
        raise bad("message text is empty")
    if units(seen.text) > 4096:
        raise bad("message is too long")
    return seen


def read_keyboard(markup: Any) -> list[list[dict[str, Any]]]:
    """The rows of an inline keyboard."""
    if not markup:
        return []
    rows: Any = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise bad("object expected as reply markup")
    count = 0
    for row in rows:
        for button in row:
            count += 1
            text, actions = button.get("text"), [key for key in button if key != "text"]
            if not isinstance(text, str) or not INVISIBLE.sub("", text):
                raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
            if len(actions) != 1:
                raise bad("can't parse inline keyboard button: exactly one optional field must be used")
            data = button.get("callback_data")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                raise bad("BUTTON_DATA_INVALID")
    if count > 100:
        raise bad("reply markup is too long")
    return rows


def check_commands(commands: Any) -> None:
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not _COMMAND.fullmatch(one["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def check_language(code: str) -> None:
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")


def check_webhook(url: str, secret: str, max_connections: int) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in (443, 80, 88, 8443):
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if secret and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if not 1 <= max_connections <= 100:
        raise bad("max_connections must be between 1 and 100")
