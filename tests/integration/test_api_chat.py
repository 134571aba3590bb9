"""The web chat over HTTP: what people send is stored once, answered, shown; what others send is refused clearly."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from itsdangerous import URLSafeTimedSerializer

from api.chat.page import EXIT_URL
from bot.flows.app import App
from bot.flows.worker import Worker
from tests.support.web import in_background, opened, settings, with_worker

KEY = "abcdefgh12345678"


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with opened(settings(f"sqlite:///{tmp_path / 'web.sqlite3'}")) as made:
        yield made


@pytest.fixture
async def web(app: App, tmp_path: Path) -> AsyncIterator[FastAPI]:
    made = with_worker(app, settings(app.store.url.render_as_string()))
    async with in_background(Worker(app)):
        yield made


def browser(web: FastAPI, **headers: str) -> httpx.AsyncClient:
    """A browser of its own: it keeps its cookies and follows redirects, as one without scripts does."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(web),
        base_url="http://test",
        follow_redirects=True,
        headers={"Accept-Language": "pl", "Accept": "text/html", **headers},
    )


@pytest.fixture
async def person(web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(web) as client:
        yield client


async def say(client: httpx.AsyncClient, text: str, key: str = "") -> httpx.Response:
    return await client.post("/chat/messages", data={"text": text, "key": key or f"key-{abs(hash(text)):x}"})


def texts_of_person(page: str) -> list[str]:
    return re.findall(r'<span class="said">(.*?)</span>', page, flags=re.S)


def answers(page: str) -> list[str]:
    return re.findall(r'<article id="e\d+" class="entry bot.*?</article>', page, flags=re.S)


async def test_the_front_door_leads_to_the_chat(person: httpx.AsyncClient) -> None:
    page = await person.get("/")
    assert page.url.path == "/chat"
    assert page.status_code == 200
    assert 'lang="pl"' in page.text
    assert page.headers["cache-control"] == "no-store"


async def test_without_scripts_a_question_gets_its_answer_on_the_next_page(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    page = await say(person, "jak sie zameldowac w holandii?")
    assert page.history[0].status_code == 303
    assert texts_of_person(page.text) == ["jak sie zameldowac w holandii?"]
    assert len(answers(page.text)) == 1
    assert 'http-equiv="refresh"' not in page.text


async def test_a_form_sent_twice_is_stored_once(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    await say(person, "ik zoek een huisarts", KEY)
    page = await say(person, "ik zoek een huisarts", KEY)
    assert len(texts_of_person(page.text)) == 1


async def test_an_old_pages_key_with_a_new_text_loses_nothing(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    await say(person, "ik zoek een huisarts", KEY)
    page = await say(person, "en een tandarts", KEY)
    assert texts_of_person(page.text) == ["ik zoek een huisarts", "en een tandarts"]


async def test_a_button_says_what_it_said(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    page = await say(person, "lekarz")
    number, action, label = re.findall(
        r'name="entry" value="(\d+)">\s*<button name="action" value="([^"]+)">([^<]+)</button>', page.text
    )[0]
    page = await person.post("/chat/choices", data={"action": action, "entry": number, "key": KEY})
    assert texts_of_person(page.text)[-1] == label
    assert len(answers(page.text)) == 2


async def test_a_button_of_an_older_message_still_works(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    first = await say(person, "lekarz")
    await say(person, "kto wygra mecz?")
    number, action = re.findall(r'name="entry" value="(\d+)">\s*<button name="action" value="([^"]+)">', first.text)[0]
    page = await person.post("/chat/choices", data={"action": action, "entry": number, "key": KEY})
    assert len(answers(page.text)) == 3


async def test_a_topic_of_the_start_page_opens_its_menu(person: httpx.AsyncClient) -> None:
    start = await person.get("/chat")
    assert 'value="topic:work"' in start.text
    page = await person.post("/chat/choices", data={"action": "topic:work", "key": KEY})
    assert texts_of_person(page.text) == ["Praca i płaca"]
    assert 'value="ask:minimum_wage"' in page.text


async def test_the_page_answers_in_the_language_that_was_spoken(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    page = await say(person, "ik zoek een huisarts voor mijn kind")
    assert '<html lang="nl">' in page.text
    assert re.search(r'<div class="bubble" lang="nl">', page.text)


async def test_the_language_can_be_chosen_before_and_after_the_first_message(person: httpx.AsyncClient) -> None:
    page = await person.post("/chat/language", data={"language": "bg"})
    assert '<html lang="bg">' in page.text
    await say(person, "kak da si izvadia bsn")
    page = await person.post("/chat/language", data={"language": "ro", "key": KEY})
    assert '<html lang="ro">' in page.text
    assert texts_of_person(page.text)[-1] == "Română"


async def test_a_link_can_set_the_language(person: httpx.AsyncClient) -> None:
    assert '<html lang="ro">' in (await person.get("/chat?lang=ro")).text
    assert '<html lang="ro">' in (await person.get("/chat")).text
    assert '<html lang="ro">' in (await person.get("/chat?lang=xx")).text


async def test_a_browser_of_no_language_of_ours_sees_all_four(web: FastAPI) -> None:
    async with browser(web, **{"Accept-Language": "en-GB"}) as client:
        page = (await client.get("/chat")).text
    for greeting in ("Zapytaj po polsku", "Întreabă în română", "Питайте на български", "Vraag het in het Nederlands"):
        assert greeting in page


async def test_a_deep_link_says_nothing_until_the_person_does(person: httpx.AsyncClient, app: App) -> None:
    page = await person.get("/chat?ask=bsn&lang=pl&place=tilburg")
    assert 'value="bsn-pl--tilburg"' in page.text
    assert answers(page.text) == []
    page = await person.post("/chat/start", data={"payload": "bsn-pl--tilburg", "key": KEY})
    assert len(answers(page.text)) == 1
    assert texts_of_person(page.text) == []


@pytest.mark.parametrize("query", ["ask=nothing", "ask=greet", "ask=<script>", "ask=bsn&place=<b>", "lang=%00&ask=%ff"])
async def test_a_strange_deep_link_is_the_plain_page(person: httpx.AsyncClient, query: str) -> None:
    page = await person.get(f"/chat?{query}")
    assert page.status_code == 200
    assert "<script>" not in page.text.replace("<script src", "")
    assert "<b>" not in page.text


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
    made = with_worker(app, settings(app.store.url.render_as_string(), public_url="https://chat.example"))
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


async def test_a_script_gets_only_what_it_does_not_have(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    script = {"HX-Request": "true"}
    first = await person.post(
        "/chat/messages", data={"text": "pierwsza", "key": "key-one-1", "after": "0"}, headers=script
    )
    assert texts_of_person(first.text) == ["pierwsza"]
    assert "<html" not in first.text
    last = int(re.findall(r'data-number="(\d+)"', first.text)[-1])
    second = await person.post(
        "/chat/messages", data={"text": "druga", "key": "key-two-2", "after": str(last)}, headers=script
    )
    assert "pierwsza" not in texts_of_person(second.text)


async def test_a_page_of_a_deleted_conversation_is_told_to_load_anew(person: httpx.AsyncClient) -> None:
    await person.get("/chat")
    answer = await person.post(
        "/chat/messages", data={"text": "hej", "key": KEY, "after": "40"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 204
    assert answer.headers["x-chat-stale"] == "1"


@pytest.mark.parametrize("bad", ["x", "-1", "99999999999999999999", "1.5", "١٢", "%00"])
async def test_a_bad_number_means_from_the_start(person: httpx.AsyncClient, bad: str) -> None:
    await person.get("/chat")
    await say(person, "jak sie zameldowac w holandii?")
    answer = await person.get("/chat/entries", params={"after": bad})
    assert texts_of_person(answer.text) == ["jak sie zameldowac w holandii?"]


async def test_without_conversation_there_is_nothing_to_stream(person: httpx.AsyncClient) -> None:
    assert (await person.get("/chat/events")).status_code == 204
    await person.get("/chat")
    assert (await person.get("/chat/events")).status_code == 204
    assert (await person.get("/chat/entries")).status_code == 204


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


async def test_a_person_who_waits_sees_that_the_answer_comes(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker runs: the page comes all the same, looks again by itself and offers to."""
    monkeypatch.setattr("api.chat.posts.ANSWER_WAIT_S", 0.05)
    made = with_worker(app, settings(app.store.url.render_as_string()))
    async with browser(made) as client:
        await client.get("/chat")
        page = await say(client, "jak sie zameldowac w holandii?")
    assert texts_of_person(page.text) == ["jak sie zameldowac w holandii?"]
    assert 'http-equiv="refresh"' in page.text


async def test_without_cookies_the_page_says_what_is_missing(web: FastAPI) -> None:
    async with browser(web) as client:
        page = await client.get("/chat?sent=1", headers={"Cookie": ""})
    assert "cookie" in page.text


async def test_when_the_database_is_away_the_message_comes_back(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    async def away(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk I/O error"))

    made = with_worker(app, settings(app.store.url.render_as_string()))
    async with browser(made) as client:
        await client.get("/chat")
        monkeypatch.setattr("api.chat.posts.receive", away)
        page = await say(client, "ważne pytanie <b>")
    assert page.status_code == 503
    assert "ważne pytanie &lt;b&gt;" in page.text


async def test_the_privacy_page_is_true_to_the_settings(app: App) -> None:
    made = with_worker(
        app,
        settings(
            app.store.url.render_as_string(),
            retention_days=7,
            privacy_contact="privacy@example.nl",
        ),
    )
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
    async with asyncio.timeout(timedelta(seconds=20).total_seconds()):
        answer = await reading
    assert "event: gone" in answer.text
    assert not web.state.site.streams
    assert 'id="e1"' not in answer.text
