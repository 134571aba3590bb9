"""A page with two telephones, one with Telegram and one with WhatsApp, for a person to write on."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from tests.support.telegram_server import TelegramServer
from tests.support.whatsapp_server import WhatsAppServer, choices_of, text_of

HERE = Path(__file__).parent
MINE = "mine"


def _photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (320, 200), "lightsteelblue").save(made, "JPEG")
    return made.getvalue()


class Phones:
    """What stands on both screens, and what a person does there."""

    def __init__(self, telegram: TelegramServer, meta: WhatsAppServer) -> None:
        self.ana = telegram.person(501, language="pl", name="Ana")
        self.jan = meta.person("+48601234567", user_id="PL.13491208655302741918")
        self._telegram, self._meta = telegram, meta
        self._said: dict[str, list[tuple[int, str]]] = {"telegram": [], "whatsapp": []}

    def app(self) -> Starlette:
        """The page and what it calls."""
        return Starlette(
            routes=[
                Route("/", lambda request: FileResponse(HERE / "page.html")),
                Route("/page.js", lambda request: FileResponse(HERE / "page.js", media_type="text/javascript")),
                Route("/screen", self._screen),
                Route("/do", self._do, methods=["POST"]),
            ]
        )

    def _received(self, phone: str) -> list[dict[str, Any]]:
        if phone == "telegram":
            return [{"text": one.text, "rows": [list(row) for row in one.keyboard]} for one in self.ana.messages]
        shown = []
        for body in self.jan.received:
            rows = [[{"text": title, "callback_data": title}] for title in choices_of(body)]
            shown.append({"text": text_of(body), "rows": rows})
        return shown

    async def _screen(self, request: Request) -> Response:
        """Both screens: what came and what was written, in order."""
        screens = {}
        for phone, said in self._said.items():
            received: list[dict[str, Any]] = self._received(phone)
            lines: list[dict[str, Any]] = []
            for number in range(len(received) + 1):
                lines += [{"who": MINE, "text": text} for after, text in said if after == number]
                lines += received[number : number + 1]
            screens[phone] = lines
        profile = {
            language: {what: self._telegram.profile.get((what, language)) for what in ("description", "commands")}
            for language in ("", "pl")
        }
        return JSONResponse({"screens": screens, "profile": profile, "refused": self._refused()})

    def _refused(self) -> list[str]:
        """What the doubles refused: should stay empty."""
        return [f"{method}: {no}" for method, no in self._telegram.refusals] + [str(no) for no in self._meta.refused]

    async def _do(self, request: Request) -> Response:
        """`{"phone": "telegram", "what": "say", "text": "…"}`."""
        asked = await request.json()
        phone, what, text = asked["phone"], asked["what"], str(asked.get("text", ""))
        doing = {"telegram": self._telegram_do, "whatsapp": self._whatsapp_do}[phone]
        shown = {"say": text, "press": f"▸ {asked.get('label', text)}"}.get(what, f"[{what}]")
        self._said[phone].append((len(self._received(phone)), shown))
        await doing(what, text)
        return JSONResponse({})

    async def _telegram_do(self, what: str, text: str) -> None:
        voice = {"file_id": "voice", "file_unique_id": "v", "duration": 3, "mime_type": "audio/ogg"}
        acts: dict[str, Callable[[], Any]] = {
            "say": lambda: self.ana.say(text),
            "press": lambda: self.ana.press(text),
            "voice": lambda: self.ana.send(voice=voice),
            "photo": lambda: self.ana.file(_photo()),
            "block": self.ana.block,
            "unblock": self.ana.unblock,
        }
        acts[what]()

    async def _whatsapp_do(self, what: str, text: str) -> None:
        acts: dict[str, Callable[[], Awaitable[Any]]] = {
            "say": lambda: self.jan.writes(text),
            "press": lambda: self.jan.presses(text),
            "voice": lambda: self.jan.sends_file(b"OggS", "audio/ogg; codecs=opus", "audio", voice=True),
            "photo": lambda: self.jan.sends_file(_photo(), "image/jpeg"),
        }
        await acts[what]()
