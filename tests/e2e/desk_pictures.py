"""Renews the desk's pictures in `docs/images`: `python -m tests.e2e.desk_pictures [folder]` (needs Chromium)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bot.channels.web.channel import WebChannel
from bot.flows.app import App
from bot.store import Store
from tests.e2e.conftest import DESKTOP, PHONE, Server, launch
from tests.e2e.pictures import IMAGES
from tests.support.desk_scene import Scene, furnish
from tests.support.staff import on_server, open_staff_session
from tests.support.web import app_on


def scene_on(server: Server) -> tuple[Scene, dict[str, str]]:
    """The scene in a server's database, and a session's token for each account.

    The server is down meanwhile: its worker would give back cases that look unanswered half-way.
    """

    async def work(store: Store) -> tuple[Scene, dict[str, str]]:
        app: App = app_on(store, {"web": WebChannel()})
        scene = await furnish(app)
        people = (scene.maria, scene.ion, scene.olga, scene.chief)
        return scene, {one.name: await open_staff_session(store, one) for one in people if one.name != "Olga"}

    server.stop()
    try:
        return on_server(server, work)
    finally:
        server.start()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        server = Server(Path(place))
        server.start()
        try:
            scene, tokens = scene_on(server)
            with sync_playwright() as playwright:
                browser = launch(playwright)
                for size, options in (("desktop", DESKTOP), ("phone", PHONE)):
                    for scheme in ("light", "dark"):
                        take(browser, server.url, scene, tokens, folder, size, scheme, options)
                browser.close()
        finally:
            server.stop()


def take(
    browser: Browser,
    url: str,
    scene: Scene,
    tokens: dict[str, str],
    folder: Path,
    size: str,
    scheme: str,
    options: Mapping[str, object],
) -> None:
    def shoot(page: Page, name: str, *, full: bool = False) -> None:
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"desk-{name}-{size}-{scheme}.png", full_page=full, animations="disabled")

    def opened(name: str) -> Page:
        context = browser.new_context(locale="nl-NL", color_scheme=scheme, **options)  # type: ignore[arg-type]
        context.add_cookies([{"name": "win_staff", "value": tokens[name], "url": url}])
        return context.new_page()

    page = opened("Maria")
    page.goto(f"{url}/desk")
    shoot(page, "queue")
    page.goto(f"{url}/desk/cases/{scene.case.id}")
    shoot(page, "case")
    shoot(page, "case-full", full=True)
    page.goto(f"{url}/desk/cases/{scene.callback.id}")
    shoot(page, "callback")
    page.goto(f"{url}/desk/replies?language=pl")
    shoot(page, "replies", full=True)
    page.goto(f"{url}/desk?state=closed")
    shoot(page, "closed")
    page.keyboard.press("?")
    shoot(page, "keys")
    page.context.close()
    page = opened("Judith")
    page.goto(f"{url}/desk/overview")
    shoot(page, "overview", full=True)
    page.goto(f"{url}/desk/hours")
    shoot(page, "hours", full=True)
    page.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
