"""The editor's pages over HTTP, without scripts: what each button does, and what nobody gets past."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from bot.content.items import answer_item, fact_item
from bot.flows.app import App
from bot.flows.editing import knowledge_of
from bot.staff.roles import Account, Role
from bot.store.revisions import drafts, open_draft
from tests.support.browser import browser
from tests.support.clock import Clock
from tests.support.staff import make_account, signed_in
from tests.support.web import opened, settings

LANGUAGES = ("pl", "ro", "bg", "nl")
PAGES = (
    "/editor/tasks",
    "/editor/answers",
    "/editor/answers/bsn",
    "/editor/answers/bsn/pl",
    "/editor/facts",
    "/editor/facts/deductible",
    "/editor/facts/brp_appointment",
    "/editor/contacts",
    "/editor/contacts/fairwork",
    "/editor/contacts/shelter_municipality",
    "/editor/reviews",
    "/editor/calendar",
    "/editor/history/answer/pl/bsn",
    "/editor/pick?kind=fact&language=pl",
    "/editor/pick?kind=contact&language=bg&slug=bsn",
)


@pytest.fixture
async def app(database_url: str) -> AsyncIterator[App]:
    async with opened(settings(database_url)) as made:
        made.clock = Clock()
        yield made


@pytest.fixture
def web(app: App, database_url: str) -> FastAPI:
    return create_app(app, settings(database_url))


async def who(app: App, role: Role, *languages: str, name: str = "Ana", interface: str = "en") -> Account:
    return await make_account(
        app.store, role=role, languages=languages, name=name, interface=interface, now=app.clock()
    )


@pytest.fixture
async def ana(app: App, web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(web) as client:
        yield await signed_in(client, await who(app, Role.KEY_FIGURE, "pl"))


@pytest.fixture
async def lex(app: App, web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(web) as client:
        yield await signed_in(client, await who(app, Role.LEGAL_REVIEWER, *LANGUAGES, name="Lex"))


def form_of(page: str) -> dict[str, str]:
    """The fields of the big form of a page, as a browser would send them."""
    from html import unescape

    form = re.search(r'<form[^>]*(?:id="edit"|class="stack" method="post" action="/editor/(?:facts|contacts)/).*?</form>', page, re.S)  # fmt: skip  # noqa: E501
    assert form
    body = form[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", body):
        name, kind = re.search(r' name="([^"]*)"', tag), re.search(r' type="([^"]*)"', tag)
        if name and (kind is None or kind[1] != "checkbox" or " checked" in tag):
            value = re.search(r' value="([^"]*)"', tag)
            found[name[1]] = unescape(value[1]) if value else ""
    for name, value in re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>\n?(.*?)</textarea>', body, re.S):
        found[name] = unescape(value)
    return found


@pytest.mark.parametrize("interface", [*LANGUAGES, "en"])
async def test_every_page_opens_in_every_language(app: App, web: FastAPI, interface: str) -> None:
    async with browser(web) as client:
        await signed_in(client, await who(app, Role.KEY_FIGURE, "pl", "nl", interface=interface))
        for path in PAGES:
            page = await client.get(path)
            assert page.status_code == 200, path
            assert "{" not in re.sub(r"<textarea.*?</textarea>|\{(?:fact|contact|source):[^}]*\}|<body[^>]*>|<meta[^>]*>", "", page.text, flags=re.S), path  # fmt: skip  # noqa: E501


async def test_the_form_of_an_answer_changes_nothing_by_itself(app: App, ana: httpx.AsyncClient) -> None:
    fields = form_of((await ana.get("/editor/answers/bsn/pl")).text)
    answer = await ana.post("/editor/answers/bsn/pl/autosave", data=fields)
    assert answer.json() == {"version": 0, "draft": ""}
    async with app.store.read() as tx:
        assert await drafts(tx) == []


async def test_from_the_form_to_the_people(app: App, ana: httpx.AsyncClient, lex: httpx.AsyncClient) -> None:
    fields = form_of((await ana.get("/editor/answers/bsn/pl")).text)
    fields["essence"] = "Nowe zdanie.\r\n\r\n" + fields["essence"]
    page = await ana.post("/editor/answers/bsn/pl", data=fields | {"act": "ask", "note": "New rule"})
    assert "sent for review" in page.text
    async with app.store.read() as tx:
        draft = await open_draft(tx, answer_item("pl", "bsn"))
    assert draft is not None
    assert (draft.state, draft.note) == ("review", "New rule")
    own = await ana.get(f"/editor/drafts/{draft.id}")
    assert "You wrote this yourself" in own.text
    refused = await ana.post(f"/editor/drafts/{draft.id}", data={"act": "publish", "version": str(draft.version)})
    assert refused.status_code == 403
    look = await lex.get(f"/editor/drafts/{draft.id}")
    assert "Nowe zdanie." in look.text
    done = await lex.post(f"/editor/drafts/{draft.id}", data={"act": "publish", "version": str(draft.version)})
    assert "People get the new text with their next message" in done.text
    assert (await knowledge_of(app).newest()).answers["pl", "bsn"].essence.startswith("Nowe zdanie.\n\n")
    other = await lex.get("/editor/answers/bsn")
    assert other.text.count("To be checked") == 3
    right = await lex.post("/editor/answers/bsn/ro/right", data={"up_to": "99"})
    assert right.text.count("To be checked") == 2


async def test_a_text_with_errors_is_kept_and_they_are_named_beside_it(app: App, ana: httpx.AsyncClient) -> None:
    fields = form_of((await ana.get("/editor/answers/bsn/pl")).text)
    fields |= {"essence": "Zapłać 5 euro.", "button": "b" * 30, "sources": "http://example.nl", "act": "ask"}
    page = await ana.post("/editor/answers/bsn/pl", data=fields)
    assert page.status_code == 422
    assert "Some things have to be put right first" in page.text
    assert "Zapłać 5 euro." in page.text
    assert 'data-jump="essence" data-line="1"' in page.text
    assert "The number 5 is typed" in page.text
    assert "30 characters, only 20 fit" in page.text
    assert "must start with https://" in page.text


async def test_a_collision_asks_and_keeps_both(app: App, web: FastAPI, ana: httpx.AsyncClient) -> None:
    fields = form_of((await ana.get("/editor/answers/bsn/pl")).text)
    async with browser(web) as ola:
        await signed_in(ola, await who(app, Role.KEY_FIGURE, "pl", name="Ola"))
        saved = await ola.post("/editor/answers/bsn/pl", data=fields | {"title": "Od Oli"})
        assert saved.status_code == 200
    late = await ana.post("/editor/answers/bsn/pl/autosave", data=fields | {"essence": "Od Any."})
    assert (late.status_code, late.json()["by"]) == (409, "Ola")
    page = await ana.post("/editor/answers/bsn/pl", data=fields | {"essence": "Od Any."})
    assert page.status_code == 409
    assert "Od Any." in page.text
    assert "Od Oli" in page.text
    assert "Take both" in page.text
    texts = dict(re.findall(r'<textarea name="(mine|theirs|together)"[^>]*>\n(.*?)</textarea>', page.text, re.S))
    version = re.search(r'name="version" value="(\d+)"', page.text)
    assert version
    item = {"kind": "answer", "language": "pl", "name": "bsn", "version": version[1], "outdated": "0"}
    chosen = await ana.post("/editor/merge", data={**item, **texts, "choice": "together"})
    assert chosen.status_code == 200
    async with app.store.read() as tx:
        draft = await open_draft(tx, answer_item("pl", "bsn"))
    assert draft is not None
    assert "title: Od Oli" in draft.text
    assert "Od Any." in draft.text


async def test_a_new_value_from_a_day_on(app: App, ana: httpx.AsyncClient, lex: httpx.AsyncClient) -> None:
    path = "/editor/facts/minimum_wage_hour_21plus"
    fields = form_of((await ana.get(path)).text)
    fields |= {"new_value": "15,20", "new_from": "2027-01-01", "new_source": "https://www.rijksoverheid.nl/x"}
    page = await ana.post(path, data=fields | {"act": "ask", "new_seen": "1"})
    assert "sent for review" in page.text
    async with app.store.read() as tx:
        draft = await open_draft(tx, fact_item("minimum_wage_hour_21plus"))
    assert draft is not None
    await lex.post(f"/editor/drafts/{draft.id}", data={"act": "publish", "version": str(draft.version)})
    fact = (await knowledge_of(app).newest()).facts["minimum_wage_hour_21plus"]
    before, after = fact.on(date(2026, 12, 31)), fact.on(date(2027, 1, 1))
    assert before is not None
    assert after is not None
    assert (str(before.value), str(after.value), after.check, after.confidence) == (
        "14.99",
        "15.20",
        False,
        "seen 2026-11",
    )
    assert "15.20" in (await ana.get("/editor/calendar")).text


async def test_saving_a_form_unchanged_changes_no_entry(app: App, ana: httpx.AsyncClient) -> None:
    state = await knowledge_of(app).current()
    for path, item in (
        ("/editor/facts/deductible", fact_item("deductible")),
        ("/editor/facts/brp_appointment", fact_item("brp_appointment")),
        ("/editor/facts/tax_deadline", fact_item("tax_deadline")),
    ):
        if not state.text_of(item):
            continue
        await ana.post(path, data=form_of((await ana.get(path)).text))
        async with app.store.read() as tx:
            draft = await open_draft(tx, item)
        assert draft is not None
        assert draft.text == state.text_of(item)


async def test_saving_any_contact_unchanged_changes_nothing(app: App, ana: httpx.AsyncClient) -> None:
    from bot.content.items import contact_item

    state = await knowledge_of(app).current()
    for name in ("emergency_112", "fairwork", "shelter_municipality", "juridisch_loket_am", "cak", "labour_authority"):
        path = f"/editor/contacts/{name}"
        await ana.post(path, data=form_of((await ana.get(path)).text))
        async with app.store.read() as tx:
            draft = await open_draft(tx, contact_item(name))
        assert draft is not None
        assert draft.text == state.text_of(contact_item(name)), name


async def test_withdrawn_at_once(app: App, ana: httpx.AsyncClient) -> None:
    page = await ana.post("/editor/answers/bsn/pl/withdraw", data={"reason": "wrong"})
    assert "People do not get it any more" in page.text
    assert (await knowledge_of(app).newest()).answer("pl", "bsn") is None
    history = await ana.get("/editor/history/answer/pl/bsn")
    number = re.findall(r'name="number" value="(\d+)"', history.text)[-1]
    back = await ana.post("/editor/history/answer/pl/bsn", data={"number": number, "version": "0"})
    assert "The earlier text is a draft now" in back.text


SCRIPT = '<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3)) "><svg onload=alert(4)>'


async def test_nothing_an_editor_writes_becomes_a_script(
    app: App, ana: httpx.AsyncClient, lex: httpx.AsyncClient
) -> None:
    fields = form_of((await ana.get("/editor/answers/bsn/pl")).text)
    bad = fields | dict.fromkeys(("title", "essence", "more", "button", "row", "note", "sources"), SCRIPT)
    await ana.post("/editor/answers/bsn/pl", data=bad)
    preview = await ana.post("/editor/answers/bsn/pl/preview", data=bad)
    async with app.store.read() as tx:
        draft = await open_draft(tx, answer_item("pl", "bsn"))
    assert draft is not None
    pages = [preview.text]
    for path in ("/editor/tasks", "/editor/answers/bsn", "/editor/answers/bsn/pl", f"/editor/drafts/{draft.id}"):
        pages += [(await client.get(path)).text for client in (ana, lex)]
    await ana.post(
        "/editor/contacts/cak", data=form_of((await ana.get("/editor/contacts/cak")).text) | {"name": SCRIPT}
    )
    await ana.post("/editor/facts/deductible", data={"new_value": SCRIPT, "version": "0", "note": SCRIPT})
    pages += [(await ana.get(path)).text for path in ("/editor/contacts/cak", "/editor/facts/deductible")]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<svg onload" not in page
        assert not re.search(r"""href=["']javascript:""", page)


async def test_a_neighbours_entry_does_not_ride_along(app: App, ana: httpx.AsyncClient, lex: httpx.AsyncClient) -> None:
    text = (await knowledge_of(app).current()).text_of(fact_item("no_bsn_tax_rate"))
    smuggled = text + "  - id: brand_new\n    kind: value\n    unit: count\n    periods: []\n"
    item = {"kind": "fact", "language": "", "name": "no_bsn_tax_rate", "version": "0", "outdated": "0"}
    await ana.post("/editor/merge", data={**item, "mine": smuggled, "choice": "mine"})
    async with app.store.read() as tx:
        draft = await open_draft(tx, fact_item("no_bsn_tax_rate"))
    assert draft is not None
    page = await lex.post(f"/editor/drafts/{draft.id}", data={"act": "publish", "version": str(draft.version)})
    assert page.status_code == 422
    assert "brand_new" not in (await knowledge_of(app).newest()).facts


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("GET", "/editor/answers/nothing", {}),
        ("GET", "/editor/answers/bsn/xx", {}),
        ("GET", "/editor/answers/greeting/pl", {}),
        ("GET", "/editor/facts/..%2Fx", {}),
        ("GET", "/editor/facts/nothing", {}),
        ("GET", "/editor/contacts/nothing", {}),
        ("GET", "/editor/drafts/nothing", {}),
        ("GET", "/editor/history/thing/pl/bsn", {}),
        ("GET", "/editor/history/answer/xx/nothing", {}),
        ("POST", "/editor/history/answer/pl/bsn", {"number": "99999999999999999999"}),
        ("POST", "/editor/drafts/nothing", {"act": "publish", "version": "x"}),
        ("POST", "/editor/merge", {"kind": "x"}),
        ("POST", "/editor/merge", {"kind": "answer", "language": "xx", "name": "bsn"}),
        ("POST", "/editor/facts/nothing", {"act": "ask"}),
    ],
)
async def test_what_is_not_there_is_said_kindly(
    ana: httpx.AsyncClient, method: str, path: str, data: dict[str, str]
) -> None:
    page = await ana.request(method, path, data=data)
    assert page.status_code == 404
    assert "<h1" in page.text


async def test_who_may_not_write_gets_no_further(app: App, web: FastAPI, lex: httpx.AsyncClient) -> None:
    async with browser(web) as client:
        await signed_in(client, await who(app, Role.KEY_FIGURE, "ro", name="Rada"))
        page = await client.get("/editor/answers/bsn/pl")
        assert "not in your languages or topics" in page.text
        fields = form_of(page.text) | {"title": "Od Rady"}
        for path in ("/editor/answers/bsn/pl", "/editor/answers/bsn/pl/autosave", "/editor/answers/bsn/pl/withdraw"):
            assert (await client.post(path, data=fields)).status_code == 403
        del client.headers["X-CSRF-Token"]
        bare = {name: value for name, value in fields.items() if name != "csrf"}
        assert (await client.post("/editor/answers/bsn/ro", data=bare)).status_code == 403
    for role in (Role.ADVISER, Role.SUPERVISOR):
        async with browser(web) as client:
            await signed_in(client, await who(app, role, "pl", name="Ad"))
            assert (await client.get("/editor/tasks")).status_code == 403
    async with browser(web) as client:
        assert "/staff/sign-in" in str((await client.get("/editor/tasks")).url)
    async with app.store.read() as tx:
        assert await drafts(tx) == []


async def test_an_administrator_sees_and_overrides(app: App, web: FastAPI, ana: httpx.AsyncClient) -> None:
    fields = form_of((await ana.get("/editor/answers/bsn/pl")).text) | {"title": "BSN: numer"}
    await ana.post("/editor/answers/bsn/pl", data=fields | {"act": "ask"})
    async with app.store.read() as tx:
        draft = await open_draft(tx, answer_item("pl", "bsn"))
    assert draft is not None
    async with browser(web) as client:
        await signed_in(client, await who(app, Role.ADMINISTRATOR, name="Ada"))
        assert "Publish as administrator" in (await client.get(f"/editor/drafts/{draft.id}")).text
        page = await client.post(f"/editor/drafts/{draft.id}", data={"act": "override", "version": str(draft.version)})
        assert page.status_code == 200
    assert (await knowledge_of(app).newest()).answers["pl", "bsn"].title == "BSN: numer"


async def test_search_needs_no_diacritics(ana: httpx.AsyncClient) -> None:
    for query, language in (("zasilek dzieci", "pl"), ("alocatie", "ro"), ("zaplata", "bg"), ("МИНИМАЛНА", "bg")):
        page = await ana.get("/editor/answers", params={"q": query, "language": language})
        assert not re.search(r"\b0 answers", page.text), query


async def test_a_contact_is_planned_published_earlier_and_an_outdated_draft_is_put_together(
    app: App, ana: httpx.AsyncClient, lex: httpx.AsyncClient
) -> None:
    path = "/editor/contacts/cak"
    fields = form_of((await ana.get(path)).text)
    await ana.post(path, data=fields | {"name": "CAK nieuw", "act": "ask", "publish_on": "2027-01-01"})
    async with app.store.read() as tx:
        (draft,) = await drafts(tx)
    decide = f"/editor/drafts/{draft.id}"
    planned = await lex.post(decide, data={"act": "publish", "version": str(draft.version)})
    assert "It is published by itself on its day" in planned.text
    assert "A change is planned for" in (await ana.get(path)).text
    assert (await knowledge_of(app).newest()).contacts["cak"].name == "CAK"
    # Meanwhile somebody begins another change, and the planned one is published at once.
    await ana.post(path, data=form_of((await ana.get(path)).text) | {"source": "hetcak.nl"})
    version = str(draft.version + 1)
    await lex.post(decide, data={"act": "publish", "version": version, "publish_on": ""})
    assert (await knowledge_of(app).newest()).contacts["cak"].name == "CAK nieuw"
    page = await ana.get(path)
    assert "What is published has changed since this draft was begun" in page.text
    merge = await ana.get("/editor/merge?kind=contact&language=&name=cak")
    assert merge.status_code == 409
    texts = dict(re.findall(r'<textarea name="(mine|theirs|together)"[^>]*>\n(.*?)</textarea>', merge.text, re.S))
    from html import unescape

    texts = {name: unescape(text) for name, text in texts.items()}
    number = re.search(r'name="version" value="(\d+)"', merge.text)
    assert number
    item = {"kind": "contact", "language": "", "name": "cak", "version": number[1], "outdated": "1"}
    await ana.post("/editor/merge", data={**item, **texts, "choice": "together"})
    async with app.store.read() as tx:
        (left,) = await drafts(tx)
    await lex.post(f"/editor/drafts/{left.id}", data={"act": "publish", "version": str(left.version)})
    found = (await knowledge_of(app).newest()).contacts["cak"]
    assert (found.name, found.source) == ("CAK nieuw", "hetcak.nl")
