"""Conversations in a real browser: an answer, a button, help at once, a question back, deletion, in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import People, Server


@dataclass(frozen=True)
class Script:
    """What one person says."""

    locale: str
    question: str
    slug: str
    unclear: str
    urgent: str
    delete: str
    deleted: str


SCRIPTS = {
    "pl": Script(
        "pl-PL", "jak sie zameldowac w holandii?", "brp_register", "lekarz", "szef zabrał mi paszport",
        "usuń moje dane",
        "Wszystko zostało usunięte.",
    ),
    "ro": Script(
        "ro-RO", "cum mă înregistrez la primărie", "brp_register", "medic", "șeful mi-a luat pașaportul",
        "șterge datele mele",
        "Totul a fost șters.",
    ),
    "bg": Script(
        "bg-BG", "как да си извадя bsn", "bsn", "лекар", "шефът ми взе паспорта", "изтрий данните ми",
        "Всичко е изтрито.",
    ),
    "nl": Script(
        "nl-NL", "ik zoek een huisarts", "huisarts_register", "dokter", "mijn baas heeft mijn paspoort afgepakt",
        "verwijder mijn gegevens", "Alles is gewist.",
    ),
}  # fmt: skip


def said(page: Page) -> Locator:
    return page.locator(".entry.person:not(.pending)")


def answered(page: Page) -> Locator:
    return page.locator(".entry.bot")


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_whole_conversation(people: People, server: Server, language: str) -> None:
    script = SCRIPTS[language]
    person = people(server, locale=script.locale)
    page = person.open()
    expect(page.locator("html")).to_have_attribute("lang", language)

    person.say(script.question)
    answer = answered(page).nth(0)
    expect(answer).to_have_class(re.compile("answer"))
    expect(answer.locator(".bubble")).to_have_attribute("lang", language)
    expect(answer.locator(f'button[value="yes:{script.slug}"]')).to_be_visible()
    expect(said(page)).to_have_text([re.compile(re.escape(script.question))])

    related = answer.locator('button[value^="ask:"]').first
    words = related.inner_text()
    related.click()
    expect(said(page).nth(1)).to_contain_text(words)
    expect(answered(page)).to_have_count(2)

    person.say(script.unclear)
    choices = answered(page).nth(2).locator('button[value^="ask:"]')
    expect(choices.first).to_be_visible()
    assert choices.count() >= 2
    choices.first.click()
    expect(answered(page)).to_have_count(4)

    person.say(script.urgent)
    help_at_once = page.locator(".entry.urgent").first
    expect(help_at_once.locator('a[href^="tel:"]').first).to_be_visible()

    count = answered(page).count()
    person.say(script.delete)
    expect(answered(page)).to_have_count(count + 1)
    answered(page).last.locator("button").first.click()
    expect(said(page)).to_have_count(0)
    expect(answered(page)).to_have_count(1)
    page.reload()
    expect(page.locator(".notice")).to_have_text(script.deleted)
    expect(page.locator(".entry")).to_have_count(0)


def test_help_comes_also_to_someone_who_has_said_nothing_before(people: People, server: Server) -> None:
    person = people(server, locale="bg-BG")
    page = person.open()
    person.say("шефът ми взе паспорта")
    expect(page.locator(".entry.urgent").first).to_be_visible()


def test_without_scripts_everything_works_too(people: People, server: Server) -> None:
    person = people(server, locale="ro-RO", java_script_enabled=False)
    page = person.open()
    page.fill("#text", "cum mă înregistrez la primărie")
    page.click(".send")
    expect(said(page)).to_have_count(1)
    expect(answered(page)).to_have_count(1)
    page.click('.entry.bot button[value^="ask:"] >> nth=0')
    expect(answered(page)).to_have_count(2)
    expect(page.get_by_role("link", name="Arată mesajele noi")).to_be_visible()
    page.click('.languages button[value="nl"]')
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.click("#wipe-open")
    page.click("#wipe-form button")
    page.goto(f"{server.url}/chat")
    expect(page.locator(".entry")).to_have_count(0)


def test_keyboard_alone_is_enough(people: People, server: Server) -> None:
    person = people(server, viewport={"width": 1280, "height": 800}, is_mobile=False, has_touch=False)
    page = person.open()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("jak sie zameldowac")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("w holandii?")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("jak sie zameldowac\nw holandii?", use_inner_text=True)
    expect(answered(page)).to_have_count(1)
    expect(page.locator("#text")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.value ?? ''").startswith("ask:"):
            break
    page.keyboard.press("Enter")
    expect(answered(page)).to_have_count(2)


def test_a_link_opens_its_answer_once(people: People, server: Server) -> None:
    person = people(server, locale="en-GB")
    page = person.open("/chat?ask=bsn&lang=pl&place=tilburg")
    expect(answered(page)).to_have_count(1)
    expect(answered(page).locator(".bubble")).to_have_attribute("lang", "pl")
    assert page.url == f"{server.url}/chat"
    page.reload()
    expect(answered(page)).to_have_count(1)


def test_the_page_follows_the_language_that_is_spoken(people: People, server: Server) -> None:
    person = people(server, locale="pl-PL")
    page = person.open()
    expect(page.locator("#text")).to_have_attribute("placeholder", "Napisz pytanie")
    person.say("ik zoek een huisarts voor mijn kind")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator("#text")).to_have_attribute("placeholder", "Schrijf je vraag")
    expect(page.locator("#exit")).to_contain_text("Snel weg")


def test_what_was_typed_survives_a_change_of_language(people: People, server: Server) -> None:
    person = people(server, locale="pl-PL")
    page = person.open()
    page.fill("#text", "mam pytanie")
    page.click('.languages button[value="ro"]')
    expect(page.locator("html")).to_have_attribute("lang", "ro")
    expect(page.locator("#text")).to_have_value("mam pytanie")


def test_no_text_becomes_markup_or_script(people: People, server: Server) -> None:
    person = people(server)
    page = person.open()
    attack = '<img src=x onerror="alert(1)"><script>alert(2)</script><a href="javascript:alert(3)">x</a>'
    person.say(attack)
    expect(said(page).locator(".said")).to_have_text(attack)
    expect(answered(page)).to_have_count(1)
    page.reload()
    expect(said(page).locator(".said")).to_have_text(attack)
    assert page.locator("#log img, #log script").count() == 0


def test_two_pages_of_one_browser_show_the_same(people: People, server: Server) -> None:
    person = people(server)
    first = person.open()
    person.say("jak sie zameldowac w holandii?")
    expect(answered(first)).to_have_count(1)
    second = person.context.new_page()
    second.goto(f"{server.url}/chat")
    second.fill("#text", "a lekarz?")
    second.click(".send")
    expect(answered(second)).to_have_count(2)
    expect(answered(first)).to_have_count(2)
    expect(said(first)).to_have_count(2)
