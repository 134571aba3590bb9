"""Training at run time: in a child process of low priority, one at a time; the result is a candidate, not in use."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import uuid
from pathlib import Path
from typing import IO, Any

import yaml

import bundles

NICENESS = 15
"""People who wait for an answer come first."""
FROM_PEOPLE = "from_people.yml"
_INTENT = re.compile(r"^-\s+intent:\s*(\S+)", re.MULTILINE)
_SERVING_FOLDER = Path(__file__).resolve().parent.parent


class Busy(Exception):
    """A training runs already; the message names its language."""


class Trainer:
    """Runs one training at a time and tells how far it is."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._state: dict[str, Any] = {"state": "idle"}

    def state(self) -> dict[str, Any]:
        """Return `state` (idle, running, done, failed), `job`, `language`, `progress`, `candidate` or `error`."""
        return dict(self._state)

    def start(self, language: str, phrases: list[tuple[str, str]]) -> None:
        """Begin. Raises Busy when one runs."""
        with self._lock:
            if self._state["state"] == "running":
                raise Busy(f"{self._state['language']} is being trained; ask GET /train how far it is")
            self._state = {"state": "running", "job": uuid.uuid4().hex, "language": language, "progress": "starting"}
        folder = Path(tempfile.mkdtemp(prefix="win-candidate-"))
        try:
            lay_out(folder, language, phrases)
            errors = (folder / "errors.log").open("w+", encoding="utf-8", errors="replace")
            # A thread and not the loop's own way: Rasa's imports set an event loop policy that cannot watch children.
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "serving.training", str(folder), language],
                cwd=_SERVING_FOLDER,
                env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                errors="replace",
            )
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            self._state |= {"state": "failed", "error": f"the training could not be started: {error.strerror}"}
            return
        watching = threading.Thread(target=self._watch, args=(self._process, errors, folder, language), daemon=True)
        watching.start()

    def kill(self) -> None:
        """End the training that runs, if one does."""
        process = self._process
        if process is not None and process.poll() is None:
            process.kill()

    def _watch(self, process: subprocess.Popen[str], errors: IO[str], folder: Path, language: str) -> None:
        assert process.stdout
        with errors, process.stdout:
            for line in process.stdout:
                self._state["progress"] = line.strip().partition(": ")[2][:200]
            code = process.wait()
            errors.seek(0)
            told = errors.read().strip().splitlines()
        manifest = bundles.current(language, bundles.CANDIDATES_FOLDER)
        shutil.rmtree(folder, ignore_errors=True)
        if code == 0 and manifest is not None:
            self._state = {
                **self._state, "state": "done", "candidate": dataclasses.asdict(manifest), "progress": ""
            }  # fmt: skip
            return
        cause = told[-1][:300] if told else "no cause was told"
        if code < 0:
            cause = "it was stopped, or the machine had no memory left for it"
        self._state = {**self._state, "state": "failed", "error": f"training ended with code {code}: {cause}"}


def known_intents(language: str) -> set[str]:
    """Return the intents that have training phrases in the files of a language."""
    files = sorted((bundles.DATA_FOLDER / language).glob("*.yml"))
    return {name for file in files for name in _INTENT.findall(file.read_text(encoding="utf-8"))}


def lay_out(folder: Path, language: str, phrases: list[tuple[str, str]]) -> None:
    """Copy the training files and put what people asked beside them, in place of an older export of it."""
    data = folder / language
    shutil.copytree(bundles.DATA_FOLDER / language, data)
    together = {*phrases, *_exported(data / FROM_PEOPLE)}
    if together:
        (data / FROM_PEOPLE).write_text(training_file(sorted(together)), encoding="utf-8")


def training_file(phrases: list[tuple[str, str]]) -> str:
    """Return phrases (intent, text), sorted by intent, in Rasa's format."""
    lines = ['version: "3.1"', "nlu:"]
    before = ""
    for intent, text in phrases:
        if intent != before:
            lines += [f"- intent: {intent}", "  examples: |"]
            before = intent
        if plain := _plain(text):
            lines.append(f"    - {plain}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Return a phrase without what Rasa reads as a mark of an entity."""
    return " ".join(re.sub(r"[\[\](){}]", " ", text).split())


def _exported(file: Path) -> list[tuple[str, str]]:
    if not file.is_file():
        return []
    content = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return [
        (block["intent"], line.strip().removeprefix("- ").strip())
        for block in content.get("nlu", [])
        for line in str(block.get("examples", "")).splitlines()
        if line.strip().startswith("- ")
    ]


def main() -> int:
    """Train the candidate of one language from a folder that `lay_out` made: `serving.training FOLDER LANGUAGE`."""
    os.nice(NICENESS)
    folder, language = Path(sys.argv[1]), sys.argv[2]
    bundles.DATA_FOLDER = folder
    bundles.MODELS_FOLDER = bundles.CANDIDATES_FOLDER
    import train

    try:
        train.train(language)
    except bundles.BundleError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
