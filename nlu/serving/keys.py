"""Where the server's parts are found in the application."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from aiohttp import web

from serving.models import Models
from serving.training import Trainer

MODELS: web.AppKey[Models] = web.AppKey("models", Models)
WORKER: web.AppKey[ThreadPoolExecutor] = web.AppKey("worker", ThreadPoolExecutor)
TRAINER: web.AppKey[Trainer] = web.AppKey("trainer", Trainer)
