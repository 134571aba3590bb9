"""The administration's pages: accounts, audit, pause, blocked senders; what others must not see."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from bot.flows import accounts
from bot.flows.app import App
from bot.staff.roles import Account, Role
from bot.store.statistics import Event, count
from tests.support.staff import make_account, signed_in, staff_browser


@pytest.fixture
async def admin(app: App) -> Account:
    return await make_account(app.store, role=Role.ADMINISTRATOR, login="root", name="Rena")


@pytest.fixture
async def client(web: FastAPI, admin: Account) -> AsyncIterator[httpx.AsyncClient]:
    async with staff_browser(web) as made:
        yield await signed_in(made, admin)


NEW = {"login": "ola@jl.example", "name": "Ola", "roles": "adviser", "languages": ["pl", "uk"], "interface": "nl"}


async def test_an_account_is_made_and_its_password_shown_once(client: httpx.AsyncClient, app: App) -> None:
    page = await client.post("/admin/accounts", data=NEW)
    shown = re.search(r'id="one-time">([a-z0-9-]{23})<', page.text)
    assert shown, page.text
    made = await accounts.account_by_login(app, "ola@jl.example")
    assert (made.account.languages, made.one_time) == (frozenset({"pl", "uk"}), True)
    assert "Ola" in (await client.get("/admin/accounts")).text
    log = (await client.get("/admin/audit")).text
    assert "made an account" in log
    assert shown[1] not in log


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"login": "two words"}, "A login is an e-mail address"),
        ({"login": "ROOT"}, "There is an account root already."),
        ({"roles": []}, "Choose at least one role."),
        ({"roles": ["adviser", "administrator"]}, "Use two accounts."),
        ({"languages": []}, "An adviser needs at least one language"),
        ({"languages": ["xx"]}, "An adviser needs at least one language"),
        ({"roles": ["owner"]}, "Choose at least one role."),
        ({"name": "\0"}, "The name people see has 1 to 40 characters."),
    ],
)
async def test_what_can_not_be_is_said_and_nothing_typed_is_lost(
    client: httpx.AsyncClient, app: App, change: dict[str, object], told: str
) -> None:
    answer = await client.post("/admin/accounts", data={**NEW, **change})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="pl" checked' in answer.text or "languages" in change
    assert len(await accounts.all_accounts(app)) == 1


async def test_the_last_administrator_stays(client: httpx.AsyncClient, admin: Account, app: App) -> None:
    for answer in (
        await client.post(f"/admin/accounts/{admin.id}/disable"),
        await client.post(
            f"/admin/accounts/{admin.id}", data={"name": "Rena", "roles": "key_figure", "languages": "pl"}
        ),
    ):
        assert answer.status_code == 422
        assert "This is the last administrator." in answer.text
    assert (await client.get("/admin")).status_code == 200


async def test_a_disabled_account_is_out_at_once(client: httpx.AsyncClient, web: FastAPI, app: App) -> None:
    adviser = await make_account(app.store, role=Role.ADVISER)
    async with staff_browser(web) as other:
        await signed_in(other, adviser)
        assert (await other.get("/staff/account")).status_code == 200
        await client.post(f"/admin/accounts/{adviser.id}/disable")
        assert (await other.get("/staff/account")).status_code == 303
        await client.post(f"/admin/accounts/{adviser.id}/enable")
        assert (await other.get("/staff/account")).status_code == 303, "the old session stays closed"


async def test_names_and_reasons_are_text_never_markup(client: httpx.AsyncClient) -> None:
    await client.post("/admin/accounts", data={**NEW, "name": "<script>alert(1)</script>"})
    page = await client.get("/admin/accounts")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    refused = await client.post("/admin/senders", data={"conversation": '"><img src=x>', "reason": "x"})
    assert (refused.status_code, "<img" in refused.text) == (422, False)


async def test_the_pause_is_set_and_told_on_the_overview(client: httpx.AsyncClient) -> None:
    assert "paused" not in (await client.get("/admin")).text
    await client.post("/admin/pause", data={"on": "1"})
    assert "The bot is paused" in (await client.get("/admin")).text
    assert "by Rena" in (await client.get("/admin/pause")).text
    await client.post("/admin/pause", data={"on": "perhaps"})
    assert "The bot is paused" in (await client.get("/admin")).text


async def test_the_log_comes_in_pages_and_by_filter(client: httpx.AsyncClient, admin: Account, app: App) -> None:
    from bot.store.audit import record

    async with app.store.write() as tx:
        for number in range(250):
            await record(
                tx, actor=admin.id, act="test.act", target=f"t{number % 2}", detail=str(number), now=app.clock()
            )
    seen: list[str] = []
    path = "/admin/audit?act=test.act&target=t1"
    for _ in range(5):
        page = (await client.get(path)).text
        seen += re.findall(r"<small>(\d+)</small>", page)
        older = re.search(r'href="(\?[^"]*before=[^"]*)"', page)
        if older is None:
            break
        path = "/admin/audit" + older[1].replace("&amp;", "&")
    assert seen == [str(number) for number in range(249, -1, -2)]
    assert "Nothing was done" in (await client.get("/admin/audit?since=2001-01-01&until=2001-01-02")).text


@pytest.mark.parametrize(
    "query",
    ["before=9999999999999999999", "before=x", "since=yesterday", "since=0001-01-01", "until=9999-12-31",
     "actor=%00", "act=%25", "target=%00", "before=-1", "before=%D9%A1"],
)  # fmt: skip
async def test_odd_filters_do_no_harm(client: httpx.AsyncClient, query: str) -> None:
    assert (await client.get(f"/admin/audit?{query}")).status_code == 200
    assert (await client.get(f"/admin/messages?{query}")).status_code == 200
    assert (await client.get(f"/insight?days=x&{query}")).status_code == 200


async def test_insight_shows_counts_and_hides_small_ones(client: httpx.AsyncClient, app: App) -> None:
    async with app.store.write() as tx:
        today = app.clock().date()
        await count(tx, today, [Event("answered", "pl", "bsn")] * 7 + [Event("answered", "ro", "exploitation")])
    page = (await client.get("/insight?days=7")).text
    assert re.search(r"BSN.*?</th><td class=\"number\">7</td>", page)
    assert re.search(r"</th><td class=\"number\">1–2</td>", page)
    only = (await client.get("/insight?days=7&language=ro")).text
    assert "BSN" not in only.split("<main")[1]
