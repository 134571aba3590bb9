"""How soon a message reaches an adviser's page: 200 open cases, 20 advisers' event streams, 20 messages a second.

    python -m bench.desk [--database sqlite|postgresql|both] [--seconds 20]

The application serves over real sockets, in a process of its own with its worker; each adviser keeps two streams open,
as a browser does: the queue, and one case. Printed, never asserted: figures belong to the machine named beside them.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bench.delivery import databases, machine
from bot.channels.web.channel import WebChannel
from bot.desk.case import Case, Source
from bot.flows import cases
from bot.flows.app import App
from bot.flows.receive import receive
from bot.messages import Envelope, Incoming, IncomingKind
from bot.settings import ROOT
from bot.staff.roles import Role
from bot.store import Keys, Store
from tests.support.staff import make_account, open_staff_session
from tests.support.web import SECRET, app_on

CASES = 200
ADVISERS = 20
MESSAGES_PER_S = 20
LANGUAGES = ("pl", "ro", "bg", "nl")
START_WITHIN_S = 60


@dataclass
class Meter:
    """When each message was accepted, and when it was seen on an adviser's page and in the queue."""

    sent_s: dict[str, float] = field(default_factory=dict)
    on_page_s: list[float] = field(default_factory=list)
    rows: int = 0

    def seen(self, text: str) -> None:
        """An adviser's page has got this line."""
        if text in self.sent_s:
            self.on_page_s.append(time.perf_counter() - self.sent_s.pop(text))


async def furnish(app: App) -> tuple[list[str], list[Case]]:
    """Advisers with a session each, and open cases; every adviser holds ten."""
    tokens, people = [], []
    for number in range(ADVISERS):
        account = await make_account(app.store, role=Role.ADVISER, name=f"Adviser {number}", languages=LANGUAGES)
        people.append(cases.actor_of(account))
        tokens.append(await open_staff_session(app.store, account))
    made = []
    for number in range(CASES):
        received = await receive(app.store, _envelope(number, "begin", "0"), now=app.clock())
        language = LANGUAGES[number % len(LANGUAGES)]
        opened = await cases.open_case(
            app, received.conversation_id, language=language, slug="unpaid_wages", topic="work", consent="agreed",
            source=Source.PERSON,
        )  # fmt: skip
        made.append(await cases.claim(app, people[number % ADVISERS], opened.case.id))
    return tokens, made


def _envelope(number: int, text: str, key: str) -> Envelope:
    return Envelope("web", f"person-{number}", f"{number}-{key}", Incoming(IncomingKind.TEXT, text))


async def listen(url: str, path: str, token: str, meter: Meter) -> None:
    """One stream, as a browser holds it."""
    cookies = {"win_staff": token}
    async with (
        httpx.AsyncClient(base_url=url, cookies=cookies, timeout=None, trust_env=False) as client,
        client.stream("GET", path, headers={"Accept": "text/event-stream"}) as response,
    ):
        response.raise_for_status()
        event = ""
        async for line in response.aiter_lines():
            if line.startswith("event:"):
                event = line.removeprefix("event:").strip()
                meter.rows += event == "row"
            elif line.startswith("data:") and event == "line" and "bench-" in line:
                start = line.index("bench-")
                meter.seen(line[start:].split("<", 1)[0].strip())


async def measure(database_url: str, seconds: float) -> None:
    """Print the figures of one database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    store = await Store.open(database_url, Keys.from_secret(SECRET))
    app = app_on(store, {"web": WebChannel()})
    tokens, made = await furnish(app)
    with tempfile.TemporaryFile() as log:
        command = (sys.executable, "-m", "tests.support.web", database_url, str(port))
        server = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=dict(os.environ), stdout=log, stderr=log)
        try:
            await _ready(url)
            await _run(app, url, server.pid, tokens, made, seconds)
        finally:
            server.terminate()
            await server.wait()
    await store.close()


async def _ready(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(START_WITHIN_S):
        while True:
            try:
                if (await client.get(f"{url}/health/live")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.2)


def _cpu_s(pid: int) -> float:
    """The processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _run(app: App, url: str, pid: int, tokens: list[str], made: list[Case], seconds: float) -> None:
    meter, last = Meter(), await cases.last_event_id(app)
    # Adviser n looks at the n-th case, which is one of theirs.
    paths = [(token, path) for number, token in enumerate(tokens)
             for path in (f"/desk/events?after={last}", f"/desk/cases/{made[number].id}/events?after=0-0")]  # fmt: skip
    streams = [asyncio.create_task(listen(url, path, token, meter)) for token, path in paths]
    await asyncio.sleep(3)
    accepting, total = [], int(seconds * MESSAGES_PER_S)
    began, cpu_s = time.perf_counter(), _cpu_s(pid)
    for number in range(total):
        # One message in five goes to a case that somebody looks at; the others keep the queue busy.
        watched = number % 5 == 0
        person = (number // 5) % ADVISERS if watched else ADVISERS + number % (CASES - ADVISERS)
        text = f"bench-{number}"
        asked = time.perf_counter()
        if watched:
            meter.sent_s[text] = asked
        await receive(app.store, _envelope(person, text, f"m{number}"), now=app.clock())
        accepting.append(time.perf_counter() - asked)
        await asyncio.sleep(max(0.0, began + (number + 1) / MESSAGES_PER_S - time.perf_counter()))
    took, cpu_s = time.perf_counter() - began, _cpu_s(pid) - cpu_s
    load = os.getloadavg()[0]
    await asyncio.sleep(2)
    for stream in streams:
        stream.cancel()
    outcomes: list[Any] = await asyncio.gather(*streams, return_exceptions=True)
    broken = [one for one in outcomes if not isinstance(one, asyncio.CancelledError)]
    print(f"  {len(made)} open cases, {len(paths)} streams of {ADVISERS} advisers, {total / took:.1f} messages/s")
    print(f"  message to page           {_quantiles(meter.on_page_s)}, {len(meter.sent_s)} not seen")
    print(f"  accepting a message       {_quantiles(accepting)}")
    print(f"  rows of the queue sent    {meter.rows} ({meter.rows / took:.0f}/s)")
    print(f"  the server's processor    {cpu_s / took:.0%} of one core; load of the machine {load:.1f}")
    if broken:
        print(f"  streams that broke        {len(broken)}: {broken[0]!r}")


def _quantiles(times_s: list[float]) -> str:
    if len(times_s) < 2:
        return "too few to say"
    q = statistics.quantiles(times_s, n=100, method="inclusive")
    return f"p50 {q[49] * 1000:.0f} ms, p95 {q[94] * 1000:.0f} ms, worst {max(times_s) * 1000:.0f} ms"


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description="Measure the desk's live pages.")
    parser.add_argument("--database", default="both", help="sqlite, postgresql, both, or the URL of an empty database")
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args(arguments)
    print(machine())
    with databases(options.database) as found:
        for name, url in found.items():
            print(f"desk on {name}")
            asyncio.run(measure(url, options.seconds))


if __name__ == "__main__":
    main()
