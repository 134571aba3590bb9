"""An NLU server for tests of learning: in memory, over the real client. It embeds by letters, and trains by keeping."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bot.flows.learning import Learning
from bot.nlu_server import NluServer
from bot.text import fold

DIMENSIONS = 64
THRESHOLDS = {"answer": 0.5, "ask": 0.3, "scope": 0.1, "urgent": 0.3, "out_of_scope": 0.5, "rule": 0.0}


@dataclass
class FakeNlu:
    """`models`: language → {bundle: {word: question}}; a text is about the question of the first word it has."""

    models: dict[str, dict[str, dict[str, str]]] = field(
        default_factory=lambda: {"pl": {"a" * 16: {"bsn": "bsn", "lekarz": "huisarts_register"}}}
    )
    in_use: dict[str, str] = field(default_factory=lambda: {"pl": "a" * 16})
    promoted: dict[str, str] = field(default_factory=dict)
    trained: list[dict[str, Any]] = field(default_factory=list)
    next_model: dict[str, str] = field(default_factory=dict)
    """What the next training makes of it, besides what the model knew and the phrases' own words."""
    forgets: tuple[str, ...] = ()
    """Words that the next training loses."""
    state: dict[str, Any] = field(default_factory=lambda: {"state": "idle"})
    away: bool = False
    calls: list[str] = field(default_factory=list)
    next_name: str = "b" * 16

    def learning(self, heldout: Path) -> Learning:
        return Learning((NluServer("http://nlu.test", transport=httpx.MockTransport(self.answer)),), heldout)

    def answer(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("away", request=request)
        path, method = request.url.path, request.method
        self.calls.append(f"{method} {path}")
        if (method, path) == ("GET", "/health"):
            return httpx.Response(200, json=self._health())
        if path == "/embed":
            vectors = [_vector(text) for text in json.loads(request.content)["texts"]]
            return httpx.Response(200, json={"vectors": vectors, "encoder": "letters"})
        if path == "/parse_batch":
            body = json.loads(request.content)
            bundle = body.get("bundle") or self.in_use.get(body["language"], "")
            known = self.models.get(body["language"], {}).get(bundle)
            if known is None:
                return httpx.Response(422, json={"detail": "no such bundle", "field": "bundle"})
            return httpx.Response(200, json={"results": [_parsed(known, text) for text in body["texts"]]})
        if path == "/train":
            return self._train(method, request)
        if path.startswith("/bundles/"):
            return self._bundle(method, path.rsplit("/", 1)[1], request)
        if path.startswith("/promoted/"):
            language = path.rsplit("/", 1)[1]
            self.promoted.pop(language, None)
            self.in_use[language] = next(iter(self.models[language]))
            return httpx.Response(200, json=self._health())
        return httpx.Response(404, json={"detail": "no such route"})

    def finish(self) -> None:
        """The training that runs is done."""
        language = self.state["language"]
        learned = {
            word: row["intent"]
            for row in self.trained[-1]["phrases"]
            for word in fold(row["text"]).split()
            if len(word) > 5
        }
        base = self.models[language][self.in_use[language]]
        model = {**learned, **self.next_model, **base}
        self.models[language][self.next_name] = {w: s for w, s in model.items() if w not in self.forgets}
        manifest = {"bundle": self.next_name, "language": language, "phrases": len(learned)}
        self.state |= {"state": "done", "candidate": manifest, "progress": ""}

    def _health(self) -> dict[str, Any]:
        models = {
            language: {"bundle": name, "phrases": 10, "trained_at": "2026-11-22T08:00:00+00:00"}
            for language, name in self.in_use.items()
        }
        return {
            "status": "ok",
            "models": models,
            "promoted": self.promoted,
            "encoder": {"kind": "fake", "identity": "letters"},
        }

    def _train(self, method: str, request: httpx.Request) -> httpx.Response:
        if method == "POST":
            if self.state["state"] == "running":
                return httpx.Response(409, json={"detail": "one runs"})
            body = json.loads(request.content)
            self.trained.append(body)
            self.state = {"state": "running", "language": body["language"], "progress": "embedding 1 of 2…"}
            return httpx.Response(202, json=self.state)
        if method == "DELETE":
            self.state |= {"state": "failed", "error": "it was stopped"}
        return httpx.Response(200, json=self.state)

    def _bundle(self, method: str, name: str, request: httpx.Request) -> httpx.Response:
        for language, known in self.models.items():
            if method == "GET" and name in known:
                return httpx.Response(200, content=_packed(language, name, known[name]))
        if method == "PUT":
            with tarfile.open(fileobj=io.BytesIO(request.content)) as tar:
                part = tar.extractfile("model.json")
                assert part
                told = json.loads(part.read())
            self.models[told["language"]][name] = told["words"]
            self.in_use[told["language"]] = self.promoted[told["language"]] = name
            return httpx.Response(200, json={"bundle": name, "language": told["language"]})
        return httpx.Response(404, json={"detail": f"no bundle {name} here"})


def _packed(language: str, name: str, words: dict[str, str]) -> bytes:
    content = json.dumps({"language": language, "bundle": name, "words": words}).encode()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        entry = tarfile.TarInfo("model.json")
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def _vector(text: str) -> list[float]:
    vector = [0.0] * DIMENSIONS
    for word in fold(text).split():
        for start in range(len(word) - 2):
            piece = word[start : start + 3]
            vector[sum(ord(char) * 31**i for i, char in enumerate(piece)) % DIMENSIONS] += 1.0
    return vector


def _parsed(known: dict[str, str], text: str) -> dict[str, Any]:
    slug = next((slug for word, slug in known.items() if word in fold(text)), "")
    ranking = [{"name": slug, "confidence": 0.9}] if slug else [{"name": "dentist", "confidence": 0.12}]
    return {
        "intent": ranking[0],
        "ranking": ranking,
        "in_scope": 0.9 if slug else 0.2,
        "model": "x",
        "thresholds": THRESHOLDS,
    }
