"""One NLU server as the training flows see it: it embeds, trains, gives bundles out and takes them in.

`bot.nlu_client` asks for the meaning of people's messages, with seconds to spare; what stands here may take minutes.
Where several servers share the work behind one address, each is spoken to by its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from bot.dialogue.context import Understanding
from bot.errors import NluError
from bot.nlu_client import understanding

SHORT_S = 10.0
LONG_S = 300.0
"""Parsing a held-out set, or a package of some ten megabytes on a slow line."""


class NotYet(NluError):
    """The server trains something else already."""


@dataclass(frozen=True, slots=True)
class Health:
    """What a server uses: bundle by language, and which of them were promoted."""

    bundles: dict[str, str]
    promoted: dict[str, str]
    encoder: str
    manifests: dict[str, dict[str, Any]]


class NluServer:
    """The server at `base_url`; close it with `aclose`. Every method raises `NluError`, naming server and cause."""

    def __init__(self, base_url: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.url = base_url
        self._http = httpx.AsyncClient(
            base_url=base_url, timeout=httpx.Timeout(SHORT_S), transport=transport, trust_env=False
        )

    async def health(self) -> Health:
        """Which bundles it uses."""
        body = await self._json("GET", "/health")
        models = body.get("models") or {}
        return Health(
            bundles={language: str(one["bundle"]) for language, one in models.items()},
            promoted={language: str(name) for language, name in (body.get("promoted") or {}).items()},
            encoder=str((body.get("encoder") or {}).get("identity", "")),
            manifests=models,
        )

    async def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], str]:
        """One vector for each text, and which encoder made them."""
        body = await self._json("POST", "/embed", json={"texts": list(texts)}, timeout_s=LONG_S)
        try:
            return [[float(number) for number in vector] for vector in body["vectors"]], str(body["encoder"])
        except (KeyError, TypeError, ValueError):
            raise NluError(f"The NLU server at {self.url} gave something else than vectors.") from None

    async def parse(self, language: str, texts: Sequence[str], bundle: str = "") -> list[Understanding]:
        """What texts mean by a bundle that need not be in use."""
        body = {"language": language, "texts": list(texts), "bundle": bundle}
        answer = await self._json("POST", "/parse_batch", json=body, timeout_s=LONG_S)
        try:
            return [understanding(one) for one in answer["results"]]
        except (KeyError, TypeError, ValueError):
            raise NluError(f"The NLU server at {self.url} gave something else than results.") from None

    async def train(self, language: str, phrases: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """Begin a training with phrases (question, text) besides the files'. Raises `NotYet` while another runs."""
        rows = [{"intent": intent, "text": text} for intent, text in phrases]
        return await self._json("POST", "/train", json={"language": language, "phrases": rows}, timeout_s=LONG_S)

    async def training(self) -> dict[str, Any]:
        """How far the newest training is."""
        return await self._json("GET", "/train")

    async def stop_training(self) -> None:
        """End the training that runs."""
        await self._json("DELETE", "/train")

    async def fetch(self, bundle: str) -> bytes:
        """A bundle as one package."""
        return (await self._ask("GET", f"/bundles/{bundle}", timeout_s=LONG_S)).content

    async def use(self, bundle: str, package: bytes) -> None:
        """Let it use a package from now on."""
        await self._json("PUT", f"/bundles/{bundle}", content=package, timeout_s=LONG_S)

    async def release(self, language: str) -> None:
        """Let it go back to the bundle of its own files."""
        await self._json("DELETE", f"/promoted/{language}", timeout_s=LONG_S)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _json(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        response = await self._ask(method, path, **more)
        try:
            body = response.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise NluError(f"The NLU server at {self.url} gave no JSON object for {method} {path}.")
        return body

    async def _ask(self, method: str, path: str, *, timeout_s: float = SHORT_S, **more: Any) -> httpx.Response:
        try:
            response = await self._http.request(method, path, timeout=timeout_s, **more)
        except httpx.HTTPError as error:
            raise NluError(f"The NLU server at {self.url} does not answer ({type(error).__name__}).") from None
        if response.is_success:
            return response
        cause = _cause(response)
        kind = NotYet if response.status_code == httpx.codes.CONFLICT else NluError
        raise kind(f"The NLU server at {self.url} refused {method} {path}: {cause}")


def _cause(response: httpx.Response) -> str:
    try:
        body = response.json()
        field = f"{body['field']}: " if body.get("field") else ""
        return f"{field}{body['detail']}"
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"HTTP {response.status_code}"
