"""Serve all models: `python -m server` (from nlu/). Settings: WIN_NLU_HOST (127.0.0.1), WIN_NLU_PORT (8010).

Prints one line when ready, stops within a second on SIGTERM or Ctrl-C, takes over new bundles by `POST /reload`
or by itself within ten seconds. No message text is ever logged.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import time
import warnings

_STARTED = time.monotonic()
_LOOK_EVERY_S = 10.0

# One thread a library: the work is one message at a time, and the machine may be small.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
warnings.simplefilter("ignore")


class SettingError(Exception):
    """A setting is wrong; the message names it."""


def _settings() -> tuple[str, int]:
    host = os.environ.get("WIN_NLU_HOST", "127.0.0.1")
    port = os.environ.get("WIN_NLU_PORT", "8010")
    if not port.isdigit() or not 0 <= int(port) <= 65535:
        raise SettingError(f"WIN_NLU_PORT: {port!r} is not a port number")
    return host, int(port)


async def _serve(host: str, port: int) -> None:
    from aiohttp import web

    from serving.app import make_app
    from serving.keys import MODELS
    from serving.models import Models

    models = Models()
    models.reload()
    app = make_app(models)
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError as error:
        raise SettingError(f"WIN_NLU_HOST, WIN_NLU_PORT: cannot listen on {host}:{port}: {error.strerror}") from error
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    health = models.health()
    for warning in health["warnings"]:
        print(f"nlu: warning: {warning}", file=sys.stderr, flush=True)
    languages = ", ".join(models.languages()) or "no language"
    # the port asked for may be 0: say the one that it is
    real_port = runner.addresses[0][1]
    seconds = time.monotonic() - _STARTED
    kind = health["encoder"]["kind"]
    print(f"nlu: ready on http://{host}:{real_port} ({languages}; encoder {kind}; {seconds:.1f} s)", flush=True)
    while not stop.is_set():
        try:
            await asyncio.wait_for(stop.wait(), _LOOK_EVERY_S)
        except asyncio.TimeoutError:
            for language in await asyncio.to_thread(app[MODELS].reload):
                print(f"nlu: {language}: new model", flush=True)
    await runner.cleanup()


def main() -> int:
    """Run until told to stop; exit code 2 when a setting is wrong."""
    logging.basicConfig(level=logging.WARNING, format="nlu: %(levelname)s %(name)s: %(message)s")
    logging.getLogger("rasa").setLevel(logging.ERROR)  # it would print whole messages
    try:
        asyncio.run(_serve(*_settings()))
    except SettingError as error:
        print(f"nlu: {error}", file=sys.stderr)
        return 2
    sys.stdout.flush()
    # A parse that still runs must not hold up the exit.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
