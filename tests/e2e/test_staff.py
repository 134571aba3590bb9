"""Staff in a real browser: signing in, the first time, being locked out, making an account; and that all can use it."""

from __future__ import annotations

import re
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Page, expect

from bot.staff.roles import Role
from tests.e2e.conftest import DESKTOP, PHONE, People, Person, Server
from tests.e2e.test_web_looks import barriers, violations
from tests.support.staff import account_of, sign_in, signed_in_person

ONE_TIME = "abcde-fghjk-mnpqr-stuvw"
OWN = "vier blauwe lampen hier"


def begin(person: Person, login: str, password: str) -> Page:
    page = person.open("/staff/sign-in")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    return page


def test_signing_in_with_password_and_code(people: People, server: Server) -> None:
    person = people(server, locale="en-GB")
    made = account_of(server, role=Role.ADMINISTRATOR, name="Rena")
    page = person.page
    sign_in(page, made, server.url, "/admin/audit")
    expect(page).to_have_url(re.compile("/admin/audit$"))
    expect(page.get_by_role("link", name="Rena")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.goto(server.url + "/admin/audit")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_too_many_tries_are_told_with_the_time_to_wait(people: People, server: Server) -> None:
    person = people(server, locale="nl-NL")
    person.trouble_expected = True  # the browser tells 422 and 429 to its console
    page = person.open("/staff/sign-in")
    for _ in range(5):
        page.get_by_label("Gebruikersnaam").fill("iemand")
        page.get_by_label("Wachtwoord").fill("gok")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Gebruikersnaam of wachtwoord klopt niet.")
        page.goto(server.url + "/staff/sign-in")
    page.get_by_label("Gebruikersnaam").fill("iemand")
    page.get_by_label("Wachtwoord").fill("gok")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Te veel pogingen. Probeer het over 1 min. opnieuw.")


def test_an_administrator_makes_an_adviser_who_comes_in(people: People, server: Server) -> None:
    admin, adviser = (
        people(server, locale="en-GB", **DESKTOP, is_mobile=False, has_touch=False),
        people(server, locale="en-GB"),
    )
    signed_in_person(admin, account_of(server, role=Role.ADMINISTRATOR))
    page = admin.open("/admin/accounts/new")
    page.get_by_label("Login").fill("ola@loket.example")
    page.get_by_label("The name people see").fill("Ola")
    page.get_by_role("checkbox", name=re.compile("^Adviser")).check()
    page.get_by_role("checkbox", name="Polski").check()
    page.get_by_label("Language of the pages").select_option("en")
    page.get_by_role("button", name="Make the account").click()
    password = page.locator("#one-time").inner_text()

    page = begin(adviser, "ola@loket.example", password)
    expect(page.get_by_role("heading", name="Choose a password")).to_be_visible()
    page.get_by_label("New password").fill(OWN)
    page.get_by_label("The same once more").fill(OWN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Set up your phone")).to_be_visible()
    assert violations(page) == []
    secret = page.locator(".key").inner_text().replace(" ", "")
    page.get_by_label("Six digits").fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Keep these codes")).to_be_visible()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(re.compile("/desk$"))


PAGES = (
    "/staff/account", "/staff/account/totp", "/admin", "/admin/accounts", "/admin/accounts/new", "/admin/channels",
    "/admin/messages", "/admin/senders", "/admin/pause", "/admin/audit", "/insight", "/admin/nothing",
)  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_barrier_is_found_and_nothing_is_too_wide(people: People, server: Server, size: dict[str, Any]) -> None:
    options = {"is_mobile": False, "has_touch": False} | size
    person = people(server, locale="nl-NL", **options)
    person.trouble_expected = True  # the page that does not exist
    page = person.open("/staff/sign-in")
    assert barriers(page) == []
    signed_in_person(person, account_of(server, role=Role.ADMINISTRATOR, interface="nl"))
    width = page.viewport_size["width"] if page.viewport_size else 0
    for path in PAGES:
        page = person.open(path)
        assert barriers(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        small = page.evaluate(
            """[...document.querySelectorAll("button, .button, input, select, header a, nav a")]
               .filter((one) => one.offsetParent && !one.matches(".quiet, .skip, [type=checkbox], [type=hidden]"))
               .filter((one) => one.getBoundingClientRect().height < 44)
               .map((one) => one.outerHTML.slice(0, 100))"""
        )
        assert small == [], path


def test_everything_can_be_reached_by_keyboard(people: People, server: Server) -> None:
    person = people(server, locale="en-GB", **DESKTOP, is_mobile=False, has_touch=False)
    signed_in_person(person, account_of(server, role=Role.ADMINISTRATOR))
    page = person.open("/admin/pause")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Pause the bot")).to_be_focused()
    page.once("dialog", lambda dialog: dialog.accept())
    person.trouble_expected = True  # the question is asked on purpose
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Answer again")).to_be_visible()
    page.get_by_role("button", name="Answer again").click()
    expect(page.get_by_role("button", name="Pause the bot")).to_be_visible()
