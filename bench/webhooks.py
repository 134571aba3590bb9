"""How soon WhatsApp's webhook answers while the NLU is down and everything else is at work.

    python -m bench.webhooks [--database sqlite|postgresql|both] [--per-s 50] [--seconds 20]

The whole application (`win serve`, worker included) runs in a process of its own and answers people through a double of
Meta's server in this one. Prints p50, p95 and the slowest of the webhook's answers, after five seconds of warming up.
Nothing here is asserted in a test: figures belong to the machine that is named beside them.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
from uvicorn.loops.auto import auto_loop_factory

from bench.delivery import databases, machine
from tests.support.ports import free_port
from tests.support.whatsapp_server import WhatsAppServer
from tests.support.world import SECRET

PEOPLE = 400
START_WITHIN_S = 90
WARM_UP_S = 5
TEXTS = ("jak się zameldować w gminie", "cum obtin un BSN", "кога получавам заплата", "ile wynosi płaca minimalna")


@contextlib.asynccontextmanager
async def application(database_url: str, meta: WhatsAppServer) -> AsyncIterator[str]:
    """`win serve` with WhatsApp and without an NLU; its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "WIN_SECRET_KEY": SECRET,
        "WIN_DATABASE_URL": database_url,
        "WIN_PORT": str(port),
        "WIN_NLU_URL": f"http://127.0.0.1:{free_port()}",
        "WIN_WHATSAPP_TOKEN": meta.token,
        "WIN_WHATSAPP_PHONE_NUMBER_ID": meta.phone_number_id,
        "WIN_WHATSAPP_APP_SECRET": meta.app_secret,
        "WIN_WHATSAPP_VERIFY_TOKEN": meta.verify_token,
        "WIN_WHATSAPP_API_URL": meta.url,
        "WIN_WHATSAPP_MESSAGES_PER_S": "1000",
    }
    win = Path(sys.executable).with_name("win")
    process = await asyncio.create_subprocess_exec(
        win, "serve", "--without-nlu", env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(START_WITHIN_S), httpx.AsyncClient() as http:
            while True:
                with contextlib.suppress(httpx.HTTPError):
                    if (await http.get(f"{url}/health/ready")).status_code == 200:
                        break
                await asyncio.sleep(0.2)
        yield url
    finally:
        process.terminate()
        await process.wait()


async def measure(database_url: str, per_s: float, seconds: float) -> None:
    """Print the figures of one database."""
    async with WhatsAppServer() as meta, application(database_url, meta) as url:
        meta.webhook_url = f"{url}/webhooks/whatsapp"
        meta.reports_by_itself = False
        people = [meta.person(f"+48600{number:06d}", user_id=f"PL.{number}") for number in range(PEOPLE)]
        await people[0].writes("hej")
        times: list[float] = []
        refused = 0

        async def deliver(number: int) -> None:
            nonlocal refused
            person = people[number % PEOPLE]
            person.last_wrote_s = meta.now_s()
            message = person.message("text", {"body": TEXTS[number % len(TEXTS)]})
            began = time.perf_counter()
            status = await meta.post_value(messages=[message], contacts=[person.contact()])
            times.append(time.perf_counter() - began)
            refused += status != 200

        async def pour(for_s: float) -> float:
            """Deliver at the pace; when it began."""
            began = time.perf_counter()
            async with asyncio.TaskGroup() as group:
                for number in range(int(per_s * for_s)):
                    await asyncio.sleep(max(0.0, began + number / per_s - time.perf_counter()))
                    group.create_task(deliver(number))
            return began

        # A process that has just started reads word lists and prepares statements: that is not what is measured.
        await pour(WARM_UP_S)
        times.clear()
        began = await pour(seconds)
        took = time.perf_counter() - began
        answered = len({id(person) for person in people if person.received})
        q = statistics.quantiles(times, n=100, method="inclusive")
        print(f"  {len(times)} deliveries in {took:.1f} s ({len(times) / took:.0f}/s), {refused} not answered with 200")
        slowest = f"{max(times) * 1000:.0f} ms"
        print(f"  webhook                   p50 {q[49] * 1000:.1f} ms, p95 {q[94] * 1000:.1f} ms, most {slowest}")
        print(f"  answered by then          {len(meta.accepted)} messages to {answered} people")


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description="Measure WhatsApp's webhook.")
    parser.add_argument("--database", default="both", help="sqlite, postgresql, both, or the URL of an empty database")
    parser.add_argument("--per-s", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    options: Any = parser.parse_args(arguments)
    print(f"webhooks, {options.per_s:.0f} deliveries/s, NLU down; {machine()}")
    with databases(options.database) as found:
        for name, url in found.items():
            print(name)
            with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
                runner.run(measure(url, options.per_s, options.seconds))


if __name__ == "__main__":
    main()
