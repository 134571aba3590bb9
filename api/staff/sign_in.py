"""Signing in, step by step: password, second factor; the first time an own password and the second factor."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

import segno
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.chat.forms import same_origin
from api.staff import cookie
from api.staff.forms import Fields, fields_of
from api.staff.guard import Staff, allowed, at_stage, csrf_of, public, safe_next, signed_in
from api.staff.page import render
from api.staff.refusals import form_page
from api.staff.site import staff_site_of
from api.staff.words import N_
from bot.flows import staff as flow
from bot.staff import totp
from bot.staff.errors import StaffError
from bot.staff.passwords import MIN_CHARS
from bot.staff.roles import Permission, home
from bot.staff.sessions import Stage

router = APIRouter(tags=["staff"], default_response_class=HTMLResponse, include_in_schema=False)

AtCode = Annotated[Staff, Depends(at_stage(Stage.CODE))]
AtPassword = Annotated[Staff, Depends(at_stage(Stage.PASSWORD))]
AtEnrol = Annotated[Staff, Depends(at_stage(Stage.ENROL))]


@router.get("/staff", dependencies=[Depends(public())])
async def front(request: Request) -> Response:
    """The short address that staff remember."""
    return RedirectResponse("/staff/sign-in", 307)


@router.get("/staff/sign-in", dependencies=[Depends(public())])
async def form(request: Request, next: str = "", signed_out: str = "") -> Response:
    """The first step; whoever is signed in goes on at once."""
    staff = await signed_in(request)
    if staff is not None and staff.session.stage is Stage.FULL:
        return RedirectResponse(safe_next(next) or home(staff.account), 303)
    return sign_in_page(request, next=next, notice="signed_out" if signed_out else "")


@router.post("/staff/sign-in", dependencies=[Depends(public())])
async def sign_in(request: Request) -> Response:
    """Login and password. What is wrong is never said more closely."""
    site = staff_site_of(request)
    if not same_origin(request, site.settings.public_url):
        raise HTTPException(403, "This form was not sent by our own page.")
    fields = await fields_of(request, max_chars=1000)
    login, next_ = fields.get("login", ""), fields.get("next", "")
    try:
        made = await flow.sign_in(site.app, site.rules, login, fields.get("password", ""), cookie.address_of(request))
    except flow.Refused as refused:
        return sign_in_page(request, next=next_, login=login, refused=refused)
    return cookie.go_on(request, made, next_)


def sign_in_page(
    request: Request, *, next: str = "", login: str = "", refused: flow.Refused | None = None, notice: str = ""
) -> Response:
    """The first step's page, with what was refused."""
    site = staff_site_of(request)
    return form_page(
        request,
        None,
        "staff/sign_in.html",
        refused,
        next=safe_next(next),
        login=login[:120],
        notice=notice,
        oidc_name=oidc_name(request),
        chat_languages=site.words.names,
    )


def oidc_name(request: Request) -> str:
    """What the button of the organisation's own sign-in says; "" when there is none."""
    settings = staff_site_of(request).settings
    if not settings.oidc_discovery_url:
        return ""
    return settings.oidc_name or urlsplit(settings.oidc_discovery_url).hostname or ""


@router.get("/staff/sign-in/code")
async def code_form(request: Request, staff: AtCode, next: str = "") -> Response:
    """The second step."""
    return form_page(request, staff, "staff/code.html", next=safe_next(next))


@router.post("/staff/sign-in/code")
async def code(request: Request, staff: AtCode) -> Response:
    """A code of the app, or a recovery code."""
    site = staff_site_of(request)
    fields = await fields_of(request, max_chars=100)
    try:
        made = await flow.check_code(
            site.app, site.rules, staff.session, fields.get("code", ""), cookie.address_of(request)
        )
    except flow.Refused as refused:
        return form_page(request, staff, "staff/code.html", refused, next=safe_next(fields.get("next")))
    return cookie.go_on(request, made, fields.get("next", ""))


@router.get("/staff/first/password")
async def first_password_form(request: Request, staff: AtPassword, next: str = "") -> Response:
    """The one-time password has served."""
    return _first_password_page(request, staff, next)


def _first_password_page(request: Request, staff: Staff, next_: str, error: StaffError | None = None) -> Response:
    return form_page(
        request,
        staff,
        "staff/first_password.html",
        error,
        next=safe_next(next_),
        login=staff.account.login,
        min_chars=MIN_CHARS,
    )


@router.post("/staff/first/password")
async def first_password(request: Request, staff: AtPassword) -> Response:
    """Set an own password."""
    site = staff_site_of(request)
    fields = await fields_of(request, max_chars=1000)
    try:
        made = await flow.set_password(site.app, site.rules, staff.session, new_password(fields))
    except StaffError as error:
        return _first_password_page(request, staff, fields.get("next", ""), error)
    return cookie.go_on(request, made, fields.get("next", ""))


def new_password(fields: Fields) -> str:
    """The new password, typed twice the same."""
    password = fields.get("password", "")
    if password != fields.get("again", ""):
        raise StaffError(N_("The two passwords are not the same."))
    return password


@router.get("/staff/first/totp")
async def enrol_form(request: Request, staff: AtEnrol, next: str = "") -> Response:
    """Set up the second factor before anything opens."""
    return await enrol_page(request, staff, next)


async def enrol_page(
    request: Request, staff: Staff, next_: str, error: StaffError | None = None, *, template: str = "staff/enrol.html"
) -> Response:
    """The QR code of the secret that is offered."""
    site = staff_site_of(request)
    secret = await flow.offered_totp(site.app, staff.session)
    uri = totp.address(secret, staff.account.login, site.settings.operator_name)
    return form_page(
        request,
        staff,
        template,
        error,
        next=safe_next(next_),
        qr=segno.make(uri, error="m").svg_data_uri(scale=5, border=3, dark="#000", light="#fff"),
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        uri=uri,
    )


@router.post("/staff/first/totp")
async def enrol(request: Request, staff: AtEnrol) -> Response:
    """Confirm it with a code; the recovery codes are shown once."""
    site = staff_site_of(request)
    fields = await fields_of(request, max_chars=100)
    try:
        made, codes = await flow.confirm_totp(site.app, site.rules, staff.session, fields.get("code", ""))
    except StaffError as error:
        return await enrol_page(request, staff, fields.get("next", ""), error)
    return recovery_page(request, made, codes, safe_next(fields.get("next")) or home(made.account))


def recovery_page(request: Request, made: flow.SignedIn, codes: list[str], on: str) -> Response:
    """The recovery codes, shown this once."""
    staff = Staff(made.account, made.session, csrf_of(staff_site_of(request), made.token))
    response = render(request, staff, "staff/recovery.html", codes=codes, on=on)
    cookie.keep(request, response, made.token)
    return response


@router.post("/staff/sign-out")
async def sign_out(request: Request, staff: Annotated[Staff, Depends(allowed(Permission.ACCOUNT_SELF))]) -> Response:
    """End this session; everything that this browser kept of the pages goes."""
    await flow.sign_out(staff_site_of(request).app, staff.session)
    response = RedirectResponse("/staff/sign-in?signed_out=1", 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    cookie.forget(request, response)
    return response
