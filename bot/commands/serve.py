"""`win serve`: application, worker and NLU under one supervisor."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import signal

import click
import uvicorn
from uvicorn.loops.auto import auto_loop_factory

from api.app import create_app
from bot.bootstrap import open_app
from bot.commands.logs import set_up_logging
from bot.commands.nlu_process import NluProcess, answers
from bot.errors import NluError, WinError
from bot.flows.app import App
from bot.flows.intake import run_channels
from bot.flows.worker import Worker
from bot.settings import Settings, load_settings
from bot.store import migrate

logger = logging.getLogger(__name__)

SHUTDOWN_TIMEOUT_S = 5


@click.command()
@click.option("--with-nlu/--without-nlu", default=True, help="Start the NLU here when none answers at WIN_NLU_URL.")
def serve(with_nlu: bool) -> None:
    """Serve the chat: application, worker and NLU; Ctrl-C stops all of them."""
    set_up_logging()
    settings = load_settings()
    migrate(settings.database_url)
    # The loop that uvicorn would choose for itself: on asyncio's own, webhooks took twice as long.
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(_serve(settings, with_nlu))


async def _serve(settings: Settings, with_nlu: bool) -> None:
    nlu: NluProcess | None = None
    if with_nlu and not await answers(settings.nlu_url):
        nlu = NluProcess(settings.nlu_url)
        await nlu.start()
    try:
        async with open_app(settings) as app:
            web = create_app(app, settings, background=functools.partial(_work, app))
            server = _Server(
                uvicorn.Config(
                    web,
                    host=settings.host,
                    port=settings.port,
                    log_config=None,
                    access_log=False,
                    server_header=False,
                    timeout_graceful_shutdown=SHUTDOWN_TIMEOUT_S,
                )
            )
            announcer = asyncio.create_task(_announce(settings, server, nlu))
            try:
                await server.serve()
            finally:
                announcer.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await announcer
            if not server.started:
                raise WinError(f"can't listen on {settings.host}:{settings.port}; set WIN_PORT to a free port")
    finally:
        if nlu is not None:
            await nlu.stop()
        click.echo("Stopped.")


async def _work(app: App, stop: asyncio.Event) -> None:
    """What runs beside the requests: the worker, and channels that fetch their messages themselves."""
    await asyncio.gather(Worker(app).run(stop), run_channels(app, stop))


class _Server(uvicorn.Server):
    """Uvicorn that leaves its way out to us: it must not raise the caught signal again after a clean stop."""

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)


async def _announce(settings: Settings, server: uvicorn.Server, nlu: NluProcess | None) -> None:
    while not server.started:  # noqa: ASYNC110 - uvicorn gives no event
        await asyncio.sleep(0.05)
    click.echo(f"The chat is at {settings.public_url}/chat  (Ctrl-C stops)")
    click.echo(f"Staff sign in at {settings.public_url}/staff")
    if nlu is not None:
        click.echo("The language models are loading; until then urgent questions and menus work.")
        try:
            await nlu.ready()
        except NluError as error:
            logger.error("%s", error)
        else:
            click.echo("The language models are ready.")
