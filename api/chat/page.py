"""Templates and what every page needs: language, texts, addresses of the static files."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.chat.session import hinted
from api.templating import environment
from api.words import N_, Words
from bot.messages import MAX_INCOMING_CHARS

EXIT_URL = "https://www.buienradar.nl/"
"""Where quick exit leads: a weather page that anybody might have open."""

IDLE_COVER_S = 240
"""The conversation hides itself after this long without a touch: phones are shared."""

SCRIPTS = ("vendor/htmx-2.0.11.min.js", "vendor/htmx-ext-sse-2.2.4.min.js")


_ENVIRONMENT = environment(exit_url=EXIT_URL, idle_cover_s=IDLE_COVER_S, scripts=SCRIPTS, max_chars=MAX_INCOMING_CHARS)

ERRORS = {
    400: N_("That did not arrive as it should. Please go back and try again."),
    403: N_("This came from another page, so we did not take it. Please open the chat and try again."),
    404: N_("This page does not exist."),
    405: N_("That did not arrive as it should. Please go back and try again."),
    413: N_("That is too long. Please send a shorter message."),
    415: N_("That did not arrive as it should. Please go back and try again."),
    422: N_("That did not arrive as it should. Please go back and try again."),
    429: N_("Too many messages at once. Please wait a moment and try again. What you sent before has arrived."),
    500: N_("Something went wrong on our side. Please try again in a minute."),
    503: N_("The chat is not available right now. Please try again in a few minutes."),
}
"""What a page says to a person, by status."""


def new_key() -> str:
    """A key for one message of one page: sent twice, it is stored once."""
    return secrets.token_urlsafe(12)


def text_of(words: Words, template: str, language: str, **values: Any) -> str:
    """A template (a page or a piece of one) in one language."""
    return _ENVIRONMENT.get_template(template).render(
        language=language,
        languages=words.names,
        new_key=new_key,
        _=partial(words.t, language),
        _n=partial(words.tn, language),
        **values,
    )


def page(words: Words, template: str, language: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page. Never kept by the browser: the next person on this phone presses "back"."""
    return HTMLResponse(
        text_of(words, template, language, **values),
        status,
        headers={"Cache-Control": "no-store", "Content-Language": language},
    )


def error_page(
    words: Words,
    request: Request,
    status: int,
    headers: dict[str, str] | None = None,
    *,
    text: str = "",
    message: str = "",
) -> HTMLResponse:
    """A friendly page for an error; `text` is what the person had typed, so that it is not lost.

    `message`: a msgid that says more than the status does.
    """
    language = hinted(request, None, words) or words.fallback
    fallback = ERRORS[500] if status >= 500 else ERRORS[400]
    shown = words.t(language, message or ERRORS.get(status, fallback))
    response = page(words, "chat/error.html", language, status, message=shown, text=text)
    response.headers.update(headers or {})
    return response
