"""A browser without scripts, by httpx: what a person does on the page, and what the page shows."""

from __future__ import annotations

import re

import httpx
from fastapi import FastAPI

KEY = "abcdefgh12345678"
"""A page's key for one message."""


def browser(web: FastAPI, **headers: str) -> httpx.AsyncClient:
    """A browser of its own: it keeps its cookies and follows redirects, as one without scripts does."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(web),
        base_url="http://test",
        follow_redirects=True,
        headers={"Accept-Language": "pl", "Accept": "text/html", **headers},
    )


async def say(client: httpx.AsyncClient, text: str, key: str = "") -> httpx.Response:
    return await client.post("/chat/messages", data={"text": text, "key": key or f"key-{abs(hash(text)):x}"})


def texts_of_person(page: str) -> list[str]:
    return re.findall(r'<span class="said">(.*?)</span>', page, flags=re.S)


def answers(page: str) -> list[str]:
    return re.findall(r'<article id="e\d+" class="entry bot.*?</article>', page, flags=re.S)
