"""Reading what a channel's server sends, without ever holding more of it than was asked for."""

from __future__ import annotations

import httpx


async def read_at_most(response: httpx.Response, max_bytes: int) -> bytes | None:
    """The body of a streamed response; `None` as soon as it is longer than `max_bytes`."""
    content = bytearray()
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > max_bytes:
            return None
    return bytes(content)
