"""Key figures at work in a real browser: what they write reaches people, and nothing of it is ever lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from bot.staff.roles import Role
from bot.store import Store
from tests.e2e.conftest import DESKTOP, PHONE, People, Person, Server
from tests.e2e.test_web_looks import barriers, violations
from tests.support.staff import Made, account_of, on_server, open_staff_session, signed_in_person

LANGUAGES = ("pl", "ro", "bg", "nl")
AT_WORK = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
"""Half past midnight in the Netherlands on 1 January 2027."""


class Clock:
    def __init__(self, file: Path) -> None:
        self.file = file

    def turn_to(self, moment: datetime) -> None:
        self.file.write_text(str((moment - datetime.now(UTC)).total_seconds()))

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.file.read_text()))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own, whose clock can be turned."""
    made = Server(tmp_path_factory.mktemp("desk"))
    clock = Clock(made.folder / "clock")
    clock.turn_to(AT_WORK)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIN_TEST_CLOCK", str(clock.file))
        made.start()
    yield made
    made.stop()


@pytest.fixture
def clock(desk: Server) -> Clock:
    return Clock(desk.folder / "clock")


@pytest.fixture(scope="module")
def staff(desk: Server) -> dict[str, Made]:
    """Ana and Ola write Polish, Rada Romanian; Lex is the legal reviewer of all four languages."""

    def made(name: str, role: Role, languages: tuple[str, ...], interface: str = "en") -> Made:
        return account_of(desk, totp=False, role=role, languages=languages, name=name, interface=interface)

    return {
        "ana": made("Ana", Role.KEY_FIGURE, ("pl",)),
        "ola": made("Ola", Role.KEY_FIGURE, ("pl",)),
        "rada": made("Rada", Role.KEY_FIGURE, ("ro",)),
        "lex": made("Lex", Role.LEGAL_REVIEWER, LANGUAGES),
    }


def at_work(people: People, desk: Server, who: Made, **options: Any) -> Person:
    """Somebody who has just signed in, by the server's clock."""
    person = people(desk, **options)
    now = Clock(desk.folder / "clock").now()

    async def session(store: Store) -> str:
        return await open_staff_session(store, who.account, now=now)

    signed_in_person(person, replace(who, token=on_server(desk, session)))
    return person


def saved(page: Page) -> None:
    expect(page.locator("#state")).to_contain_text("Saved as a draft")


def write_first(page: Page, words: str) -> None:
    """Put words in front of the first message, and wait until they are saved."""
    field = page.locator("#f-essence")
    field.fill(f"{words} {field.input_value()}")
    saved(page)


def answer_of(people: People, desk: Server, slug: str, language: str) -> str:
    """What somebody gets who opens the answer's link on the web page."""
    person = people(desk, locale=f"{language}-{language.upper()}")
    page = person.open(f"/chat?ask={slug}&lang={language}")
    bubble = page.locator(".entry.bot .bubble").last
    expect(bubble).to_be_visible()
    return bubble.inner_text().replace("\u00a0", " ").replace("\u202f", " ")


def publish_as(people: People, desk: Server, who: Made, name: str) -> None:
    page = at_work(people, desk, who, **DESKTOP, is_mobile=False, has_touch=False).open("/editor/tasks")
    page.locator("#s-publish ~ ul a", has_text=name).first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("Published")


def test_a_correction_reaches_people_at_once(people: People, desk: Server, staff: dict[str, Made]) -> None:
    page = at_work(people, desk, staff["ana"]).open("/editor/tasks")
    page.fill("#q", "numer bsn")
    page.press("#q", "Enter")
    page.click("a[href='/editor/answers/bsn/pl']")
    expect(page.locator("h1")).to_contain_text("Polish: ")
    write_first(page, "Numer dostajesz za darmo.")
    page.get_by_role("tab", name="Preview").click()
    expect(page.locator("#preview .bubble.whatsapp").first).to_contain_text("Numer dostajesz za darmo.")
    page.get_by_role("tab", name="Write").click()
    page.fill("#f-note", "People ask what it costs")
    page.get_by_role("button", name="Ask for review").click()
    expect(page.locator(".notice.good")).to_contain_text("Saved and sent for review")
    assert "Numer dostajesz za darmo." not in answer_of(people, desk, "bsn", "pl")
    publish_as(people, desk, staff["ola"], "BSN")
    assert "Numer dostajesz za darmo." in answer_of(people, desk, "bsn", "pl")

    romanian = at_work(people, desk, staff["rada"]).open("/editor/tasks")
    romanian.locator("#s-check ~ ul a").first.click()
    expect(romanian.locator(".diff ins").first).to_contain_text("Numer dostajesz za darmo.")
    romanian.get_by_role("button", name="Still right").click()
    expect(romanian.locator("#col-ro .marks")).not_to_contain_text("To be checked")
    romanian.get_by_role("tab", name="Bulgarian").click()
    expect(romanian.locator("#col-bg .marks")).to_contain_text("To be checked")


def test_two_editors_collide_and_nothing_is_lost(people: People, desk: Server, staff: dict[str, Made]) -> None:
    first = at_work(people, desk, staff["ana"]).open("/editor/answers/digid/pl")
    second_person = at_work(people, desk, staff["ola"], **DESKTOP, is_mobile=False, has_touch=False)
    second_person.trouble_expected = True  # the refused save and the page of the choice are answered 409
    second = second_person.open("/editor/answers/digid/pl")
    write_first(first, "To od Any.")
    second.fill("#f-title", "DigiD od Oli")
    expect(second.locator("#collision")).to_contain_text("Somebody else changed this")
    second.get_by_role("button", name="See both and choose").click()
    expect(second.locator("h1")).to_have_text("Two changes at the same time")
    expect(second.locator(".diff ins", has_text="To od Any.")).to_be_visible()
    second.get_by_role("button", name="Take both").click()
    expect(second.locator("#f-title")).to_have_value("DigiD od Oli")
    expect(second.locator("#f-essence")).to_have_value(re.compile(r"^To od Any\."))

    # The same line: a person has to choose, and the first one's page notices it, too.
    person = people.persons[-2]
    person.trouble_expected = True
    first.fill("#f-title", "DigiD od Any")
    expect(first.locator("#collision")).to_be_visible()
    first.get_by_role("button", name="See both and choose").click()
    expect(first.get_by_role("button", name="Take both")).to_have_count(0)
    first.get_by_role("button", name="Keep mine").click()
    expect(first.locator("#f-title")).to_have_value("DigiD od Any")


def test_a_new_wage_takes_over_in_every_language(
    people: People, desk: Server, staff: dict[str, Made], clock: Clock
) -> None:
    page = at_work(people, desk, staff["rada"]).open("/editor/facts/minimum_wage_hour_21plus")
    page.fill("#f-new_value", "15,20")
    page.fill("#f-new_from", "2027-01-01")
    page.fill("#f-new_source", "https://www.rijksoverheid.nl/minimumloon")
    page.get_by_label("I have seen the value").check()
    page.fill("#f-note", "Published by the government")
    page.get_by_role("button", name="Ask for review").click()
    expect(page.locator(".notice.good")).to_contain_text("Saved and sent for review")
    publish_as(people, desk, staff["lex"], "minimum_wage_hour_21plus")
    page.goto(f"{desk.url}/editor/calendar")
    expect(page.locator(".coming li", has_text="minimum wage hour 21plus")).to_contain_text("15.20")
    today = {language: answer_of(people, desk, "minimum_wage", language) for language in LANGUAGES}
    clock.turn_to(NEW_YEAR)
    later = {language: answer_of(people, desk, "minimum_wage", language) for language in LANGUAGES}
    clock.turn_to(AT_WORK)
    for language, before, after in (
        ("pl", "14,99 €", "15,20 €"),
        ("ro", "14,99 EUR", "15,20 EUR"),
        ("bg", "14,99 €", "15,20 €"),
        ("nl", "€ 14,99", "€ 15,20"),
    ):
        assert before in today[language]
        assert after not in today[language]
        assert after in later[language]
        # A value that ended without a successor is never sent.
        assert "11,99" in today[language]
        assert "11,99" not in later[language]
        assert "rijksoverheid.nl" in later[language]


def test_a_new_fact_from_a_phone_stands_in_the_picker(people: People, desk: Server, staff: dict[str, Made]) -> None:
    person = at_work(people, desk, staff["ana"], **PHONE)
    person.trouble_expected = True  # the browser tells of the form that was refused
    page = person.open("/editor/facts")
    page.get_by_role("link", name="New fact").click()
    page.get_by_label("Name, a few words").press_sequentially("Bus fare, one zone")
    expect(page.locator("#f-id")).to_have_value("bus_fare_one_zone")
    page.fill("#f-id", "bus_fare")
    page.get_by_label("Name, a few words").press_sequentially(" (2026)")
    expect(page.locator("#f-id")).to_have_value("bus_fare")
    page.get_by_label("Kind of value").select_option("eur")
    page.fill("#f-new_value", "cheap")
    page.fill("#f-new_source", "https://www.rijksoverheid.nl/bus")
    page.get_by_role("button", name="Ask for review").click()
    expect(page.locator("#e-new_value")).to_have_text("This is not a value of the chosen kind.")
    assert violations(page) == []
    page.fill("#f-new_value", "1,80")
    page.get_by_role("button", name="Ask for review").click()
    expect(page.locator(".notice.good")).to_contain_text("Saved and sent for review")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    publish_as(people, desk, staff["lex"], "bus_fare")
    page.goto(f"{desk.url}/editor/answers/bsn/pl")
    page.locator("[data-pick=fact]").first.click()
    page.fill("#pick-q", "bus fare")
    page.locator("#pick-list [data-insert='{fact:bus_fare}']").click()
    expect(page.locator("#f-essence")).to_have_value(re.compile(r"\{fact:bus_fare\}"))


def test_a_short_name_is_proposed_also_when_the_scripts_come_late(
    people: People, desk: Server, staff: dict[str, Made]
) -> None:
    person = at_work(people, desk, staff["ana"], **PHONE)
    person.in_a_hurry()
    held: list[Route] = []
    person.page.route("**/static/editor/editor.js", lambda route: held.append(route))
    with person.page.expect_request("**/static/editor/editor.js"):
        person.page.goto(f"{desk.url}/editor/facts/new", wait_until="commit")
    name = person.page.get_by_label("Name, a few words")
    name.press_sequentially("Bus fare, two ")
    assert held
    held[0].continue_()
    expect(person.page.locator("#f-id")).to_have_value("bus_fare_two")
    name.press_sequentially("zones")
    expect(person.page.locator("#f-id")).to_have_value("bus_fare_two_zones")


def test_late_scripts_take_the_focus_from_nobody_who_types(
    people: People, desk: Server, staff: dict[str, Made]
) -> None:
    person = at_work(people, desk, staff["ana"], **PHONE)
    person.trouble_expected = True  # the browser tells of the form that was refused
    page = person.open("/editor/facts/new")
    page.get_by_role("button", name="Ask for review").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_focused()
    person.in_a_hurry()
    held: list[Route] = []
    page.route("**/static/staff.js", lambda route: held.append(route))
    with page.expect_request("**/static/staff.js"):
        page.get_by_role("button", name="Ask for review").click(no_wait_after=True)
    last = page.locator("#f-new_source")
    last.press_sequentially("https://")
    assert held
    held[0].continue_()
    page.wait_for_load_state()
    expect(last).to_be_focused()


def test_nothing_is_lost_when_the_network_drops(people: People, desk: Server, staff: dict[str, Made]) -> None:
    person = at_work(people, desk, staff["ana"])
    person.trouble_expected = True
    page = person.open("/editor/answers/brp_register/pl")
    person.context.set_offline(True)
    field = page.locator("#f-essence")
    field.fill("Bez sieci. " + field.input_value())
    expect(page.locator("#state")).to_contain_text("kept on this device")
    person.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    # The page is closed before anything could be saved: the text waits on the device.
    page.route("**/autosave", lambda route: route.abort())
    field.fill("Zamknięte za wcześnie. " + field.input_value())
    expect(page.locator("#state")).to_contain_text("kept on this device")
    page.unroute("**/autosave")
    page.reload()
    expect(page.locator("#found")).to_be_visible()
    assert not field.input_value().startswith("Zamknięte")
    page.get_by_role("button", name="Take it").click()
    expect(field).to_have_value(re.compile("^Zamknięte za wcześnie"))
    saved(page)


def test_what_is_typed_before_the_scripts_are_there_is_seen_and_saved(
    people: People, desk: Server, staff: dict[str, Made]
) -> None:
    person = at_work(people, desk, staff["ana"])
    page = person.open("/editor/tasks")
    person.in_a_hurry()
    held: list[Route] = []
    page.route("**/static/vendor/htmx*", lambda route: held.append(route))
    with page.expect_request("**/static/vendor/htmx*"):
        page.goto(f"{desk.url}/editor/answers/digid/pl", wait_until="commit")
    field = page.locator("#f-essence")
    field.fill(f"Zanim wczytał się skrypt. {field.input_value()}")
    for route in held:
        route.continue_()
    saved(page)
    page.get_by_role("tab", name="Preview").click()
    expect(page.locator("#preview .bubble.whatsapp").first).to_contain_text("Zanim wczytał się skrypt.")


def test_writing_by_keyboard_and_picker(people: People, desk: Server, staff: dict[str, Made]) -> None:
    page = at_work(people, desk, staff["ana"]).open("/editor/answers/bank_account/pl")
    page.locator("#f-essence").fill("Zadzwoń: ")
    page.locator("[data-for=f-essence] [data-pick=contact]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("loket")
    expect(page.locator("#pick-list button").first).to_contain_text("Juridisch Loket")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#f-essence")).to_have_value("Zadzwoń: {contact:juridisch_loket}")
    expect(page.locator("#f-essence")).to_be_focused()
    page.keyboard.type(" i 5 euro")
    page.get_by_role("tab", name="Preview").click()
    expect(page.locator("#preview .bubble.whatsapp").first).to_contain_text("0800-8020")
    page.get_by_role("tab", name="Write").click()
    expect(page.locator("#faults")).to_have_text("To correct: 1")
    problem = page.locator("#problems .fault", has_text="5")
    expect(problem).to_contain_text("First message, line 1")
    problem.get_by_role("button").click()
    expect(page.locator("#f-essence")).to_be_focused()
    page.locator("#f-button").fill("Ten przycisk jest o wiele za długi")
    expect(page.locator("#c-button")).to_have_class(re.compile("over"))


def test_a_text_with_scripts_shows_as_text(people: People, desk: Server, staff: dict[str, Made]) -> None:
    """A dialog would fail the test at its end (`people`)."""
    bad = (
        '<img src=x onerror=alert(1)> <script>alert(2)</script> [x](javascript:alert(3)) **b** "><svg onload=alert(4)>'
    )
    page = at_work(people, desk, staff["ana"], **DESKTOP, is_mobile=False, has_touch=False).open(
        "/editor/answers/car_import/pl"
    )
    for name in ("title", "essence", "more", "button", "note"):
        page.fill(f"#f-{name}", bad)
    saved(page)
    expect(page.locator("#preview .bubble.web").first).to_contain_text("onerror=alert(1)")
    for channel in ("Web page", "Telegram", "WhatsApp"):
        page.get_by_role("button", name=channel).click()
    assert page.locator("#preview img, #preview script, #preview svg, #preview [href^='javascript']").count() == 0
    for path in ("/editor/tasks", "/editor/answers/car_import", "/editor/answers/car_import/pl"):
        page.goto(desk.url + path)
        assert page.locator("main img, main script").count() == 0


PAGES = (
    "/editor/tasks",
    "/editor/answers?topic=work",
    "/editor/answers?q=nothing+like+this",
    "/editor/answers/work_accident",
    "/editor/answers/work_accident/pl",
    "/editor/answers/work_accident/bg",
    "/editor/facts?mark=ending",
    "/editor/facts/deductible",
    "/editor/facts/brp_appointment",
    "/editor/facts/new",
    "/editor/facts/new?kind=rule",
    "/editor/contacts?group=urgent",
    "/editor/contacts/fairwork",
    "/editor/contacts/new",
    "/editor/reviews",
    "/editor/calendar",
    "/editor/history/answer/pl/work_accident",
)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_barrier_is_found(people: People, desk: Server, staff: dict[str, Made], size: dict[str, Any]) -> None:
    options = {"is_mobile": False, "has_touch": False} | size
    person = at_work(people, desk, staff["ana"], **options)
    found = {}
    for path in PAGES:
        page = person.open(path)
        if here := barriers(page):
            found[path] = here
    assert found == {}


def test_nothing_is_wider_than_a_small_phone(people: People, desk: Server, staff: dict[str, Made]) -> None:
    person = at_work(people, desk, staff["ana"], viewport={"width": 320, "height": 640})
    wide = {}
    for path in PAGES:
        page = person.open(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    assert wide == {}
