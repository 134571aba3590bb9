"""Pages with a form, and what was refused of it: in the reader's words, with the status and the time to wait."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.staff.guard import Staff
from api.staff.page import language_of, render
from api.staff.site import staff_site_of
from api.staff.words import N_
from bot.flows import staff as flow
from bot.staff.errors import StaffError

WAIT = N_("Try again in {minutes} min.")


def form_page(
    request: Request, staff: Staff | None, template: str, error: StaffError | None = None, **values: Any
) -> HTMLResponse:
    """The page of a form: 200; with an error 422, or 429 for who tried too often. The template is told as `error`.

    Where it can be tried again later, `Retry-After` says when (seconds).
    """
    wait_s = _wait(error).total_seconds()
    headers = {"Retry-After": str(math.ceil(wait_s))} if wait_s else {}
    return render(
        request, staff, template, _status(error), headers=headers, error=_told(request, error, staff), **values
    )


def _told(request: Request, error: StaffError | None, staff: Staff | None) -> str:
    """The error in the page's language, with the time to wait where there is one."""
    if error is None:
        return ""
    words, language = staff_site_of(request).words, language_of(request, staff)
    text = words.t(language, error.text, **error.values)
    wait_s = _wait(error).total_seconds()
    if wait_s:
        text = f"{text} {words.t(language, WAIT, minutes=math.ceil(wait_s / 60))}"
    return text


def _status(error: StaffError | None) -> int:
    if error is None:
        return 200
    return 429 if isinstance(error, flow.Refused) and error.text == flow.TOO_MANY else 422


def _wait(error: StaffError | None) -> timedelta:
    return error.wait if isinstance(error, flow.Refused) else timedelta()
