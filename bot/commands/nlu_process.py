"""The NLU server as a child process: started when none answers, restarted when it crashes, ended with us."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import httpx

from bot.errors import NluError
from bot.settings import ROOT

logger = logging.getLogger(__name__)

NLU_FOLDER = ROOT / "nlu"
NLU_PYTHON = NLU_FOLDER / ".venv" / "bin" / "python"
START_TIMEOUT_S = 120.0
"""Importing Rasa and loading four models takes 10 to 30 seconds on a small machine."""
STOP_TIMEOUT_S = 5.0
FIRST_PAUSE_S, MAX_PAUSE_S = 1.0, 30.0
_PR_SET_PDEATHSIG = 1

ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "OMP_NUM_THREADS": "1",
}
"""Keeps TensorFlow, Rasa and their libraries from talking over our own messages."""


def nlu_environment() -> dict[str, str]:
    """The environment that programs of the NLU start with; none of our secrets among it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WIN_")}
    return {**kept, **ENVIRONMENT}


def _end_with_parent() -> None:
    # A killed supervisor must not leave a server behind that holds the port. Linux only; elsewhere the next start
    # finds the old server and uses it.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


async def answers(url: str, *, timeout_s: float = 2.0) -> bool:
    """Whether an NLU server answers at the address."""
    try:
        async with httpx.AsyncClient(timeout=timeout_s) as client:
            return (await client.get(f"{url}/health")).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


class NluProcess:
    """Keeps one NLU server alive at `url` until it is told to stop."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process id of the server that runs now."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start the server and come back at once. Raises `NluError` when its environment is missing."""
        if not NLU_PYTHON.exists():
            raise NluError(f"{NLU_PYTHON} is missing: run `make setup` first")
        parts = urlsplit(self._url)
        if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise NluError(f"no NLU answers at {self._url}, and only one on this machine could be started here")
        self._task = asyncio.create_task(self._keep_alive(), name="nlu")

    async def ready(self) -> None:
        """Wait until the server answers. Raises `NluError` after two minutes."""
        try:
            async with asyncio.timeout(START_TIMEOUT_S):
                while not await answers(self._url):  # noqa: ASYNC110 - another process gives no event
                    await asyncio.sleep(0.2)
        except TimeoutError:
            raise NluError(f"the NLU did not answer at {self._url} within {START_TIMEOUT_S:.0f} s") from None

    async def stop(self) -> None:
        """End the server: ask first, then kill."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), STOP_TIMEOUT_S)
            except TimeoutError:
                process.kill()
                await process.wait()

    async def _keep_alive(self) -> None:
        parts = urlsplit(self._url)
        environment = {
            **nlu_environment(),
            "WIN_NLU_HOST": parts.hostname or "127.0.0.1",
            "WIN_NLU_PORT": str(parts.port or 80),
        }
        pause_s = FIRST_PAUSE_S
        while True:
            started = asyncio.get_running_loop().time()
            self._process = await asyncio.create_subprocess_exec(
                str(NLU_PYTHON), "-m", "server", cwd=NLU_FOLDER, env=environment, preexec_fn=_end_with_parent,
                start_new_session=True,
            )  # fmt: skip
            code = await self._process.wait()
            lasted_s = asyncio.get_running_loop().time() - started
            pause_s = FIRST_PAUSE_S if lasted_s > MAX_PAUSE_S else min(pause_s * 2, MAX_PAUSE_S)
            logger.warning("The NLU ended (code %s); it is started again in %.0f s.", code, pause_s)
            await asyncio.sleep(pause_s)


@asynccontextmanager
async def nlu_at(url: str, *, wait: bool = True) -> AsyncIterator[None]:
    """An NLU server that answers at `url`: the one that is there, or one of our own, stopped at the end."""
    if await answers(url):
        yield
        return
    process = NluProcess(url)
    await process.start()
    try:
        if wait:
            await process.ready()
        yield
    finally:
        await process.stop()
