"""Who may use a route. Every route names its rule:

    @router.get("/desk")
    async def desk(request: Request, staff: Annotated[Staff, Depends(allowed(Permission.DESK_CASES))]): ...

    web.include_router(health.router, dependencies=[Depends(public())])

`allowed` gives whoever is signed in; it sends others to the sign-in page, refuses wrong roles (403) and, for methods
that change something, requests without the page's CSRF token. `tests/integration/test_access_matrix.py` finds each
route's rule and fails for a route without one.
"""

from __future__ import annotations

import functools
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.chat.forms import same_origin
from api.staff.site import StaffSite, is_staff_path, staff_site_of
from bot.flows.staff import current
from bot.flows.staff import still_signed_in as flow_still_signed_in
from bot.staff.roles import Account, Permission
from bot.staff.sessions import Stage
from bot.store.staff_sessions import StaffSession

SIGN_IN = "/staff/sign-in"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_FIELD, CSRF_HEADER = "csrf", "X-CSRF-Token"
MAX_NEXT_CHARS = 500
MAX_TOKEN_CHARS = 100


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who is signed in, or on the way there. `csrf` goes into every form."""

    account: Account
    session: StaffSession
    csrf: str

    def may(self, permission: Permission) -> bool:
        """Whether this account may do it."""
        return self.account.may(permission)


@dataclass(frozen=True, slots=True)
class Rule:
    """A route's rule, as the matrix test reads it.

    `kind`: "public" (everybody), "staff" (any of `permissions`), "stage" (on the way through sign-in), "token" (bearer
    tokens only: no cookie opens it).
    """

    kind: str
    permissions: frozenset[Permission] = frozenset()

    def admits(self, account: Account | None) -> bool:
        """Whether a browser signed in as this account (`None`: not signed in) gets through."""
        if self.kind == "staff":
            return account is not None and bool(account.permissions & self.permissions)
        return self.kind == "public"


class SignInNeeded(Exception):
    """Nobody is signed in here; `sign_in_answer` makes the answer."""


def marked(rule: Rule, dependency: Callable[..., object]) -> None:
    """Attach a rule to a dependency that holds it, so that the matrix test finds it."""
    dependency.rule = rule  # type: ignore[attr-defined]


Guard = Callable[[Request], Awaitable[Staff]]


@functools.cache
def allowed(*permissions: Permission) -> Guard:
    """A dependency that lets in accounts with any of these permissions, and gives `Staff`."""

    async def guard(request: Request) -> Staff:
        staff = await signed_in(request)
        if staff is None or staff.session.stage is not Stage.FULL:
            raise SignInNeeded
        if not any(staff.may(permission) for permission in permissions):
            raise HTTPException(403, "Your account may not do this.")
        await check_csrf(request, staff)
        return staff

    marked(Rule("staff", frozenset(permissions)), guard)
    return guard


@functools.cache
def at_stage(*stages: Stage) -> Guard:
    """A dependency for the steps of signing in: the password was right, this step is the next."""

    async def guard(request: Request) -> Staff:
        staff = await signed_in(request)
        if staff is None or staff.session.stage not in stages:
            raise SignInNeeded
        await check_csrf(request, staff)
        return staff

    marked(Rule("stage"), guard)
    return guard


@functools.cache
def public() -> Callable[[], Awaitable[None]]:
    """Marks routes that are open to everybody, or guard themselves (a webhook's signature)."""

    async def guard() -> None:
        return None

    marked(Rule("public"), guard)
    return guard


async def signed_in(request: Request) -> Staff | None:
    """Who this request's cookie stands for, at whatever stage; `None`: nobody."""
    site = staff_site_of(request)
    token = request.cookies.get(site.cookie, "")
    if not token or len(token) > MAX_TOKEN_CHARS or not token.isascii():
        return None
    found = await current(site.app, site.rules, token)
    return None if found is None else Staff(found[1], found[0], csrf_of(site, token))


async def still_signed_in(request: Request, staff: Staff) -> bool:
    """For event streams, every minute or so: whether the session still stands and the account kept its roles."""
    site = staff_site_of(request)
    return await flow_still_signed_in(site.app, site.rules, staff.session, staff.account)


def csrf_of(site: StaffSite, token: str) -> str:
    """The token that forms of this session carry: other sites can't know it."""
    return site.app.store.keys.hash("csrf", "", token).hex()


async def check_csrf(request: Request, staff: Staff) -> None:
    """403 unless the request changes nothing, or comes from a page of ours with this session's token."""
    if request.method in SAFE_METHODS:
        return
    site = staff_site_of(request)
    if not same_origin(request, site.settings.public_url):
        raise HTTPException(403, "This form was not sent by our own page.")
    sent: object = request.headers.get(CSRF_HEADER)
    if sent is None and "form" in request.headers.get("content-type", ""):
        sent = (await request.form()).get(CSRF_FIELD)
    if not isinstance(sent, str) or not hmac.compare_digest(sent.encode("utf-8", "replace"), staff.csrf.encode()):
        raise HTTPException(403, "This page is too old. Load it again and send the form once more.")


def safe_next(value: str | None) -> str:
    """A path of the staff pages to go on to; "" for anything that could lead elsewhere."""
    if not value or len(value) > MAX_NEXT_CHARS or not value.startswith("/") or value.startswith("//"):
        return ""
    if "\\" in value or not value.isprintable() or not value.isascii():
        return ""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not is_staff_path(parts.path) or ".." in parts.path:
        return ""
    return "" if parts.path.startswith(("/staff/sign-", "/staff/first", "/staff/oidc")) else value


def wants_page(request: Request) -> bool:
    """Whether a browser opens a page, rather than a script fetching a piece of one."""
    if "hx-request" in request.headers or "text/event-stream" in request.headers.get("accept", ""):
        return False
    mode = request.headers.get("sec-fetch-mode")
    return mode == "navigate" if mode is not None else "text/html" in request.headers.get("accept", "")


def sign_in_answer(request: Request) -> Response:
    """To a browser the sign-in page, which leads back; to scripts 401."""
    if request.method in SAFE_METHODS and wants_page(request):
        query = f"?{request.url.query}" if request.url.query else ""
        return Response(status_code=303, headers={"Location": _sign_in_url(request.url.path + query)})
    came_from = urlsplit(request.headers.get("hx-current-url") or request.headers.get("referer") or "").path
    if wants_page(request):
        return Response(status_code=303, headers={"Location": _sign_in_url(came_from)})
    headers = {"HX-Redirect": _sign_in_url(came_from)} if "hx-request" in request.headers else {}
    from api.problems import problem

    return problem(401, "Sign in first.", headers)


def _sign_in_url(back: str) -> str:
    path = safe_next(back)
    return f"{SIGN_IN}?next={quote(path, safe='/')}" if path else SIGN_IN
