"""New facts and contacts over HTTP: written by one, published by another, in the files as people write them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bot.content import files, items
from bot.content.items import Item, contact_item, fact_item
from bot.flows import exchange
from bot.flows.app import App
from bot.flows.editing import knowledge_of
from bot.flows.knowledge import Knowledge
from bot.settings import ROOT
from bot.staff.roles import Account, Role
from bot.store.audit import entries as audit_entries
from bot.store.revisions import Draft, drafts, history, open_draft
from tests.support.browser import browser
from tests.support.clock import Clock
from tests.support.staff import make_account, signed_in

FACT = {
    "kind": "value",
    "name": "Bus ticket to the gemeente",
    "unit": "eur",
    "entry_note": "one way, adult",
    "new_value": "4,50",
    "new_from": "2026-11-01",
    "new_source": "https://www.rijksoverheid.nl/bus",
    "new_seen": "1",
}
CONTACT = {
    "name": "Vakbond Thuis",
    "english": "Union at home",
    "group": "legal",
    "what_for": "unpaid wages",
    "url": "https://vakbond.example.nl",
    "urls_pl": "https://vakbond.example.nl/pl",
    "phone_national": "020 123 45 67",
    "phone_e164": "+31 20 123 45 67",
    "phone_seen": "1",
    "whatsapp_e164": "+31 6 1234 5678",
    "email_address": "hulp@vakbond.example.nl",
    "email_seen": "1",
    "hours_text": "Mon-Fri 9-17",
    "languages": "nl, pl",
    "source": "vakbond.example.nl",
    "seen": "1",
}


@pytest.fixture(autouse=True)
def clock(app: App) -> Clock:
    app.clock = Clock()
    return app.clock


async def who(app: App, role: Role, *languages: str, name: str) -> Account:
    return await make_account(app.store, role=role, languages=languages, name=name, interface="en", now=app.clock())


@pytest.fixture
async def ana(app: App, web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(web) as client:
        yield await signed_in(client, await who(app, Role.KEY_FIGURE, "pl", name="Ana"))


@pytest.fixture
async def rad(app: App, web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(web) as client:
        yield await signed_in(client, await who(app, Role.KEY_FIGURE, "ro", name="Rad"))


async def begun(app: App, item: Item) -> Draft:
    async with app.store.read() as tx:
        draft = await open_draft(tx, item)
    assert draft is not None
    return draft


async def decide(client: httpx.AsyncClient, draft: Draft, act: str, **fields: str) -> httpx.Response:
    return await client.post(f"/editor/drafts/{draft.id}", data={"act": act, "version": str(draft.version), **fields})


def faults(page: httpx.Response) -> dict[str, str]:
    """The errors of a form: field → what it says."""
    found = re.findall(r'<p class="error" id="e-(\w+)">(.*?)</p>', page.text)
    return {name: unescape(text) for name, text in found}


async def test_a_new_fact_is_published_by_somebody_else(
    app: App, ana: httpx.AsyncClient, rad: httpx.AsyncClient
) -> None:
    page = await ana.post("/editor/facts/new", data=FACT | {"act": "ask", "note": "People ask"})
    assert "sent for review" in page.text
    item = fact_item("bus_ticket_to_the_gemeente")
    draft = await begun(app, item)
    assert (draft.state, draft.note, draft.base_text) == ("review", "People ask", "")
    assert draft.text == (
        "  - id: bus_ticket_to_the_gemeente\n"
        "    kind: value\n"
        "    unit: eur\n"
        '    note: "one way, adult"\n'
        "    periods:\n"
        '      - value: "4.50"\n'
        "        valid_from: 2026-11-01\n"
        "        source: https://www.rijksoverheid.nl/bus\n"
        '        confidence: "seen 2026-11"\n'
        "        check: false\n"
    )
    # Nobody gets it yet; the picker says why it can't be chosen.
    assert item.name not in (await knowledge_of(app).newest()).facts
    pick = (await ana.get("/editor/pick", params={"q": "bus ticket", "language": "pl"})).text
    assert "data-insert" not in pick
    assert "Not to be chosen yet" in pick
    assert "New, not published yet" in (await rad.get("/editor/facts")).text
    # Four eyes.
    assert (await decide(ana, draft, "publish")).status_code == 403
    assert "You wrote this yourself" in (await ana.get(f"/editor/drafts/{draft.id}")).text
    assert "one way, adult" in (await rad.get(f"/editor/drafts/{draft.id}")).text
    done = await decide(rad, draft, "publish")
    assert "People get the new text with their next message" in done.text
    period = (await knowledge_of(app).newest()).facts[item.name].on(date(2026, 11, 22))
    assert period is not None
    assert (str(period.value), period.check) == ("4.50", False)
    pick = (await ana.get("/editor/pick", params={"q": "bus ticket", "language": "pl"})).text
    assert 'data-insert="{fact:bus_ticket_to_the_gemeente}"' in pick
    assert "4,50" in pick
    assert "New, not published yet" not in (await ana.get("/editor/facts")).text
    async with app.store.read() as tx:
        (revision,) = await history(tx, item)
    assert (revision.author_name, revision.reviewer_name, revision.note) == ("Ana", "Rad", "People ask")
    assert "People ask" in (await ana.get("/editor/history/fact/-/bus_ticket_to_the_gemeente")).text
    # As any other: doubted at once, by one person.
    await ana.post(f"/editor/facts/{item.name}", data={"act": "withdraw", "reason": "wrong"})
    period = (await knowledge_of(app).newest()).facts[item.name].on(date(2026, 11, 22))
    assert period is not None
    assert period.check


async def test_a_new_contact_is_published_by_somebody_else(
    app: App, ana: httpx.AsyncClient, rad: httpx.AsyncClient
) -> None:
    page = await ana.post("/editor/contacts/new", data=CONTACT)
    assert "Nobody gets it before somebody else has published it" in page.text
    assert "How people will read it" not in page.text
    item = contact_item("vakbond_thuis")
    assert (await begun(app, item)).state == "draft"
    assert "Vakbond Thuis" in (await rad.get("/editor/contacts")).text
    fields = {"version": "1", "act": "ask", "note": "New", "entry": (await begun(app, item)).text}
    assert "sent for review" in (await ana.post("/editor/contacts/vakbond_thuis", data=fields)).text
    draft = await begun(app, item)
    assert (await decide(ana, draft, "publish")).status_code == 403
    assert (await decide(rad, draft, "publish")).status_code == 200
    contact = (await knowledge_of(app).newest()).contacts["vakbond_thuis"]
    assert contact.phone is not None
    assert contact.whatsapp is not None
    assert contact.email is not None
    assert contact.hours is not None
    assert (contact.name, contact.english, contact.group) == ("Vakbond Thuis", "Union at home", "legal")
    assert (contact.phone.value, contact.phone.e164, contact.phone.check) == ("020 123 45 67", "+31201234567", False)
    assert (contact.whatsapp.check, contact.email.check, contact.hours.check) == (True, False, True)
    assert dict(contact.urls) == {"pl": "https://vakbond.example.nl/pl"}
    pick = (await ana.get("/editor/pick", params={"q": "vakbond thuis", "kind": "contact"})).text
    assert 'data-insert="{contact:vakbond_thuis}"' in pick


async def test_a_rule_in_words(app: App, ana: httpx.AsyncClient, rad: httpx.AsyncClient) -> None:
    assert "New rule in words" in (await ana.get("/editor/facts/new?kind=rule")).text
    rule = {"kind": "rule", "id": "bus_rule", "statement": "The bus waits.", "source_note": "article 1", "act": "ask"}
    page = await ana.post("/editor/facts/new", data=rule)
    assert "sent for review" in page.text
    assert (await decide(rad, await begun(app, fact_item("bus_rule")), "publish")).status_code == 200
    found = (await knowledge_of(app).newest()).rules["bus_rule"]
    assert (found.statement, found.check, found.confidence) == ("The bus waits.", True, "check")


@pytest.mark.parametrize(
    ("path", "sent", "names", "said"),
    [
        ("facts", FACT, ("Bus Ticket", "../bus", "1bus", "_bus", "bilet_żółty", "new", "b" * 81), "Only small letters"),
        ("facts", FACT, ("brp_deadline", "brp_appointment", "cal_wtta_start"), "taken already"),
        ("contacts", CONTACT, ("Vakbond", "vak-bond"), "Only small letters"),
        ("contacts", CONTACT, ("fairwork",), "taken already"),
    ],
)
async def test_a_name_that_cannot_be_had(
    app: App, ana: httpx.AsyncClient, path: str, sent: Mapping[str, str], names: Sequence[str], said: str
) -> None:
    """A fact shares its names with rules and with the rows of the calendar."""
    for name in names:
        page = await ana.post(f"/editor/{path}/new", data={**sent, "id": name, "act": "ask"})
        assert page.status_code == 422, name
        assert list(faults(page)) == ["id"], name
        assert said in faults(page)["id"], name
    nameless = await ana.post(f"/editor/{path}/new", data={**sent, "id": "", "name": ""})
    assert faults(nameless)["id"] == "Give it a short name."
    async with app.store.read() as tx:
        assert await drafts(tx) == []


@pytest.mark.parametrize(
    ("path", "sent", "wrong"),
    [
        ("facts", FACT, {"new_source": "", "new_value": "soon", "unit": "eur"}),
        ("facts", {"kind": "rule", "id": "r1", "valid_from": "2027-01-01"}, {"statement": "", "source": ""}),
        ("contacts", CONTACT, {"source": "", "email_address": "hulp", "url": "http://vakbond.nl"}),
    ],
)
async def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    app: App, ana: httpx.AsyncClient, path: str, sent: Mapping[str, str], wrong: Mapping[str, str]
) -> None:
    fields = {**sent, **wrong}
    page = await ana.post(f"/editor/{path}/new", data=fields | {"act": "ask"})
    assert page.status_code == 422
    assert "Not saved yet" in page.text
    assert set(faults(page)) == set(wrong) - {"unit"}
    body = unescape(page.text)
    for name, value in fields.items():
        if name == "unit" or name == "group":
            assert f'<option value="{value}" selected>' in body
        elif name.endswith("seen"):
            assert re.search(f'name="{name}" value="1" checked', body)
        elif value:
            assert value in body, name
    async with app.store.read() as tx:
        assert await drafts(tx) == []


@pytest.mark.parametrize("interface", ["pl", "ro", "bg", "nl"])
async def test_the_forms_open_in_every_language(app: App, web: FastAPI, interface: str) -> None:
    account = await make_account(app.store, role=Role.KEY_FIGURE, languages=["pl"], interface=interface)
    async with browser(web) as client:
        await signed_in(client, account)
        for path in ("facts/new", "facts/new?kind=rule", "contacts/new"):
            page = await client.get(f"/editor/{path}")
            assert page.status_code == 200
            assert "Somebody else reads it" not in page.text, "not translated"


async def test_a_name_that_somebody_is_writing_is_taken(
    app: App, ana: httpx.AsyncClient, rad: httpx.AsyncClient
) -> None:
    first = FACT | {"id": "bus_ticket"}
    await ana.post("/editor/facts/new", data=first)
    page = await rad.post("/editor/facts/new", data=first | {"new_value": "5"})
    assert page.status_code == 422
    assert "taken already" in faults(page)["id"]
    assert 'href="/editor/facts/bus_ticket"' in page.text
    # Sent a second time by the same person, the form is no mistake.
    again = await ana.post("/editor/facts/new", data=first)
    assert "Saved as a draft" in again.text
    async with app.store.read() as tx:
        (draft,) = await drafts(tx)
    assert draft.version == 1


async def test_a_draft_can_be_put_right_and_thrown_away(app: App, ana: httpx.AsyncClient) -> None:
    await ana.post("/editor/facts/new", data=FACT | {"id": "bus_ticket"})
    item = fact_item("bus_ticket")
    page = await ana.get("/editor/facts/bus_ticket")
    assert "How people will read it" in page.text
    assert "4,50" in page.text
    draft = await begun(app, item)
    fields = {"entry": draft.text, "version": "1", "unit": "count", "entry_note": "tickets", "p0_value": "3"}
    fields |= {"p0_source": "https://www.rijksoverheid.nl/bus", "p0_confidence": "seen 2026-11"}
    await ana.post("/editor/facts/bus_ticket", data=fields)
    draft = await begun(app, item)
    assert "unit: count" in draft.text
    assert 'note: "tickets"' in draft.text
    thrown = {"act": "discard", "draft": draft.id, "version": str(draft.version)}
    page = await ana.post("/editor/facts/bus_ticket", data=thrown)
    assert (page.status_code, page.url.path) == (200, "/editor/facts")
    assert (await ana.get("/editor/facts/bus_ticket")).status_code == 404


async def test_what_is_planned_for_a_day_can_be_looked_at_and_sent_back(
    app: App, ana: httpx.AsyncClient, rad: httpx.AsyncClient
) -> None:
    await ana.post("/editor/contacts/new", data=CONTACT | {"act": "ask", "publish_on": "2027-01-01"})
    item = contact_item("vakbond_thuis")
    assert "It is published by itself on its day" in (await decide(rad, await begun(app, item), "publish")).text
    page = await ana.get("/editor/contacts/vakbond_thuis")
    assert page.url.path.startswith("/editor/drafts/")
    taken = await rad.post("/editor/contacts/new", data=CONTACT)
    assert "taken already" in faults(taken)["id"]
    async with app.store.read() as tx:
        (planned,) = await drafts(tx)
    await decide(rad, planned, "back", reply="Ask them first")
    assert "Ask them first" in (await ana.get("/editor/contacts/vakbond_thuis")).text
    assert (await begun(app, item)).state == "draft"


async def test_who_may_not_write_begins_nothing(app: App, web: FastAPI) -> None:
    for role in (Role.ADVISER, Role.SUPERVISOR, Role.ADMINISTRATOR):
        async with browser(web) as client:
            await signed_in(client, await who(app, role, "pl", name="Ad"))
            for path, sent in (("facts", FACT), ("contacts", CONTACT)):
                assert (await client.get(f"/editor/{path}/new")).status_code == 403
                assert (await client.post(f"/editor/{path}/new", data=sent)).status_code == 403
    async with browser(web) as client:
        await signed_in(client, await who(app, Role.ADMINISTRATOR, name="Ada"))
        assert '/new"' not in (await client.get("/editor/facts")).text
    async with app.store.read() as tx:
        assert await drafts(tx) == []


async def test_a_draft_of_no_possible_name_cannot_be_smuggled_in(app: App, ana: httpx.AsyncClient) -> None:
    for name in ("new", "Bad Name", "x" * 90):
        item = {"kind": "fact", "language": "", "name": name, "version": "0", "outdated": "0"}
        text = f"  - id: {name}\n    kind: value\n"
        assert (await ana.post("/editor/merge", data={**item, "mine": text, "choice": "mine"})).status_code == 404
    async with app.store.read() as tx:
        assert await drafts(tx) == []


async def test_files_and_back_lose_nothing(
    app: App, ana: httpx.AsyncClient, rad: httpx.AsyncClient, tmp_path: Path
) -> None:
    await ana.post("/editor/facts/new", data=FACT | {"id": "bus_ticket", "act": "ask"})
    await ana.post("/editor/contacts/new", data=CONTACT | {"act": "ask"})
    for item in (fact_item("bus_ticket"), contact_item("vakbond_thuis")):
        assert (await decide(rad, await begun(app, item), "publish")).status_code == 200
    state = await knowledge_of(app).current()
    written = exchange.written(state)
    assert set(written) == {"facts.yml", "contacts.yml"}
    before = files.read_tree(ROOT / "content")
    for path, text in written.items():
        # What stood there stands there still, line by line; only the new entry came.
        new = [line for line in text.splitlines() if line not in before.texts[path].splitlines()]
        assert new
        assert len(text.splitlines()) > len(before.texts[path].splitlines())
    folder = before
    for path, text in written.items():
        folder = folder.put(path, text)
    assert exchange.compare(state, folder) == []
    loaded = files.load_tree(folder)
    assert loaded.problems == files.load_tree(before).problems
    again = Knowledge(app.store, folder)
    assert (await again.current()).tree.texts == folder.texts
    assert again.seed.snapshot.revision == state.snapshot.revision
    assert items.text_of(folder, loaded.snapshot, contact_item("vakbond_thuis")) == state.text_of(
        contact_item("vakbond_thuis")
    )
    groups = [contact.group for contact in loaded.snapshot.contacts.values()]
    assert [one for at, one in enumerate(groups) if groups[at - 1] != one] == list(dict.fromkeys(groups))


async def test_it_is_in_the_audit_log(app: App, ana: httpx.AsyncClient) -> None:
    await ana.post("/editor/facts/new", data=FACT | {"id": "bus_ticket", "act": "ask"})
    async with app.store.read() as tx:
        acts = [(one.act, one.target) for one in await audit_entries(tx, act="editor.")]
    assert ("editor.ask", "fact:bus_ticket") in acts
