"""Routes of the NLU server. Loopback or a private network only: there is no authentication."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiohttp import web

from bot.text import clean
from components.shared_encoder import shared_encoder
from serving import bundle_routes, requests
from serving.keys import MODELS, TRAINER, WORKER
from serving.loader import ModelError
from serving.models import Models
from serving.requests import BadRequest, problem
from serving.training import Trainer

logger = logging.getLogger(__name__)

_CHUNK = 32
"""Texts of a batch parsed in one go; single messages of other people slip in between."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(models: Models) -> web.Application:
    """Return the application; `models` are loaded already."""
    app = web.Application(middlewares=[_answer_errors])
    app[MODELS] = models
    # One thread parses: models and encoder are used by one caller at a time, and /health stays quick.
    app[WORKER] = ThreadPoolExecutor(1, thread_name_prefix="parse")
    app[TRAINER] = Trainer()
    app.router.add_post("/parse", parse)
    app.router.add_post("/parse_batch", parse_batch)
    app.router.add_post("/embed", embed)
    app.router.add_post("/reload", reload)
    app.router.add_get("/health", health)
    app.router.add_routes(bundle_routes.ROUTES)
    app.on_cleanup.append(_stop_worker)  # type: ignore[arg-type]  # aiohttp 3.9 declares it too narrowly
    return app


async def parse(request: web.Request) -> web.Response:
    """{"language", "text"} -> {"intent", "ranking", "in_scope", "model", "thresholds"}."""
    body = await requests.read_object(request, requests.MAX_BODY_BYTES)
    models = request.app[MODELS]
    language = requests.language_of(body, models.languages())
    text = requests.text_of(body)
    results = await _in_worker(request, models.parse, language, [text])
    return web.json_response(results[0])


async def parse_batch(request: web.Request) -> web.Response:
    """{"language", "texts", "bundle"?} -> {"results": [as /parse]}; for evaluation, also of a bundle not in use."""
    body = await requests.read_object(request, requests.MAX_BATCH_BODY_BYTES)
    models = request.app[MODELS]
    language = requests.language_of(body, models.languages())
    texts = requests.texts_of(body, requests.MAX_BATCH_TEXTS)
    bundle = requests.bundle_of(body)
    if bundle:
        try:
            await asyncio.to_thread(models.bring, language, bundle)
        except ModelError as error:
            raise requests.invalid(str(error), "bundle") from error
    results: list[dict[str, Any]] = []
    for start in range(0, len(texts), _CHUNK):
        results += await _in_worker(request, models.parse, language, texts[start : start + _CHUNK], bundle)
    return web.json_response({"results": results})


async def embed(request: web.Request) -> web.Response:
    """{"texts"} -> {"vectors": [[384 numbers]], "encoder"}; zeros where no encoder runs."""
    body = await requests.read_object(request, requests.MAX_BATCH_BODY_BYTES)
    texts = requests.texts_of(body, requests.MAX_EMBED_TEXTS)
    encoder = shared_encoder()
    vectors: list[list[float]] = []
    for start in range(0, len(texts), _CHUNK):
        part = [clean(text) for text in texts[start : start + _CHUNK]]
        vectors += (await _in_worker(request, encoder.embed, part)).tolist()
    return web.json_response({"vectors": vectors, "encoder": encoder.identity})


async def reload(request: web.Request) -> web.Response:
    """Take over new bundles; parsing goes on meanwhile with the old ones."""
    changed = await asyncio.to_thread(request.app[MODELS].reload)
    return web.json_response({"reloaded": changed, **request.app[MODELS].health()})


async def health(request: web.Request) -> web.Response:
    """Models by language, encoder, warnings."""
    return web.json_response(request.app[MODELS].health())


async def _in_worker(request: web.Request, function: Callable[..., Any], *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(request.app[WORKER], function, *arguments)


@web.middleware
async def _answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except BadRequest as error:
        return error.response
    except web.HTTPException as error:
        return problem(error.status, error.reason, "see the routes in nlu/README.md")
    except (ConnectionError, asyncio.CancelledError):
        raise
    except Exception as error:
        # Type and place only: an exception's text may quote the message.
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
        logger.error("%s failed: %s at %s", request.path, type(error).__name__, place)
        return problem(500, "Internal error", f"{type(error).__name__}; the server's log says where")


async def _stop_worker(app: web.Application) -> None:
    app[WORKER].shutdown(wait=False, cancel_futures=True)
    app[TRAINER].kill()
