"""A double of Meta's Cloud API: real HTTP on loopback, strict on every limit, with Meta's own error bodies.

    async with WhatsAppServer() as meta:
        meta.url, meta.token, meta.app_secret, meta.verify_token, meta.phone_number_id     # for the settings
        ana = meta.person("+48601234567", user_id="PL.1349120865530274")
        await ana.writes("jak się zameldować")          # a signed webhook call to `meta.webhook_url`
        await ana.presses("Talk to a person")           # by wording, of a message that they have
        ana.texts, ana.choices                          # what is on their telephone
        meta.refuse(131056, times=3)                    # the next calls fail; `meta.swallow()`: taken, never answered
        await meta.flush()                              # deliver what `reports_by_itself=False` keeps back

What is refused is remembered in `meta.refused`; `meta.accepted` holds the bodies of what was taken. Statuses (sent,
delivered, read) go out by themselves unless `reports_by_itself` is off.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import itertools
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.channels.whatsapp.signature import HEADER, sign
from tests.support.whatsapp_limits import Refused, check_message
from tests.support.world import until


class _BrokenOff(Response):
    """A connection that breaks off in the middle of the answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"100"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        # uvicorn closes a connection whose answer is shorter than announced.
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


Post = Callable[[bytes, dict[str, str]], Awaitable[int]]
"""Takes a webhook's body and headers, gives our answer's status."""


def text_of(body: dict[str, Any]) -> str:
    """What a person reads of one message."""
    kind = body["type"]
    if kind == "text":
        return str(body["text"]["body"])
    if kind == "interactive":
        return str(body["interactive"]["body"]["text"])
    return f"[{kind} {body[kind].get('name', '')}]"


def choices_of(body: dict[str, Any]) -> dict[str, str]:
    """What can be pressed on one message: wording → id."""
    if body["type"] != "interactive":
        return {}
    action = body["interactive"]["action"]
    if "buttons" in action:
        return {button["reply"]["title"]: button["reply"]["id"] for button in action["buttons"]}
    return {row["title"]: row["id"] for section in action["sections"] for row in section["rows"]}


@dataclass
class Telephone:
    """A person with WhatsApp. `shows_number` off: Meta names their user id alone."""

    meta: WhatsAppServer
    phone: str
    user_id: str = ""
    shows_number: bool = True
    blocked: bool = False
    last_wrote_s: float | None = None
    received: list[dict[str, Any]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """Everything they read, in order."""
        return [text_of(body) for body in self.received]

    @property
    def choices(self) -> dict[str, str]:
        """What can be pressed on the newest message that has choices: wording → id."""
        return next((found for body in reversed(self.received) if (found := choices_of(body))), {})

    async def writes(self, text: str, **changes: Any) -> str:
        """Send a text; its wamid."""
        return await self.sends("text", {"body": text}, **changes)

    async def presses(self, title: str) -> str:
        """Press a button or a row of any message on the telephone, the newest first."""
        for body in reversed(self.received):
            if title in (found := choices_of(body)):
                kind = "button_reply" if "buttons" in body["interactive"]["action"] else "list_reply"
                reply = {"id": found[title], "title": title}
                return await self.sends("interactive", {"type": kind, kind: reply}, context={"id": body["_wamid"]})
        raise AssertionError(f"no button {title!r} among {self.choices}")

    async def sends_file(self, content: bytes, mime: str, kind: str = "image", **more: Any) -> str:
        """Send a picture, document or recording; it can be fetched from `meta`."""
        media_id = self.meta.put_media(content, mime)
        part = {"id": media_id, "mime_type": mime, "sha256": hashlib.sha256(content).hexdigest(), **more}
        return await self.sends(kind, part)

    async def sends(self, kind: str, part: Any, **changes: Any) -> str:
        """Send anything; `changes` go into the message."""
        message = self.message(kind, part, **changes)
        if kind not in ("reaction", "system"):
            self.last_wrote_s = self.meta.now_s()
        await self.meta.post_value(messages=[message], contacts=[self.contact()])
        return str(message["id"])

    def message(self, kind: str, part: Any, **changes: Any) -> dict[str, Any]:
        """A message as it stands in a webhook call."""
        made = {"id": self.meta.new_wamid(), "timestamp": str(int(self.meta.now_s())), "type": kind, kind: part}
        if self.shows_number:
            made["from"] = self.phone.removeprefix("+")
        if self.user_id:
            made["from_user_id"] = self.user_id
        return {**made, **changes}

    def contact(self) -> dict[str, Any]:
        """The contact that goes along with their messages."""
        made: dict[str, Any] = {"profile": {"name": "Somebody"}}
        if self.shows_number:
            made["wa_id"] = self.phone.removeprefix("+")
        if self.user_id:
            made["user_id"] = self.user_id
        return made


class WhatsAppServer:
    """Meta, as far as one number of ours sees it."""

    def __init__(
        self,
        *,
        post: Post | None = None,
        now_s: Callable[[], float] | None = None,
        reports_by_itself: bool = True,
        seed: int = 1,
    ) -> None:
        self.phone_number_id = "106540352242922"
        self.number = "15550783881"
        self.token = "EAAG-test-token-of-whatsapp"
        self.app_secret = "test_app_secret"
        self.verify_token = "test_verify_token"
        self.webhook_url = ""
        self.reports_by_itself = reports_by_itself
        self.people: list[Telephone] = []
        self.accepted: list[dict[str, Any]] = []
        self.refused: list[Refused] = []
        self.read: list[dict[str, Any]] = []
        self.answers: list[int] = []
        """What our webhook answered, in order."""
        self.kept_back: list[dict[str, Any]] = []
        self.templates: dict[tuple[str, str], int] = {}
        """(name, language) → code of its trouble, 0: approved. Empty: all are approved."""
        self.window_s: float | None = 24 * 3600
        """`None`: no window is checked. A closed one is told by a failed status after a 200, as Meta mostly does."""
        self.refuse_window_at_once = False
        self._post = post
        self._now_s = now_s
        self._ids = itertools.count(1)
        self._faults: list[tuple[Telephone | None, Callable[[], Awaitable[Response | None]]]] = []
        self._media: dict[str, tuple[bytes, str]] = {}
        self._urls: dict[str, str] = {}
        self._random = random.Random(seed)
        self._tasks: set[asyncio.Task[None]] = set()
        self.url = ""

    # -- a server

    async def __aenter__(self) -> Self:
        routes = [
            Route("/v26.0/{number}/messages", self._messages, methods=["POST"]),
            Route("/v26.0/{number}/media", self._upload, methods=["POST"]),
            Route("/v26.0/{object_id}", self._object, methods=["GET"]),
            Route("/download/{media_id}/{key}", self._download, methods=["GET"]),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes), "127.0.0.1", 0, log_config=None, access_log=False, lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        self._running = asyncio.create_task(self._server.serve())
        await until(lambda: self._server.started or self._running.done())
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.origin = f"http://127.0.0.1:{port}"
        self.url = f"{self.origin}/v26.0"
        self._http = httpx.AsyncClient(timeout=30, limits=httpx.Limits(max_connections=None))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.settled()
        self._server.should_exit = True
        self._server.force_exit = True
        await self._running
        await self._http.aclose()

    def now_s(self) -> float:
        """Meta's clock."""
        if self._now_s is not None:
            return self._now_s()
        import time

        return time.time()

    def new_wamid(self) -> str:
        """A message id in Meta's manner."""
        return f"wamid.HBgL{next(self._ids):08d}"

    def person(self, phone: str = "", *, user_id: str = "", shows_number: bool = True) -> Telephone:
        """Somebody new. Without a phone number only the user id is known."""
        number = len(self.people) + 1
        made = Telephone(self, phone or f"+4860000{number:04d}", user_id, shows_number and bool(phone or not user_id))
        self.people.append(made)
        return made

    # -- trouble on purpose

    def refuse(
        self,
        code: int,
        *,
        times: int = 1,
        status: int = 400,
        details: str = "refused on purpose",
        retry_after: int = 0,
        only: Telephone | None = None,
    ) -> None:
        """The next messages (to `only` this person) fail with this code."""

        async def fault() -> Response:
            refused = Refused(code, details, status)
            self.refused.append(refused)
            headers = {"Retry-After": str(retry_after)} if retry_after else None
            return JSONResponse(refused.body(), status, headers=headers)

        self._faults.extend([(only, fault)] * times)

    def swallow(self, *, times: int = 1, wait_s: float = 0.0) -> None:
        """The next messages are taken, but we never hear so: the connection breaks off (after `wait_s`)."""

        async def fault() -> None:
            await asyncio.sleep(wait_s)
            return None

        self._faults.extend([(None, fault)] * times)

    def garble(self, status: int = 502, body: str = "<html>Bad Gateway</html>") -> None:
        """The next call gets an answer that is no JSON."""

        async def fault() -> Response:
            return Response(body, status)

        self._faults.append((None, fault))

    # -- webhook calls

    async def post_value(self, **value: Any) -> int:
        """Post one `value` of our number; the status of our answer."""
        metadata = {"display_phone_number": self.number, "phone_number_id": self.phone_number_id}
        return await self.post(self.envelope({"messaging_product": "whatsapp", "metadata": metadata, **value}))

    def envelope(self, *values: dict[str, Any], field: str = "messages") -> dict[str, Any]:
        """A whole call around some values."""
        changes = [{"field": field, "value": value} for value in values]
        return {"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": changes}]}

    async def post(self, data: object, *, signature: str | None = None) -> int:
        """Post a body as Meta writes it (escaped to ASCII, `\\/` for `/`), signed; the status of our answer."""
        body = json.dumps(data, separators=(",", ":")).replace("/", "\\/").encode("ascii")
        return await self.post_raw(body, signature=sign(self.app_secret, body) if signature is None else signature)

    async def post_raw(self, body: bytes, *, signature: str) -> int:
        """Post bytes."""
        headers = {HEADER: signature, "Content-Type": "application/json", "User-Agent": "facebookexternalua"}
        if self._post is not None:
            status = await self._post(body, headers)
        elif self.webhook_url:
            status = (await self._http.post(self.webhook_url, content=body, headers=headers)).status_code
        else:
            return 0
        self.answers.append(status)
        return status

    async def status(self, accepted: dict[str, Any], state: str, **more: Any) -> int:
        """Report on a message that was taken."""
        return await self.post_value(**self._status(accepted, state, **more))

    def _status(self, accepted: dict[str, Any], state: str, **more: Any) -> dict[str, Any]:
        status: dict[str, Any] = {"id": accepted["_wamid"], "status": state, "timestamp": str(int(self.now_s()))}
        if "to" in accepted:
            status["recipient_id"] = accepted["to"].removeprefix("+")
        else:
            status["recipient_user_id"] = accepted["recipient"]
        if accepted.get("biz_opaque_callback_data"):
            status["biz_opaque_callback_data"] = accepted["biz_opaque_callback_data"]
        if isinstance(more.get("code"), int):
            code = more.pop("code")
            error = {"code": code, "title": "title", "message": "title", "error_data": {"details": "details"}}
            status["errors"] = [{**error, "href": "https://developers.facebook.com/docs/whatsapp"}]
        return {"statuses": [{**status, **more}]}

    async def flush(self, *, shuffled: bool = False, twice: bool = False) -> None:
        """Deliver the reports that were kept back."""
        reports, self.kept_back = self.kept_back, []
        reports = reports * 2 if twice else reports
        if shuffled:
            self._random.shuffle(reports)
        for report in reports:
            await self.post_value(**report)

    async def settled(self) -> None:
        """Until all reports are out."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    # -- the API

    def _denied(self, request: Request) -> Response | None:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            body = Refused(190, "Error validating access token: Session has expired", 401).body()
            return JSONResponse(body, 401)
        return None

    async def _messages(self, request: Request) -> Response:
        if denied := self._denied(request):
            return denied
        if request.path_params["number"] != self.phone_number_id:
            return JSONResponse(Refused(100, "Unsupported post request. Object does not exist", 400, 33).body(), 400)
        try:
            body = json.loads(await request.body())
            check_message(body, self)
        except Refused as refused:
            self.refused.append(refused)
            return JSONResponse(refused.body(), refused.status)
        if body.get("status") == "read":
            self.read.append(body)
            return JSONResponse({"success": True})
        person = self.find(body)
        for number, (only, fault) in enumerate(self._faults):
            if only is None or only is person:
                del self._faults[number]
                return await fault() or self._break_off(body)
        return self._accept(body)

    def _accept(self, body: dict[str, Any]) -> Response:
        body["_wamid"] = self.new_wamid()
        self.accepted.append(body)
        person = self.find(body)
        failed = self._why_not(body, person)
        if failed:
            reports = [self._status(body, "failed", code=failed)]
        else:
            assert person
            person.received.append(body)
            reports = [self._status(body, state) for state in ("sent", "delivered", "read")]
        if self.reports_by_itself:
            task = asyncio.create_task(self._report(reports))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self.kept_back.extend(reports)
        given = body.get("to") or body.get("recipient")
        contact = {"input": given, **({"wa_id": body["to"].removeprefix("+")} if "to" in body else {})}
        return JSONResponse(
            {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": body["_wamid"]}]}
        )

    def _break_off(self, body: dict[str, Any]) -> Response:
        self._accept(body)

        return _BrokenOff()

    async def _report(self, reports: list[dict[str, Any]]) -> None:
        for report in reports:
            with contextlib.suppress(httpx.HTTPError):
                await self.post_value(**report)

    def find(self, body: dict[str, Any]) -> Telephone | None:
        """Who gets a message."""
        for person in self.people:
            if body.get("to") == person.phone if "to" in body else body.get("recipient") == person.user_id:
                return person
        return None

    def is_open(self, person: Telephone) -> bool:
        """Whether free messages reach this person."""
        wrote = person.last_wrote_s
        return self.window_s is None or (wrote is not None and self.now_s() - wrote < self.window_s)

    def _why_not(self, body: dict[str, Any], person: Telephone | None) -> int:
        if person is None or person.blocked:
            return 131026
        return 131047 if body["type"] != "template" and not self.is_open(person) else 0

    # -- media

    def put_media(self, content: bytes, mime: str) -> str:
        """Keep a file; its media id."""
        media_id = f"{900_000_000 + next(self._ids)}"
        self._media[media_id] = (content, mime)
        return media_id

    async def _upload(self, request: Request) -> Response:
        if denied := self._denied(request):
            return denied
        async with request.form() as form:
            file = form.get("file")
            if form.get("messaging_product") != "whatsapp" or file is None or isinstance(file, str):
                return JSONResponse(Refused(100, "The parameter messaging_product is required.").body(), 400)
            return JSONResponse({"id": self.put_media(await file.read(), str(form.get("type")))})

    async def _object(self, request: Request) -> Response:
        if denied := self._denied(request):
            return denied
        object_id = request.path_params["object_id"]
        if object_id == self.phone_number_id:
            return JSONResponse({"display_phone_number": self.number, "quality_rating": "GREEN", "id": object_id})
        if object_id not in self._media:
            return JSONResponse(Refused(100, f"Object with ID '{object_id}' does not exist", 400).body(), 400)
        content, mime = self._media[object_id]
        key = f"k{next(self._ids)}"
        self._urls[object_id] = key
        return JSONResponse(
            {
                "messaging_product": "whatsapp",
                "url": f"{self.origin}/download/{object_id}/{key}",
                "mime_type": mime,
                "sha256": hashlib.sha256(content).hexdigest(),
                "file_size": len(content),
                "id": object_id,
            }
        )

    def forget_urls(self) -> None:
        """Every media url handed out so far has run out."""
        self._urls.clear()

    async def _download(self, request: Request) -> Response:
        if denied := self._denied(request):
            return denied
        media_id = request.path_params["media_id"]
        if self._urls.get(media_id) != request.path_params["key"]:
            return Response(status_code=404)
        content, mime = self._media[media_id]
        return Response(content, media_type=mime)
