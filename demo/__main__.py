"""Start the doubles, the product and a page with two telephones; Ctrl-C stops all of them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import sys
import tempfile
from pathlib import Path

import click
import httpx
import uvicorn

from bot.settings import ROOT
from demo.phones import Phones
from tests.support.telegram_server import TelegramServer
from tests.support.whatsapp_server import WhatsAppServer

STOP_WITHIN_S = 15


class _Page(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


@click.command(help=__doc__)
@click.option("--port", default=8090, show_default=True, help="Where the page with the telephones is.")
@click.option("--chat-port", default=8000, show_default=True, help="Where the product listens.")
@click.option("--with-nlu/--without-nlu", default=True, help="With the language models (they take a minute to load).")
def main(port: int, chat_port: int, with_nlu: bool) -> None:
    asyncio.run(_run(port, chat_port, with_nlu))


async def _run(port: int, chat_port: int, with_nlu: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="win-demo-") as folder:
        async with TelegramServer() as telegram, WhatsAppServer() as meta:
            meta.webhook_url = f"http://127.0.0.1:{chat_port}/webhooks/whatsapp"
            page = _Page(uvicorn.Config(Phones(telegram, meta).app(), port=port, log_level="warning", ws="none"))
            showing = asyncio.create_task(page.serve())
            product = await asyncio.create_subprocess_exec(
                str(Path(sys.executable).parent / "win"),
                "serve",
                "--with-nlu" if with_nlu else "--without-nlu",
                cwd=ROOT,
                env=_environment(telegram, meta, Path(folder), chat_port),
                start_new_session=True,
            )
            await _answers(f"http://127.0.0.1:{chat_port}/health/live", product)
            click.echo(f"\n  Two telephones: http://127.0.0.1:{port}   (no account, nothing leaves this machine)\n")
            stop = asyncio.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, stop.set)
            ended = asyncio.create_task(product.wait())
            await asyncio.wait([asyncio.create_task(stop.wait()), ended], return_when=asyncio.FIRST_COMPLETED)
            if product.returncode is None:
                product.send_signal(signal.SIGINT)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended, STOP_WITHIN_S)
            if product.returncode is None:
                product.kill()
            page.should_exit = True
            await showing
    sys.exit(0 if stop.is_set() else 1)


async def _answers(url: str, product: asyncio.subprocess.Process) -> None:
    """Until the product takes requests, or has ended."""
    async with httpx.AsyncClient(trust_env=False) as client:
        while product.returncode is None:
            with contextlib.suppress(httpx.TransportError):
                await client.get(url)
                return
            await asyncio.sleep(0.3)


def _environment(telegram: TelegramServer, meta: WhatsAppServer, folder: Path, port: int) -> dict[str, str]:
    """The settings of a product that knows the doubles for the real servers; nothing of yours is used."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WIN_") or "NLU" in name}
    return kept | {
        "WIN_SECRET_KEY": secrets.token_hex(32),
        "WIN_DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "WIN_PORT": str(port),
        "WIN_TELEGRAM_TOKEN": telegram.token,
        "WIN_TELEGRAM_API_URL": telegram.url,
        "WIN_TELEGRAM_MODE": "polling",
        "WIN_WHATSAPP_TOKEN": meta.token,
        "WIN_WHATSAPP_PHONE_NUMBER_ID": meta.phone_number_id,
        "WIN_WHATSAPP_APP_SECRET": meta.app_secret,
        "WIN_WHATSAPP_VERIFY_TOKEN": meta.verify_token,
        "WIN_WHATSAPP_API_URL": meta.url,
    }


if __name__ == "__main__":
    main()
