"""The whole product in a browser: `win serve` with its real models, content and dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import People, Server

ASKED = [
    ("pl-PL", "pl", "jak sie zameldowac w holandii?", "brp_register"),
    ("ro-RO", "ro", "cum mă înregistrez la primărie", "brp_register"),
    ("bg-BG", "bg", "как да си извадя bsn", "bsn"),
    ("en-GB", "bg", "kak da se registriram v obshtinata", "brp_register"),
    ("nl-NL", "nl", "ik zoek een huisarts", "huisarts_register"),
]


@pytest.fixture(scope="module")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("real"), real=True)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def server_without_nlu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    # Port 9 (discard): nobody answers there.
    made = Server(tmp_path_factory.mktemp("without"), real=True, nlu_url="http://127.0.0.1:9")
    made.start()
    yield made
    made.stop()


@pytest.mark.nlu
@pytest.mark.parametrize(("locale", "language", "question", "slug"), ASKED)
def test_the_first_reply_is_the_right_answer_in_the_right_language(
    people: People, real_server: Server, locale: str, language: str, question: str, slug: str
) -> None:
    person = people(real_server, locale=locale)
    page = person.open()
    person.say(question)
    answer = page.locator(".entry.bot").first
    expect(answer).to_have_class(re.compile("answer"))
    expect(answer.locator(".bubble")).to_have_attribute("lang", language)
    expect(answer.locator(f'button[value="yes:{slug}"]')).to_be_visible()


@pytest.mark.nlu
def test_what_is_not_ours_is_not_answered_as_if_it_were(people: People, real_server: Server) -> None:
    person = people(real_server)
    page = person.open()
    person.say("kto wygra mecz?")
    expect(page.locator(".entry.bot")).to_have_count(1)
    expect(page.locator(".entry.answer, .entry.urgent")).to_have_count(0)
    expect(page.locator('.entry.bot button[value="topic:work"]')).to_be_visible()


@pytest.mark.nlu
def test_help_comes_at_once(people: People, real_server: Server) -> None:
    person = people(real_server, locale="bg-BG")
    page = person.open()
    person.say("шефът ми взе паспорта")
    expect(page.locator(".entry.urgent").first.locator('a[href^="tel:"]').first).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "cry"),
    [
        ("bg-BG", "шефът ми взе паспорта"),
        ("pl-PL", "szef zabrał mi paszport"),
        ("ro-RO", "șeful mi-a luat pașaportul"),
        ("nl-NL", "mijn baas heeft mijn paspoort afgepakt"),
    ],
)
def test_help_comes_also_without_the_nlu(people: People, server_without_nlu: Server, locale: str, cry: str) -> None:
    person = people(server_without_nlu, locale=locale)
    page = person.open()
    person.say(cry)
    expect(page.locator(".entry.urgent").first.locator('a[href^="tel:"]').first).to_be_visible()


def test_without_the_nlu_a_question_gets_the_menu_and_a_person(people: People, server_without_nlu: Server) -> None:
    person = people(server_without_nlu)
    page = person.open()
    person.say("jak sie zameldowac w holandii?")
    choices = page.locator(".entry.bot").first
    expect(choices.locator('button[value="topic:registration"]')).to_be_visible()
    expect(choices.locator('button[value^="human"]')).to_be_visible()
