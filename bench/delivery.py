"""How fast delivery is, and whether it loses anything when workers are killed.

    python -m bench.delivery [--database sqlite|postgresql|URL] [--nlu URL] [--kill]

Prints one block per database: from accepting a message to its stored answer (p50, p95) at 5 messages/s, messages/s when
more comes than can be answered, CPU ms per message, memory. `--kill`: 2,000 messages from 200 people while two workers
are killed. Nothing here is asserted in a test: figures belong to the machine that is named beside them.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.flows.app import App, Nlu
from bot.flows.hub import Hub
from bot.flows.receive import receive
from bot.flows.worker import Worker
from bot.nlu_client import NluClient
from bot.store import Keys, Store, migrate
from tests.support import crash, postgres
from tests.support.channel import FakeChannel
from tests.support.echo import EchoDialogue, EchoNlu
from tests.support.world import SECRET, text_envelope

PACE_PER_S = 5
PACE_MESSAGES = 100
FLOOD_MESSAGES = 1000
PEOPLE = 100


@dataclass
class Meter:
    """One application with its worker, in this process."""

    app: App
    channel: FakeChannel

    async def until_answered(self, count: int) -> None:
        """Until `count` messages are out."""
        while len(self.channel.delivered) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.002)


def machine() -> str:
    """The machine the figures belong to."""
    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    return f"{model}, {os.cpu_count()} CPUs, Python {platform.python_version()}"


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


async def measure(database_url: str, nlu_url: str | None) -> None:
    """Print the figures of one database."""
    store = await Store.open(database_url, Keys.from_secret(SECRET))
    channel = FakeChannel()
    nlu: Nlu = NluClient(nlu_url, timeout_s=30) if nlu_url else EchoNlu()
    app = App(store, {"fake": channel}, EchoDialogue(), nlu, Hub(store))
    stop = asyncio.Event()
    worker = asyncio.create_task(Worker(app).run(stop))
    meter = Meter(app, channel)
    await receive(store, text_envelope("warm", "nlu warm up"))
    await meter.until_answered(1)

    times = await _paced(meter)
    q = statistics.quantiles(times, n=100, method="inclusive")
    print(f"  accept to answer at {PACE_PER_S}/s    p50 {q[49] * 1000:.1f} ms, p95 {q[94] * 1000:.1f} ms")

    cpu, started, before = _cpu_s(), time.perf_counter(), len(channel.delivered)
    accepting = []
    for number in range(FLOOD_MESSAGES):
        asked = time.perf_counter()
        await receive(store, text_envelope(f"p{number % PEOPLE}", f"nlu ile wynosi stawka {number}"))
        accepting.append(time.perf_counter() - asked)
    await meter.until_answered(before + FLOOD_MESSAGES)
    took = time.perf_counter() - started
    q = statistics.quantiles(accepting, n=100, method="inclusive")
    print(f"  accepting while flooded   p50 {q[49] * 1000:.1f} ms, p95 {q[94] * 1000:.1f} ms")
    print(f"  at saturation             {FLOOD_MESSAGES / took:.0f} messages/s (received, answered and sent)")
    print(f"  CPU per message           {(_cpu_s() - cpu) / FLOOD_MESSAGES * 1000:.1f} ms (this process)")
    print(f"  memory                    {_rss_mb():.0f} MB (this process)")
    stop.set()
    await worker
    if isinstance(nlu, NluClient):
        await nlu.aclose()
    await store.close()


async def _paced(meter: Meter) -> list[float]:
    times = []
    for number in range(PACE_MESSAGES):
        began = time.perf_counter()
        before = len(meter.channel.delivered)
        await receive(meter.app.store, text_envelope(f"p{number % PEOPLE}", f"nlu jak się zameldować {number}"))
        await meter.until_answered(before + 1)
        times.append(time.perf_counter() - began)
        await asyncio.sleep(max(0.0, 1 / PACE_PER_S - times[-1]))
    return times


async def kill(database_url: str, messages: int, people: int) -> None:
    """Print what 2,000 messages with two kills came to."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        outcome = await crash.run(
            database_url, Path(folder) / "sent.jsonl", messages=messages, people=people, kills=2, policy="resend_marked"
        )
    print(
        f"  {messages} messages from {people} people, 2 workers killed: {len(outcome.lost)} lost, "
        f"{len(outcome.out_of_order)} out of order, {len(outcome.doubled)} doubled "
        f"({len(outcome.doubled_without_crash)} outside of a crash), {outcome.left} left over, "
        f"{time.perf_counter() - started:.0f} s"
    )


@contextlib.contextmanager
def databases(wanted: str) -> Iterator[dict[str, str]]:
    """A fresh database of each wanted kind: name → URL."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        found: dict[str, str] = {}
        if wanted in ("both", "sqlite"):
            found["sqlite"] = f"sqlite:///{folder}/bench.sqlite3"
        if wanted in ("both", "postgresql"):
            found["postgresql"] = stack.enter_context(postgres.server(durable=True)) + "postgres"
        if not found:
            found[wanted.split(":")[0]] = wanted
        for url in found.values():
            migrate(url)
        yield found


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description="Measure delivery.")
    parser.add_argument("--database", default="both", help="sqlite, postgresql, both, or the URL of an empty database")
    parser.add_argument("--nlu", help="the URL of a running NLU server (default: one that costs nothing)")
    parser.add_argument("--kill", action="store_true", help="also kill workers in the middle of 2,000 messages")
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--people", type=int, default=200)
    options: Any = parser.parse_args(arguments)
    print(machine())
    with databases(options.database) as found:
        for name, url in found.items():
            print(f"{name}, NLU: {options.nlu or 'none (answers at once)'}")
            asyncio.run(measure(url, options.nlu))
            if options.kill:
                asyncio.run(_kill_fresh(url, options))


async def _kill_fresh(url: str, options: Any) -> None:
    from sqlalchemy import delete

    from bot.store.tables import metadata

    store = await Store.open(url, Keys.from_secret(SECRET))
    async with store.write() as tx:
        for table in reversed(metadata.sorted_tables):
            if table.name != "meta":
                await tx.conn.execute(delete(table))
    await store.close()
    await kill(url, options.messages, options.people)


if __name__ == "__main__":
    main()
