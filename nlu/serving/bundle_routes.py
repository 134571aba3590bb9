"""Routes for training at run time and for bundles that the application keeps: see nlu/README.md."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

import bundles
from bundles import BundleError
from serving import requests
from serving.keys import MODELS, TRAINER
from serving.loader import ModelError
from serving.requests import BadRequest, problem
from serving.training import Busy, known_intents

ROUTES = web.RouteTableDef()


@ROUTES.post("/train")
async def train(request: web.Request) -> web.Response:
    """{"language", "phrases": [{"intent", "text"}]} -> 202 and the state of the training; 409 when one runs."""
    body = await requests.read_object(request, requests.MAX_TRAINING_BODY_BYTES)
    language = requests.language_of(body, bundles.languages())
    intents = await asyncio.to_thread(known_intents, language)
    phrases = requests.phrases_of(body, intents)
    try:
        await asyncio.to_thread(request.app[TRAINER].start, language, phrases)
    except Busy as error:
        return problem(409, "A training runs", str(error))
    return web.json_response(request.app[TRAINER].state(), status=202)


@ROUTES.get("/train")
async def training(request: web.Request) -> web.Response:
    """The state of the newest training: idle, running, done (with the candidate's manifest) or failed."""
    return web.json_response(request.app[TRAINER].state())


@ROUTES.delete("/train")
async def stop(request: web.Request) -> web.Response:
    """End the training that runs."""
    request.app[TRAINER].kill()
    return web.json_response(request.app[TRAINER].state())


@ROUTES.get("/bundles/{name}")
async def fetch(request: web.Request) -> web.Response:
    """A bundle as one package, wherever it lies on this machine."""
    name = _name(request)
    found = next((one for language in bundles.languages() if (one := bundles.find(language, name))), None)
    if found is None:
        return problem(404, "Not found", f"no bundle {name} here")
    package = await asyncio.to_thread(bundles.pack, *found)
    return web.Response(body=package, content_type="application/x-tar")


@ROUTES.put("/bundles/{name}")
async def put(request: web.Request) -> web.Response:
    """Take a package in and use it from now on; 422 leaves everything as it was."""
    name = _name(request)
    package = bytes(await requests.read_bytes(request, requests.MAX_PACKAGE_BYTES))
    try:
        manifest = await asyncio.to_thread(request.app[MODELS].promote, package, name)
    except (BundleError, ModelError) as error:
        raise requests.invalid(str(error), "body") from error
    answer: dict[str, Any] = {"bundle": manifest.bundle, "language": manifest.language}
    return web.json_response(answer)


@ROUTES.delete("/promoted/{language}")
async def release(request: web.Request) -> web.Response:
    """Go back to the bundle that was trained from the files."""
    language = requests.language_of(dict(request.match_info), bundles.languages())
    await asyncio.to_thread(request.app[MODELS].release, language)
    return web.json_response(request.app[MODELS].health())


def _name(request: web.Request) -> str:
    name = request.match_info["name"]
    if not requests.is_bundle_name(name):
        raise BadRequest(problem(404, "Not found", "a bundle's name has 16 hexadecimal digits"))
    return name
