"""People with Telegram, for the double of its server: what they do becomes an update, what they get is remembered."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.support import telegram_rules as rules

if TYPE_CHECKING:
    from tests.support.telegram_server import TelegramServer

BOT = {"id": 1234567890, "is_bot": True, "first_name": "Work in NL", "username": "work_in_nl_test_bot"}


@dataclass(frozen=True)
class Message:
    """What arrived in a chat."""

    chat_id: int
    message_id: int
    text: str
    styles: tuple[tuple[str, str, str], ...]
    keyboard: tuple[tuple[dict[str, Any], ...], ...]
    preview: bool
    at_s: float

    @property
    def buttons(self) -> dict[str, str]:
        """Label → callback data."""
        return {button["text"]: button["callback_data"] for row in self.keyboard for button in row}


@dataclass
class Person:
    """Somebody with Telegram. What they do becomes an update."""

    server: TelegramServer
    id: int
    language: str = ""
    name: str = "Ana"
    seen: int = 0

    @property
    def user(self) -> dict[str, Any]:
        language = {"language_code": self.language} if self.language else {}
        return {"id": self.id, "is_bot": False, "first_name": self.name, **language}

    @property
    def messages(self) -> list[Message]:
        """What this person got, in order."""
        return self.server.chats[self.id]

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        command = text.split()[0] if text.startswith("/") else ""
        entities = {"type": "bot_command", "offset": 0, "length": rules.units(command)}
        return self.send(text=text, **({"entities": [entities], **more} if command else more))

    def send(self, *, chat: dict[str, Any] | None = None, **content: Any) -> dict[str, Any]:
        """Any message: `send(voice={...})`."""
        self.server.started.add(self.id)
        chat = chat or {"id": self.id, "type": "private", "first_name": self.name}
        message = {
            "message_id": next(self.server.ids),
            "from": self.user,
            "chat": chat,
            "date": int(time.time()),
            **content,
        }
        return self.server.update(message=message)

    def edit(self, before: dict[str, Any], text: str, *, seconds_later: int = 5) -> dict[str, Any]:
        message = {**before["message"], "text": text, "edit_date": before["message"]["date"] + seconds_later}
        return self.server.update(edited_message=message)

    def press(self, label_or_data: str, *, old: bool = False) -> dict[str, Any]:
        """A button of the newest message that has it; `old`: Telegram has forgotten the message."""
        message = next(
            (one for one in reversed(self.messages) if label_or_data in (*one.buttons, *one.buttons.values())), None
        )
        data = message.buttons.get(label_or_data, label_or_data) if message else label_or_data
        chat = {"id": self.id, "type": "private", "first_name": self.name}
        shown: dict[str, Any] = {"chat": chat, "message_id": message.message_id if message else 1, "date": 0}
        if not old and message:
            shown |= {"date": int(time.time()), "from": BOT, "text": message.text}
        query_id = str(next(self.server.ids) + 10**15)
        self.server.queries[query_id] = "too_old" if old else "waiting"
        return self.server.update(
            callback_query={"id": query_id, "from": self.user, "message": shown, "chat_instance": "-7", "data": data}
        )

    def file(self, content: bytes, kind: str = "photo", *, file_id: str = "", **more: Any) -> dict[str, Any]:
        """A picture or a document."""
        file_id = file_id or f"file{next(self.server.ids)}"
        self.server.files[file_id] = content
        described = {"file_id": file_id, "file_unique_id": "u" + file_id, "file_size": len(content)}
        if kind == "photo":
            return self.send(photo=[{**described, "width": 90, "height": 60}], **more)
        return self.send(**{kind: described | more})

    def block(self, *, seconds_later: int = 0) -> dict[str, Any]:
        self.server.blocked.add(self.id)
        return self._membership("kicked", seconds_later)

    def unblock(self) -> dict[str, Any]:
        self.server.blocked.discard(self.id)
        return self._membership("member", 0)

    def _membership(self, status: str, seconds_later: int) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return self.server.update(
            my_chat_member={
                "chat": {"id": self.id, "type": "private"},
                "from": self.user,
                "date": int(time.time()) + seconds_later,
                "old_chat_member": {"user": BOT, "status": "member"},
                "new_chat_member": {"user": BOT, "status": status, **until},
            }
        )

    async def gets(self, count: int, *, within_s: float = 30) -> list[Message]:
        """The next `count` messages; fails if they do not come."""
        wanted = self.seen + count
        async with asyncio.timeout(within_s):
            while len(self.messages) < wanted:
                await self.server.something()
        found = self.messages[self.seen : wanted]
        self.seen = wanted
        return found
