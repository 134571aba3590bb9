"""The desk's routes over real flows: what they show and refuse, to whom, and what the audit says of it."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from PIL import Image

from api.app import create_app
from bot.channels.web.channel import WebChannel
from bot.desk.case import Callback, Case, Part, Way
from bot.flows import cases
from bot.flows.app import App
from bot.flows.erase import erase
from bot.flows.upload import NoAdviser, upload
from bot.staff.roles import Account, Role
from bot.store import Store
from bot.store.audit import entries as audit_entries
from tests.support.desk_scene import open_one, say
from tests.support.staff import make_account, signed_in
from tests.support.web import app_on, settings

BASE = "http://test"
ATTACK = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


@dataclass
class Desk:
    """The web application with two Polish advisers, one Romanian and a supervisor."""

    app: App
    maria: httpx.AsyncClient
    piotr: httpx.AsyncClient
    ion: httpx.AsyncClient
    chief: httpx.AsyncClient
    admin: httpx.AsyncClient
    accounts: dict[str, Account]

    async def case(self, text: str = "agencja zabrala mi 200 euro", who: str = "anna") -> Case:
        talk = await say(self.app, who, text)
        return await open_one(self.app, talk, language="pl", slug="agency_deductions", topic="work")

    async def acts(self) -> list[tuple[str, str]]:
        """(who by login, act) of the audit, oldest first."""
        async with self.app.store.read() as tx:
            found = await audit_entries(tx, limit=1000)
        return [(one.actor_name, one.act) for one in reversed(found)]


@pytest.fixture
async def desk(store: Store) -> AsyncIterator[Desk]:
    app = app_on(store, {"web": WebChannel()})
    web = create_app(app, settings(str(store.url), public_url=BASE))
    clients, accounts = {}, {}
    for name, role, languages in (
        ("maria", Role.ADVISER, ("pl",)),
        ("piotr", Role.ADVISER, ("pl",)),
        ("ion", Role.ADVISER, ("ro",)),
        ("chief", Role.SUPERVISOR, ("pl", "ro")),
        ("admin", Role.ADMINISTRATOR, ()),
    ):
        accounts[name] = await make_account(store, role=role, login=name, name=name.title(), languages=languages)
        client = httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url=BASE, follow_redirects=False)
        clients[name] = await signed_in(client, accounts[name])
    yield Desk(app, accounts=accounts, **clients)
    for client in clients.values():
        await client.aclose()


def script(**data: str) -> dict[str, Any]:
    return {"data": data, "headers": {"HX-Request": "true"}}


async def test_the_queue_shows_the_cases_of_ones_languages_and_no_others(desk: Desk) -> None:
    case = await desk.case()
    page = await desk.maria.get("/desk")
    assert page.status_code == 200
    assert case.number in page.text
    assert "/desk/cases/" + case.id in page.text
    assert case.number not in (await desk.ion.get("/desk")).text
    assert "Nobody is waiting." in (await desk.ion.get("/desk")).text
    assert case.number in (await desk.chief.get("/desk?language=pl")).text
    assert case.number not in (await desk.chief.get("/desk?language=ro")).text
    assert (await desk.admin.get("/desk")).status_code == 403


@pytest.mark.parametrize("query", ["state=nothing", "language=%00", "topic=<b>", "cursor=%F0%9F", "urgent=2&state="])
async def test_no_filter_breaks_the_queue(desk: Desk, query: str) -> None:
    await desk.case()
    assert (await desk.maria.get(f"/desk?{query}")).status_code == 200


async def test_a_case_of_another_language_does_not_exist(desk: Desk) -> None:
    case = await desk.case()
    url = f"/desk/cases/{case.id}"
    for path in ("", "/panel", "/answers?q=x", "/events", "/files/" + "0" * 32):
        assert (await desk.ion.get(url + path)).status_code == 404, path
    for act in ("claim", "reply", "note", "transfer", "close", "reopen", "retry"):
        answer = await desk.ion.post(f"{url}/{act}", data={"text": "x", "to": "queue", "outcome": "solved"})
        assert answer.status_code == 404, act
    assert (await desk.maria.get("/desk/cases/" + "0" * 32)).status_code == 404
    assert (await desk.maria.get("/desk/cases/%00")).status_code == 404


async def test_every_act_needs_the_pages_token(desk: Desk) -> None:
    case = await desk.case()
    del desk.maria.headers["X-CSRF-Token"]
    for act in ("claim", "reply", "note", "transfer", "close", "reopen", "retry", "typing"):
        assert (await desk.maria.post(f"/desk/cases/{case.id}/{act}", data={"text": "x"})).status_code == 403, act
    assert (await cases.get_case(desk.app, cases.actor_of(desk.accounts["maria"]), case.id)).holder is None


async def test_looks_and_acts_are_in_the_audit(desk: Desk) -> None:
    case = await desk.case()
    url = f"/desk/cases/{case.id}"
    assert (await desk.maria.get(url)).status_code == 200
    for act, data in (
        ("claim", {}),
        ("reply", {"text": "Dzień dobry"}),
        ("note", {"text": "bellen"}),
        ("close", {"outcome": "solved"}),
        ("reopen", {}),
        ("transfer", {"to": "queue"}),
    ):
        answer = await desk.maria.post(f"{url}/{act}", data=data)
        assert answer.status_code == 303, (act, answer.text)
    told = [act for who, act in await desk.acts() if who == "maria"]
    expected = ["transcript", "claimed", "replied", "noted", "closed", "reopened", "returned"]
    assert told == [f"case.{act}" for act in expected]


async def test_of_two_who_take_a_case_the_second_is_told_who_has_it(desk: Desk) -> None:
    case = await desk.case()
    assert (await desk.maria.post(f"/desk/cases/{case.id}/claim")).status_code == 303
    late = await desk.piotr.post(f"/desk/cases/{case.id}/claim")
    assert late.status_code == 409
    assert "Maria was quicker" in late.text
    by_script = await desk.piotr.post(f"/desk/cases/{case.id}/claim", **script())
    assert by_script.status_code == 409
    assert by_script.text == "<p>Maria was quicker and has taken this case.</p>"


async def test_a_reply_that_is_refused_is_given_back(desk: Desk) -> None:
    case = await desk.case()
    await desk.maria.post(f"/desk/cases/{case.id}/claim")
    to_piotr = f"account:{desk.accounts['piotr'].id}"
    await desk.chief.post(f"/desk/cases/{case.id}/transfer", data={"to": to_piotr})
    answer = await desk.maria.post(f"/desk/cases/{case.id}/reply", data={"text": "długa odpowiedź"})
    assert answer.status_code == 409
    assert "Piotr has this case now. Your text was not sent" in answer.text
    note = await desk.maria.post(f"/desk/cases/{case.id}/note", data={"text": "x" * 4001})
    assert note.status_code == 422
    assert "x" * 4001 in note.text


async def test_a_page_that_shows_an_old_version_changes_nothing(desk: Desk) -> None:
    case = await desk.case()
    await desk.maria.post(f"/desk/cases/{case.id}/claim")
    answer = await desk.maria.post(f"/desk/cases/{case.id}/close", data={"outcome": "solved", "version": "1"})
    assert answer.status_code == 409
    assert "The case has changed since you looked" in answer.text
    assert (await cases.get_case(desk.app, cases.actor_of(desk.accounts["maria"]), case.id)).open


async def test_the_same_form_twice_is_one_message(desk: Desk) -> None:
    case = await desk.case()
    await desk.maria.post(f"/desk/cases/{case.id}/claim")
    for _ in range(2):
        answer = await desk.maria.post(f"/desk/cases/{case.id}/reply", **script(text="Raz", key="abcdefgh1234"))
        assert answer.status_code == 200
    page = await desk.maria.get(f"/desk/cases/{case.id}")
    assert page.text.count(">Raz</div>") == 1


async def test_a_reply_reaches_the_web_chat_with_the_advisers_name(desk: Desk) -> None:
    from bot.flows.history import history

    case = await desk.case()
    await desk.maria.post(f"/desk/cases/{case.id}/claim")
    await desk.maria.post(f"/desk/cases/{case.id}/reply", data={"text": "Dzień dobry\r\n\r\n*Maria*"})
    assert case.conversation_id
    last = (await history(desk.app.store, case.conversation_id))[-1]
    assert (last.author, last.by) == ("adviser", "Maria")
    assert last.outgoing
    assert "*Maria*" in last.outgoing.payload["html"]


async def test_no_text_of_a_person_or_colleague_becomes_markup(desk: Desk) -> None:
    case = await desk.case(ATTACK)
    url = f"/desk/cases/{case.id}"
    await desk.maria.post(f"{url}/claim")
    await desk.maria.post(f"{url}/reply", data={"text": ATTACK})
    await desk.maria.post(f"{url}/note", data={"text": ATTACK})
    await desk.maria.post("/desk/replies", data={"language": "pl", "title": ATTACK, "body": ATTACK})
    pages = [(await client.get(path)).text for client, path in (
        (desk.maria, url), (desk.maria, f"{url}/panel"), (desk.maria, "/desk/replies?language=pl"),
        (desk.piotr, url), (desk.maria, f"{url}?q={ATTACK}"), (desk.maria, f"{url}/answers?q={ATTACK}"),
    )]  # fmt: skip
    for page in pages:
        assert "<img src=x" not in page
        assert "<script>alert" not in page
    assert pages[0].count("&lt;img src=x") >= 4


async def test_the_number_to_call_shows_to_the_holder_alone(desk: Desk) -> None:
    case = await open_one(
        desk.app, None, language="pl", topic="work", way=Way.CALLBACK, callback=Callback("+31612345678", "pl", Part.ANY)
    )
    url = f"/desk/cases/{case.id}"
    number = "06 12345678"
    assert number not in (await desk.maria.get(url)).text
    await desk.maria.post(f"{url}/claim")
    assert number in (await desk.maria.get(url)).text
    for other in (desk.piotr, desk.chief):
        page = await other.get(url)
        assert page.status_code == 200
        assert number not in page.text
        assert "612345678" not in page.text
    assert ("maria", "case.callback") in await desk.acts()
    await desk.maria.post(f"{url}/close", data={"outcome": "called"})
    assert number not in (await desk.maria.get(url)).text


async def test_an_erased_conversation_leaves_nothing_and_says_why(desk: Desk) -> None:
    case = await desk.case("moj sekret")
    await desk.maria.post(f"/desk/cases/{case.id}/claim")
    assert "moj sekret" in (await desk.maria.get(f"/desk/cases/{case.id}")).text
    assert case.conversation_id
    await erase(desk.app.store, case.conversation_id)
    page = await desk.maria.get(f"/desk/cases/{case.id}")
    assert page.status_code == 200
    assert "The person deleted the conversation." in page.text
    assert "moj sekret" not in page.text
    refused = await desk.maria.post(f"/desk/cases/{case.id}/reply", data={"text": "halo?"})
    assert refused.status_code == 409
    assert "halo?" in refused.text or "closed" in refused.text


async def test_answers_and_saved_replies_come_filled_in(desk: Desk) -> None:
    case = await desk.case()
    url = f"/desk/cases/{case.id}"
    await desk.maria.post(f"{url}/claim")
    body = "Stawka: {fact:minimum_wage_hour_21plus}. {fact:nothing}"
    saved = await desk.maria.post("/desk/replies", data={"language": "pl", "title": "Stawka", "body": body})
    assert saved.status_code == 303
    page = (await desk.maria.get(url)).text
    assert re.search(r"Stawka: [\d,]+\s€", page)
    assert "Part of this text refers to something that is not known" in page
    found = (await desk.maria.get(f"{url}/answers?q=minimalna")).text
    assert "answer-minimum_wage" in found
    assert "{fact:" not in found
    assert "No answer fits" in (await desk.maria.get(f"{url}/answers?q=xyzzy")).text


async def test_saved_replies_are_changed_by_their_owner_and_shared_by_supervisors(desk: Desk) -> None:
    own = {"language": "pl", "title": "Moje", "body": "moje"}
    await desk.maria.post("/desk/replies", data=own)
    assert "Moje" in (await desk.maria.get("/desk/replies?language=pl")).text
    assert "Moje" not in (await desk.piotr.get("/desk/replies?language=pl")).text
    refused = await desk.maria.post("/desk/replies", data={**own, "for_all": "1"})
    assert refused.status_code == 403
    shared = {"language": "pl", "title": "Wspólne", "body": "wspólne", "for_all": "1"}
    assert (await desk.chief.post("/desk/replies", data=shared)).status_code == 303
    page = (await desk.piotr.get("/desk/replies?language=pl")).text
    assert "Wspólne" in page
    assert (await desk.piotr.post("/desk/replies/drop", data={"id": "2", "language": "pl"})).status_code == 403
    assert (await desk.piotr.post("/desk/replies/drop", data={"id": "x", "language": "pl"})).status_code == 303
    empty = await desk.maria.post("/desk/replies", data={**own, "title": " "})
    assert empty.status_code == 422
    assert "moje" in empty.text
    look = await desk.maria.post(
        "/desk/replies", data={**own, "body": "{contact:juridisch_loket_am.phone}", "look": "1"}
    )
    assert "088" in look.text


async def test_office_hours_are_set_by_supervisors_and_administrators(desk: Desk) -> None:
    for client, base in ((desk.chief, "/desk/hours"), (desk.admin, "/admin/hours")):
        week = {f"{what}-{day}-0": at for day in range(5) for what, at in (("opens", "9:00"), ("closes", "17:30"))}
        assert (await client.post(f"{base}/week", data={**week, "language": ""})).status_code == 303
        assert 'value="17:30"' in (await client.get(base)).text
        wrong = await client.post(f"{base}/week", data={"opens-0-0": "17:00", "closes-0-0": "9:00", "language": ""})
        assert wrong.status_code == 422
        assert 'value="17:00"' in wrong.text
        day = {"day": "2027-04-27", "as": "open", "note": "Koningsdag"}
        assert (await client.post(f"{base}/day", data=day)).status_code == 303
        assert "Koningsdag" in (await client.get(base)).text
        assert (await client.post(f"{base}/day", data={"day": "31-12"})).status_code == 422
        assert (await client.post(f"{base}/day", data={"day": "2027-04-27", "as": "usual"})).status_code == 303
        assert (await client.post(f"{base}/week", data={"language": ""})).status_code == 422
    assert (await desk.maria.get("/desk/hours")).status_code == 403
    assert (await desk.maria.post("/desk/hours/week", data={"language": ""})).status_code == 403
    assert ("chief", "desk.hours") in await desk.acts()


async def test_the_overview_warns_and_hands_out(desk: Desk) -> None:
    case = await desk.case()
    page = await desk.chief.get("/desk/overview")
    assert case.number in page.text
    assert (await desk.maria.get("/desk/overview")).status_code == 403
    to = {"to": f"account:{desk.accounts['maria'].id}", "back": "overview", "version": "1"}
    given = await desk.chief.post(f"/desk/cases/{case.id}/transfer", data=to)
    assert (given.status_code, given.headers["location"]) == (303, "/desk/overview")
    assert "With you" in (await desk.maria.get("/desk")).text
    assert (await desk.chief.get("/desk/overview?language=zz<b>")).status_code == 200


@pytest.mark.parametrize("to", ["", "account:", "account:nobody", "language:", "language:xx", "queue", "everybody:1"])
async def test_handing_over_to_nobody_is_refused_in_words(desk: Desk, to: str) -> None:
    case = await desk.case()
    answer = await desk.chief.post(f"/desk/cases/{case.id}/transfer", **script(to=to))
    assert answer.status_code in (409, 422)
    assert answer.text.startswith("<p>")


def picture(kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(made, kind)
    return made.getvalue()


async def test_a_picture_reaches_the_adviser_and_nobody_else(desk: Desk) -> None:
    case = await desk.case()
    assert case.conversation_id

    async def send(content: bytes, name: str) -> None:
        await upload(
            desk.app, channel="web", address="anna", conversation_id=case.conversation_id or "", external_id=name,
            content=content, language="pl",
        )  # fmt: skip

    await send(picture(), "one")
    await send(b"%PDF-1.7 ...", "two")
    page = (await desk.maria.get(f"/desk/cases/{case.id}")).text
    shown, document = dict.fromkeys(re.findall(rf"/desk/cases/{case.id}/files/[0-9a-f]+", page))
    answer = await desk.maria.get(shown)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == f'inline; filename="{case.number}.png"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    pdf = await desk.maria.get(document)
    assert pdf.headers["content-disposition"].startswith("attachment")
    assert (await desk.maria.get(f"{shown}?download=1")).headers["content-disposition"].startswith("attachment")
    assert (await desk.ion.get(shown)).status_code == 404
    assert (await desk.admin.get(shown)).status_code == 403
    acts = await desk.acts()
    assert ("maria", "case.file") in acts
    assert ("maria", "case.download") in acts
    other = await desk.case("inna sprawa", who="ewa")
    assert (await desk.maria.get(shown.replace(case.id, other.id))).status_code == 404


async def test_without_a_case_no_file_is_taken(desk: Desk) -> None:
    talk = await say(desk.app, "anna", "dzien dobry")
    with pytest.raises(NoAdviser):
        await upload(
            desk.app, channel="web", address="anna", conversation_id=talk, external_id="x", content=picture(),
            language="pl",
        )  # fmt: skip
