"""The same questions put to our NLU server and to stock Rasa (`rasa run --enable-api`).

Stock Rasa serves one of our models, then Rasa's default pipeline trained on the same phrases. Prints, for each, latency
one at a time, throughput with eight at once, CPU per message and memory. The default pipeline is
trained for one epoch only, since its accuracy is not measured here; its model is kept under `nlu/var/bench`.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import yaml

from bot.commands.nlu_process import NLU_FOLDER, NLU_PYTHON, nlu_environment
from tests.support.ports import free_port

LANGUAGE = "pl"
QUESTIONS = 300
AT_ONCE = 8
START_TIMEOUT_S = 180.0
DEFAULT_CONFIG = """\
recipe: default.v1
language: pl
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: 1
  constrain_similarities: true
  random_seed: 1
- name: EntitySynonymMapper
- name: ResponseSelector
  epochs: 1
  constrain_similarities: true
- name: FallbackClassifier
  threshold: 0.3
  ambiguity_threshold: 0.1
policies: []
"""
"""Rasa 3.6's suggested pipeline, as `rasa init` writes it, but trained for one epoch instead of 100: what is measured
here, speed and memory, does not depend on it, and 100 epochs take hours on two cores."""


def questions() -> list[str]:
    """Messages of the held-out set, else of the training phrases."""
    heldout = NLU_FOLDER / "heldout" / f"{LANGUAGE}.jsonl"
    if heldout.exists():
        texts = [str(json.loads(line)["text"]) for line in heldout.read_text("utf-8").splitlines() if line.strip()]
    else:
        texts = [
            line.removeprefix("- ")
            for path in sorted((NLU_FOLDER / "data" / LANGUAGE).glob("*.yml"))
            for intent in yaml.safe_load(path.read_text("utf-8"))["nlu"]
            for line in intent["examples"].splitlines()
        ]
    return texts[:: max(1, len(texts) // QUESTIONS)][:QUESTIONS]


def _environment() -> dict[str, str]:
    return {**nlu_environment(), "PYTHONPATH": f"{NLU_FOLDER}{os.pathsep}{NLU_FOLDER.parent}"}


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[int]:
    """A program that ends with the block; yields its process id."""
    process = subprocess.Popen(
        command, cwd=NLU_FOLDER, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _status(pid: int) -> tuple[float, float]:
    """(CPU seconds, resident megabytes) of a process, from /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    ticks = os.sysconf("SC_CLK_TCK")
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return (int(fields[11]) + int(fields[12])) / ticks, pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def measure(name: str, pid: int, url: str, path: str, body: Any, texts: list[str]) -> None:
    """Print one line of figures for a server that is up."""
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:

        async def ask(text: str) -> float:
            started = time.perf_counter()
            (await client.post(path, json=body(text))).raise_for_status()
            return time.perf_counter() - started

        for text in texts[:20]:
            await ask(text)
        cpu_s, _ = _status(pid)
        one_by_one = [await ask(text) for text in texts]
        cpu_ms = (_status(pid)[0] - cpu_s) / len(texts) * 1000
        gate = asyncio.Semaphore(AT_ONCE)

        async def gated(text: str) -> None:
            async with gate:
                await ask(text)

        started = time.perf_counter()
        await asyncio.gather(*(gated(text) for text in texts))
        per_s = len(texts) / (time.perf_counter() - started)
    q = statistics.quantiles(one_by_one, n=100)
    print(
        f"  {name:38} p50 {q[49] * 1000:5.1f} ms  p95 {q[94] * 1000:5.1f} ms  {per_s:6.0f} messages/s  "
        f"CPU {cpu_ms:5.1f} ms  memory {_status(pid)[1]:5.0f} MB",
        flush=True,
    )


async def _wait_for(url: str) -> None:
    async with asyncio.timeout(START_TIMEOUT_S), httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                if (await client.get(url)).status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.5)


async def _ours(texts: list[str]) -> None:
    port = free_port()
    environment = {**_environment(), "WIN_NLU_HOST": "127.0.0.1", "WIN_NLU_PORT": str(port)}
    with running([str(NLU_PYTHON), "-m", "server"], environment) as pid:
        await _wait_for(f"http://127.0.0.1:{port}/health")
        body = lambda text: {"language": LANGUAGE, "text": text}  # noqa: E731
        await measure("our server, four models", pid, f"http://127.0.0.1:{port}", "/parse", body, texts)


async def _stock(name: str, model: Path, texts: list[str]) -> None:
    port = free_port()
    command = [str(NLU_PYTHON), "-m", "rasa", "run", "--enable-api", "--interface", "127.0.0.1", "--port", str(port)]
    with running([*command, "--model", str(model)], _environment()) as pid:
        await _wait_for(f"http://127.0.0.1:{port}/status")
        await measure(name, pid, f"http://127.0.0.1:{port}", "/model/parse", lambda text: {"text": text}, texts)


def default_model() -> Path:
    """Rasa's default pipeline trained on our phrases; trained once and kept."""
    folder = NLU_FOLDER / "var" / "bench"
    model = folder / "default.tar.gz"
    if not model.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.yml").write_text(DEFAULT_CONFIG, "utf-8")
        print("  training Rasa's default pipeline on the same phrases, one epoch …", flush=True)
        started = time.perf_counter()
        train = [str(NLU_PYTHON), "-m", "rasa", "train", "nlu", "--config", str(folder / "config.yml")]
        train += ["--nlu", f"data/{LANGUAGE}", "--out", str(folder), "--fixed-model-name", "default"]
        subprocess.run(train, cwd=NLU_FOLDER, env=_environment(), check=True, stdout=subprocess.DEVNULL)
        print(f"  trained in {time.perf_counter() - started:.0f} s", flush=True)
    return model


def ours_model() -> Path:
    """The model in use."""
    folder = NLU_FOLDER / "models" / LANGUAGE
    return folder / f"{(folder / 'current').read_text().strip()}.tar.gz"


def main() -> None:
    """Measure all three, one after the other."""
    texts = questions()
    print(f"{len(texts)} questions in {LANGUAGE}, asked over HTTP on this machine")
    asyncio.run(_ours(texts))
    asyncio.run(_stock("stock Rasa, our model (one)", ours_model(), texts))
    asyncio.run(_stock("stock Rasa, its default pipeline (one)", default_model(), texts))


if __name__ == "__main__":
    main()
