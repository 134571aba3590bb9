"""A real browser against the real application: found, started and stopped here."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Route, expect, sync_playwright

from api.chat.page import EXIT_URL
from bot.settings import ROOT
from tests.support.apt import install
from tests.support.store import migrated_file

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSTALLED = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The headless shell is the same engine without windows: the tests of the desk took a fifth less of the processor."""
START_WITHIN_S = 150
MODELS_WITHIN_S = 180
PATIENCE_MS = 20_000
"""How long a page may take on a busy machine before a test gives up."""
STOP_WITHIN_S = 15
DATABASE = "web.sqlite3"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if "tests/e2e" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


def _installed() -> str | None:
    return next((path for name in INSTALLED if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """Chromium: the installed one, else installed by apt where that may be, else Playwright's own."""
    for package in ("chromium-headless-shell", "chromium"):
        if not _installed():
            install(package, unless=package)
    path = _installed()
    if path:
        return playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(download, capture_output=True, check=False)
    try:
        return playwright.chromium.launch(args=CHROMIUM_ARGS)
    except Error:
        pytest.fail("No Chromium. Run: apt-get install chromium, or: playwright install chromium", pytrace=False)


# Not for the whole session: while Playwright's loop lives, no other test could run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        made = launch(playwright)
        yield made
        made.close()


class Server:
    """The application with its worker in a process of its own, on a database of its own.

    `real`: as `win serve` starts it, with the NLU at `nlu_url`, else with the stand-in of `tests.support.web`.
    """

    def __init__(self, folder: Path, *, real: bool = False, nlu_url: str = "") -> None:
        self.folder = folder
        self.real = real
        self.nlu_url = nlu_url
        self.database_url = f"sqlite:///{folder / DATABASE}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        if not (self.folder / DATABASE).exists():
            # `test_serve` begins without one.
            shutil.copy(migrated_file(), self.folder / DATABASE)
        command = [sys.executable, "-m", "tests.support.web", self.database_url, str(self.port)]
        environment = dict(os.environ)
        if self.real:
            command = [sys.executable, "-m", "bot.cli", "serve", *(["--without-nlu"] if self.nlu_url else [])]
            environment |= {
                "WIN_SECRET_KEY": "a secret for tests, long enough to be taken",
                "WIN_DATABASE_URL": self.database_url,
                "WIN_PORT": str(self.port),
                "WIN_PUBLIC_URL": self.url,
            }
            environment |= {"WIN_NLU_URL": self.nlu_url} if self.nlu_url else {}
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        until = time.monotonic() + (MODELS_WITHIN_S if self.real else START_WITHIN_S)
        while time.monotonic() < until:
            try:
                answer = httpx.get(f"{self.url}/health/ready", trust_env=False)
                wanted = ("ok",) if self.real and not self.nlu_url else ("ok", "degraded")
                if answer.json()["status"] in wanted:
                    return
            except httpx.TransportError:
                pass
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        self._process.kill()
        self._process.wait()
        pytest.fail(f"The application did not start:\n{(self.folder / 'server.log').read_text()}", pytrace=False)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        assert self._process
        self._process.send_signal(how)
        try:
            self._process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            pytest.fail("The application did not stop when asked.", pytrace=False)
        self._process = None


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One application for all tests that leave it running."""
    made = Server(tmp_path_factory.mktemp("server"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """An application that a test may kill."""
    made = Server(tmp_path)
    made.start()
    yield made
    made.stop()


MARK_UNREADY = """
if (document.readyState === "loading") {
  let ready = false;
  const mark = () => { if (!ready) document.documentElement?.setAttribute("data-test-unready", ""); };
  mark();
  new MutationObserver((_, observer) => { mark(); observer.disconnect(); }).observe(document, { childList: true });
  document.addEventListener("DOMContentLoaded", () => {
    ready = true;
    document.documentElement.removeAttribute("data-test-unready");
  });
}
"""


class Person:
    """A browser context: one person with one phone."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.troubles: list[str] = []
        self.trouble_expected = False
        """The network or the server goes away: the browser tells its console."""
        context.route(f"{EXIT_URL}**", _weather)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on(
            "console", lambda said: self.troubles.append(said.text) if said.type in ("error", "warning") else None
        )
        self.page.on("dialog", lambda dialog: self.troubles.append(f"dialog {dialog.message}"))
        # What a page's scripts do is tested once they have run: on a busy machine a test types before they came.
        # (Pages reached by a click are not waited for otherwise.)
        self._unready = self.page.locator("html[data-test-unready]")
        self.page.add_init_script(MARK_UNREADY)
        self.page.add_locator_handler(
            self._unready, lambda: self.page.wait_for_load_state("domcontentloaded"), no_wait_after=True
        )

    def in_a_hurry(self) -> None:
        """Go on without waiting for pages' scripts from now on."""
        self.page.remove_locator_handler(self._unready)

    def open(self, path: str = "/chat") -> Page:
        self.page.goto(self.url + path)
        return self.page

    def say(self, text: str) -> None:
        self.page.fill("#text", text)
        self.page.click(".send")


def _weather(route: Route) -> None:
    route.fulfill(body="<!doctype html><title>Weer</title><h1>Droog</h1>", content_type="text/html")


PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def people(browser: Browser) -> Iterator[People]:
    """Makes persons; at the end none of their pages may have had trouble."""
    made = People(browser)
    yield made
    for person in made.persons:
        person.context.close()
    for person in made.persons:
        assert person.trouble_expected or person.troubles == []


class People:
    """Opens browser contexts."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.persons: list[Person] = []

    def __call__(self, server: Server, *, locale: str = "pl-PL", **options: object) -> Person:
        context = self.browser.new_context(locale=locale, **(PHONE | options))  # type: ignore[arg-type]
        person = Person(context, server.url)
        self.persons.append(person)
        return person
