"""A small NLU for browser tests: few phrases, its own folder, trained by Rasa in seconds, served by the real server."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from bot.commands.nlu_process import NLU_FOLDER, NLU_PYTHON, nlu_environment

PHRASES = {
    "bsn": ["jak dostać bsn", "numer bsn gdzie", "zgubiłem bsn", "co to jest bsn", "chcę wyrobić bsn"],
    "huisarts_register": ["szukam lekarza rodzinnego", "jak się zapisać do huisarts", "lekarz dla rodziny", "huisarts"],
    "dentist": ["boli mnie ząb", "szukam dentysty", "ile kosztuje dentysta", "ząb do wyrwania"],
    "homeless": ["nie mam gdzie spać", "wyrzucili mnie, śpię na ulicy", "gdzie przenocować dziś", "zostałem bez dachu"],
    "out_of_scope": ["kto wygra mecz", "jaka pogoda jutro", "przepis na pierogi", "opowiedz dowcip"],
}
THRESHOLDS = "pl: {answer: 0.75, ask: 2.0, scope: -1.0, urgent: 0.6, out_of_scope: 0.7, rule: 0.0}\n"


def lay_out(folder: Path) -> Path:
    """The folder with phrases, config and thresholds."""
    data = folder / "data" / "pl"
    data.mkdir(parents=True)
    blocks = [
        f"- intent: {name}\n  examples: |\n" + "".join(f"    - {phrase}\n" for phrase in phrases)
        for name, phrases in PHRASES.items()
    ]
    (data / "all.yml").write_text('version: "3.1"\nnlu:\n' + "".join(blocks), encoding="utf-8")
    (folder / "configs").mkdir()
    # Ten votes are half of so few phrases: at full weight they would make the model sure of what it hardly knows.
    config = (NLU_FOLDER / "configs" / "pl.yml").read_text(encoding="utf-8")
    config = config.replace("    spelling: plain\n", "    spelling: plain\n    vote_share: 0.22\n")
    (folder / "configs" / "pl.yml").write_text(config, encoding="utf-8")
    (folder / "domain.yml").write_text('version: "3.1"\nintents:\n' + "".join(f"  - {name}\n" for name in PHRASES))
    (folder / "thresholds.yml").write_text(THRESHOLDS)
    return folder


def environment(folder: Path) -> dict[str, str]:
    return {**nlu_environment(), "WIN_NLU_PROJECT": str(folder), "WIN_NLU_PORT": "0"}


def train(folder: Path) -> None:
    """Train from the files, as `win train` does."""
    subprocess.run([NLU_PYTHON, "-m", "train"], cwd=NLU_FOLDER, env=environment(folder), check=True)


class SmallNlu:
    """The server on a free port."""

    def __init__(self, folder: Path) -> None:
        with (folder / "server.log").open("w") as log:
            self._process = subprocess.Popen(
                [NLU_PYTHON, "-u", "-m", "server"],
                cwd=NLU_FOLDER,
                env=environment(folder),
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout
        ready = self._process.stdout.readline()
        assert "ready on " in ready, (folder / "server.log").read_text()
        self.url = ready.split("ready on ")[1].split()[0]

    def stop(self) -> None:
        """End it."""
        os.kill(self._process.pid, signal.SIGTERM)
        self._process.communicate(timeout=20)
