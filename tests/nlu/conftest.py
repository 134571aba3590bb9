"""Small models trained by Rasa itself, one server, and the path to nlu/."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine must not fail a test: Hypothesis's limits of time say nothing about what is tested.
settings.register_profile("win", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("win")

ROOT = Path(__file__).resolve().parent.parent.parent
NLU = ROOT / "nlu"
sys.path.insert(0, str(NLU))

PHRASES = {
    "pl": {
        "bsn": ["jak dostać bsn", "numer bsn gdzie", "zgubiłem numer BSN", "co to jest bsn"],
        "huisarts_register": ["szukam lekarza rodzinnego", "jak się zapisać do huisarts", "lekarz dla rodziny"],
        "homeless": ["nie mam gdzie spać", "wyrzucili mnie, śpię na ulicy", "gdzie przenocować dziś"],
        "out_of_scope": ["kto wygra mecz", "jaka pogoda jutro", "przepis na pierogi"],
    },
    "bg": {
        "bsn": ["как да извадя бсн", "номер bsn къде", "изгубих си bsn", "какво е bsn"],
        "huisarts_register": ["търся личен лекар", "как да се запиша при huisarts", "джипи за семейството"],
        "homeless": ["няма къде да спя", "на улицата съм", "къде да нощувам тази вечер"],
        "out_of_scope": ["кой ще спечели мача", "какво е времето утре", "рецепта за баница"],
    },
}


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data/, configs/, models/, domain.yml and thresholds.yml of its own; two languages."""
    folder = tmp_path_factory.mktemp("project")
    for language, intents in PHRASES.items():
        blocks = [
            f"- intent: {name}\n  examples: |\n" + "".join(f"    - {phrase}\n" for phrase in phrases)
            for name, phrases in intents.items()
        ]
        data = folder / "data" / language
        data.mkdir(parents=True)
        (data / "all.yml").write_text('version: "3.1"\nnlu:\n' + "".join(blocks), encoding="utf-8")
        configs = folder / "configs"
        configs.mkdir(exist_ok=True)
        (configs / f"{language}.yml").write_text((NLU / "configs" / f"{language}.yml").read_text(encoding="utf-8"))
    names = "".join(f"  - {name}\n" for name in PHRASES["pl"])
    (folder / "domain.yml").write_text('version: "3.1"\nintents:\n' + names)
    heldout = folder / "heldout"
    heldout.mkdir()
    cases = [("jak dostac bsn?", "bsn", "plain"), ("kto wygra mecz jutro", "out_of_scope", "plain")]
    lines = [json.dumps({"text": text, "intent": intent, "style": style}) for text, intent, style in cases]
    (heldout / "pl.jsonl").write_text("\n".join(lines) + "\n")
    row = "{answer: 0.5, ask: 0.3, scope: 0.3, urgent: 0.2, out_of_scope: 0.5, rule: 0.0}"
    (folder / "thresholds.yml").write_text(f"pl: {row}\nbg: {row}\n")
    return folder


@pytest.fixture
def in_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let `bundles`, `train` and `validate` work in the small project."""
    point_at(project, monkeypatch)
    return project


def point_at(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redirect the folders of `bundles`."""
    import bundles

    for name, place in {
        "DATA_FOLDER": "data",
        "CONFIG_FOLDER": "configs",
        "MODELS_FOLDER": "models",
        "THRESHOLDS_FILE": "thresholds.yml",
        "DOMAIN_FILE": "domain.yml",
        "HELDOUT_FOLDER": "heldout",
        "PROMOTED_FOLDER": "var/promoted",
        "CANDIDATES_FOLDER": "var/candidates",
    }.items():
        monkeypatch.setattr(bundles, name, project / place)


@pytest.fixture(scope="session")
def trained(project: Path) -> Path:
    """The small project with both languages trained by Rasa."""
    import train

    with pytest.MonkeyPatch.context() as patch:
        point_at(project, patch)
        for language in PHRASES:
            train.train(language)
    return project


_SERVER = """
import sys
sys.path.insert(0, sys.argv[1])
import server
sys.exit(server.main())
"""


class Server:
    """The real server in a process of its own; `log` holds what it printed."""

    def __init__(self, project: Path, log: Path) -> None:
        self.log = log
        environment = {**os.environ, "WIN_NLU_PORT": "0", "WIN_NLU_PROJECT": str(project)}
        with log.open("w") as stream:
            self._process = subprocess.Popen(
                [sys.executable, "-u", "-c", _SERVER, str(NLU)],
                stdout=subprocess.PIPE,
                stderr=stream,
                env=environment,
                text=True,
            )
        assert self._process.stdout is not None
        self.ready_line = self._process.stdout.readline()
        assert "ready on " in self.ready_line, log.read_text()
        self.url = self.ready_line.split("ready on ")[1].split()[0]

    def stop(self) -> tuple[int, str]:
        """Send SIGTERM; return exit code and everything printed."""
        self._process.send_signal(signal.SIGTERM)
        printed, _ = self._process.communicate(timeout=20)
        return self._process.returncode, self.ready_line + printed + self.log.read_text()


@pytest.fixture(scope="session")
def server(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server on the small models, on a free port."""
    running = Server(trained, tmp_path_factory.mktemp("server") / "stderr.log")
    yield running
    running.stop()
