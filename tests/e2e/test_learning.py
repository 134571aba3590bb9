"""From what people asked and the service did not understand to a model that understands it, and back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.staff.roles import Role
from bot.store import Store, bundles
from tests.e2e.conftest import DESKTOP, People, Person, Server
from tests.e2e.test_web_looks import AXE
from tests.support import small_nlu
from tests.support.staff import account_of, on_server, signed_in_person

TRAINED_WITHIN_MS = 300_000
ASKED = ("skąd wziąć numerek do roboty", "gdzie wziąć numerek do roboty", "jak wziąć numerek do roboty")
HELDOUT = [
    {"text": "numerek do roboty skąd się bierze", "intent": "bsn"},
    {"text": "zgubiłem numer bsn", "intent": "bsn"},
    {"text": "szukam lekarza dla rodziny", "intent": "huisarts_register"},
    {"text": "boli mnie ząb bardzo", "intent": "dentist"},
]
PICTURES = os.environ.get("WIN_TEST_PICTURES", "")


@pytest.fixture(scope="module")
def nlu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[small_nlu.SmallNlu]:
    folder = small_nlu.lay_out(tmp_path_factory.mktemp("nlu"))
    small_nlu.train(folder)
    made = small_nlu.SmallNlu(folder)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def learning_server(nlu: small_nlu.SmallNlu, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("app")
    (folder / "pl.jsonl").write_text("".join(json.dumps(row) + "\n" for row in HELDOUT))
    made = Server(folder, real=True, nlu_url=nlu.url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIN_HELDOUT_DIR", str(folder))
        patch.setenv("WIN_TELEGRAM_NAME", "win_bot")
        patch.setenv("WIN_WHATSAPP_NUMBER", "+31 6 12345678")
        made.start()
    yield made
    made.stop()


def group_now(server: Server) -> None:
    """The chore that groups is due now, and not in five minutes."""

    async def work(store: Store) -> None:
        async with store.write() as tx:
            await bundles.set_chore(tx, "group", datetime.now(UTC))

    on_server(server, work)


def fine(page: Page) -> None:
    """No accessibility fault, and nothing runs out of a phone's screen."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True, animations="disabled")


def staff(people: People, server: Server, role: Role, **options: Any) -> Person:
    person = people(server, **options)
    signed_in_person(person, account_of(server, role=role, languages=("pl",), interface="pl"))
    return person


def test_what_three_people_asked_is_learned_and_left_again(people: People, learning_server: Server) -> None:
    for asked in ASKED:
        person = people(learning_server)
        page = person.open()
        person.say(asked)
        expect(page.locator(".entry.bot")).to_have_count(1)
        expect(page.locator(".entry.answer, .entry.urgent")).to_have_count(0)
    group_now(learning_server)

    key_figure = staff(people, learning_server, Role.KEY_FIGURE)
    page = key_figure.open("/editor/inbox")
    expect(page.locator("h1")).to_have_text("Niezrozumiane")
    for _ in range(30):  # the worker groups within seconds; the page shows what is there when it is opened
        if page.locator("article.group").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.locator("article.group")).to_have_count(1)
    expect(page.locator("article.group .status")).to_have_text("3 osoby")
    fine(page)
    picture(page, "inbox-phone")
    page.locator("article.group select").select_option("bsn")
    page.get_by_role("button", name="Przypisz").click()
    expect(page.locator(".notice.good")).to_be_visible()
    expect(page.locator("article.group")).to_have_count(0)
    fine(page)

    admin = staff(people, learning_server, Role.ADMINISTRATOR, **DESKTOP, is_mobile=False, has_touch=False)
    page = admin.open("/editor/training")
    fine(page)
    picture(page, "training-desktop")
    run_page(page)
    picture(page, "comparison-desktop")
    fine(page)
    page.set_viewport_size({"width": 360, "height": 740})
    fine(page)
    picture(page, "comparison-phone")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Użyj tego modelu").click()
    expect(page.locator(".notice.good")).to_be_visible()

    person = people(learning_server)
    page = person.open()
    person.say("skąd się bierze numerek do roboty")
    expect(page.locator('.entry.bot button[value="yes:bsn"]')).to_be_visible()

    page = admin.open("/editor/training")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Wróć do poprzedniego modelu").click()
    expect(page.locator(".notice.good")).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("z plików")
    admin.troubles[:] = [one for one in admin.troubles if not one.startswith("dialog")]


def run_page(page: Page) -> None:
    """Train Polish and open the comparison."""
    page.get_by_role("button", name="Trenuj Polski").click()
    expect(page.locator(".running")).to_be_visible()
    expect(page.locator(".running")).to_have_count(0, timeout=TRAINED_WITHIN_MS)
    page.locator("table").last.locator("tbody a").first.click()
    expect(page.locator("svg.chart")).to_be_visible()


def test_an_answer_can_be_shared_from_a_phone(people: People, learning_server: Server) -> None:
    key_figure = staff(people, learning_server, Role.KEY_FIGURE)
    page = key_figure.open("/editor/share/brp_register")
    expect(page.locator("section.card")).to_have_count(4)
    expect(page.locator("details[open]")).to_have_count(1)
    expect(page.locator("details[open] img.qr")).to_have_count(3)
    loaded = "[...document.querySelectorAll('details[open] img')].every((one) => one.complete && one.naturalWidth > 0)"
    page.wait_for_function(loaded)
    page.locator("[data-copy]").first.click()
    expect(page.locator("[data-copy]").first).to_have_text("Skopiowano")
    fine(page)
    picture(page, "share-phone")
    with page.expect_download() as download:
        page.get_by_role("link", name="Kartka do druku").first.click()
    assert download.value.suggested_filename == "brp_register-pl.pdf"
    if PICTURES:
        download.value.save_as(Path(PICTURES) / "card-pl.pdf")


def test_an_empty_inbox_teaches(people: People, learning_server: Server) -> None:
    person = people(learning_server)
    signed_in_person(person, account_of(learning_server, role=Role.KEY_FIGURE, languages=("ro",), interface="ro"))
    page = person.open("/editor/inbox")
    expect(page.locator(".empty-title")).to_be_visible()
    fine(page)
    picture(page, "inbox-empty-phone")
