"""Renews the pictures of the staff pages: `python -m tests.e2e.pictures_staff [folder]`.

With a folder, all pages in all looks; without one, those that stand in `docs/images`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bot.settings import ROOT
from bot.staff.roles import Role
from bot.store import Store, pauses, senders
from bot.store.addresses import Address
from bot.store.arrivals import Newcomer, arrive
from bot.store.audit import record
from bot.store.channel_signs import heard
from bot.store.conversations import get
from bot.store.mailbox import put_out, set_out
from bot.store.statistics import Event, count
from tests.e2e.conftest import DESKTOP, PHONE, Server, launch
from tests.support.staff import Made, account_of, on_server

IMAGES = ROOT / "docs" / "images"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        server = Server(Path(work))
        server.start()
        try:
            admin = account_of(server, role=Role.ADMINISTRATOR, login="rena@loket.example", name="Rena", interface="en")
            for role, name, languages in (
                (Role.ADVISER, "Ola", ("pl", "uk")),
                (Role.SUPERVISOR, "Pieter", ("nl",)),
                (Role.KEY_FIGURE, "Ioana", ("ro",)),
            ):
                account_of(server, role=role, name=name, languages=languages, totp=role is not Role.KEY_FIGURE)
            first = account_of(
                server, role=Role.KEY_FIGURE, name="Elena", languages=("bg",), totp=False, one_time=True,
                password="abcde-fghjk-mnpqr-stuvw", interface="nl",
            )  # fmt: skip
            on_server(server, lambda store: fill(store, admin))
            with sync_playwright() as playwright:
                browser = launch(playwright)
                for scheme in ("light", "dark"):
                    take(browser, server, admin, first, folder, scheme, "phone", PHONE)
                    take(browser, server, admin, first, folder, scheme, "desktop", DESKTOP)
                browser.close()
        finally:
            server.stop()


async def fill(store: Store, admin: Made) -> None:
    """Something to see on every page."""
    now = datetime.now(UTC)
    async with store.write() as tx:
        for number in range(30):
            day = (now - timedelta(days=number)).date()
            events = [Event("answered", "pl", "bsn")] * (number % 7 + 2)
            events += [Event("answered", "ro", "brp_register"), Event("urgent", "bg", "exploitation")]
            events += [Event("rephrased", "pl")] * (number % 3)
            events += [Event("feedback", "pl", "bsn", "useful"), Event("wish", "ro", "payslip", "human")]
            await count(tx, day, events)
        await heard(tx, "telegram", now)
        await pauses.pause(tx, "whatsapp", "190", now - timedelta(hours=2), first=timedelta(minutes=10))
        for number, reason in enumerate(("131026", "unreachable", "131047")):
            arrival = await arrive(tx, Newcomer("whatsapp", Address(f"31600{number}")), now - timedelta(hours=number))
            conv = await get(tx, arrival.conversation_id)
            assert conv
            (made,) = await put_out(tx, conv, [{"kind": "text", "payload": {}}], now - timedelta(hours=number))
            await set_out(tx, made, status="failed", reason=reason)
        await senders.block(tx, arrival.conversation_id, "threats", now - timedelta(days=1))
        for act in ("account.create", "account.reset_totp", "bot.pause", "bot.resume"):
            await record(tx, actor=admin.account.id, act=act, target=admin.account.id, now=now)
        await record(tx, actor="", act="staff.sign_in_failed", now=now)


def take(
    browser: Browser, server: Server, admin: Made, first: Made, folder: Path, scheme: str, size: str,
    options: Mapping[str, object],
) -> None:  # fmt: skip
    context = browser.new_context(locale="en-GB", color_scheme=scheme, **options)  # type: ignore[arg-type]
    page = context.new_page()

    def picture(name: str, path: str = "") -> None:
        if path:
            page.goto(server.url + path)
        target = folder / f"staff-{name}-{size}-{scheme}.png"
        if folder != IMAGES or target.exists():
            page.screenshot(path=target, full_page=True, animations="disabled")

    picture("sign-in", "/staff/sign-in")
    page.fill("#f-login", "nobody")
    page.fill("#f-password", "guess")
    page.click("main button.primary")
    picture("refused")
    page.goto(server.url + "/staff/sign-in")
    page.fill("#f-login", first.account.login)
    page.fill("#f-password", first.password)
    page.click("main button.primary")
    picture("first-password")
    context.add_cookies([{"name": "win_staff", "value": admin.token, "url": server.url}])
    for name, path in (
        ("overview", "/admin"),
        ("accounts", "/admin/accounts"),
        ("account", f"/admin/accounts/{admin.account.id}"),
        ("channels", "/admin/channels"),
        ("messages", "/admin/messages"),
        ("senders", "/admin/senders"),
        ("pause", "/admin/pause"),
        ("audit", "/admin/audit"),
        ("insight", "/insight"),
        ("own", "/staff/account"),
        ("totp", "/staff/account/totp"),
    ):
        picture(name, path)
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
