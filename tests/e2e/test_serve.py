"""`win serve` and `win chat` as programs: a crashed NLU comes back, Ctrl-C ends all, a wrong setting is named."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from bot.settings import ROOT
from tests.e2e.conftest import STOP_WITHIN_S, People
from tests.support.ports import free_port

START_WITHIN_S = 150
"""Importing Rasa and loading four models, on a busy machine."""


class Installation:
    """`win serve` in a process of its own, with its NLU, on free ports."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "serve.log"
        self.port, self.nlu_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("WIN_")} | {
            "WIN_SECRET_KEY": "k" * 40,
            "WIN_DATABASE_URL": f"sqlite:///{folder / 'win.sqlite3'}",
            "WIN_PORT": str(self.port),
            "WIN_NLU_URL": f"http://127.0.0.1:{self.nlu_port}",
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [Path(sys.executable).parent / "win", "serve"], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    def wait_for(self, status: str) -> None:
        """Until `/health/ready` says so."""
        until = time.monotonic() + START_WITHIN_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if httpx.get(f"{self.url}/health/ready", trust_env=False).json().get("status") == status:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        pytest.fail(f"not {status!r}:\n{self.log.read_text()}", pytrace=False)

    def nlu_pid(self) -> int:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        servers = [pid for pid in children if b"server" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        assert len(servers) == 1, f"{children}\n{self.log.read_text()}"
        return int(servers[0])

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(STOP_WITHIN_S) == 0, self.log.read_text()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("serve"))
    try:
        made.wait_for("ok")
        yield made
        made.stop()
    finally:
        made.process.kill()
        made.process.wait()


@pytest.mark.nlu
def test_help_comes_while_the_models_are_away_and_they_come_back_by_themselves(
    people: People, server: Installation
) -> None:
    person = people(server, locale="bg-BG")  # type: ignore[arg-type]
    page = person.open()
    before = server.nlu_pid()
    os.kill(before, signal.SIGKILL)
    person.say("как да се запиша при личен лекар")
    menu = page.locator(".entry.bot").first
    expect(menu).to_contain_text("088-800 8222")
    expect(menu.locator('button[value^="topic:"]').first).to_be_visible()
    person.say("шефът ми взе паспорта")
    urgent = page.locator(".entry.urgent").first
    expect(urgent.locator('a[href^="tel:"]').first).to_be_visible()

    server.wait_for("ok")
    assert server.nlu_pid() != before
    person.say("как да се запиша при личен лекар")
    expect(page.locator(".entry.bot").nth(2).locator('button[value="yes:huisarts_register"]')).to_be_visible()


@pytest.mark.nlu
def test_the_terminal_talks_too(server: Installation) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "win", "chat", "--language", "pl"],
        input="zgubilem paszport\n1\n\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=server.environment,
        timeout=START_WITHIN_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Cześć!" in done.stdout
    assert re.search(r"^  1\) ", done.stdout, re.MULTILINE)
    assert "gov.pl" in done.stdout


def test_a_wrong_setting_stops_the_start_with_its_name(tmp_path: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "win", "serve"],
        env={**os.environ, "WIN_SECRET_KEY": "k" * 40, "WIN_PORT": "eighty"},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert "WIN_PORT" in done.stderr
    assert "Traceback" not in done.stderr
