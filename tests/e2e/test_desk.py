"""The desk in real browsers: a person on the web chat, two advisers who both want the case, one who may not see it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import DESKTOP, PHONE, People, Person, Server
from tests.e2e.desk_pictures import scene_on
from tests.e2e.test_web_looks import barriers
from tests.support.desk_scene import Scene
from tests.support.staff import Made, account_of, sign_in, signed_in_person

WIDE = {"viewport": DESKTOP["viewport"], "is_mobile": False, "has_touch": False}
ATTACK = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


@pytest.fixture(scope="module")
def desk_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An application of the desk's own: other tests' people don't ask for advisers here."""
    made = Server(tmp_path_factory.mktemp("desk"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def scene(desk_server: Server) -> tuple[Scene, dict[str, str]]:
    """Polish, Romanian and Bulgarian cases; the conversation tests are in Dutch."""
    return scene_on(desk_server)


class Adviser:
    """A browser at the desk."""

    def __init__(self, people: People, server: Server, made: Made | str, **options: object) -> None:
        self.person: Person = people(server, locale="en-GB", **(WIDE | options))
        if isinstance(made, str):
            self.person.context.add_cookies([{"name": "win_staff", "value": made, "url": server.url}])
        else:
            signed_in_person(self.person, made)
        self.page: Page = self.person.page

    def open(self, path: str = "/desk") -> Page:
        page = self.person.open(path)
        page.wait_for_selector("#live[data-state=on]", state="attached")
        return page

    def take(self) -> None:
        """Take the only case that waits, from the queue."""
        self.page.locator('[data-section="waiting"] .case-link').click()
        self.scripts_run()
        self.page.locator(".claim button").click()
        self.page.wait_for_selector("#reply-text")

    def scripts_run(self) -> None:
        """Wait until the page of a case has its scripts: before, Ctrl+Enter is only a key."""
        self.page.wait_for_url("**/desk/cases/*")
        self.page.wait_for_selector("#live[data-state=on]", state="attached")

    def write(self, text: str) -> None:
        self.page.fill("#reply-text", text)
        self.page.keyboard.press("Control+Enter")


def ask_for_a_person(people: People, server: Server, **options: object) -> Person:
    """Somebody on the web chat asks for an adviser and agrees."""
    person = people(server, locale="nl-NL", **options)
    page = person.open()
    person.say("medewerker")
    page.locator('button[value^="desk:chat"]').click()
    expect(page.locator("#person-bar")).to_be_visible()
    return person


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG")
    return made.getvalue()


def test_two_advisers_want_one_case(people: People, desk_server: Server) -> None:
    server = desk_server
    advisers = {
        name: account_of(server, totp=name == "Maria", name=name, languages=["nl"]) for name in ("Maria", "Piotr")
    }
    maria, piotr = Adviser(people, server, "no"), Adviser(people, server, advisers["Piotr"])
    other = Adviser(people, server, account_of(server, totp=False, name="Ion", languages=["ro"]))
    for one in (maria, piotr, other):
        one.person.trouble_expected = True  # refusals show in the browser's console
    sign_in(maria.page, advisers["Maria"], server.url, "/staff/sign-in?next=/desk")
    maria.page.wait_for_selector("#live[data-state=on]", state="attached")
    expect(maria.page.locator("#empty")).to_be_visible()
    piotr.open()
    other.open()

    person = ask_for_a_person(people, server)
    for one in (maria, piotr):
        row = one.page.locator('[data-section="waiting"] .case-row')
        expect(row).to_have_count(1)
        row.locator("a").click()
        one.scripts_run()
        one.page.wait_for_selector(".claim button")
    case_url = maria.page.url
    expect(other.page.locator("#empty")).to_be_visible()
    expect(other.page.locator(".case-row")).to_have_count(0)
    refused = other.page.goto(case_url)
    assert refused
    assert refused.status == 404

    # Both at once: one has it, the other is told who.
    for one in (maria, piotr):
        one.page.evaluate("document.querySelector('.claim button').click()")
    both = maria.page.locator("#reply-text"), piotr.page.locator("#reply-text")
    expect(both[0].or_(maria.page.locator("#composer .held"))).to_be_visible()
    expect(both[1].or_(piotr.page.locator("#composer .held"))).to_be_visible()
    won = [one for one, box in zip((maria, piotr), both, strict=True) if box.is_visible()]
    assert len(won) == 1
    winner, loser = (maria, piotr) if won[0] is maria else (piotr, maria)
    names = {maria: "Maria", piotr: "Piotr"}
    expect(loser.page.locator("#composer")).to_contain_text(names[winner])
    expect(person.page.locator(".entry.bot").last).to_contain_text(names[winner])

    # Both ways, live, with the name, the sign of writing, and a picture; nothing of it is markup.
    winner.page.locator("#reply-text").press_sequentially("Goede", delay=5)
    expect(person.page.locator("#writing")).to_have_text("De adviseur schrijft …")
    winner.write("Goedemorgen, ik ben er.")
    expect(person.page.locator(".entry.adviser")).to_have_count(1)
    expect(person.page.locator(".entry.adviser .who")).to_have_text(names[winner])
    expect(person.page.locator("#writing")).to_have_text("")
    expect(winner.page.locator("#reply-text")).to_have_value("")
    expect(winner.page.locator("#lines .is-adviser")).to_contain_text("Goedemorgen")
    expect(loser.page.locator("#lines .is-adviser")).to_contain_text("Goedemorgen")
    person.say(ATTACK)
    expect(person.page.locator("#typing")).to_be_hidden()
    for one in (winner, loser):
        expect(one.page.locator("#lines .is-person").last).to_contain_text(ATTACK)
    person.page.set_input_files("#file", {"name": "loonstrook.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    expect(person.page.locator(".sent-file")).to_contain_text("Foto verstuurd")
    shown = winner.page.locator("#lines .picture img")
    expect(shown).to_have_count(1)
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40

    # Handed over, answered by the colleague, closed: the bot is back.
    winner.page.locator("#side-transfer summary").click()
    winner.page.select_option("#transfer-to", label=_option(winner.page, names[loser]))
    winner.page.locator("#side-transfer form button").click()
    expect(winner.page.locator("#composer")).to_contain_text(f"{names[loser]} works on this case")
    expect(loser.page.locator("#reply-text")).to_be_visible()
    loser.write("Ik neem het over.")
    expect(person.page.locator(".entry.adviser .who").last).to_have_text(names[loser])
    loser.page.locator("#side-close summary").click()
    loser.page.select_option("#close-outcome", "solved")
    loser.page.locator("#side-close form button").click()
    expect(loser.page.locator("#composer .held")).to_contain_text("Closed")
    expect(person.page.locator('button[value^="helped:"]').first).to_be_visible()
    expect(person.page.locator("#person-bar")).to_be_hidden()
    person.say("ik zoek een huisarts")
    expect(person.page.locator('button[value="yes:huisarts_register"]')).to_be_visible()
    expect(loser.page.locator("#lines")).not_to_contain_text("ik zoek een huisarts")


def _option(page: Page, name: str) -> str:
    """The whole wording of the option that begins with this name."""
    words: str = page.locator("#transfer-to option", has_text=re.compile(f"^{name}")).inner_text()
    return words


def test_the_keyboard_alone_is_enough_and_nothing_typed_is_lost(people: People, desk_server: Server) -> None:
    adviser = Adviser(people, desk_server, account_of(desk_server, totp=False, name="Anna", languages=["nl"]))
    adviser.person.trouble_expected = True  # the browser asks before the page is left
    adviser.page.on("dialog", lambda dialog: dialog.accept())
    page = adviser.open()
    person = ask_for_a_person(people, desk_server)
    expect(page.locator('[data-section="waiting"] .case-row')).to_have_count(1)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".case-link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/cases/*")
    page.wait_for_selector("#live[data-state=on]", state="attached")
    page.keyboard.press("c")
    page.wait_for_selector("#reply-text")
    page.keyboard.press("r")
    expect(page.locator("#reply-text")).to_be_focused()
    page.keyboard.type("half a sentence")
    # Drawn anew by the server, or by the browser: it is still there.
    page.reload()
    page.wait_for_selector("#live[data-state=on]", state="attached")
    expect(page.locator("#reply-text")).to_have_value("half a sentence")
    person.say("en nu?")
    expect(page.locator("#lines .is-person").last).to_contain_text("en nu?")
    expect(page.locator("#reply-text")).to_have_value("half a sentence")
    page.keyboard.press("/")
    expect(page.locator("#answers-q")).to_be_focused()
    page.keyboard.type("minimumloon")
    found = page.locator("#answers [data-insert=answer-minimum_wage]")
    found.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reply-text")).to_have_value(re.compile(r"^half a sentence\n\n.*Bron: ", re.S))
    page.keyboard.press("Control+Enter")
    expect(person.page.locator(".entry.adviser")).to_contain_text("half a sentence")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.type("morgen bellen")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notes")).to_contain_text("morgen bellen")
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.locator("#close-outcome").select_option("solved")
    page.locator("#close-outcome").press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#composer .held")).to_contain_text("Closed")


def test_a_note_begun_while_the_page_is_drawn_anew_stays_a_note(people: People, desk_server: Server) -> None:
    """What comes late must not move the cursor into the reply: the person would read the note."""
    adviser = Adviser(people, desk_server, account_of(desk_server, totp=False, name="Dora", languages=["nl"]))
    page = adviser.open()
    ask_for_a_person(people, desk_server)
    adviser.take()
    held: list[Route] = []
    late = True
    page.route("**/panel", lambda route: held.append(route) if late else route.continue_())
    page.evaluate("document.getElementById('case-head').dataset.drawn = 'before'")
    adviser.write("Goedemorgen.")
    expect(page.locator("#reply-text")).to_have_value("")
    expect(page.locator("#reply-text")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.type("niet voor ")
    late = False
    for one in held:
        one.continue_()
    page.wait_for_selector("#case-head:not([data-drawn])")
    page.keyboard.type("de klant")
    expect(page.locator("#note-text")).to_have_value("niet voor de klant")
    expect(page.locator("#reply-text")).to_have_value("")
    # The panel that was put off while somebody typed is older than the note: it must not hide it.
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notes")).to_contain_text("niet voor de klant")
    expect(page.locator("#note-text")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator(".notes")).to_contain_text("niet voor de klant")


def test_the_person_goes_back_to_the_bot_or_deletes_everything(people: People, desk_server: Server) -> None:
    adviser = Adviser(people, desk_server, account_of(desk_server, totp=False, name="Bea", languages=["nl"]))
    adviser.person.trouble_expected = True
    page = adviser.open()
    person = ask_for_a_person(people, desk_server)
    adviser.take()
    person.page.locator("#stop-form button").click()
    expect(person.page.locator("#person-bar")).to_be_hidden()
    expect(page.locator("#composer .held")).to_contain_text("Closed")
    page.goto(desk_server.url + "/desk")
    person.say("medewerker")
    person.page.locator('button[value^="desk:chat"]').last.click()
    expect(page.locator('[data-section="waiting"] .case-row')).to_have_count(1)
    adviser.take()
    page.fill("#reply-text", "nog niet verstuurd")
    page.on("dialog", lambda dialog: dialog.accept())
    person.page.click("#wipe-open")
    person.page.click("#wipe-form button")
    expect(page.locator("#case-head .banner")).to_contain_text("The person deleted the conversation")
    expect(page.locator("#lines .line")).to_have_count(0)


def test_without_scripts_an_adviser_works_by_forms(people: People, desk_server: Server) -> None:
    made = account_of(desk_server, totp=False, name="Cor", languages=["nl"])
    person = ask_for_a_person(people, desk_server)
    adviser = Adviser(people, desk_server, made, java_script_enabled=False)
    page = adviser.person.open("/desk")
    page.locator('[data-section="waiting"] .case-link').click()
    page.locator(".claim button").click()
    page.fill("#reply-text", "Zonder script.")
    page.locator("#reply .primary").click()
    expect(page.locator("#lines .is-adviser")).to_contain_text("Zonder script.")
    expect(person.page.locator(".entry.adviser")).to_contain_text("Zonder script.")
    page.locator("#side-close summary").click()
    page.select_option("#close-outcome", "solved")
    page.locator("#side-close form button").click()
    expect(page.locator("#composer .held")).to_contain_text("Closed")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_barrier_is_found_and_nothing_is_too_wide(
    people: People, desk_server: Server, scene: tuple[Scene, dict[str, str]], size: dict[str, Any]
) -> None:
    found, tokens = scene
    options = {"is_mobile": False, "has_touch": False} | size
    width = size["viewport"]["width"]
    for name, paths in (
        ("Maria", ("/desk", f"/desk/cases/{found.case.id}", f"/desk/cases/{found.callback.id}", "/desk?state=closed")),
        ("Maria", ("/desk/replies?language=pl",)),
        ("Judith", ("/desk/overview", "/desk/hours")),
    ):
        adviser = Adviser(people, desk_server, tokens[name], **options)
        for path in paths:
            page = adviser.person.open(path)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert barriers(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            page.keyboard.press("Escape")
            page.keyboard.press("?")
            if page.locator("#keys").is_visible():
                assert barriers(page) == [], f"{path} ?"


def test_office_hours_in_dutch(people: People, desk_server: Server, scene: tuple[Scene, dict[str, str]]) -> None:
    """The account's interface is Dutch: so are the pages, wherever the browser comes from."""
    adviser = Adviser(people, desk_server, scene[1]["Judith"])
    page = adviser.person.open("/desk/hours")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator("h1")).to_have_text("Openingstijden")
