"""Training at run time, and bundles that come from outside: the real server, a small model."""

from __future__ import annotations

import http.client
import io
import json
import shutil
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from .conftest import Server
from .test_server import call, post

WITHIN_S = 240


@pytest.fixture(scope="module")
def own(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a copy of the small project: promoting here changes nothing elsewhere."""
    project = tmp_path_factory.mktemp("own") / "project"
    shutil.copytree(trained, project)
    running = Server(project, tmp_path_factory.mktemp("server") / "stderr.log")
    yield running
    running.stop()


def raw(server: Server, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    parts = urlsplit(server.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request(method, path, body)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def trained_with(server: Server, phrases: list[dict[str, str]], language: str = "pl") -> dict[str, Any]:
    """Train and wait for the end; the state then."""
    status, state = post(server, "/train", {"language": language, "phrases": phrases})
    assert status == 202, state
    until = time.monotonic() + WITHIN_S
    while state["state"] == "running" and time.monotonic() < until:
        time.sleep(0.3)
        state = call(server, "GET", "/train")[1]
    return dict(state)


@pytest.fixture(scope="module")
def candidate(own: Server) -> dict[str, Any]:
    """A candidate that knows one more sentence of "bsn"."""
    learned = [
        {"intent": "bsn", "text": f"numerek do roboty {word}"} for word in ("gdzie", "jak", "skad wziac", "potrzebny")
    ]
    state = trained_with(own, learned)
    assert state["state"] == "done", state
    return dict(state["candidate"])


def test_a_candidate_is_trained_beside_the_model_in_use(own: Server, candidate: dict[str, Any]) -> None:
    health = call(own, "GET", "/health")[1]
    assert candidate["bundle"] != health["models"]["pl"]["bundle"]
    assert candidate["phrases"] == health["models"]["pl"]["phrases"] + 4
    assert health["promoted"] == {}


def test_a_candidate_can_be_asked_before_it_is_used(own: Server, candidate: dict[str, Any]) -> None:
    body = {"language": "pl", "texts": ["numerek do roboty"]}
    before = post(own, "/parse_batch", body)[1]["results"][0]
    after = post(own, "/parse_batch", {**body, "bundle": candidate["bundle"]})[1]["results"][0]
    assert after["model"] == candidate["bundle"]
    assert before["model"] != candidate["bundle"]

    def bsn(result: dict[str, Any]) -> float:
        return next((one["confidence"] for one in result["ranking"] if one["name"] == "bsn"), 0.0)

    assert bsn(after) > bsn(before)


def test_a_bundle_goes_out_and_comes_in_whole_and_back_again(own: Server, candidate: dict[str, Any]) -> None:
    name = candidate["bundle"]
    status, package = raw(own, "GET", f"/bundles/{name}")
    assert status == 200
    files_own = call(own, "GET", "/health")[1]["models"]["pl"]["bundle"]
    status, answer = raw(own, "PUT", f"/bundles/{name}", package)
    assert (status, json.loads(answer)) == (200, {"bundle": name, "language": "pl"})
    health = call(own, "GET", "/health")[1]
    assert health["models"]["pl"]["bundle"] == name
    assert health["promoted"] == {"pl": name}
    assert post(own, "/parse", {"language": "pl", "text": "numerek do roboty gdzie"})[1]["model"] == name
    assert call(own, "DELETE", "/promoted/pl")[0] == 200
    health = call(own, "GET", "/health")[1]
    assert health["models"]["pl"]["bundle"] == files_own
    assert health["promoted"] == {}


def changed(package: bytes, **manifest: object) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(package)) as tar:
        parts = {entry.name: tar.extractfile(entry).read() for entry in tar}  # type: ignore[union-attr]
    told = {**json.loads(parts["manifest.json"]), **manifest}
    parts["manifest.json"] = json.dumps(told).encode()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def test_a_package_that_is_not_what_it_says_changes_nothing(own: Server, candidate: dict[str, Any]) -> None:
    name = candidate["bundle"]
    package = raw(own, "GET", f"/bundles/{name}")[1]
    before = call(own, "GET", "/health")[1]
    bad = {
        "is not the hash": (name, changed(package, training="0" * 64)),
        "not the one that the manifest": (name, changed(package, model_sha256="0" * 64)),
        "has no config here": (name, changed(package, language="xx")),
        "cannot be read": (name, b"no tar at all"),
        "holds the bundle": ("0123456789abcdef", package),
    }
    for cause, (path, body) in bad.items():
        status, answer = raw(own, "PUT", f"/bundles/{path}", body)
        assert status == 422
        assert cause in json.loads(answer)["detail"]
    assert call(own, "GET", "/health")[1] == before
    assert raw(own, "GET", "/bundles/0123456789abcdef")[0] == 404
    assert raw(own, "PUT", "/bundles/..%2f..%2fx", b"")[0] == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"language": "xx"}, "language"),
        ({"language": "pl", "phrases": "x"}, "phrases"),
        ({"language": "pl", "phrases": [{"intent": "no_such", "text": "x"}]}, "phrases[0].intent"),
        ({"language": "pl", "phrases": [{"intent": "bsn", "text": " "}]}, "phrases[0].text"),
        ({"language": "pl", "phrases": [{"intent": "bsn", "text": "x" * 401}]}, "phrases[0].text"),
    ],
)
def test_what_can_not_be_trained_on_is_named(own: Server, body: dict[str, Any], field: str) -> None:
    status, answer = post(own, "/train", body)
    assert status == 422
    assert answer["field"] == field


def test_one_training_at_a_time_and_it_can_be_stopped(own: Server) -> None:
    phrases = [{"intent": "bsn", "text": "cos zupelnie innego tu"}]
    assert post(own, "/train", {"language": "pl", "phrases": phrases})[0] == 202
    status, problem = post(own, "/train", {"language": "bg", "phrases": []})
    assert status == 409
    assert "pl is being trained" in problem["detail"]
    call(own, "DELETE", "/train")
    until = time.monotonic() + 30
    state = call(own, "GET", "/train")[1]
    while state["state"] == "running" and time.monotonic() < until:
        time.sleep(0.1)
        state = call(own, "GET", "/train")[1]
    assert state["state"] == "failed"
    assert "stopped" in state["error"]


def test_an_unknown_bundle_can_not_be_asked(own: Server) -> None:
    body = {"language": "pl", "texts": ["x"], "bundle": "0123456789abcdef"}
    status, problem = post(own, "/parse_batch", body)
    assert status == 422
    assert problem["field"] == "bundle"
    assert post(own, "/parse_batch", {**body, "bundle": "../../etc"})[0] == 422


def test_training_files_hold_no_marks_of_entities() -> None:
    from serving.training import training_file

    text = training_file([("bsn", "numer (bsn) [x]{y}"), ("bsn", "drugi"), ("homeless", "gdzie")])
    assert text.splitlines()[2:] == [
        "- intent: bsn",
        "  examples: |",
        "    - numer bsn x y",
        "    - drugi",
        "- intent: homeless",
        "  examples: |",
        "    - gdzie",
    ]


def test_an_earlier_export_and_the_new_phrases_are_trained_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bundles
    from serving.training import lay_out

    data = tmp_path / "data" / "pl"
    data.mkdir(parents=True)
    (data / "all.yml").write_text('version: "3.1"\nnlu:\n- intent: bsn\n  examples: |\n    - jak\n')
    (data / "from_people.yml").write_text('version: "3.1"\nnlu:\n- intent: bsn\n  examples: |\n    - z eksportu\n')
    monkeypatch.setattr(bundles, "DATA_FOLDER", tmp_path / "data")
    lay_out(tmp_path / "job", "pl", [("bsn", "nowe")])
    text = (tmp_path / "job" / "pl" / "from_people.yml").read_text()
    assert "- z eksportu" in text
    assert "- nowe" in text
    assert (tmp_path / "job" / "pl" / "all.yml").is_file()
