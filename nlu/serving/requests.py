"""What a request must hold, and the answer when it does not (RFC 9457 problem with the field's name)."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

MAX_BODY_BYTES = 64 * 1024
MAX_BATCH_BODY_BYTES = 4 * 1024 * 1024
MAX_BATCH_TEXTS = 20_000
MAX_EMBED_TEXTS = 1_000
MAX_TRAINING_BODY_BYTES = 16 * 1024 * 1024
MAX_PHRASES = 50_000
MAX_PHRASE_CHARS = 400
MAX_PACKAGE_BYTES = 256 * 1024 * 1024


def problem(status: int, title: str, detail: str, field: str | None = None) -> web.Response:
    """Return an RFC 9457 problem. `detail` must not repeat what the person wrote."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if field is not None:
        body["field"] = field
    return web.json_response(body, status=status, content_type="application/problem+json")


class BadRequest(Exception):
    """Carries the response that says what is wrong with a request."""

    def __init__(self, response: web.Response) -> None:
        super().__init__(response.status)
        self.response = response


async def read_bytes(request: web.Request, max_bytes: int) -> bytearray:
    """Return the body. Raises BadRequest: 413 when it is too long."""
    raw = bytearray()
    async for chunk in request.content.iter_any():
        raw += chunk
        if len(raw) > max_bytes:
            raise BadRequest(problem(413, "Body too large", f"the body may have at most {max_bytes} bytes"))
    return raw


async def read_object(request: web.Request, max_bytes: int) -> dict[str, Any]:
    """Return the JSON object in the body. Raises BadRequest: 413 when too long, 422 when it is no JSON object."""
    raw = await read_bytes(request, max_bytes)
    try:
        body = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _invalid(f"the body is not UTF-8 at byte {error.start}", "body") from error
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno} column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise _invalid(f"the body is not valid JSON{where}", "body") from error
    if not isinstance(body, dict):
        raise _invalid("the body must be a JSON object", "body")
    return body


def language_of(body: dict[str, Any], known: list[str]) -> str:
    """Return the field `language`. Raises BadRequest."""
    language = body.get("language")
    if not isinstance(language, str):
        raise _invalid("must be a language code, as a string", "language")
    if language not in known:
        raise _invalid(f"no model for this language; there are: {', '.join(known) or 'none'}", "language")
    return language


def text_of(body: dict[str, Any]) -> str:
    """Return the field `text`. Raises BadRequest."""
    text = body.get("text")
    if not isinstance(text, str):
        raise _invalid("must be a string", "text")
    return text


def texts_of(body: dict[str, Any], most: int) -> list[str]:
    """Return the field `texts`. Raises BadRequest."""
    texts = body.get("texts")
    if not isinstance(texts, list):
        raise _invalid("must be a list of strings", "texts")
    if len(texts) > most:
        raise _invalid(f"may hold at most {most} texts", "texts")
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise _invalid("must be a string", f"texts[{number}]")
    return texts


def bundle_of(body: dict[str, Any]) -> str:
    """Return the optional field `bundle`. Raises BadRequest."""
    bundle = body.get("bundle", "")
    if not isinstance(bundle, str) or (bundle and not is_bundle_name(bundle)):
        raise _invalid("must be a bundle's name: 16 hexadecimal digits", "bundle")
    return bundle


def is_bundle_name(text: str) -> bool:
    """Tell whether a text is a bundle's name."""
    return len(text) == 16 and set(text) <= set("0123456789abcdef")


def phrases_of(body: dict[str, Any], intents: set[str]) -> list[tuple[str, str]]:
    """Return the field `phrases` as (intent, text). Raises BadRequest."""
    rows = body.get("phrases", [])
    if not isinstance(rows, list):
        raise _invalid("must be a list of objects with intent and text", "phrases")
    if len(rows) > MAX_PHRASES:
        raise _invalid(f"may hold at most {MAX_PHRASES} phrases", "phrases")
    found = []
    for number, row in enumerate(rows):
        intent, text = (row.get("intent"), row.get("text")) if isinstance(row, dict) else (None, None)
        if not isinstance(intent, str) or intent not in intents:
            raise _invalid("must be an intent that has training phrases in this language", f"phrases[{number}].intent")
        if not isinstance(text, str) or not text.strip() or len(text) > MAX_PHRASE_CHARS:
            raise _invalid(f"must be a text of 1 to {MAX_PHRASE_CHARS} characters", f"phrases[{number}].text")
        found.append((intent, text))
    return found


def invalid(detail: str, field: str) -> BadRequest:
    """Return the answer to a field that is wrong."""
    return _invalid(detail, field)


def _invalid(detail: str, field: str) -> BadRequest:
    return BadRequest(problem(422, "Unprocessable content", detail, field))
