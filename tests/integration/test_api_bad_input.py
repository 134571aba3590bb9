"""Whatever comes in gets a sensible answer or a clear 4xx: never a 500, and the next message is still answered."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MIB = 1024 * 1024


@pytest.fixture
async def client(web: FastAPI, worker: None) -> AsyncIterator[httpx.AsyncClient]:
    # raise_app_exceptions stays on: a defect fails the test even where the person would see a friendly page.
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(web), base_url="http://test", headers={"Accept-Language": "pl"}
    ) as made:
        await made.get("/chat")
        yield made


WEIRD = {
    "10,000 characters": "ą" * 10_000,
    "nul bytes": "a\0b\0\0c",
    "only nul": "\0\0",
    "right-to-left marks": "\u202e\u2067evil\u2069\u200f\u061c",
    "one ligature of eighteen letters, a hundred times": "\ufdfa" * 100,
    "emoji only": "😀👩‍👩‍👧‍👦🏳️‍🌈",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markdown": "[x](javascript:alert(1)) **b**",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} %(x)s {operator}",
    "combining marks": "e" + "\u0301" * 3000,
    "line ends": "a\r\nb\rc\n\n\n",
    "private use and noncharacters": "\ue000\uffff\U0010ffff",
}


@pytest.mark.parametrize("text", WEIRD.values(), ids=WEIRD.keys())
async def test_weird_text_is_stored_shown_safely_and_answered(client: httpx.AsyncClient, text: str) -> None:
    sent = await client.post("/chat/messages", data={"text": text, "key": "weird-text-1"})
    assert sent.status_code == 303
    page = (await client.get("/chat")).text
    assert re.findall(r'<article id="e1" class="entry person"', page)
    assert re.findall(r'<article id="e2" class="entry bot', page)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "49" not in page.split('id="e1"')[1].split("</article>")[0]


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
async def test_nothing_typed_is_no_message(client: httpx.AsyncClient, text: str) -> None:
    assert (await client.post("/chat/messages", data={"text": text})).status_code == 303
    scripted = await client.post("/chat/messages", data={"text": text}, headers={"HX-Request": "true"})
    assert scripted.status_code == 204
    assert 'id="e1"' not in (await client.get("/chat")).text


@pytest.mark.parametrize(
    "body",
    [
        b"text=%ED%A0%80lone+surrogate&key=surrogate1",
        b"text=%FF%FE%80broken+utf-8&key=broken-utf8",
        b"text=\xff\xfe raw bytes&key=raw-bytes-1",
        b"text=%zz%1%&key=bad-percent",
        b"text=a;b=c&key=semicolons",
        b"text=one&text=two&key=twice-text",
    ],
)
async def test_broken_form_encoding_still_carries_a_message(client: httpx.AsyncClient, body: bytes) -> None:
    assert (await client.post("/chat/messages", content=body, headers=FORM)).status_code == 303
    page = (await client.get("/chat")).text
    assert 'id="e1"' in page
    assert 'id="e2"' in page


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"a=1&" * 100, FORM, 400),
        (b'{"text": "hej"}', {"Content-Type": "application/json"}, 415),
        (b"--x\r\n\r\nhej\r\n--x--", {"Content-Type": "multipart/form-data; boundary=x"}, 415),
        (b"hej", {"Content-Type": "text/plain"}, 415),
        (b"hej", {"Content-Type": ";;="}, 415),
        (b"text=" + b"a" * 70_000, FORM, 413),
        (b"text=" + b"a" * (3 * MIB), FORM, 413),
        (b"", {**FORM, "Content-Length": "99999999999"}, 413),
    ],
)
async def test_what_is_no_form_of_ours_is_refused_clearly(
    client: httpx.AsyncClient, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = await client.post("/chat/messages", content=body, headers={**headers, "Accept": "text/html"})
    assert answer.status_code == status
    assert "<html" in answer.text
    assert "Traceback" not in answer.text


async def test_a_body_that_grows_while_it_streams_is_cut_off(client: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * MIB:
            sent += 16 * 1024
            yield b"a" * 16 * 1024

    answer = await client.post("/chat/messages", content=endless(), headers=FORM)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[bad"},
    ],
)
@pytest.mark.parametrize("path", ["messages", "choices", "start", "language", "show", "wipe"])
async def test_other_sites_can_not_send_our_forms(
    client: httpx.AsyncClient, headers: dict[str, str], path: str
) -> None:
    answer = await client.post(f"/chat/{path}", data={"text": "hej", "action": "menu"}, headers=headers)
    assert answer.status_code == 403
    assert 'id="e1"' not in (await client.get("/chat")).text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://test"}, {}])
async def test_our_own_page_can(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    assert (await client.post("/chat/messages", data={"text": "hej"}, headers=headers)).status_code == 303


@pytest.mark.parametrize("action", ["nonsense", "ask:no_such_slug", "ask:", "topic:work:999", "lang:xx", ":::", "yes:"])
async def test_a_button_that_is_not_ours_gets_an_answer(client: httpx.AsyncClient, action: str) -> None:
    assert (await client.post("/chat/choices", data={"action": action, "entry": "7"})).status_code == 303
    assert 'id="e2"' in (await client.get("/chat")).text


@pytest.mark.parametrize("action", ["", "a" * 65, "я" * 33, "a\nb", "a\0b"])
async def test_what_can_not_be_a_button_is_nothing(client: httpx.AsyncClient, action: str) -> None:
    assert (await client.post("/chat/choices", data={"action": action})).status_code == 303
    assert 'id="e1"' not in (await client.get("/chat")).text


@pytest.mark.parametrize("payload", ["", "x" * 500, "bsn-pl--", "<b>", "\0", "--", "bsn-xx--tilburg"])
async def test_a_strange_deep_link_payload_gets_an_answer(client: httpx.AsyncClient, payload: str) -> None:
    assert (await client.post("/chat/start", data={"payload": payload})).status_code == 303
    assert 'id="e2"' in (await client.get("/chat")).text


@pytest.mark.parametrize("value", ["x", "-1", "9" * 400, "1e3", "١٢", "", "NaN"])
async def test_a_bad_last_event_id_is_none(client: httpx.AsyncClient, value: str) -> None:
    await client.post("/chat/messages", data={"text": "hej"})
    answer = await client.get("/chat/entries", params={"after": value})
    assert 'id="e1"' in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/chat/nothing", 404),
        ("GET", "/chat/messages", 405),
        ("PUT", "/chat", 405),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
        ("GET", "/static/%00", 404),
        ("GET", "/chat/%ED%A0%80", 404),
    ],
)
async def test_what_does_not_exist_is_told_as_a_problem_or_a_page(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path, headers={"Accept": "*/*"})
    assert answer.status_code == status
    if path.startswith("/chat"):
        assert "<html" in answer.text
    else:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


FIELDS = st.dictionaries(
    st.sampled_from(["text", "action", "key", "entry", "after", "language", "payload", "back", "ask"]),
    st.text(st.characters(), max_size=300),
    max_size=6,
)
PATHS = st.sampled_from(["messages", "choices", "start", "language", "show"])


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=PATHS, fields=FIELDS, raw=st.binary(max_size=200), as_form=st.booleans())
async def test_no_form_whatever_ends_in_a_defect(
    web: FastAPI, client: httpx.AsyncClient, path: str, fields: dict[str, str], raw: bytes, as_form: bool
) -> None:
    unlimited(web)
    if as_form:
        data = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
        answer = await client.post(f"/chat/{path}", data=data)
    else:
        answer = await client.post(f"/chat/{path}", content=raw, headers=FORM)
    assert answer.status_code in (303, 400)
    assert (await client.get("/chat")).status_code == 200


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    query=st.binary(max_size=60),
    cookie=st.binary(max_size=60).filter(lambda b: not set(b) & set(b"\r\n\0")),
    languages=st.binary(max_size=60).filter(lambda b: not set(b) & set(b"\r\n\0")),
)
async def test_no_header_or_query_whatever_ends_in_a_defect(
    client: httpx.AsyncClient, query: bytes, cookie: bytes, languages: bytes
) -> None:
    from urllib.parse import quote

    headers = {b"Cookie": b"win_chat=" + cookie, b"Accept-Language": languages, b"Last-Event-ID": cookie}
    for path in ("/chat", "/chat/privacy", "/chat/entries", "/chat/wipe"):
        asked = f"{path}?lang={quote(query)}&ask={quote(query)}&after={quote(query)}"
        answer = await client.get(asked, headers=headers)
        assert answer.status_code in (200, 204)


def unlimited(web: FastAPI) -> None:
    for limit in (web.state.site.per_session, web.state.site.per_address):
        limit._buckets.clear()
