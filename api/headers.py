"""Headers that every answer carries: nothing is loaded from elsewhere, framed by others, or kept by a cache."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": that would turn the Origin header of our own forms into "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

HSTS_MAX_AGE_S = 365 * 24 * 3600


def stamp(headers: MutableHeaders, *, https: bool) -> None:
    """Put the headers on one answer."""
    for name, value in _HEADERS.items():
        headers[name] = value
    # A file that somebody sent is shown under a stricter policy of its own.
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    if https:
        headers["Strict-Transport-Security"] = f"max-age={HSTS_MAX_AGE_S}"
    headers.setdefault("Cache-Control", "no-store")


class SecurityHeaders:
    """ASGI middleware: adds the headers above; `Cache-Control: no-store` unless the answer says otherwise."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; stamp the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                stamp(MutableHeaders(scope=message), https=self.https)
            await send(message)

        await self.app(scope, receive, stamped)
