"""The web chat over HTTP: what people send is stored once, answered and shown."""

from __future__ import annotations

import re

import httpx
import pytest
from fastapi import FastAPI

from bot.flows.app import App
from tests.support.browser import KEY, answers, browser, say, texts_of_person


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


async def test_a_person_who_waits_sees_that_the_answer_comes(web: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker runs: the page comes all the same, looks again by itself and offers to."""
    monkeypatch.setattr("api.chat.posts.ANSWER_WAIT_S", 0.05)
    async with browser(web) as client:
        await client.get("/chat")
        page = await say(client, "jak sie zameldowac w holandii?")
    assert texts_of_person(page.text) == ["jak sie zameldowac w holandii?"]
    assert 'http-equiv="refresh"' in page.text


async def test_when_the_database_is_away_the_message_comes_back(web: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    async def away(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk I/O error"))

    async with browser(web) as client:
        await client.get("/chat")
        monkeypatch.setattr("api.chat.posts.receive", away)
        page = await say(client, "ważne pytanie <b>")
    assert page.status_code == 503
    assert "ważne pytanie &lt;b&gt;" in page.text
