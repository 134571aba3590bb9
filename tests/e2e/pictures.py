"""Renews `docs/images`: `python -m tests.e2e.pictures` (needs Chromium; look at what comes out)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bot.settings import ROOT
from tests.e2e.conftest import DESKTOP, PHONE, Server, launch

IMAGES = ROOT / "docs" / "images"


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.start()
        try:
            with sync_playwright() as playwright:
                browser = launch(playwright)
                for scheme in ("light", "dark"):
                    take(browser, server.url, scheme, "phone", PHONE)
                    take(browser, server.url, scheme, "desktop", DESKTOP)
                browser.close()
        finally:
            server.stop()


def take(browser: Browser, url: str, scheme: str, size: str, options: Mapping[str, object]) -> None:
    context = browser.new_context(locale="pl-PL", color_scheme=scheme, **options)  # type: ignore[arg-type]
    page = context.new_page()

    def picture(name: str, *, full: bool = False) -> None:
        page.mouse.move(0, 0)
        page.screenshot(path=IMAGES / f"chat-{name}-{size}-{scheme}.png", full_page=full, animations="disabled")

    page.goto(f"{url}/chat")
    picture("start")
    page.fill("#text", "jak sie zameldowac w holandii?")
    page.click(".send")
    page.wait_for_selector(".entry.bot")
    page.evaluate("document.activeElement.blur()")
    picture("answer")
    page.fill("#text", "szef zabrał mi paszport")
    page.click(".send")
    page.wait_for_selector(".entry.urgent")
    page.evaluate("document.activeElement.blur()")
    picture("urgent")
    page.goto(f"{url}/chat/privacy")
    picture("privacy")
    context.close()


if __name__ == "__main__":
    main()
