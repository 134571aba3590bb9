"""One's own account: password, second factor, language of the pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from api.staff import cookie
from api.staff.forms import fields_of
from api.staff.guard import Staff, allowed
from api.staff.refusals import form_page
from api.staff.sign_in import enrol_page, new_password, recovery_page
from api.staff.site import staff_site_of
from bot.flows import accounts
from bot.flows import staff as flow
from bot.staff.errors import StaffError
from bot.staff.passwords import MIN_CHARS
from bot.staff.roles import ROLE_NAMES, Permission

router = APIRouter(tags=["staff"], default_response_class=HTMLResponse, include_in_schema=False)

Self = Annotated[Staff, Depends(allowed(Permission.ACCOUNT_SELF))]


@router.get("/staff/account")
async def own(request: Request, staff: Self, done: str = "") -> Response:
    """Who I am here, and what I can change."""
    return await _page(request, staff, done=done)


async def _page(request: Request, staff: Staff, *, done: str = "", error: StaffError | None = None) -> Response:
    site = staff_site_of(request)
    stored = await accounts.one_account(site.app, staff.account.id)
    return form_page(
        request,
        staff,
        "staff/account.html",
        error,
        done=done if done in ("password", "language") else "",
        role_names=[ROLE_NAMES[role] for role in sorted(staff.account.roles)],
        has_password=stored is not None and stored.password_hash is not None,
        codes_left=await accounts.recovery_codes_left(site.app, staff.account.id),
        min_chars=MIN_CHARS,
    )


@router.post("/staff/account/password")
async def password(request: Request, staff: Self) -> Response:
    """A new password; other browsers of this account are signed out."""
    site = staff_site_of(request)
    fields = await fields_of(request, max_chars=1000)
    try:
        made = await flow.set_password(
            site.app,
            site.rules,
            staff.session,
            new_password(fields),
            current=fields.get("current", ""),
            address=cookie.address_of(request),
        )
    except StaffError as error:
        return await _page(request, staff, error=error)
    response = RedirectResponse("/staff/account?done=password", 303)
    cookie.keep(request, response, made.token)
    return response


@router.post("/staff/account/language")
async def language(request: Request, staff: Self) -> Response:
    """The language of my pages."""
    site = staff_site_of(request)
    chosen = site.words.known((await fields_of(request)).get("language"))
    if chosen:
        await accounts.choose_interface(site.app, staff.account, chosen)
    return RedirectResponse("/staff/account?done=language", 303)


@router.get("/staff/account/totp")
async def totp_form(request: Request, staff: Self) -> Response:
    """Set up a second factor, or move it to a new phone."""
    return await enrol_page(request, staff, "", template="staff/totp.html")


@router.post("/staff/account/totp")
async def totp(request: Request, staff: Self) -> Response:
    """Confirm it with a code and the password."""
    site = staff_site_of(request)
    fields = await fields_of(request, max_chars=1000)
    try:
        made, codes = await flow.confirm_totp(
            site.app,
            site.rules,
            staff.session,
            fields.get("code", ""),
            current=fields.get("current", ""),
            address=cookie.address_of(request),
        )
    except StaffError as error:
        return await enrol_page(request, staff, "", error, template="staff/totp.html")
    return recovery_page(request, made, codes, "/staff/account")
