"""Files: fetched with the token, checked, uploaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.client import WhatsAppClient
from bot.errors import FetchError
from tests.support.whatsapp_world import WhatsAppWorld


async def test_files_are_fetched_with_the_token_and_checked(world: WhatsAppWorld) -> None:
    content = b"%PDF-1.7 contract"
    media_id = world.meta.put_media(content, "application/pdf")
    file = await world.channel.fetch(media_id, max_bytes=1000)
    assert (file.content, file.mime) == (content, "application/pdf")
    with pytest.raises(FetchError, match="too_large"):
        await world.channel.fetch(media_id, max_bytes=5)
    for unknown in ("901", "../106540352242922", ""):
        with pytest.raises(FetchError, match="gone"):
            await world.channel.fetch(unknown, max_bytes=1000)


async def test_a_media_url_that_ran_out_is_asked_for_again(world: WhatsAppWorld) -> None:
    ref = world.meta.put_media(b"abc", "image/jpeg")
    real = world.channel._client.media
    asked = 0

    async def media(media_id: str) -> dict[str, Any]:
        nonlocal asked
        asked += 1
        found = await real(media_id)
        if asked == 1:
            world.meta.forget_urls()
        return found

    world.channel._client.media = media  # type: ignore[method-assign]
    assert (await world.channel.fetch(ref, max_bytes=10)).content == b"abc"
    assert asked == 2


def channel_over(handle: Callable[[httpx.Request], httpx.Response], api_url: str) -> WhatsAppChannel:
    """A channel with the token "t", over a network that is a function."""
    client = WhatsAppClient(api_url, "1", "t", transport=httpx.MockTransport(handle))
    return WhatsAppChannel(client, {}, {}, phone_number_id="1", app_secret="s", verify_token="v")


async def test_a_damaged_file_and_a_lying_size_are_refused() -> None:
    answers = {"sha256": "0" * 64, "file_size": 3}

    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/900"):
            return httpx.Response(200, json={"url": "http://meta/file", "mime_type": "image/png", **answers})
        assert request.headers["authorization"] == "Bearer t"
        return httpx.Response(200, content=b"abcdef")

    channel = channel_over(handle, "http://meta")
    with pytest.raises(FetchError, match="damaged"):
        await channel.fetch("900", max_bytes=10)
    with pytest.raises(FetchError, match="too_large"):
        await channel.fetch("900", max_bytes=5)
    await channel.aclose()


async def test_the_token_goes_to_no_unsafe_address() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "graph"
        return httpx.Response(200, json={"url": "http://elsewhere/file", "file_size": 3})

    channel = channel_over(handle, "https://graph")
    with pytest.raises(FetchError, match="insecure_url"):
        await channel.fetch("900", max_bytes=10)
    await channel.aclose()


async def test_a_recording_can_be_uploaded_and_the_number_looked_at(world: WhatsAppWorld) -> None:
    media_id = await world.channel._client.upload(b"OggS", "audio/ogg")
    assert (await world.channel.fetch(media_id, max_bytes=10)).content == b"OggS"
    assert await world.channel.check() == [(True, "WhatsApp: Meta knows our number, quality GREEN.")]
    world.meta.token = "another"
    ((well, line),) = await world.channel.check()
    assert not well
    assert "190" in line
