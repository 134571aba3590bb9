"""Simulated people write while workers are killed: what came of it. The tests run it small, the benchmark in full."""

from __future__ import annotations

import asyncio
import collections
import json
import random
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from bot.flows.receive import receive
from bot.store import Keys, Store
from bot.store.tables import conversation, inbox, outbox
from tests.support.world import SECRET, text_envelope

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """What people got: (person, number of their message) that are missing, out of order, or came more than once."""

    sent: int
    lost: list[tuple[str, int]]
    out_of_order: list[tuple[str, int]]
    doubled: list[str]
    """Outbox ids that the channel took more than once."""
    doubled_without_crash: list[str]
    """Those of them whose copies are not marked as sent again after a crash."""
    left: int
    """Rows of inbox and outbox that are still open."""


def _start(database_url: str, log: Path, policy: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.support.crash_worker", database_url, str(log), policy, SECRET]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def _stop(worker: subprocess.Popen[bytes]) -> int:
    """End a worker politely, once it listens: one that was started a moment ago dies of the signal instead."""
    with worker:
        assert worker.stdout
        worker.stdout.readline()
        worker.terminate()
        return worker.wait(20)


async def run(
    database_url: str, log: Path, *, messages: int, people: int, kills: int = 2, workers: int = 2, policy: str
) -> Outcome:
    """`people` write `messages` in all; `kills` times one of `workers` dies by SIGKILL in the middle."""
    store = await Store.open(database_url, Keys.from_secret(SECRET))
    log.touch()  # noqa: ASYNC240
    processes = [_start(database_url, log, policy) for _ in range(workers)]
    try:
        # Kill only once a good part is out and much is still to come: in the middle, not before or after.
        kill_at = [messages * (one + 1) // (kills + 2) for one in range(kills)]
        writing = asyncio.create_task(_write(store, messages, people))
        turn = 0
        for wanted in kill_at:
            await _until_sent(log, wanted)
            victim = processes[turn % workers]
            with victim:
                victim.send_signal(signal.SIGKILL)
            # One that is killed is started again; in between the other one carries on.
            processes[turn % workers] = _start(database_url, log, policy)
            turn += 1
        await writing
        await _until_empty(store)
    finally:
        codes = [await asyncio.to_thread(_stop, one) for one in processes]
    outcome = await _judge(store, log, messages, people)
    await store.close()
    assert codes == [0] * workers, f"workers ended with {codes}"
    return outcome


async def _write(store: Store, messages: int, people: int) -> None:
    numbers: collections.Counter[str] = collections.Counter()
    dice = random.Random(7)
    for number in range(messages):
        person = f"person{number % people}"
        numbers[person] += 1
        envelope = text_envelope(person, f"m{numbers[person]}", external_id=f"{person}-{numbers[person]}")
        await receive(store, envelope)
        if dice.random() < 0.1:
            # Channels deliver twice now and then.
            await receive(store, envelope)


async def _until_sent(log: Path, wanted: int) -> None:
    async with asyncio.timeout(300):
        while log.read_bytes().count(b"\n") < wanted:  # noqa: ASYNC110, ASYNC240
            await asyncio.sleep(0.02)


async def _open_rows(store: Store) -> int:
    async with store.read() as tx:
        new = await tx.conn.scalar(select(func.count()).select_from(inbox).where(inbox.c.status == "new"))
        waiting = await tx.conn.scalar(
            select(func.count()).select_from(outbox).where(outbox.c.status.in_(("queued", "sending", "unsure")))
        )
        leased = await tx.conn.scalar(
            select(func.count()).select_from(conversation).where(conversation.c.next_at.is_not(None))
        )
    return (new or 0) + (waiting or 0) + (leased or 0)


async def _until_empty(store: Store) -> None:
    async with asyncio.timeout(600):
        while await _open_rows(store):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def _judge(store: Store, log: Path, messages: int, people: int) -> Outcome:
    lines = [json.loads(line) for line in log.read_text().splitlines()]  # noqa: ASYNC240
    got: dict[str, list[int]] = collections.defaultdict(list)
    out_of_order = []
    for line in lines:
        count, said = re.fullmatch(r"(\d+): m(\d+)", line["text"]).groups()  # type: ignore[union-attr]
        number = int(said)
        # The dialogue's own count: a state that was lost or applied twice would show here.
        if int(count) != number or number < max(got[line["to"]], default=0):
            out_of_order.append((line["to"], number))
        got[line["to"]].append(number)
    expected = {f"person{one}": len(range(one, messages, people)) for one in range(people)}
    lost = [(who, number) for who, last in expected.items() for number in range(1, last + 1) if number not in got[who]]
    keys = collections.Counter(line["key"] for line in lines)
    doubled = [key for key, times in keys.items() if times > 1]
    async with store.read() as tx:
        marked = set((await tx.conn.scalars(select(outbox.c.id).where(outbox.c.resent))).all())
        replies = await tx.conn.scalar(select(func.count()).select_from(outbox))
    assert replies == messages, f"{replies} replies to {messages} messages"
    unmarked = [key for key in doubled if key not in marked]
    return Outcome(len(lines), lost, out_of_order, doubled, unmarked, await _open_rows(store))
