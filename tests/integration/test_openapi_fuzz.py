"""Schemathesis throws what OpenAPI allows, and what it does not, at the running application: no 5xx, no answer that is
not documented.

Once as nobody, once for each kind of token. Streams without end are left out: they have tests of their own.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from bot.desk.tokens import Scope
from bot.settings import ROOT
from bot.store import Keys, Store
from bot.store.tokens import create_token
from tests.support.staff import make_account
from tests.support.web import SECRET, opened
from tests.support.web import settings as settings_of

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
WHO = {"nobody": (), "creates": (Scope.CREATE,), "reads": (Scope.READ,), "writes": tuple(Scope)}
START_WITHIN_S = 60


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """(address, headers of each caller) of an application in a process of its own."""
    folder = tmp_path_factory.mktemp("fuzz")
    database_url = f"sqlite+aiosqlite:///{folder / 'web.sqlite3'}"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.support.web", database_url, str(port)]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, process, folder / "server.log")
        yield url, asyncio.run(_tokens(database_url))
        # It is still there: nothing that was sent has ended it.
        assert httpx.get(f"{url}/health/live", trust_env=False).status_code == 200
    finally:
        process.terminate()
        process.wait(15)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{url}/health/live", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(f"The application did not start:\n{log.read_text()}", pytrace=False)


async def _tokens(database_url: str) -> dict[str, dict[str, str]]:
    store = await Store.open(database_url, Keys.from_secret(SECRET))
    await make_account(store, languages=("pl", "ro", "bg", "nl"))
    headers: dict[str, dict[str, str]] = {"nobody": {}}
    for name, scopes in WHO.items():
        if scopes:
            async with store.write() as tx:
                _, secret = await create_token(
                    tx, name=name, scopes=scopes, languages=(), lifetime=timedelta(days=1), now=datetime.now(UTC)
                )
            headers[name] = {"Authorization": f"Bearer {secret}"}
    await store.close()
    return headers


@pytest.fixture(scope="module")
def document(running: tuple[str, Any]) -> Any:
    return schemathesis.openapi.from_url(f"{running[0]}/openapi.json")


def openapi_of_the_application() -> dict[str, Any]:
    """The document, from an application over nothing."""
    with tempfile.TemporaryDirectory() as folder:

        async def read() -> dict[str, Any]:
            made = settings_of(f"sqlite+aiosqlite:///{folder}/web.sqlite3")
            async with opened(made) as app:
                return create_app(app, made).openapi()

        return asyncio.run(read())


def operations() -> list[str]:
    """The operations of the document, by method and path: read from the application without starting it."""
    paths: dict[str, dict[str, Any]] = openapi_of_the_application()["paths"]
    streams = ("events", "escalation_events")
    return [
        f"{method.upper()} {path}"
        for path, methods in paths.items()
        for method, operation in methods.items()
        if operation.get("operationId") not in streams
    ]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"])
@pytest.mark.parametrize("name", operations())
def test_nothing_breaks_and_nothing_is_undocumented(
    name: str, mode: GenerationMode, document: Any, running: tuple[str, dict[str, dict[str, str]]]
) -> None:
    method, path = name.split(" ", 1)
    try:
        strategy = document[path][method].as_strategy(generation_mode=mode)
    except Unsatisfiable:
        return

    @given(case=strategy)
    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def check(case: Case[Any]) -> None:
        for headers in running[1].values():
            case.call_and_validate(headers=headers, checks=CHECKS)

    with contextlib.suppress(Unsatisfiable):  # nothing about it can be unfitting
        check()
