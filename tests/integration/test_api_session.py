"""Whose conversation is whose: cookies, covers, deletion, and how much one browser may send."""

from __future__ import annotations

import asyncio
import contextlib
import re

import httpx
import pytest
from fastapi import FastAPI
from itsdangerous import URLSafeTimedSerializer

from api.app import create_app
from api.chat.page import EXIT_URL
from bot.flows.app import App
from tests.support.browser import KEY, browser, say, texts_of_person
from tests.support.web import settings


async def test_two_browsers_do_not_see_each_other(web: FastAPI, person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    await say(person, "jak sie zameldowac w holandii?")
    async with browser(web) as other:
        assert "zameldowac" not in (await other.get("/chat")).text


async def test_the_cookie_is_for_this_browser_alone(person: httpx.AsyncClient) -> None:
    cookie = (await person.get("/chat")).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/chat" in cookie
    assert "max-age" not in cookie
    assert "secure" not in cookie


async def test_over_https_the_cookie_is_secure(app: App) -> None:
    made = create_app(app, settings(app.store.url.render_as_string(), public_url="https://chat.example"))
    async with browser(made) as client:
        answer = await client.get("https://test/chat")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert answer.headers["strict-transport-security"]


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "%00", "é", "e30.AAAA.BBBB", "w" * 5000])
async def test_a_bad_cookie_is_a_new_session(web: FastAPI, cookie: str) -> None:
    async with browser(web) as client:
        answer = await client.get("/chat", headers={b"Cookie": f"win_chat={cookie}".encode()})
    assert answer.status_code == 200
    assert "win_chat=" in answer.headers["set-cookie"]


async def test_a_cookie_signed_by_another_key_is_a_new_session(web: FastAPI, person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    await say(person, "jak sie zameldowac w holandii?")
    forged = URLSafeTimedSerializer(b"another key", salt="web chat").dumps({"id": "a" * 32})
    async with browser(web) as client:
        assert "zameldowac" not in (await client.get("/chat", headers={"Cookie": f"win_chat={forged}"})).text


async def test_wiping_erases_at_once_and_forgets_the_cookie(person: httpx.AsyncClient, app: App) -> None:
    await person.get("/chat")
    await say(person, "jak sie zameldowac w holandii?")
    asked = await person.get("/chat/wipe")
    assert 'action="/chat/wipe"' in asked.text
    assert "zameldowac" in (await person.get("/chat")).text
    gone = await person.post("/chat/wipe")
    assert gone.url.path == "/chat/gone"
    assert EXIT_URL in gone.text
    assert "win_chat" not in person.cookies
    assert "zameldowac" not in (await person.get("/chat")).text
    async with app.store.read() as tx:
        from sqlalchemy import func, select

        from bot.store.tables import conversation, inbox, outbox

        for table in (conversation, inbox, outbox):
            assert await tx.conn.scalar(select(func.count()).select_from(table)) == 0


async def test_after_deleting_by_word_the_page_says_so(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    page = await say(person, "usuń moje dane")
    confirm = re.search(
        r'name="entry" value="(\d+)">\s*<button name="action" value="(erase:[^"]*|yes[^"]*)"', page.text
    )
    assert confirm, page.text
    page = await person.post("/chat/choices", data={"entry": confirm[1], "action": confirm[2], "key": KEY})
    assert "Wszystko zostało usunięte." in page.text
    assert texts_of_person(page.text) == []
    assert "Wszystko zostało usunięte." not in (await person.get("/chat")).text


async def test_quick_exit_covers_the_conversation(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    await say(person, "jak sie zameldowac w holandii?")
    left = await person.get("/chat/exit", follow_redirects=False)
    assert left.status_code == 303
    assert left.headers["location"] == EXIT_URL
    covered = await person.get("/chat")
    assert "zameldowac" not in covered.text
    assert 'action="/chat/show"' in covered.text
    shown = await person.post("/chat/show")
    assert "zameldowac" in shown.text


async def test_a_page_of_a_deleted_conversation_is_told_to_load_anew(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    answer = await person.post(
        "/chat/messages", data={"text": "hej", "key": KEY, "after": "40"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 204
    assert answer.headers["x-chat-stale"] == "1"


async def test_a_flood_is_slowed_down_and_loses_nothing(web: FastAPI, person: httpx.AsyncClient) -> None:
    clock = Clock()
    web.state.site.per_session._clock_s = clock
    web.state.site.per_address._clock_s = clock
    await person.get("/chat")
    script = {"HX-Request": "true"}
    codes = []
    for number in range(12):
        data = {"text": f"pytanie {number}", "key": f"key-number-{number}"}
        answer = await person.post("/chat/messages", data=data, headers=script)
        codes.append(answer.status_code)
    assert codes == [200] * 10 + [429] * 2
    assert int(answer.headers["retry-after"]) >= 1
    assert "pytanie 11" in answer.text
    clock.now_s += 60
    page = await say(person, "pytanie 11")
    assert texts_of_person(page.text) == [f"pytanie {number}" for number in [*range(10), 11]]


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


async def test_no_address_is_kept(web: FastAPI, person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    await say(person, "hej")
    limit = web.state.site.per_address
    assert limit._buckets
    assert all(isinstance(name, bytes) and b"127" not in name for name in limit._buckets)


async def test_without_cookies_the_page_says_what_is_missing(web: FastAPI) -> None:
    async with browser(web) as client:
        page = await client.get("/chat?sent=1", headers={"Cookie": ""})
    assert "cookie" in page.text


async def test_the_privacy_page_is_true_to_the_settings(app: App) -> None:
    url = app.store.url.render_as_string()
    made = create_app(app, settings(url, retention_days=7, privacy_contact="privacy@example.nl"))
    async with browser(made) as client:
        for language, words in {"pl": "7 dni po", "ro": "La 7 zile", "bg": "7 дни след", "nl": "7 dagen na"}.items():
            page = (await client.get(f"/chat/privacy?lang={language}")).text
            assert f'<html lang="{language}">' in page
            assert words in page
            assert 'href="mailto:privacy@example.nl"' in page


async def test_streams_end_with_the_conversation(web: FastAPI, person: httpx.AsyncClient) -> None:
    """Everything said is streamed once, behind what the page has; erasing ends the stream with `gone`."""
    await person.get("/chat")
    await say(person, "jak sie zameldowac w holandii?")
    reading = asyncio.create_task(person.get("/chat/events", headers={"Last-Event-ID": "1"}))
    for _ in range(200):
        if web.state.site.streams:
            break
        await asyncio.sleep(0.01)
    with contextlib.suppress(httpx.HTTPError):
        async with browser(web) as same:
            same.cookies = httpx.Cookies(person.cookies)
            await same.post("/chat/wipe")
    async with asyncio.timeout(20):
        answer = await reading
    assert "event: gone" in answer.text
    assert not web.state.site.streams
    assert 'id="e1"' not in answer.text


async def test_a_page_of_a_deleted_conversation_is_told_by_the_stream(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    await say(person, "jak sie zameldowac w holandii?")
    async with asyncio.timeout(20):
        answer = await person.get("/chat/events", headers={"Last-Event-ID": "44"})
    assert "event: gone" in answer.text
    assert "event: entry" not in answer.text
