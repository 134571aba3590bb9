"""Renews the pictures of the editor in `docs/images`: `python -m tests.e2e.pictures_editor [folder]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.settings import ROOT
from bot.staff.roles import Role
from tests.e2e.conftest import DESKTOP, PHONE, Server, launch
from tests.support.staff import Made, account_of

IMAGES = ROOT / "docs" / "images"
WIDE = DESKTOP | {"viewport": {"width": 1440, "height": 900}}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        server = Server(Path(work))
        server.start()
        try:
            ana = account_of(server, role=Role.KEY_FIGURE, name="Ana", languages=("pl",), totp=False, interface="pl")
            rada = account_of(server, role=Role.KEY_FIGURE, name="Rada", languages=("ro",), totp=False, interface="en")
            lex = account_of(
                server, role=Role.LEGAL_REVIEWER, name="Lex", languages=("pl", "ro", "bg", "nl"), totp=False,
                interface="en",
            )  # fmt: skip
            with sync_playwright() as playwright:
                browser = launch(playwright)
                take(browser, server, folder, ana, rada, lex)
                browser.close()
        finally:
            server.stop()


def at(browser: Browser, server: Server, who: Made, size: Mapping[str, object]) -> tuple[BrowserContext, Page]:
    context = browser.new_context(locale="en-GB", **size)  # type: ignore[arg-type]
    context.add_cookies([{"name": "win_staff", "value": who.token, "url": server.url}])
    return context, context.new_page()


def take(browser: Browser, server: Server, folder: Path, ana: Made, rada: Made, lex: Made) -> None:
    def picture(page: Page, name: str) -> None:
        page.mouse.move(0, 0)
        page.screenshot(path=folder / f"editor-{name}.png", animations="disabled")

    context, page = at(browser, server, ana, PHONE)
    page.goto(f"{server.url}/editor/answers/bsn/pl")
    picture(page, "write-phone")
    field = page.locator("#f-essence")
    field.fill(f"Numer BSN nic nie kosztuje. Zapłać 5 euro. {field.input_value()}")
    page.wait_for_selector("#problems .fault")
    page.locator("#s-problems").scroll_into_view_if_needed()
    picture(page, "checks-phone")
    field.fill(field.input_value().replace(" Zapłać 5 euro.", ""))
    page.wait_for_selector("#problems .ok")
    page.click("#tab-look")
    page.evaluate("scrollTo(0, 220)")
    picture(page, "preview-phone")
    page.click("#tab-write")
    page.fill("#f-note", "Ludzie pytają, ile to kosztuje")
    page.click("button[value=ask]")
    page.wait_for_selector(".notice.good")
    context.close()

    context, page = at(browser, server, lex, WIDE)
    page.goto(f"{server.url}/editor/tasks")
    picture(page, "tasks")
    page.locator("#s-publish ~ ul a").first.click()
    picture(page, "review")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_selector(".notice.good")
    page.goto(f"{server.url}/editor/answers/bsn")
    picture(page, "languages")
    page.goto(f"{server.url}/editor/answers/minimum_wage/pl")
    picture(page, "desk")
    page.goto(f"{server.url}/editor/calendar")
    picture(page, "calendar")
    context.close()

    context, page = at(browser, server, rada, PHONE)
    page.goto(f"{server.url}/editor/answers/bsn/ro")
    picture(page, "check-phone")
    page.goto(f"{server.url}/editor/facts/minimum_wage_hour_21plus")
    page.fill("#f-new_value", "15,20")
    page.fill("#f-new_from", "2027-01-01")
    page.locator("#s-new").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.getElementById('s-new').offsetTop - 20)")
    picture(page, "fact-phone")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
