"""Templates of the staff pages, and what every one of them needs: language, texts, navigation, the CSRF token."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal
from fastapi import Request
from fastapi.responses import HTMLResponse

from api.staff import nav
from api.staff.guard import Staff
from api.staff.site import staff_site_of
from api.staff.words import N_
from api.templating import environment

SCRIPTS = ("vendor/htmx-2.0.11.min.js", "vendor/htmx-ext-sse-2.2.4.min.js", "staff.js")
"""Loaded by every staff page, in this order."""

NETHERLANDS = ZoneInfo("Europe/Amsterdam")

ERRORS = {
    400: N_("That did not arrive as it should. Go back and try again."),
    403: N_("Your account may not open this, or the page was too old. Go back, load it again and try once more."),
    404: N_("This page does not exist."),
    409: N_("Somebody else was quicker. Load the page again to see what has changed."),
    413: N_("That is too large."),
    429: N_("Too many tries at once. Wait a moment and try again."),
    503: N_("The service is not available right now. Try again in a minute."),
}
"""What a page says, by status."""
_DEFECT = N_("Something went wrong on our side. Try again in a minute.")


_ENVIRONMENT = environment(scripts=SCRIPTS)


def language_of(request: Request, staff: Staff | None) -> str:
    """The language of the page: the account's, else what the browser asks for."""
    words = staff_site_of(request).words
    chosen = words.known(staff.account.interface) if staff else words.known(request.query_params.get("lang"))
    return chosen or words.accepted(request.headers.get("accept-language", ""))


def _locale(language: str) -> str:
    """English as it is written in Europe."""
    return "en_GB" if language == "en" else language


def _moment(language: str, value: datetime, form: str = "d MMM yyyy HH:mm") -> str:
    return format_datetime(value, form, tzinfo=NETHERLANDS, locale=_locale(language))


def text_of(request: Request, staff: Staff | None, template: str, **values: Any) -> str:
    """A template (a page or a piece of one). In it: `t`, `tn`, `moment`, `day`, `ago`, `number`, and what is passed."""
    site = staff_site_of(request)
    language = language_of(request, staff)
    account = staff.account if staff else None
    now = site.app.clock()
    return _ENVIRONMENT.get_template(template).render(
        {
            "t": partial(site.words.t, language),
            "tn": partial(site.words.tn, language),
            "moment": partial(_moment, language),
            "day": lambda value, form="long": _day(language, value, form),
            "ago": lambda value: format_timedelta(value - now, add_direction=True, locale=_locale(language)),
            "number": lambda value: format_decimal(value, locale=_locale(language)),
            "language": language,
            "language_names": site.words.names,
            "staff": staff,
            "account": account,
            "csrf": staff.csrf if staff else "",
            "operator": site.settings.operator_name,
            "path": request.url.path,
            "nav": nav.navigation(request, account) if account and _is_in(staff) else [],
            "nav_below": nav.below(request, account) if account and _is_in(staff) else [],
            "signed_in": _is_in(staff),
            **values,
        }
    )


def _is_in(staff: Staff | None) -> bool:
    return staff is not None and staff.session.stage == "full"


def _day(language: str, value: date | datetime, form: str) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(NETHERLANDS).date()
    return format_date(value, form, locale=_locale(language))


def render(
    request: Request, staff: Staff | None, template: str, status: int = 200, *, headers: dict[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:  # fmt: skip
    """A whole page, or a piece for HTMX. Never kept by the browser: computers are shared."""
    stamped = {"Cache-Control": "no-store", "Content-Language": language_of(request, staff), **(headers or {})}
    return HTMLResponse(text_of(request, staff, template, **values), status, headers=stamped)


def error_page(
    request: Request, staff: Staff | None, status: int, headers: dict[str, str] | None = None
) -> HTMLResponse:
    """A page that says what went wrong, in the looks of the others."""
    message = ERRORS.get(status, _DEFECT if status >= 500 else ERRORS[400])
    return render(request, staff, "staff/error.html", status, headers=headers, message=message)
