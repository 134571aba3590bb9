"""The session's cookie, and where a step of signing in leads."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from api.chat.site import neighbourhood
from api.staff.guard import safe_next
from api.staff.site import staff_site_of
from bot.flows.staff import SignedIn
from bot.staff.roles import home
from bot.staff.sessions import Stage

STEPS = {
    Stage.CODE: "/staff/sign-in/code",
    Stage.PASSWORD: "/staff/first/password",
    Stage.ENROL: "/staff/first/totp",
}
"""The page of each step that is still to be taken."""


def address_of(request: Request) -> str:
    """What failed tries of this caller are counted under."""
    return neighbourhood(request)


def keep(request: Request, response: Response, token: str) -> None:
    """Hand the session over: not readable by scripts, not sent by other sites' forms, gone with the browser."""
    site = staff_site_of(request)
    response.set_cookie(site.cookie, token, path="/", secure=site.secure, httponly=True, samesite="lax")


def forget(request: Request, response: Response) -> None:
    """Take the session off this browser."""
    site = staff_site_of(request)
    response.delete_cookie(site.cookie, path="/", secure=site.secure, httponly=True, samesite="lax")


def go_on(request: Request, made: SignedIn, next_: str) -> Response:
    """To the next step, or to where one wanted to go."""
    path = safe_next(next_)
    step = STEPS.get(made.session.stage)
    target = path or home(made.account)
    if step is not None:
        target = f"{step}?{urlencode({'next': path})}" if path else step
    response = RedirectResponse(target, 303)
    keep(request, response, made.token)
    return response
