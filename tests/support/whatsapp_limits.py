"""Meta's limits on a message, as its API checks them, with its own error bodies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from bot.content.markup import utf16_units


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, code: int, details: str, status: int = 400, subcode: int | None = None) -> None:
        super().__init__(f"{code}: {details}")
        self.code = code
        self.details = details
        self.status = status
        self.subcode = subcode

    def body(self) -> dict[str, Any]:
        """As Meta writes it."""
        error: dict[str, Any] = {
            "message": f"(#{self.code}) {self.details}",
            "type": "OAuthException",
            "code": self.code,
            "error_data": {"messaging_product": "whatsapp", "details": self.details},
            "fbtrace_id": "AXyz",
        }
        return {"error": error if self.subcode is None else {**error, "error_subcode": self.subcode}}


class Knows(Protocol):
    """What the checks ask the server."""

    templates: dict[tuple[str, str], int]
    refuse_window_at_once: bool

    def find(self, body: dict[str, Any]) -> Any:
        """The person a message is for."""

    def is_open(self, person: Any) -> bool:
        """Whether their window is open."""


def _parameter(fine: object, details: str, code: int = 131009) -> None:
    if not fine:
        raise Refused(code, details)


def _length(text: object, least: int, most: int, what: str, code: int = 131009) -> str:
    _parameter(isinstance(text, str), f"{what} must be a string.", 100)
    assert isinstance(text, str)
    text.encode("utf-8")
    fine = least <= utf16_units(text) <= most and (text.strip() or not least)
    _parameter(fine, f"{what} length invalid. Min length: {least}, Max length: {most}", code)
    return text


def _keys(found: dict[str, Any], known: Iterable[str], where: str) -> None:
    unknown = set(found) - set(known)
    _parameter(not unknown, f'Unexpected key "{sorted(unknown)}" on param "{where}".', 100)


MESSAGE_KEYS = (
    "messaging_product",
    "recipient_type",
    "to",
    "recipient",
    "type",
    "context",
    "biz_opaque_callback_data",
    "text",
    "interactive",
    "template",
    "audio",
)


def check_message(body: Any, meta: Knows) -> None:
    """Raise `Refused` for anything that Meta would refuse."""
    _parameter(isinstance(body, dict), "The body must be a JSON object.", 100)
    _parameter(body.get("messaging_product") == "whatsapp", "The parameter messaging_product is required.", 100)
    if body.get("status") == "read":
        _keys(body, ("messaging_product", "status", "message_id", "typing_indicator"), "root")
        _parameter(str(body.get("message_id", "")).startswith("wamid."), "Invalid WAMID")
        return
    _keys(body, MESSAGE_KEYS, "root")
    _parameter(body.get("to") or body.get("recipient"), "The parameter to is required.", 100)
    if "to" in body:
        to = body["to"]
        _parameter(isinstance(to, str) and to.startswith("+") and to[1:].isdigit(), "Parameter to is not valid.")
    _length(body.get("biz_opaque_callback_data", ""), 0, 512, "biz_opaque_callback_data")
    kind = body.get("type")
    checks = {"text": _text, "interactive": _interactive, "template": _template, "audio": _audio}
    _parameter(kind in checks, f"Parameter type '{kind}' is not valid.", 100)
    others = set(checks) - {kind}
    _parameter(not others & set(body), "Only the object of the type may be given.", 100)
    _parameter(isinstance(body.get(kind), dict), f"The parameter {kind} is required.", 100)
    checks[kind](body[kind], meta)
    person = meta.find(body)
    if meta.refuse_window_at_once and kind != "template" and person and not meta.is_open(person):
        raise Refused(131047, "Message failed to send because more than 24 hours have passed since they last replied")


def _text(text: dict[str, Any], meta: Knows) -> None:
    _keys(text, ("body", "preview_url"), "text")
    body = text.get("body")
    _parameter(isinstance(body, str) and body.strip(), "The parameter text['body'] is required.", 100)
    assert isinstance(body, str)
    if utf16_units(body) > 4096:
        raise Refused(100, "Param text['body'] must be at most 4096 characters long.")


def _interactive(interactive: dict[str, Any], meta: Knows) -> None:
    _keys(interactive, ("type", "body", "action", "footer", "header"), "interactive")
    _length(interactive.get("body", {}).get("text"), 1, 1024, "Body text")
    action = interactive.get("action", {})
    if interactive.get("type") == "button":
        buttons = action.get("buttons", [])
        _parameter(1 <= len(buttons) <= 3, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
        for button in buttons:
            _parameter(button.get("type") == "reply", "Button type must be reply.")
            _length(button["reply"]["title"], 1, 20, "Button title")
            _id(button["reply"]["id"], 256, "Button id")
        _distinct([button["reply"]["title"] for button in buttons], "Button titles")
        _distinct([button["reply"]["id"] for button in buttons], "Button ids")
        return
    _parameter(interactive.get("type") == "list", "Parameter interactive['type'] is not valid.", 100)
    _length(action.get("button"), 1, 20, "Button label")
    sections = action.get("sections", [])
    _parameter(1 <= len(sections) <= 10, "Invalid sections count.")
    _parameter(len(sections) == 1 or all(one.get("title") for one in sections), "Section title is required.")
    rows = [row for section in sections for row in section["rows"]]
    _parameter(rows, "At least one row is required.")
    _parameter(len(rows) <= 10, "Total row count exceed max allowed count: 10")
    for row in rows:
        _keys(row, ("id", "title", "description"), "row")
        _parameter(utf16_units(row["title"]) <= 24, "Row title is too long. Max length is 24")
        _length(row["title"], 1, 24, "Row title")
        if "description" in row:
            _length(row["description"], 1, 72, "Row description")
        _id(row["id"], 200, "Row id")
    _distinct([row["id"] for row in rows], "Row ids")
    _distinct([row["title"] for row in rows], "Row titles")


def _id(value: object, most: int, what: str) -> None:
    text = _length(value, 1, most, what)
    _parameter(text == text.strip(), f"{what} must not begin or end with spaces.")


def _distinct(values: list[str], what: str) -> None:
    _parameter(len(set(values)) == len(values), f"{what} must be unique.")


def _template(template: dict[str, Any], meta: Knows) -> None:
    _keys(template, ("name", "language", "components"), "template")
    name, language = template.get("name"), template.get("language", {}).get("code")
    _parameter(name and language, "The parameter template['name'] is required.", 100)
    if meta.templates:
        trouble = meta.templates.get((str(name), str(language)), 132001)
        if trouble:
            raise Refused(trouble, f"template name ({name}) does not exist in {language}", 404)


def _audio(audio: dict[str, Any], meta: Knows) -> None:
    _keys(audio, ("id", "link", "voice"), "audio")
    _parameter(audio.get("id"), "The parameter audio['id'] is required.", 100)
