"""Signing in by the pages: password, second factor, first time; what is refused, and how."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

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
from tests.support.staff import PASSWORD, RECOVERY, make_account, signed_in, staff_browser
from tests.support.web import settings


@pytest.fixture
def app(app: App) -> App:
    app.clock = Clock()
    return app


@pytest.fixture
def clock(app: App) -> Clock:
    assert isinstance(app.clock, Clock)
    return app.clock


@pytest.fixture
async def client(web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with staff_browser(web) as made:
        yield made


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


async def test_the_first_time_a_password_and_a_phone_are_set_up(client: httpx.AsyncClient, app: App) -> None:
    await make_account(app.store, login="ola", password="abcde-fghjk-mnpqr-stuvw", one_time=True, now=app.clock())
    answer = await sign_in(client, "ola", "abcde-fghjk-mnpqr-stuvw", next="/staff/account")
    assert answer.headers["location"] == "/staff/first/password?next=%2Fstaff%2Faccount"
    page = await client.get(answer.headers["location"])
    weak = {"password": "welkom123456", "again": "welkom123456", "csrf": csrf(page.text)}
    assert "easily guessed" in (await client.post("/staff/first/password", data=weak)).text
    differing = {"password": PASSWORD, "again": PASSWORD + "x", "csrf": csrf(page.text)}
    assert "not the same" in (await client.post("/staff/first/password", data=differing)).text
    good = {"password": PASSWORD, "again": PASSWORD, "csrf": csrf(page.text), "next": "/staff/account"}
    answer = await client.post("/staff/first/password", data=good)
    assert answer.headers["location"] == "/staff/first/totp?next=%2Fstaff%2Faccount"
    page = await client.get("/staff/first/totp")
    assert 'src="data:image/svg+xml' in page.text
    secret = re.search(r'class="key">([A-Z2-7 ]+)<', page.text)
    assert secret
    assert (await client.get("/staff/first/totp")).text.count(secret[1]) == 1, "the same until it is confirmed"
    wrong = await client.post("/staff/first/totp", data={"code": "000000", "csrf": csrf(page.text)})
    assert wrong.status_code == 422
    right = {"code": pyotp.TOTP(secret[1].replace(" ", "")).at(app.clock()), "csrf": csrf(wrong.text)}
    page = await client.post("/staff/first/totp", data=right)
    assert len(re.findall(r"<li><code>[A-Z2-9]{5}-[A-Z2-9]{5}</code>", page.text)) == 10
    assert (await client.get("/staff/account")).status_code == 200
    assert (await sign_in(client, "ola", "abcde-fghjk-mnpqr-stuvw")).status_code == 422, "it has served"


async def test_a_one_time_password_expires(client: httpx.AsyncClient, app: App, clock: Clock) -> None:
    await make_account(app.store, login="ola", password=PASSWORD, one_time=True, now=clock())
    clock.forward(days=7)
    assert "has expired" in (await sign_in(client, "ola")).text


async def test_nobody_learns_whether_a_login_exists(client: httpx.AsyncClient, app: App, adviser: Account) -> None:
    from bot.flows import accounts

    off = await make_account(app.store, login="gone", password=PASSWORD)
    await accounts.disable(app, "command", off.id)
    pages = []
    for login, password in (("anna", "wrong"), ("nobody", "wrong"), ("gone", PASSWORD), ("gone", "wrong")):
        answer = await sign_in(client, login, password)
        pages.append((answer.status_code, answer.text.replace(login, "LOGIN"), answer.headers.get("retry-after")))
    assert len(set(pages)) == 1
    assert "Login or password is not right." in pages[0][1]


@pytest.mark.parametrize("login", ["anna", "nobody"])
async def test_wrong_tries_have_to_wait_longer_and_longer(
    client: httpx.AsyncClient, clock: Clock, adviser: Account, login: str
) -> None:
    for _ in range(4):
        assert (await sign_in(client, login, "wrong")).status_code == 422
    fifth = await sign_in(client, login, "wrong")
    assert "Try again in 1 min." in fifth.text
    refused = await sign_in(client, login, PASSWORD)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "30")
    assert "Too many tries." in refused.text
    clock.forward(seconds=31)
    await sign_in(client, login, "wrong")
    assert (await sign_in(client, login, "wrong")).headers["retry-after"] == "60"
    clock.forward(seconds=61)
    assert (await sign_in(client, login, PASSWORD)).status_code == (303 if login == "anna" else 422)


async def test_codes_are_not_guessed_either(client: httpx.AsyncClient, clock: Clock, adviser: Account) -> None:
    """Whoever has the password must not get fresh tries by signing in again and again."""
    statuses = []
    for number in range(6):
        await sign_in(client, "anna")
        page = await client.get("/staff/sign-in/code")
        if page.status_code != 200:
            break
        data = {"code": f"00000{number}", "csrf": csrf(page.text)}
        statuses.append((await client.post("/staff/sign-in/code", data=data)).status_code)
    assert statuses[:4] == [422] * 4
    assert 429 in [*statuses[4:], (await sign_in(client, "anna")).status_code]


async def test_an_address_that_tries_many_logins_has_to_wait(client: httpx.AsyncClient, adviser: Account) -> None:
    for number in range(21):
        await sign_in(client, f"guess{number}", "wrong")
    assert (await sign_in(client, "anna")).status_code == 429


async def test_a_code_is_not_taken_twice(web: FastAPI, clock: Clock, adviser: Account) -> None:
    for status in (303, 422):
        async with staff_browser(web) as one:
            await sign_in(one, "anna")
            page = await one.get("/staff/sign-in/code")
            answer = await one.post("/staff/sign-in/code", data={"code": code(clock), "csrf": csrf(page.text)})
            assert answer.status_code == status


async def test_every_step_gets_a_token_of_its_own(client: httpx.AsyncClient, clock: Clock, adviser: Account) -> None:
    """A token that was planted before, or seen at an earlier step, opens nothing (session fixation)."""
    client.cookies.set("win_staff", "planted-by-somebody-else")
    await sign_in(client, "anna")
    first = client.cookies.get("win_staff", domain="127.0.0.1")
    assert first
    assert first != "planted-by-somebody-else"
    client.cookies.clear()
    client.cookies.set("win_staff", first)
    page = await client.get("/staff/sign-in/code")
    answer = await client.post("/staff/sign-in/code", data={"code": code(clock), "csrf": csrf(page.text)})
    second = re.search(r"win_staff=([^;]+)", answer.headers["set-cookie"])
    assert second
    assert second[1] != first
    client.cookies.clear()
    client.cookies.set("win_staff", first)
    assert (await client.get("/staff/account")).status_code == 303
    assert (await client.get("/staff/sign-in/code")).status_code == 303


async def test_the_cookie_is_out_of_reach(client: httpx.AsyncClient, app: App, adviser: Account) -> None:
    made = await sign_in(client, "anna")
    flags = made.headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "samesite=lax" in flags
    assert "path=/" in flags
    secure = create_app(app, settings(app.store.url.render_as_string(), public_url="https://win.example"))
    transport = httpx.ASGITransport(secure)
    async with httpx.AsyncClient(transport=transport, base_url="https://win.example") as https:
        cookie = (await sign_in(https, "anna")).headers["set-cookie"]
    assert cookie.startswith("__Host-win_staff=")
    assert "Secure" in cookie
    async with app.store.read() as tx:
        from sqlalchemy import select

        from bot.store.staff_tables import staff_session

        kept = (await tx.conn.scalars(select(staff_session.c.token_hash))).all()
    assert all(len(one) == 32 for one in kept), "hashes, never tokens"


@pytest.mark.parametrize(
    "next_", ["https://evil.example", "//evil.example", "/\\evil.example", "/chat", "/desk\r\nX: y"]
)
async def test_signing_in_never_leads_elsewhere(client: httpx.AsyncClient, app: App, next_: str) -> None:
    await make_account(app.store, role=Role.KEY_FIGURE, login="kasia", password=PASSWORD)
    page = await client.get("/staff/sign-in", params={"next": next_})
    assert 'name="next" value=""' in page.text
    assert (await sign_in(client, "kasia", next=next_)).headers["location"] == "/editor"


async def test_sessions_end_by_rest_and_by_age(client: httpx.AsyncClient, clock: Clock, adviser: Account) -> None:
    await signed_in(client, adviser)
    for _ in range(13):
        clock.forward(minutes=55)
        last = (await client.get("/staff/account")).status_code
    assert last == 200, "used every hour"
    clock.forward(minutes=10)
    assert (await client.get("/staff/account")).status_code == 303, "twelve hours are over"
    await signed_in(client, adviser)
    clock.forward(minutes=61)
    assert (await client.get("/staff/account")).status_code == 303, "an hour unused"


async def test_a_new_password_signs_out_the_others(web: FastAPI, app: App, adviser: Account) -> None:
    async with staff_browser(web) as one, staff_browser(web) as other:
        await signed_in(one, adviser)
        await signed_in(other, adviser)
        wrong = {"current": "wrong", "password": "vier blauwe lampen hier", "again": "vier blauwe lampen hier"}
        assert "present password" in (await one.post("/staff/account/password", data=wrong)).text
        answer = await one.post("/staff/account/password", data={**wrong, "current": PASSWORD})
        assert answer.status_code == 303
        assert (await one.get("/staff/account")).status_code == 200
        assert (await other.get("/staff/account")).status_code == 303


async def test_staff_pages_are_not_framed_and_not_kept(client: httpx.AsyncClient, adviser: Account) -> None:
    await signed_in(client, adviser)
    for path in ("/staff/sign-in", "/staff/account", "/staff/account/totp", "/admin", "/nothing/here"):
        headers = (await client.get(path)).headers
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
    page = (await client.get("/staff/account")).text
    assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", page)


async def test_what_other_sites_send_is_refused(client: httpx.AsyncClient, adviser: Account) -> None:
    data = {"login": "anna", "password": PASSWORD}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert (await client.post("/staff/sign-in", data=data, headers=headers)).status_code == 403
    assert "win_staff" not in client.cookies


@pytest.mark.parametrize("cookie", ["x", "x" * 5000, "żółw", "a.b.c", "'; DROP TABLE account; --"])
async def test_odd_cookies_are_nobody(client: httpx.AsyncClient, cookie: str) -> None:
    raw = f"win_staff={cookie}".encode()
    answer = await client.get("/staff/account", headers=[(b"cookie", raw)])
    assert answer.status_code == 303


async def test_the_secret_of_the_second_factor_is_sealed(app: App, adviser: Account) -> None:
    from bot.errors import StoreError
    from bot.store import accounts

    async with app.store.read() as tx:
        stored = await accounts.by_id(tx, adviser.id)
        assert stored
        assert stored.sealed_totp
        assert SECRET.encode() not in stored.sealed_totp
        assert accounts.opened_totp(tx, adviser.id, stored.sealed_totp) == SECRET
        with pytest.raises(StoreError):
            accounts.opened_totp(tx, "0" * 32, stored.sealed_totp)
        assert SECRET not in repr(stored)
