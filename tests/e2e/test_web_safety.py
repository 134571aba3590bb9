"""Shared phones, bad networks, restarts: nothing is shown to others, nothing is lost, nothing is doubled."""

from __future__ import annotations

import re
import signal

import pytest
from playwright.sync_api import Page, expect

from api.chat.page import EXIT_URL, IDLE_COVER_S
from tests.e2e.conftest import People, Person, Server

QUESTION = "jak sie zameldowac w holandii?"


def asked(person: Person) -> Page:
    page = person.open()
    person.say(QUESTION)
    expect(page.locator(".entry.bot")).to_have_count(1)
    return page


@pytest.mark.parametrize("how", ["tap", "escape"])
def test_quick_exit_leaves_no_way_back_to_the_conversation(people: People, server: Server, how: str) -> None:
    person = people(server)
    page = asked(person)
    if how == "tap":
        page.click("#exit")
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.wait_for_url(EXIT_URL)
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("zameldowac")
    page.goto(f"{server.url}/chat")
    expect(page.locator("body")).not_to_contain_text("zameldowac")
    page.click("#cover-show")
    expect(page.locator(".entry.person")).to_contain_text(QUESTION)


def test_going_back_from_another_page_of_ours_after_quick_exit_shows_the_cover(people: People, server: Server) -> None:
    person = people(server)
    page = asked(person)
    page.click(".tools a >> nth=0")
    page.wait_for_url(re.compile("privacy"))
    page.click("#exit")
    page.wait_for_url(EXIT_URL)
    page.go_back()
    expect(page.locator("#cover-show")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("zameldowac")


def test_one_escape_leaves_nothing(people: People, server: Server) -> None:
    person = people(server)
    page = asked(person)
    page.keyboard.press("Escape")
    page.click("#wipe-open")
    page.click("#wipe-close")
    expect(page.locator(".entry.bot")).to_be_visible()
    assert page.url.startswith(server.url)


def test_delete_and_leave(people: People, server: Server) -> None:
    person = people(server)
    page = asked(person)
    page.click("#wipe-open")
    expect(page.locator("#wipe")).to_be_visible()
    page.click("#wipe-form button")
    page.wait_for_url(EXIT_URL)
    assert "win_chat" not in {cookie["name"] for cookie in person.context.cookies()}
    page.goto(f"{server.url}/chat")
    expect(page.locator("#start")).to_be_visible()
    expect(page.locator(".entry")).to_have_count(0)


def test_deleting_without_network_says_that_it_did_not_work(people: People, server: Server) -> None:
    person = people(server)
    person.trouble_expected = True
    page = asked(person)
    page.click("#wipe-open")
    person.context.set_offline(True)
    page.click("#wipe-form button")
    expect(page.locator("#wipe-trouble")).to_be_visible()
    person.context.set_offline(False)
    page.click("#wipe-form button")
    page.wait_for_url(EXIT_URL)


def test_an_idle_page_hides_itself_until_somebody_taps(people: People, server: Server) -> None:
    person = people(server)
    person.page.clock.install()
    page = asked(person)
    page.clock.fast_forward(IDLE_COVER_S * 1000 - 10_000)
    expect(page.locator("#cover")).to_be_hidden()
    page.clock.fast_forward(20_000)
    expect(page.locator("#cover")).to_be_visible()
    expect(page.locator("#cover-show")).to_be_focused()
    assert page.locator("#conversation").evaluate("element => element.closest('[inert]') !== null")
    page.reload()
    expect(page.locator("body")).not_to_contain_text("zameldowac")
    page.click("#cover-show")
    expect(page.locator(".entry.bot")).to_be_visible()
    page.reload()
    expect(page.locator(".entry.bot")).to_be_visible()


def test_the_cover_of_an_open_page_comes_off_without_loading_anew(people: People, server: Server) -> None:
    person = people(server)
    person.page.clock.install()
    page = asked(person)
    page.fill("#text", "nie zgub tego")
    page.clock.fast_forward(IDLE_COVER_S * 1000 + 10_000)
    page.click("#cover-show")
    expect(page.locator("#cover")).to_be_hidden()
    expect(page.locator("#text")).to_have_value("nie zgub tego")


def test_without_network_nothing_typed_is_lost(people: People, server: Server) -> None:
    person = people(server)
    person.trouble_expected = True
    page = asked(person)
    person.context.set_offline(True)
    person.say("pierwsze bez sieci")
    failed = page.locator(".entry.failed")
    expect(failed).to_contain_text("Nie wysłano.")
    person.say("drugie bez sieci")
    person.context.set_offline(False)
    expect(page.locator(".entry.pending")).to_have_count(0)
    expect(page.locator(".entry.person .said")).to_have_text([QUESTION, "pierwsze bez sieci", "drugie bez sieci"])
    expect(page.locator(".entry.bot")).to_have_count(3)
    page.reload()
    expect(page.locator(".entry.person .said")).to_have_text([QUESTION, "pierwsze bez sieci", "drugie bez sieci"])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_restart_loses_and_doubles_nothing(people: People, own_server: Server, how: signal.Signals) -> None:
    person = people(own_server)
    person.trouble_expected = True
    page = asked(person)
    own_server.stop(how)
    person.say("pytanie w czasie przerwy")
    expect(page.locator(".entry.failed")).to_be_visible()
    own_server.start()
    page.locator(".entry.failed button").click()
    expect(page.locator(".entry.bot")).to_have_count(2)
    # The stream comes back by itself: what another page of this browser says arrives here.
    other = person.context.new_page()
    other.goto(f"{own_server.url}/chat")
    other.fill("#text", "z drugiej karty")
    other.click(".send")
    expect(other.locator(".entry.bot")).to_have_count(3)
    expect(page.locator(".entry.bot")).to_have_count(3, timeout=30_000)
    expected = [QUESTION, "pytanie w czasie przerwy", "z drugiej karty"]
    expect(page.locator(".entry.person .said")).to_have_text(expected)
    numbers = page.locator(".entry").evaluate_all("all => all.map(one => Number(one.dataset.number))")
    assert numbers == sorted(set(numbers)) == [1, 2, 3, 4, 5, 6]


def test_answers_come_although_the_network_holds_streams_back(people: People, server: Server) -> None:
    person = people(server)
    person.trouble_expected = True
    person.context.route("**/chat/events*", lambda route: route.abort())
    page = person.open()
    person.say(QUESTION)
    expect(page.locator(".entry.bot")).to_have_count(1, timeout=15_000)
    expect(page.locator(".entry.person")).to_have_count(1)


def test_many_messages_in_a_row_arrive_in_order(people: People, server: Server) -> None:
    person = people(server)
    page = person.open()
    texts = [f"pytanie numer {number}" for number in range(6)]
    for text in texts:
        person.say(text)
    expect(page.locator(".entry.bot")).to_have_count(6)
    expect(page.locator(".entry.person .said")).to_have_text(texts)
