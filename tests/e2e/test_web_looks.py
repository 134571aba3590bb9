"""What everybody must be able to see and use: small screens, dark mode, assistive technology."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, People, Server

AXE = next((Path(__file__).parent / "vendor").glob("axe-core-*.min.js"))
PAGES = ("/chat", "/chat/privacy", "/chat/wipe", "/chat/nothing")


def violations(page: Page, rule: str = "") -> list[str]:
    """Serious and critical ones, of one rule or of all.

    The page's own rules against foreign scripts are not in the way of this evaluation.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options: dict[str, Any] = {"resultTypes": ["violations"]} | ({"runOnly": [rule]} if rule else {})
    result: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{found['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for found in result["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


def barriers(page: Page) -> list[str]:
    """Violations of all rules on the page as it is, and of those about colours when it is dark."""
    found = violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    found += [f"dark: {one}" for one in violations(page, "color-contrast")]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return found


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_barrier_is_found(people: People, server: Server, size: dict[str, Any]) -> None:
    options = {"is_mobile": False, "has_touch": False} | size
    person = people(server, **options)
    person.trouble_expected = True  # the page that does not exist
    for path in PAGES:
        page = person.open(path)
        assert barriers(page) == [], path
    page = person.open()
    person.say("jak sie zameldowac w holandii?")
    expect(page.locator(".entry.bot")).to_have_count(1)
    person.say("szef zabrał mi paszport")
    expect(page.locator(".entry.urgent").first).to_be_visible()
    assert barriers(page) == []
    page.click("#wipe-open")
    assert barriers(page) == []
    page.click("#wipe-close")
    page.evaluate("document.cookie = 'win_cover=1; path=/chat'")
    page.reload()
    assert barriers(page) == []


@pytest.mark.parametrize("locale", ["pl-PL", "ro-RO", "bg-BG", "nl-NL", "en-GB"])
def test_nothing_is_wider_than_a_small_phone(people: People, server: Server, locale: str) -> None:
    person = people(server, locale=locale, viewport={"width": 320, "height": 640})
    person.trouble_expected = True  # the page that does not exist
    for path in PAGES:
        page = person.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page = person.open()
    person.say("w" * 300 + " " + "\ufdfa" * 40 + " https://example.nl/" + "a" * 200)
    expect(page.locator(".entry.bot")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.getElementById('conversation').scrollWidth") <= 320


def test_everything_to_tap_is_large_enough(people: People, server: Server) -> None:
    person = people(server)
    page = person.open()
    person.say("jak sie zameldowac w holandii?")
    expect(page.locator(".entry.bot")).to_have_count(1)
    small = page.evaluate(
        """[...document.querySelectorAll("button, .tools a, .exit, textarea")]
           .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44)
           .map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_screen_readers_hear_what_comes(people: People, server: Server) -> None:
    person = people(server)
    page = person.open()
    log = page.get_by_role("log")
    person.say("jak sie zameldowac w holandii?")
    expect(log.locator(".entry.bot")).to_contain_text("Odpowiedź:")
    expect(log.locator(".entry.person")).to_contain_text("Twoja wiadomość:")
    expect(page.get_by_role("textbox", name="Twoja wiadomość")).to_be_visible()
    expect(page.get_by_role("button", name="Wyślij")).to_be_visible()


def test_the_typing_sign_shows_until_the_answer_is_there(people: People, server: Server) -> None:
    person = people(server)
    page = person.open()
    page.route("**/chat/messages", lambda route: None)
    person.say("jak sie zameldowac w holandii?")
    expect(page.locator("#typing")).to_be_visible()
    expect(page.locator(".entry.pending .state")).to_have_text("Wysyłam …")
    # In this order: a request that is still held when nobody holds it any more goes its way.
    page.reload()
    page.unroute_all()
    person.say("jak sie zameldowac w holandii?")
    expect(page.locator(".entry.bot")).to_have_count(1)
    expect(page.locator("#typing")).to_be_hidden()
