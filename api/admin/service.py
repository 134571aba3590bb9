"""The running service: overview, channels, failed messages, blocked senders, the pause."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from api.staff.forms import fields_of
from api.staff.guard import Staff, allowed
from api.staff.nav import below
from api.staff.page import render
from api.staff.refusals import form_page
from api.staff.site import staff_site_of
from api.staff.words import N_
from bot.channels.registry import CHANNELS
from bot.flows import accounts, admin, pausing
from bot.staff.errors import StaffError
from bot.staff.roles import Permission

router = APIRouter(tags=["admin"], default_response_class=HTMLResponse, include_in_schema=False)

Channels = Annotated[Staff, Depends(allowed(Permission.ADMIN_CHANNELS))]
Settings = Annotated[Staff, Depends(allowed(Permission.ADMIN_SETTINGS))]
Anything = Annotated[Staff, Depends(allowed(Permission.ADMIN_ACCOUNTS, Permission.ADMIN_CHANNELS))]

PAGE = 50

REASONS = {
    "unreachable": N_("The person has blocked us or left."),
    "expired": N_("It waited for more than a day."),
    "timeout": N_("The channel did not answer."),
    "blocked": N_("The sender is blocked."),
    "defect": N_("A mistake in the product: tell its makers."),
    "other": N_("A reason that the channel does not name clearly."),
    "190": N_("The access token has expired or was withdrawn: renew it in the settings."),
    "401": N_("The token is refused: check it in the settings."),
    "403": N_("The channel refuses us: check the account, or the person has blocked us."),
    "131047": N_("More than 24 hours since the person wrote: only a template may be sent."),
    "131026": N_("This number can't receive the message."),
    "131049": N_("WhatsApp held it back to protect people from too many messages."),
}
"""What the channels' codes mean and what to do (msgids); other codes are shown as they are."""

NAMES = {"web": N_("Web chat"), "whatsapp": "WhatsApp", "telegram": "Telegram", "console": N_("Console")}


@router.get("/admin")
async def front(request: Request, staff: Anything) -> Response:
    """Everything at one look, and the way to the rest."""
    app = staff_site_of(request).app
    found = await accounts.all_accounts(app)
    return render(
        request,
        staff,
        "admin/overview.html",
        seen=await admin.overview(app),
        names=NAMES,
        active=sum(not one.account.disabled for one in found),
        waiting=sum(one.one_time and not one.account.disabled for one in found),
        places=below(request, staff.account),
    )


@router.get("/admin/channels")
async def channels(request: Request, staff: Channels, done: str = "") -> Response:
    """Each channel: does it take our messages, when was it heard last."""
    site = staff_site_of(request)
    return render(
        request,
        staff,
        "admin/channels.html",
        seen=await admin.overview(site.app),
        names=NAMES,
        reasons=REASONS,
        off=[name for name in CHANNELS if name not in site.app.channels],
        done=N_("The channel is tried again now.") if done == "again" else "",
    )


@router.post("/admin/channels/{channel}/again")
async def again(request: Request, staff: Channels, channel: str) -> Response:
    """Try a channel that refuses us at once."""
    known = {one.name for one in (await admin.overview(staff_site_of(request).app)).channels}
    if channel in known:
        await admin.try_again_now(staff_site_of(request).app, staff.account.id, channel)
    return RedirectResponse("/admin/channels?done=again", 303)


def _mark(before: str) -> tuple[datetime, str] | None:
    """Where a page of failed messages begins: microseconds and id."""
    found = re.fullmatch(r"(\d{1,17})-([0-9a-f]{32})", before)
    return (datetime.fromtimestamp(int(found[1]) / 1_000_000, UTC), found[2]) if found else None


@router.get("/admin/messages")
async def messages(
    request: Request, staff: Channels, before: str = "", channel: str = "", reason: str = "", done: str = ""
) -> Response:
    """Messages that failed for good: when, where, why. Never what they say or to whom."""
    app = staff_site_of(request).app
    found, groups = await admin.failed_messages(
        app, before=_mark(before), channel=channel[:20], reason=reason[:80], limit=PAGE + 1
    )
    shown = found[:PAGE]
    older = ""
    if len(found) > PAGE:
        last = shown[-1]
        micros = round(last.created_at.timestamp() * 1_000_000)
        older = "?" + urlencode({"before": f"{micros}-{last.id}", "channel": channel, "reason": reason})
    return render(
        request,
        staff,
        "admin/messages.html",
        messages=shown,
        groups=groups,
        older=older,
        first=not before,
        channel=channel[:20],
        reason=reason[:80],
        names=NAMES,
        reasons=REASONS,
        done={"again": N_("The message is sent again."), "gone": N_("This message is not failed any more.")}.get(
            done, ""
        ),
    )


@router.post("/admin/messages/{message_id}/again")
async def send_again(request: Request, staff: Channels, message_id: str) -> Response:
    """Queue it once more."""
    queued = await admin.send_again(staff_site_of(request).app, staff.account.id, message_id[:32])
    return RedirectResponse(f"/admin/messages?done={'again' if queued else 'gone'}", 303)


@router.get("/admin/senders")
async def senders(request: Request, staff: Channels, conversation: str = "", done: str = "") -> Response:
    """Who is blocked."""
    return await _senders(request, staff, conversation=conversation[:40], done=done)


async def _senders(
    request: Request,
    staff: Staff,
    *,
    conversation: str = "",
    reason: str = "",
    error: StaffError | None = None,
    done: str = "",
) -> Response:
    texts = {
        "blocked": N_("The sender is blocked: they get nothing, and nothing of them is kept."),
        "unblocked": N_("Messages of this sender are taken in again."),
    }
    return form_page(
        request,
        staff,
        "admin/senders.html",
        error,
        senders=await admin.blocked_senders(staff_site_of(request).app),
        conversation=conversation,
        reason=reason,
        names=NAMES,
        done=texts.get(done, ""),
    )


@router.post("/admin/senders")
async def block(request: Request, staff: Channels) -> Response:
    """Block whoever a conversation is with."""
    fields = await fields_of(request)
    conversation, reason = fields.get("conversation", ""), fields.get("reason", "")
    try:
        await admin.block_sender(staff_site_of(request).app, staff.account.id, conversation, reason)
    except StaffError as error:
        return await _senders(request, staff, conversation=conversation[:40], reason=reason[:120], error=error)
    return RedirectResponse("/admin/senders?done=blocked", 303)


@router.post("/admin/senders/{sender_id}/unblock")
async def unblock(request: Request, staff: Channels, sender_id: str) -> Response:
    """Take their messages again."""
    await admin.unblock_sender(staff_site_of(request).app, staff.account.id, sender_id[:32])
    return RedirectResponse("/admin/senders?done=unblocked", 303)


@router.get("/admin/pause")
async def pause_form(request: Request, staff: Settings) -> Response:
    """Whether the bot answers, and what people read while it does not."""
    app = staff_site_of(request).app
    state = await pausing.pause_state(app)
    by = await accounts.one_account(app, state.changed_by) if state else None
    return render(
        request,
        staff,
        "admin/pause.html",
        on=bool(state and state.value),
        state=state,
        by=by.account.name if by else (state.changed_by if state else ""),
    )


@router.post("/admin/pause")
async def set_pause(request: Request, staff: Settings) -> Response:
    """Pause, or answer again."""
    on = (await fields_of(request)).get("on")
    if on in ("0", "1"):
        await pausing.set_paused(staff_site_of(request).app, staff.account.id, on == "1")
    return RedirectResponse("/admin/pause", 303)
