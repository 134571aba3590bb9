"""The desk with WhatsApp: a real browser on the one side, Meta's double on the other, a window of 24 hours between."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from bot.store import Store
from bot.store.tables import conversation
from tests.e2e.conftest import People, Server
from tests.e2e.test_desk import Adviser
from tests.support.staff import account_of, on_server
from tests.support.whatsapp_server import WhatsAppServer, choices_of
from tests.support.world import until

T = TypeVar("T")

ARRIVED = re.compile("Delivered|Read")


class Meta:
    """Meta's double in a thread of its own: Playwright's loop holds this one."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server = WhatsAppServer()
        self.do(self.server.__aenter__())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(90)

    def stop(self) -> None:
        self.do(self.server.__aexit__())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()


@pytest.fixture
def meta() -> Iterator[Meta]:
    made = Meta()
    yield made
    made.stop()


@pytest.fixture
def phone_server(meta: Meta, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The application with the web chat and WhatsApp."""
    monkeypatch.setenv("WIN_TEST_WHATSAPP_URL", meta.server.url)
    made = Server(tmp_path)
    made.start()
    meta.server.webhook_url = f"{made.url}/webhooks/whatsapp"
    yield made
    made.stop()


def test_a_case_on_whatsapp_inside_and_outside_of_the_window(meta: Meta, phone_server: Server, people: People) -> None:
    adviser = Adviser(people, phone_server, account_of(phone_server, totp=False, name="Maria", languages=["nl"]))
    page = adviser.open()
    phone = meta.server.person()

    def reads(words: str) -> None:
        meta.do(until(lambda: any(words in text for text in phone.texts)))

    def offered(*verbs: str) -> str:
        """The wording of the newest button that does one of these, once there is one."""

        def found() -> str:
            choices = [choice for body in reversed(phone.received) for choice in choices_of(body).items()]
            return next((title for title, action in choices if action.startswith(verbs)), "")

        meta.do(until(lambda: bool(found()), within_s=60))
        return found()

    # A general practitioner is the information point's matter: an adviser is one step further.
    meta.do(phone.writes("ik zoek een huisarts"))
    offered("ask:", "yes:", "more:", "human")
    meta.do(phone.writes("medewerker"))
    meta.do(phone.presses(offered("desk:offer")))
    meta.do(phone.presses(offered("desk:chat")))
    page.locator('[data-section="waiting"] .case-link').click()
    adviser.scripts_run()
    expect(page.locator("#case-head")).to_contain_text("WhatsApp")
    expect(page.locator("main")).not_to_contain_text(phone.phone)
    page.locator(".claim button").click()
    expect(page.locator(".window time")).to_contain_text("23 hr")
    reads("Maria")
    adviser.write("Goedemorgen, zegt u het maar.")
    reads("Goedemorgen, zegt u het maar.")
    expect(page.locator("#lines .is-adviser .mark").last).to_have_text(ARRIVED)
    meta.do(phone.writes("mijn loon klopt niet"))
    expect(page.locator("#lines .is-person").last).to_contain_text("mijn loon klopt niet")

    # A day later: the window is shut, the reply waits and a template asks the person to write.
    async def a_day_later(store: Store) -> None:
        async with store.write() as tx:
            shut = datetime.now(UTC) - timedelta(hours=1)
            await tx.conn.execute(update(conversation).values(window_until=shut))

    on_server(phone_server, a_day_later)
    assert phone.last_wrote_s is not None
    phone.last_wrote_s -= 25 * 3600
    page.reload()
    adviser.scripts_run()
    expect(page.locator(".window.is-shut")).to_be_visible()
    adviser.write("Stuur mij uw loonstrook.")
    expect(page.locator("#lines .is-adviser .mark").last).to_have_text("Waits until the person writes")
    assert not any("loonstrook" in text for text in phone.texts)
    meta.do(until(lambda: any(body["type"] == "template" for body in phone.received)))
    meta.do(phone.writes("ja"))
    reads("Stuur mij uw loonstrook.")
    expect(page.locator("#lines .is-adviser .mark").last).to_have_text(ARRIVED)
    expect(page.locator(".window.is-shut")).to_have_count(0)
