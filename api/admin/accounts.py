"""Accounts: make, change, disable, reset."""

from __future__ import annotations

from typing import Annotated

from babel import Locale
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.chat.site import site_of
from api.staff.forms import Fields, fields_of
from api.staff.guard import Staff, allowed
from api.staff.page import render
from api.staff.refusals import form_page
from api.staff.site import staff_site_of
from api.staff.words import N_
from bot.content.model import CHAT_TOPIC
from bot.flows import accounts
from bot.flows.accounts import Details
from bot.language import handoff_only
from bot.staff.errors import StaffError
from bot.staff.roles import ROLE_MEANINGS, ROLE_NAMES, Permission, Role
from bot.store.accounts import StoredAccount

router = APIRouter(tags=["admin"], default_response_class=HTMLResponse, include_in_schema=False)

Admin = Annotated[Staff, Depends(allowed(Permission.ADMIN_ACCOUNTS))]

DONE = {
    "changed": N_("The account is changed."),
    "disabled": N_("The account is disabled and signed out everywhere."),
    "enabled": N_("The account may sign in again."),
}
"""What the page says after an act."""


@router.get("/admin/accounts")
async def overview(request: Request, staff: Admin) -> Response:
    """All accounts."""
    found = await accounts.all_accounts(staff_site_of(request).app)
    return render(request, staff, "admin/accounts.html", accounts=found, role_names=ROLE_NAMES)


@router.get("/admin/accounts/new")
async def new_form(request: Request, staff: Admin) -> Response:
    """The form for a new one."""
    return await _form(request, staff, None, Details("", "", frozenset()))


@router.post("/admin/accounts")
async def create(request: Request, staff: Admin) -> Response:
    """Make it; its one-time password is shown this once."""
    details = await _details(request, await fields_of(request))
    try:
        made, password = await accounts.create(staff_site_of(request).app, staff.account.id, details)
    except StaffError as error:
        return await _form(request, staff, None, details, error)
    return render(request, staff, "admin/one_time.html", made=made, password=password, reset=False)


@router.get("/admin/accounts/{account_id}")
async def one(request: Request, staff: Admin, account_id: str, done: str = "") -> Response:
    """One account."""
    stored = await _stored(request, account_id)
    found = stored.account
    details = Details(found.login, found.name, found.roles, found.languages, found.topics, found.interface)
    return await _form(request, staff, stored, details, done=DONE.get(done, ""))


@router.post("/admin/accounts/{account_id}")
async def change(request: Request, staff: Admin, account_id: str) -> Response:
    """Change it."""
    stored = await _stored(request, account_id)
    details = await _details(request, await fields_of(request), stored.account.login)
    try:
        await accounts.change(staff_site_of(request).app, staff.account.id, account_id, details)
    except StaffError as error:
        return await _form(request, staff, stored, details, error)
    return RedirectResponse(f"/admin/accounts/{account_id}?done=changed", 303)


@router.post("/admin/accounts/{account_id}/disable")
async def disable(request: Request, staff: Admin, account_id: str) -> Response:
    """Sign it out and let it in no more."""
    stored = await _stored(request, account_id)
    try:
        await accounts.disable(staff_site_of(request).app, staff.account.id, account_id)
    except StaffError as error:
        found = stored.account
        details = Details(found.login, found.name, found.roles, found.languages, found.topics, found.interface)
        return await _form(request, staff, stored, details, error)
    return RedirectResponse(f"/admin/accounts/{account_id}?done=disabled", 303)


@router.post("/admin/accounts/{account_id}/enable")
async def enable(request: Request, staff: Admin, account_id: str) -> Response:
    """Let it in again."""
    await _stored(request, account_id)
    await accounts.enable(staff_site_of(request).app, staff.account.id, account_id)
    return RedirectResponse(f"/admin/accounts/{account_id}?done=enabled", 303)


@router.post("/admin/accounts/{account_id}/reset")
async def reset(request: Request, staff: Admin, account_id: str) -> Response:
    """A new one-time password; with the field `totp` the second factor goes too."""
    stored = await _stored(request, account_id)
    totp = (await fields_of(request)).get("totp") == "1"
    password = await accounts.reset(staff_site_of(request).app, staff.account.id, account_id, totp=totp)
    return render(request, staff, "admin/one_time.html", made=stored.account, password=password, reset=True)


async def _stored(request: Request, account_id: str) -> StoredAccount:
    stored = await accounts.one_account(staff_site_of(request).app, account_id)
    if stored is None:
        raise HTTPException(404, "There is no such account.")
    return stored


def _languages(request: Request) -> dict[str, str]:
    """What somebody can work in: the bot's languages and those that advisers speak besides."""
    names = dict(staff_site_of(request).words.names)
    for code in handoff_only.LANGUAGES:
        names.setdefault(code, str(Locale(code).get_display_name(code)).capitalize())
    return names


async def _topics(request: Request) -> dict[str, str]:
    site = site_of(request)
    names = await site.topics("nl")
    return {topic: name for topic, name in names.items() if topic != CHAT_TOPIC}


async def _details(request: Request, fields: Fields, login: str = "") -> Details:
    roles = {role.value for role in Role}
    interface = staff_site_of(request).words.known(fields.get("interface"))
    languages, topics = _languages(request), await _topics(request)
    return Details(
        login or fields.get("login", "")[:200],
        fields.get("name", "")[:200],
        frozenset(Role(role) for role in fields.all("roles") if role in roles),
        frozenset(code for code in fields.all("languages") if code in languages),
        frozenset(topic for topic in fields.all("topics") if topic in topics),
        interface or "nl",
    )


async def _form(
    request: Request,
    staff: Staff,
    stored: StoredAccount | None,
    details: Details,
    error: StaffError | None = None,
    *,
    done: str = "",
) -> Response:
    return form_page(
        request,
        staff,
        "admin/account.html",
        error,
        stored=stored,
        details=details,
        done=done,
        roles=[(role.value, ROLE_NAMES[role], ROLE_MEANINGS[role]) for role in Role],
        languages=_languages(request),
        topics=await _topics(request),
    )
