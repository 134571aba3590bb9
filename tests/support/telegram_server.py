"""A double of Telegram's server on loopback: real HTTP, its limits and its error bodies, and people who write.

    async with TelegramServer() as telegram:
        ana = telegram.person(501, language="pl")
        ana.say("cześć")                      # comes by getUpdates, or by the webhook that is set
        await ana.gets(1)                     # waits for one message
        ana.press("Zameldowanie")

Failures: `telegram.fail("sendMessage", flood(3), broken(502), hang())` are the answers to the next calls; `hang` takes
the message and lets the caller wait. `python -m demo` lets a person play with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import socket
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.support import telegram_rules as rules
from tests.support.telegram_people import BOT, Message, Person
from tests.support.telegram_rules import Refused, bad

TOKEN = "1234567890:AAtests-of-the-double_of-telegram01"
CHAT_BURST = 5
"""Messages to one chat that pass at once; then one a second."""
PER_SECOND = 30
UPDATES = frozenset(
    "message edited_message callback_query my_chat_member channel_post inline_query poll business_message".split()
)
NOT_ANSWERED_WITHIN_S = 5.0
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
HTML_502 = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True)
class Failure:
    """What happens to a call instead of, or (`taken`) after, doing it."""

    refused: Refused | None = None
    taken: bool = False


def flood(seconds: int) -> Failure:
    return Failure(Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds}))


def broken(code: int = 502) -> Failure:
    return Failure(Refused(code, "Bad Gateway", html=True))


def refused(code: int, description: str, **parameters: Any) -> Failure:
    return Failure(Refused(code, description, parameters))


def hang(*, taken: bool = True) -> Failure:
    """The caller's time runs out; `taken`: the call was done all the same."""
    return Failure(taken=taken)


@dataclass
class TelegramServer:
    """Telegram. `deliver_to`: the webhook's public address leads to this one (scheme, host and port)."""

    token: str = TOKEN
    deliver_to: str = ""
    strict_flood: bool = True
    port: int = 0
    chats: defaultdict[int, list[Message]] = field(default_factory=lambda: defaultdict(list))
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refusals: list[tuple[str, Refused]] = field(default_factory=list)
    people: dict[int, Person] = field(default_factory=dict)
    started: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    left: list[int] = field(default_factory=list)
    queries: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    profile: dict[tuple[str, str], Any] = field(default_factory=dict)
    pending: list[dict[str, Any]] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=dict)
    answers: list[tuple[int, int]] = field(default_factory=list)
    """(update_id, status) of every webhook call."""

    def __post_init__(self) -> None:
        self.ids = itertools.count(100)
        self._failures: defaultdict[str, deque[Failure]] = defaultdict(deque)
        self._changed = asyncio.Event()
        self._polling: asyncio.Event | None = None
        self._times: defaultdict[int, deque[float]] = defaultdict(deque)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def person(self, chat_id: int, *, language: str = "", name: str = "Ana") -> Person:
        """The person with this number, made at the first call."""
        return self.people.setdefault(chat_id, Person(self, chat_id, language, name))

    def fail(self, method: str, *failures: Failure) -> None:
        """Let the next calls of a method go wrong, one after another."""
        self._failures[method].extend(failures)

    def update(self, **content: Any) -> dict[str, Any]:
        """Something happened: it waits to be fetched or delivered."""
        update = {"update_id": next(self.ids), **content}
        if not self.webhook or next(iter(content)) in (self.webhook.get("allowed_updates") or UPDATES):
            self.pending.append(update)
        self._ring()
        return update

    async def something(self) -> None:
        """Until anything changes."""
        changed = self._changed
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await changed.wait()

    def _ring(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    def called(self, method: str) -> list[dict[str, Any]]:
        return [parameters for name, parameters in self.calls if name == method]

    async def __aenter__(self) -> Self:
        routes = [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._file),
        ]
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            Starlette(routes=routes),
            log_config=None,
            access_log=False,
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve([listener]))
        self._http = httpx.AsyncClient(trust_env=False, timeout=NOT_ANSWERED_WITHIN_S)
        self._delivering = asyncio.create_task(self._deliver_all())
        while not self._server.started:  # noqa: ASYNC110 - uvicorn gives no event
            await asyncio.sleep(0.01)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._delivering.cancel()
        if self._polling:
            self._polling.set()
        self._server.should_exit = True
        await asyncio.gather(self._serving, self._delivering, return_exceptions=True)
        await self._http.aclose()

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            if request.path_params["token"] != self.token:
                well_formed = ":" in request.path_params["token"]
                raise Refused(401, "Unauthorized") if well_formed else Refused(404, "Not Found")
            parameters = await _parameters(request)
            self.calls.append((method, parameters))
            failure = self._failures[method].popleft() if self._failures[method] else None
            if failure and failure.refused:
                raise failure.refused
            do: Callable[..., Any] | None = getattr(self, "_" + method, None)
            if do is None:
                raise Refused(404, "Not Found")
            if failure is None or failure.taken:
                result = await do(**parameters) if asyncio.iscoroutinefunction(do) else do(**parameters)
            if failure is not None:
                await asyncio.sleep(20)
                raise Refused(504, "Gateway Timeout", html=True)
            return JSONResponse({"ok": True, "result": result})
        except Refused as no:
            self.refusals.append((method, no))
            if no.html:
                return HTMLResponse(HTML_502, no.code)
            body: dict[str, Any] = {"ok": False, "error_code": no.code, "description": no.description}
            return JSONResponse(body | ({"parameters": no.parameters} if no.parameters else {}), no.code)
        finally:
            self._ring()

    async def _file(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            return JSONResponse({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
        content = self.files.get(request.path_params["path"].removeprefix("files/"))
        return Response(content) if content is not None else JSONResponse({"ok": False, "error_code": 404}, 404)

    # ---- the methods of the Bot API -------------------------------------------------------------------------------

    def _getMe(self) -> dict[str, Any]:
        return BOT

    def _sendMessage(
        self,
        chat_id: Any,
        text: Any = "",
        parse_mode: str = "",
        reply_markup: Any = None,
        link_preview_options: Any = None,
        **_: Any,
    ) -> dict[str, Any]:
        chat_id = self._chat(chat_id)
        parsed = rules.read_text(text, parse_mode)
        keyboard = rules.read_keyboard(reply_markup)
        self._flood(chat_id)
        message = Message(
            chat_id,
            next(self.ids),
            parsed.text,
            parsed.styles,
            tuple(tuple(row) for row in keyboard),
            not (link_preview_options or {}).get("is_disabled", False),
            time.monotonic(),
        )
        self.chats[chat_id].append(message)
        chat = {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup", "title": "x", "first_name": "x"}
        return {"message_id": message.message_id, "date": int(time.time()), "chat": chat, "text": parsed.text}

    def _sendChatAction(self, chat_id: Any, action: str = "") -> bool:
        self._chat(chat_id)
        if action not in ("typing", "upload_photo", "upload_document", "record_voice"):
            raise bad("wrong parameter action in request")
        return True

    def _answerCallbackQuery(self, callback_query_id: str = "", text: str = "", **_: Any) -> bool:
        if self.queries.get(callback_query_id, "too_old") == "too_old":
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(text) > 200:
            raise bad("MESSAGE_TOO_LONG")
        self.queries[callback_query_id] = "answered"
        return True

    def _leaveChat(self, chat_id: Any) -> bool:
        if int(chat_id) > 0:
            raise bad("chat member status can't be changed in private chats")
        self.left.append(int(chat_id))
        return True

    def _getFile(self, file_id: str = "") -> dict[str, Any]:
        content = self.files.get(file_id)
        if content is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(content) > 20 * 1024 * 1024:
            raise bad("file is too big")
        described = {"file_id": file_id, "file_unique_id": "u" + file_id, "file_size": len(content)}
        return described | {"file_path": f"files/{file_id}"}

    def _setMyCommands(self, commands: Any = None, language_code: str = "", **_: Any) -> bool:
        rules.check_language(language_code)
        rules.check_commands(commands)
        self.profile["commands", language_code] = {one["command"]: one["description"] for one in commands}
        return True

    def _setMyDescription(self, description: str = "", language_code: str = "") -> bool:
        return self._describe("description", description, language_code, 512)

    def _setMyShortDescription(self, short_description: str = "", language_code: str = "") -> bool:
        return self._describe("short", short_description, language_code, 120)

    def _describe(self, what: str, text: str, language_code: str, most: int) -> bool:
        rules.check_language(language_code)
        if len(text) > most:
            raise bad("BOT_DESCRIPTION_TOO_LONG" if what == "description" else "BOT_SHORT_DESCRIPTION_TOO_LONG")
        self.profile[what, language_code] = text
        return True

    def _setChatMenuButton(self, menu_button: Any = None, **_: Any) -> bool:
        self.profile["menu", ""] = menu_button
        return True

    def _setWebhook(
        self,
        url: str = "",
        secret_token: str = "",
        allowed_updates: Any = None,
        max_connections: Any = 40,
        drop_pending_updates: Any = False,
        **_: Any,
    ) -> bool:
        rules.check_webhook(url, secret_token, int(max_connections))
        self.webhook = {"url": url, "secret": secret_token, "allowed_updates": allowed_updates}
        if str(drop_pending_updates).lower() == "true":
            self.pending.clear()
        return True

    def _deleteWebhook(self, drop_pending_updates: Any = False) -> bool:
        self.webhook = {}
        if str(drop_pending_updates).lower() == "true":
            self.pending.clear()
        return True

    def _getWebhookInfo(self) -> dict[str, Any]:
        info = {"url": self.webhook.get("url", ""), "has_custom_certificate": False}
        return info | {"pending_update_count": len(self.pending)}

    async def _getUpdates(
        self,
        offset: Any = 0,
        limit: Any = 100,
        timeout: Any = 0,  # noqa: ASYNC109 - Telegram's name
        allowed_updates: Any = None,
    ) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first",
            )
        if self._polling:
            self._polling.set()
        ended = self._polling = asyncio.Event()
        wanted = allowed_updates or UPDATES
        try:
            until = time.monotonic() + float(timeout)
            while True:
                if int(offset) > 0:
                    self.pending = [one for one in self.pending if one["update_id"] >= int(offset)]
                found = [one for one in self.pending if any(kind in wanted for kind in one)]
                if found or time.monotonic() >= until:
                    return found[: int(limit)]
                await self.something()
                if ended.is_set():
                    raise Refused(409, OTHER_POLLER)
        finally:
            if self._polling is ended:
                self._polling = None

    # ---- delivery by webhook --------------------------------------------------------------------------------------

    async def deliver(self, update: dict[str, Any], *, secret: str | None = None) -> int:
        """Deliver one update now, in whatever order the test wants; the answer's status."""
        secret = self.webhook.get("secret", "") if secret is None else secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        url = self.webhook["url"]
        if self.deliver_to:
            url = self.deliver_to + httpx.URL(url).raw_path.decode()
        try:
            answer = await self._http.post(url, json=update, headers=headers)
            status = answer.status_code
        except httpx.TransportError:
            status = 0
        self.answers.append((update["update_id"], status))
        self._ring()
        return status

    async def _deliver_all(self) -> None:
        """What waits, in order, until it is taken."""
        while True:
            if not self.webhook or not self.pending:
                await self.something()
                continue
            update = self.pending[0]
            status = await self.deliver(update)
            if 200 <= status < 300:
                with contextlib.suppress(ValueError):
                    self.pending.remove(update)
            else:
                await asyncio.sleep(0.05)

    def _chat(self, chat_id: Any) -> int:
        try:
            number = int(chat_id)
        except (TypeError, ValueError):
            raise bad("chat not found") from None
        if number in self.left:
            raise Refused(403, "Forbidden: bot is not a member of the supergroup chat")
        if number in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if number > 0 and number not in self.started:
            raise bad("chat not found")
        return number

    def _flood(self, chat_id: int) -> None:
        """One a second to a chat (a short burst passes), thirty a second to all."""
        if not self.strict_flood:
            return
        now = time.monotonic()
        for key, most, window_s in ((chat_id, CHAT_BURST, float(CHAT_BURST)), (0, PER_SECOND, 1.0)):
            times = self._times[key]
            while times and now - times[0] >= window_s:
                times.popleft()
            if len(times) >= most:
                wait = max(1, round(window_s - (now - times[0])))
                raise Refused(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})
        for key in (chat_id, 0):
            self._times[key].append(now)


class _Server(uvicorn.Server):
    """Signals belong to whoever runs the test."""

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


async def _parameters(request: Request) -> dict[str, Any]:
    """Query, form, multipart or JSON, as Telegram takes them all; values that look like JSON are read as such."""
    found: dict[str, Any] = dict(request.query_params)
    if request.method == "POST":
        if request.headers.get("content-type", "").startswith("application/json"):
            found |= await request.json()
        else:
            found |= {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    for key in ("reply_markup", "commands", "allowed_updates", "link_preview_options", "menu_button", "entities"):
        if isinstance(found.get(key), str):
            found[key] = json.loads(found[key])
    return found


@contextlib.asynccontextmanager
async def telegram_server(**changes: Any) -> AsyncIterator[TelegramServer]:
    """A server for the length of a block."""
    async with TelegramServer(**changes) as server:
        yield server
