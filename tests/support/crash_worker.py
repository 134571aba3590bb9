"""A worker in a process of its own, to be killed: `python -m tests.support.crash_worker DATABASE_URL LOG POLICY`.

It answers with the echo dialogue and "sends" by appending a line to LOG, which outlives it.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
from datetime import timedelta

from bot.channels.base import AfterCrash, Outgoing, Sent
from bot.flows.app import App, Delivery
from bot.flows.hub import Hub
from bot.flows.worker import Worker
from bot.messages import Limits, Reply
from bot.store import Keys, Store
from tests.support.echo import EchoDialogue, EchoNlu


class LogChannel:
    """Writes what it sends to a file, one JSON line each, in one system call."""

    name = "fake"
    pull = False
    limits = Limits()

    def __init__(self, path: str, after_crash: AfterCrash) -> None:
        self.after_crash = after_crash
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        return (Outgoing("text", {"text": reply.text}),)

    async def send(self, address: str, message: Outgoing, *, key: str) -> Sent:
        # The network takes a moment on either side of the moment in which the channel has the message.
        await asyncio.sleep(random.random() * 0.004)
        line = {"to": address, "text": message.payload["text"], "key": key, "pid": os.getpid()}
        os.write(self._file, json.dumps(line).encode() + b"\n")
        await asyncio.sleep(random.random() * 0.004)
        return Sent(key)

    async def typing(self, address: str, external_id: str) -> None:
        return None


async def main(database_url: str, log: str, policy: str, secret: str) -> None:
    store = await Store.open(database_url, Keys.from_secret(secret))
    app = App(
        store=store,
        channels={"fake": LogChannel(log, AfterCrash(policy))},
        dialogue=EchoDialogue(),
        nlu=EchoNlu(),
        hub=Hub(store),
        delivery=Delivery(lease=timedelta(seconds=5)),
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    print("ready", flush=True)
    await Worker(app).run(stop)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5]))
