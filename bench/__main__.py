"""`make bench`: delivery on both databases with the real models, kills in the middle; the desk; stock Rasa beside."""

from __future__ import annotations

import asyncio

from bench import delivery, desk, stock_rasa, webhooks
from bot.commands.nlu_process import nlu_at
from tests.support.ports import free_port


async def _delivery() -> None:
    url = f"http://127.0.0.1:{free_port()}"
    async with nlu_at(url):
        await asyncio.to_thread(delivery.main, ["--nlu", url, "--kill"])


if __name__ == "__main__":
    asyncio.run(_delivery())
    webhooks.main([])
    desk.main([])
    stock_rasa.main()
