"""How much may come in: bytes of a body, counted while they stream, and messages of a session or an address."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 3 * 1024 * 1024
"""No request may be larger. Meta's webhook bodies have this same upper bound."""

UPLOADS = {"/chat/files": 5 * 1024 * 1024 + 64 * 1024}
"""Where files may come in: path → bytes of the whole body."""

MAX_FORM_BYTES = 64 * 1024
"""A chat form: 4,000 characters of Cyrillic, percent-encoded, are 24 KB."""


def _too_large(limit_bytes: int) -> HTTPException:
    return HTTPException(413, f"The body is larger than {limit_bytes} bytes. Send less.")


class BodyLimit:
    """ASGI middleware: refuses a body that is, or while it streams turns out to be, too large."""

    def __init__(self, app: ASGIApp, *, max_body_bytes: int = MAX_BODY_BYTES) -> None:
        self.app = app
        self.max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what `receive` brings; too much raises an `HTTPException` where the body is being read."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        received = 0
        most = UPLOADS.get(scope["path"], self.max_body_bytes)

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise _too_large(most)
            return message

        await self.app(scope, counted, send)


async def read_body(request: Request, *, max_body_bytes: int) -> bytes:
    """The body, at most `max_body_bytes` long; `HTTPException` 413 as soon as it is known to be longer."""
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > max_body_bytes:
        raise _too_large(max_body_bytes)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > max_body_bytes:
            raise _too_large(max_body_bytes)
    return bytes(body)


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at_s: float


class RateLimit:
    """Token buckets in this process's memory: `burst` at once, then one every `1 / per_s` seconds.

    Callers are kept as hashes salted anew at every start, so that no address is stored or can be told from memory
    that leaks. At most `max_callers` are remembered; the longest unseen are forgotten first.
    """

    def __init__(self, *, burst: int, per_s: float, clock_s: Callable[[], float], max_callers: int = 20_000) -> None:
        self._burst = float(burst)
        self._per_s = per_s
        self._clock_s = clock_s
        self._max_callers = max_callers
        self._salt = secrets.token_bytes(16)
        self._buckets: OrderedDict[bytes, _Bucket] = OrderedDict()

    def wait_s(self, caller: str) -> float:
        """Take one token of this caller: 0 when there was one, else the seconds until there is."""
        name = hashlib.blake2b(caller.encode("utf-8", "replace"), key=self._salt, digest_size=16).digest()
        now_s = self._clock_s()
        bucket = self._buckets.pop(name, None) or _Bucket(self._burst, now_s)
        self._buckets[name] = bucket
        if len(self._buckets) > self._max_callers:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + max(0.0, now_s - bucket.filled_at_s) * self._per_s)
        bucket.filled_at_s = now_s
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0.0
        return (1 - bucket.tokens) / self._per_s
