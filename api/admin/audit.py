"""The audit log: who did what, when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from api.staff.guard import Staff, allowed
from api.staff.page import NETHERLANDS, render
from api.staff.site import staff_site_of
from api.staff.words import N_
from bot.flows import accounts, admin
from bot.staff.roles import Permission
from bot.store.audit import COMMAND, SYSTEM

router = APIRouter(tags=["admin"], default_response_class=HTMLResponse, include_in_schema=False)

Auditor = Annotated[Staff, Depends(allowed(Permission.ADMIN_AUDIT))]

PAGE = 100

ACTS = {
    "staff.sign_in": N_("signed in"),
    "staff.sign_in_failed": N_("wrong password"),
    "staff.code_failed": N_("wrong code"),
    "staff.recovery_code": N_("used a recovery code"),
    "staff.sign_out": N_("signed out"),
    "staff.password": N_("changed their password"),
    "staff.totp": N_("set up a second factor"),
    "account.create": N_("made an account"),
    "account.change": N_("changed an account"),
    "account.disable": N_("disabled an account"),
    "account.enable": N_("enabled an account"),
    "account.reset_password": N_("reset a password"),
    "account.reset_totp": N_("reset password and second factor"),
    "channel.resume": N_("tried a channel again"),
    "message.retry": N_("sent a failed message again"),
    "sender.block": N_("blocked a sender"),
    "sender.unblock": N_("unblocked a sender"),
    "bot.pause": N_("paused the bot"),
    "bot.resume": N_("let the bot answer again"),
}
"""The acts of this part in words (msgids); others are shown by their names."""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date | None, plus_days: int = 0) -> datetime | None:
    """When a day begins in the Netherlands."""
    if day is None or not 2000 <= day.year <= 2200:
        return None
    return datetime.combine(day + timedelta(days=plus_days), datetime.min.time(), NETHERLANDS)


@router.get("/admin/audit")
async def log(
    request: Request,
    staff: Auditor,
    before: str = "",
    actor: str = "",
    act: str = "",
    target: str = "",
    since: str = "",
    until: str = "",
) -> Response:
    """The log, the newest first, by person, act, object and day."""
    app = staff_site_of(request).app
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    actor, act, target = (text.replace("\0", "")[:120] for text in (actor, act, target))
    found, acts = await admin.audit_log(
        app,
        before=number,
        actor=actor,
        act=act,
        target=target,
        since=_midnight(_day(since)),
        until=_midnight(_day(until), plus_days=1),
        limit=PAGE + 1,
    )
    shown = found[:PAGE]
    people = {one.account.id: one.account.login for one in await accounts.all_accounts(app)}
    wanted = {"actor": actor, "act": act, "target": target, "since": since, "until": until}
    older = "?" + urlencode({**wanted, "before": shown[-1].id}) if len(found) > PAGE else ""
    return render(
        request,
        staff,
        "admin/audit.html",
        lines=shown,
        people=people,
        actors=[(COMMAND, N_("the command line")), (SYSTEM, N_("the product itself"))],
        acts=acts,
        act_names=ACTS,
        older=older,
        first=number is None,
        wanted=wanted,
    )
