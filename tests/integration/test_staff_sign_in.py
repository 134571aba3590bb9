"""Signing in by the pages: password, second factor, first time; what is refused, and how."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pyotp
import pytest
from fastapi import FastAPI

from api.app import create_app
from bot.flows.app import App
from bot.staff.roles import Account, Role
from bot.staff.totp import new_secret
from bot.store import staff_sessions
from tests.support.clock import Clock
from tests.support.staff import PASSWORD, RECOVERY, make_account, signed_in
from tests.support.web import opened, settings


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with opened(settings(f"sqlite:///{tmp_path / 'web.sqlite3'}")) as made:
        made.clock = Clock()
        yield made


@pytest.fixture
def clock(app: App) -> Clock:
    assert isinstance(app.clock, Clock)
    return app.clock


@pytest.fixture
def web(app: App) -> FastAPI:
    return create_app(app, settings(app.store.url.render_as_string()))


@pytest.fixture
async def client(web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(web) as made:
        yield made


def browser(web: FastAPI) -> httpx.AsyncClient:
    headers = {"Accept": "text/html", "Accept-Language": "en"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://127.0.0.1:8000", headers=headers)


def csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


async def sign_in(client: httpx.AsyncClient, login: str, password: str = PASSWORD, **more: str) -> httpx.Response:
    return await client.post("/staff/sign-in", data={"login": login, "password": password, **more})


SECRET = new_secret()


@pytest.fixture
async def adviser(app: App) -> Account:
    return await make_account(app.store, login="anna", password=PASSWORD, totp_secret=SECRET)


def code(clock: Clock, steps: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(clock(), counter_offset=steps)


async def test_password_then_code_then_the_desk(client: httpx.AsyncClient, clock: Clock, adviser: Account) -> None:
    answer = await sign_in(client, " Anna ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/sign-in/code")
    page = await client.get("/staff/sign-in/code")
    answer = await client.post("/staff/sign-in/code", data={"code": code(clock), "csrf": csrf(page.text)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert (await client.get("/staff/account")).status_code == 200


async def test_half_signed_in_opens_nothing(client: httpx.AsyncClient, adviser: Account) -> None:
    await sign_in(client, "anna")
    answer = await client.get("/staff/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/sign-in?next=/staff/account")


async def test_support_signs_in(client: httpx.AsyncClient, app: App, adviser: Account) -> None:
    await signed_in(client, adviser)
    page = await client.get("/staff/account")
    assert page.status_code == 200
    assert adviser.name in page.text
    assert (await client.post("/staff/sign-out")).status_code == 303
    assert (await client.get("/staff/account")).status_code == 303
    async with app.store.read() as tx:
        assert await staff_sessions.signed_in_since(tx, app.clock(), app.clock()) == []


async def test_a_recovery_code_counts_once(client: httpx.AsyncClient, adviser: Account) -> None:
    for status in (303, 422):
        await sign_in(client, "anna")
        token = csrf((await client.get("/staff/sign-in/code")).text)
        answer = await client.post("/staff/sign-in/code", data={"code": RECOVERY.lower(), "csrf": token})
        assert answer.status_code == status


async def test_a_key_figure_needs_no_second_factor(client: httpx.AsyncClient, app: App) -> None:
    await make_account(app.store, role=Role.KEY_FIGURE, login="kasia", password=PASSWORD)
    assert (await sign_in(client, "kasia")).headers["location"] == "/editor"
