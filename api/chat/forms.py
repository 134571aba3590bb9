"""Reading the chat's forms: tolerant with what people's phones send, strict with what other sites could."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.limits import MAX_FORM_BYTES, read_body
from bot.messages import MAX_ACTION_BYTES, MAX_INCOMING_CHARS

FORM = "application/x-www-form-urlencoded"
MAX_FIELDS = 20
_KEY = re.compile("[A-Za-z0-9_-]{8,64}")


def same_origin(request: Request, public_url: str) -> bool:
    """Whether a page of ours sent this form.

    Browsers say so in `Sec-Fetch-Site` and, older ones, in `Origin`; programs that are no browser send neither and
    carry no cookie of anybody's. The cookie is `SameSite=Lax` besides.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True
    try:
        host = urlsplit(origin).netloc
    except ValueError:
        return False
    return bool(host) and host in (request.headers.get("host", ""), urlsplit(public_url).netloc)


async def read_form(request: Request, public_url: str) -> dict[str, str]:
    """The fields of a chat form; of a repeated field the last counts, bytes that are no UTF-8 become U+FFFD.

    `HTTPException`: 403 from another site, 413 when too large, 415 when it is no form, 400 with too many fields.
    """
    if not same_origin(request, public_url):
        raise HTTPException(403, "This form was not sent by our own page.")
    content_type = request.headers.get("content-type", "").split(";", 1)[0].strip().lower()
    body = await read_body(request, max_body_bytes=MAX_FORM_BYTES)
    if content_type != FORM and (content_type or body):
        raise HTTPException(415, f"Send a form as {FORM}.")
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace", max_num_fields=MAX_FIELDS
        )
    except ValueError:
        raise HTTPException(400, f"The form has more than {MAX_FIELDS} fields.") from None
    return dict(pairs)


def message_text(form: Mapping[str, str]) -> str:
    """What was typed, as typed, cut where the dialogue would cut it anyway (four times: marks may fall away)."""
    text = form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    return text[: 4 * MAX_INCOMING_CHARS]


def action(form: Mapping[str, str]) -> str:
    """The pressed button's action; "" when it can't be one of ours."""
    value = form.get("action", "")
    return value if len(value.encode("utf-8", "replace")) <= MAX_ACTION_BYTES and value.isprintable() else ""


def entry_number(value: str | None) -> int | None:
    """A message's number as pages and `Last-Event-ID` carry it; `None` for anything else."""
    if value and len(value) <= 9 and value.isascii() and value.isdigit():
        return int(value)
    return None


def external_id(session_id: str, form: Mapping[str, str]) -> str:
    """The id under which this message is stored once, however often it arrives.

    Made of the page's key for it and of what it says: a browser that sends the same form again changes nothing, and one
    that brings an old page's key with a new text loses nothing.
    """
    key = form.get("key", "")
    if not _KEY.fullmatch(key):
        key = ""
    parts = (session_id, key, form.get("action", ""), form.get("entry", ""), form.get("text", ""))
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace"))
    return digest.hexdigest()
