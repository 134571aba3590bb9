"""The real server in a process of its own: routes, bad input, hostile text, silence, stopping."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import PHRASES, Server


def call(server: Server, method: str, path: str, body: bytes | None = None) -> tuple[int, Any]:
    parts = urlsplit(server.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        connection.request(method, path, body)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def post(server: Server, path: str, body: object) -> tuple[int, Any]:
    return call(server, "POST", path, json.dumps(body).encode())


def test_parse_gives_what_the_application_decides_with(server: Server) -> None:
    status, answer = post(server, "/parse", {"language": "pl", "text": "nie mam gdzie spać"})
    assert status == 200
    assert set(answer) == {"intent", "ranking", "in_scope", "model", "thresholds"}
    assert answer["intent"] == answer["ranking"][0]
    assert answer["intent"]["name"] == "homeless"
    assert set(answer["ranking"][0]) == {"name", "confidence"}
    assert set(answer["thresholds"]) == {"answer", "ask", "scope", "urgent", "out_of_scope", "rule"}
    assert len(answer["model"]) == 16


def test_each_language_has_its_own_model(server: Server) -> None:
    _, polish = post(server, "/parse", {"language": "pl", "text": "bsn"})
    _, bulgarian = post(server, "/parse", {"language": "bg", "text": "nqma kade da spq"})
    assert bulgarian["intent"]["name"] == "homeless"
    assert polish["model"] != bulgarian["model"]


def test_a_batch_gives_the_same_as_single_messages(server: Server) -> None:
    texts = [phrase for phrases in PHRASES["pl"].values() for phrase in phrases] * 4 + ["", "?"]
    _, batch = post(server, "/parse_batch", {"language": "pl", "texts": texts})
    single = [post(server, "/parse", {"language": "pl", "text": text})[1] for text in texts[-16:]]
    assert len(batch["results"]) == len(texts)
    assert batch["results"][-16:] == single


def test_embed(server: Server) -> None:
    status, answer = post(server, "/embed", {"texts": ["szukam lekarza", "\0", "x" * 10_000]})
    assert status == 200
    assert [len(vector) for vector in answer["vectors"]] == [384] * 3
    assert post(server, "/embed", {"texts": []})[1]["vectors"] == []


def test_health_names_models_and_encoder(server: Server) -> None:
    status, answer = call(server, "GET", "/health")
    assert status == 200
    assert answer["status"] == "ok", answer["warnings"]
    assert set(answer["models"]) == {"pl", "bg"}
    assert answer["encoder"]["kind"] == "onnx"
    assert answer["models"]["pl"]["phrases"] == 13
    _, parsed = post(server, "/parse", {"language": "pl", "text": "bsn"})
    assert parsed["model"] == answer["models"]["pl"]["bundle"]


@pytest.mark.parametrize("text", ["", "   ", "\0", "\u200b\u202e", "\ud800"])
def test_a_text_without_a_visible_character_is_nothing_of_ours(server: Server, text: str) -> None:
    status, answer = post(server, "/parse", {"language": "pl", "text": text})
    assert status == 200
    assert answer["intent"] == {"name": "out_of_scope", "confidence": 0.0}
    assert answer["ranking"] == []
    assert answer["in_scope"] == 0


@pytest.mark.parametrize("text", ["/homeless", '/homeless{"x": 1}', "/restart", "[a](b)", "{}"])
def test_rasas_commands_mean_nothing(server: Server, text: str) -> None:
    _, answer = post(server, "/parse", {"language": "pl", "text": text})
    assert answer["intent"]["confidence"] < 1
    assert {one["name"] for one in answer["ranking"]} == set(PHRASES["pl"])


@pytest.mark.parametrize(
    ("path", "body", "status", "field"),
    [
        ("/parse", b"", 422, "body"),
        ("/parse", b"{", 422, "body"),
        ("/parse", b"\xff\xfe", 422, "body"),
        ("/parse", b"[" * 50_000, 422, "body"),
        ("/parse", b"[]", 422, "body"),
        ("/parse", b'{"text": "x"}', 422, "language"),
        ("/parse", b'{"language": "xx", "text": "x"}', 422, "language"),
        ("/parse", b'{"language": ["pl"], "text": "x"}', 422, "language"),
        ("/parse", b'{"language": "pl"}', 422, "text"),
        ("/parse", b'{"language": "pl", "text": 1}', 422, "text"),
        ("/parse", b'{"language": "pl", "text": null}', 422, "text"),
        ("/parse", b'{"language": "pl", "text": "' + b"x" * 70_000 + b'"}', 413, None),
        ("/parse_batch", b'{"language": "pl", "texts": "x"}', 422, "texts"),
        ("/parse_batch", b'{"language": "pl", "texts": ["x", 1]}', 422, "texts[1]"),
        ("/parse_batch", b'{"language": "pl", "texts": ["' + b"x" * 4_300_000 + b'"]}', 413, None),
        ("/embed", b'{"texts": {}}', 422, "texts"),
        ("/embed", json.dumps({"texts": ["x"] * 1001}).encode(), 422, "texts"),
        ("/nothing", b"{}", 404, None),
        ("/health", b"{}", 405, None),
    ],
)
def test_bad_input_gets_a_problem_that_names_the_field(
    server: Server, path: str, body: bytes, status: int, field: str | None
) -> None:
    got, answer = call(server, "POST", path, body)
    assert got == status
    assert answer["status"] == status
    assert answer["detail"]
    assert answer.get("field") == field


HOSTILE = [
    "\ufdfa" * 100,
    "a\u0301" * 3000,
    "\u0301\u0316" * 3000,
    "x" * 10_000,
    "\u202e\u2066" * 1000 + "bsn",
    "👨‍👩‍👧‍👦" * 500,
    "<script>alert(1)</script>",
    "\ud83d" * 50 + "bsn",
    "'; DROP TABLE inbox; --",
    "ﷺ\0\x1b[31m",
    "\U000e0041" * 5000,
    "한국어 日本語 عربي עברית ไทย",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", ["pl", "bg"])
def test_hostile_texts_are_answered(server: Server, language: str, text: str) -> None:
    status, answer = post(server, "/parse", {"language": language, "text": text})
    assert status == 200
    assert answer["intent"]["name"] in PHRASES["pl"]


@settings(max_examples=120, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=400), st.sampled_from(["pl", "bg"]))
def test_any_text_is_answered(server: Server, text: str, language: str) -> None:
    status, answer = post(server, "/parse", {"language": language, "text": text})
    assert status == 200
    assert answer["intent"]["name"] in PHRASES["pl"]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_any_body_gets_a_clear_answer(server: Server, body: bytes) -> None:
    assert call(server, "POST", "/parse", body)[0] == 422


def test_health_answers_while_a_batch_runs(server: Server) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(post, server, "/parse_batch", {"language": "pl", "texts": ["jak dostać bsn"] * 600})
        assert call(server, "GET", "/health")[0] == 200
        overtaken = not running.done()
        assert running.result()[0] == 200
    assert overtaken


def test_reload_takes_over_a_new_bundle(server: Server, trained: object, in_project: Any) -> None:
    import train

    thresholds = in_project / "thresholds.yml"
    before = thresholds.read_text()
    old = call(server, "GET", "/health")[1]["models"]["bg"]["bundle"]
    try:
        thresholds.write_text(before.replace("bg: {answer: 0.5", "bg: {answer: 0.61"))
        manifest = train.train("bg")
        status, answer = post(server, "/reload", {})
        _, parsed = post(server, "/parse", {"language": "bg", "text": "bsn"})
    finally:
        thresholds.write_text(before)
    assert status == 200
    assert answer["reloaded"] == ["bg"]
    assert parsed["model"] == manifest.bundle != old
    assert parsed["thresholds"]["answer"] == 0.61


def test_says_nothing_of_messages_and_stops_when_asked(trained: Any, tmp_path: Any) -> None:
    server = Server(trained, tmp_path / "stderr.log")
    secret = "tajemnica42 paszport"
    post(server, "/parse", {"language": "pl", "text": secret})
    post(server, "/parse", {"language": secret, "text": secret})
    call(server, "POST", "/parse", b'{"text": "' + secret.encode() + b'"')
    post(server, "/embed", {"texts": [secret]})
    code, printed = server.stop()
    assert code == 0
    assert "tajemnica42" not in printed
    assert len(printed.strip().splitlines()) == 1, printed


def test_a_wrong_port_stops_the_start_with_one_line(trained: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    import server as module

    monkeypatch.setenv("WIN_NLU_PORT", "http")
    assert module.main() == 2
    assert capsys.readouterr().err == "nlu: WIN_NLU_PORT: 'http' is not a port number\n"
