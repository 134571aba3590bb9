"""A small, strict client of Meta's Cloud API. It speaks Meta's words and raises the product's errors.

Source: Meta, Cloud API: messages, media, typing indicators, error codes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, NoReturn

import httpx

from bot.channels.base import TIMEOUT
from bot.channels.download import read_at_most
from bot.channels.whatsapp.errors import send_error
from bot.errors import ChannelDown, FetchError, SendError, TemporarySendError

CONNECT_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 20.0
WRITE_TIMEOUT_S = 10.0
POOL_TIMEOUT_S = 10.0
MAX_CONNECTIONS = 64
MAX_RETRY_AFTER_S = 3600.0
MAX_ANSWER_BYTES = 1024 * 1024


class WhatsAppClient:
    """One of our numbers at Meta. `transport` takes the network's place in tests."""

    def __init__(
        self, api_url: str, phone_number_id: str, token: str, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._number = f"{api_url.rstrip('/')}/{phone_number_id}"
        self._api_url = api_url.rstrip("/")
        self._http = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(
                READ_TIMEOUT_S, connect=CONNECT_TIMEOUT_S, write=WRITE_TIMEOUT_S, pool=POOL_TIMEOUT_S
            ),
            limits=httpx.Limits(max_connections=MAX_CONNECTIONS),
            follow_redirects=False,
            transport=transport,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def send(self, body: dict[str, Any]) -> str | None:
        """`POST /<number>/messages`; Meta's id of the message (wamid). `None`: taken, but the answer names no id.

        Raises `SendError`; after a reason `TIMEOUT` the message may have been taken.
        """
        answer = await self._post(f"{self._number}/messages", json=body)
        messages = answer.get("messages")
        first = messages[0] if isinstance(messages, list) and messages else None
        wamid = first.get("id") if isinstance(first, dict) else None
        return wamid if isinstance(wamid, str) and wamid else None

    async def mark_read(self, wamid: str, *, typing: bool) -> None:
        """Blue ticks for a message of theirs, and with `typing` the sign that an answer is being written (25 s)."""
        body: dict[str, Any] = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
        if typing:
            body["typing_indicator"] = {"type": "text"}
        await self._post(f"{self._number}/messages", json=body)

    async def upload(self, content: bytes, mime: str) -> str:
        """`POST /<number>/media`; the media id, which Meta keeps for 30 days. Raises `SendError`."""
        answer = await self._post(
            f"{self._number}/media",
            data={"messaging_product": "whatsapp", "type": mime},
            files={"file": ("file", content, mime)},
        )
        media_id = answer.get("id")
        if not isinstance(media_id, str) or not media_id:
            raise TemporarySendError("malformed")
        return media_id

    async def number(self) -> dict[str, Any]:
        """`GET /<number>`: what Meta knows of our number. Raises `SendError`."""
        return await self._get(self._number, params={"fields": "display_phone_number,quality_rating"})

    async def media(self, media_id: str) -> dict[str, Any]:
        """`GET /<media id>`: `url` (lives 5 minutes), `mime_type`, `sha256`, `file_size`. Raises `SendError`."""
        return await self._get(f"{self._api_url}/{_path(media_id)}")

    async def download(self, url: str, *, max_bytes: int) -> bytes | None:
        """The file behind a media url; `None`: the url has run out. Raises `FetchError`, `SendError`."""
        secure = url.startswith("https://") or (url.startswith("http://") and self._api_url.startswith("http://"))
        if not secure:
            raise FetchError("insecure_url")
        async with self._answer("GET", url, ok=(200, 404)) as got:
            if got.status_code == 404:
                return None
            announced = got.headers.get("content-length", "")
            if announced.isdigit() and int(announced) > max_bytes:
                raise FetchError("too_large")
            content = await read_at_most(got, max_bytes)
        if content is None:
            raise FetchError("too_large")
        return content

    async def _get(self, url: str, **content: Any) -> dict[str, Any]:
        async with self._answer("GET", url, **content) as got:
            return await _object(got)

    async def _post(self, url: str, **content: Any) -> dict[str, Any]:
        async with self._answer("POST", url, **content) as got:
            try:
                return await _object(got)
            except TemporarySendError:
                # Accepted all the same: what follows arrives by status, with our key.
                return {}

    @asynccontextmanager
    async def _answer(
        self, method: str, url: str, *, ok: tuple[int, ...] = (200,), **content: Any
    ) -> AsyncIterator[httpx.Response]:
        """One call. Nothing of the exceptions of httpx gets out: they quote URLs."""
        try:
            async with self._http.stream(method, url, **content) as response:
                if response.status_code not in ok:
                    await _refused(response)
                yield response
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol):
            raise TemporarySendError("connect") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
            raise TemporarySendError(TIMEOUT) from None


def _path(media_id: str) -> str:
    """A media id as a part of a path; anything but letters and digits is no id of Meta's."""
    if not media_id.replace("_", "").replace("-", "").isalnum() or not media_id.isascii():
        raise FetchError("gone")
    return media_id


async def _object(response: httpx.Response) -> dict[str, Any]:
    """The answer's JSON object. Raises `TemporarySendError` for anything else."""
    body = await read_at_most(response, MAX_ANSWER_BYTES)
    try:
        value = json.loads(body or b"")
    except (ValueError, RecursionError):
        raise TemporarySendError("malformed") from None
    if not isinstance(value, dict):
        raise TemporarySendError("malformed")
    return value


async def _refused(response: httpx.Response) -> NoReturn:
    if 300 <= response.status_code < 400:
        raise ChannelDown(f"http_{response.status_code}")
    error: object = None
    try:
        error = (await _object(response)).get("error")
    except SendError:
        pass
    raise send_error(
        error if isinstance(error, dict) else {},
        status=response.status_code,
        retry_after=_retry_after(response.headers.get("retry-after", "")),
    )


def _retry_after(header: str) -> timedelta | None:
    if header.isascii() and header.isdigit() and len(header) < 6:
        return timedelta(seconds=min(float(header), MAX_RETRY_AFTER_S))
    return None


def digest_fits(content: bytes, sha256: object) -> bool:
    """Whether the content is what Meta announced; it writes the digest in hexadecimal, older pages say Base64."""
    if not isinstance(sha256, str) or not sha256:
        return True
    digest = hashlib.sha256(content)
    return sha256.lower() == digest.hexdigest() or sha256 == base64.b64encode(digest.digest()).decode()
