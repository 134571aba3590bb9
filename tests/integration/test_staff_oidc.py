"""Signing in by the organisation's own service, against a small double of one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from joserfc.jwk import RSAKey

from api.app import create_app
from bot.flows.app import App
from bot.settings import Settings
from bot.staff.roles import Role
from tests.support.oidc import CLIENT_ID, CLIENT_SECRET, OidcDouble, oidc_double
from tests.support.staff import make_account, staff_browser
from tests.support.web import opened, settings

EMAIL = "anna@loket.example"


@pytest.fixture
async def double() -> AsyncIterator[OidcDouble]:
    async with oidc_double() as made:
        made.person = {"email": EMAIL, "email_verified": True}
        yield made


@pytest.fixture
def web_settings(tmp_path: Path, double: OidcDouble) -> Settings:
    return settings(
        f"sqlite:///{tmp_path / 'web.sqlite3'}",
        public_url="http://127.0.0.1:8000",
        oidc_discovery_url=f"{double.url}/.well-known/openid-configuration",
        oidc_client_id=CLIENT_ID,
        oidc_client_secret=CLIENT_SECRET,
        oidc_name="Het Loket",
    )


@pytest.fixture
async def app(app: App) -> App:
    await make_account(app.store, role=Role.ADVISER, login=EMAIL)
    return app


@pytest.fixture
async def client(web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with staff_browser(web) as made:
        yield made


async def there(client: httpx.AsyncClient, path: str = "/staff/oidc/start") -> str:
    """Off to the service and back to the address it sends the browser to."""
    answer = await client.get(path)
    assert answer.status_code == 303
    async with httpx.AsyncClient() as outside:
        back = await outside.get(answer.headers["location"])
    return back.headers["location"]


async def test_the_way_there_and_back_signs_in(client: httpx.AsyncClient, double: OidcDouble) -> None:
    assert "Sign in with Het Loket" in (await client.get("/staff/sign-in")).text
    back = await there(client, "/staff/oidc/start?next=/staff/account")
    answer = await client.get(back)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/account")
    assert EMAIL in (await client.get("/staff/account")).text
    (asked,) = double.asked
    assert (asked["code_challenge_method"], asked["scope"]) == ("S256", "openid email profile")
    again = await client.get(back)
    assert again.status_code == 422
    assert "Begin again" in again.text


def lie(**lies: Any) -> Callable[[OidcDouble], None]:
    return lambda double: double.lies.update(lies)


def forge(double: OidcDouble) -> None:
    double.signs_with = RSAKey.generate_key(2048, {"kid": "one"})


@pytest.mark.parametrize(
    "wrong",
    [
        lie(nonce="another"), lie(aud="somebody else"), lie(iss="http://evil.example"), lie(exp=1),
        lie(email="nobody@loket.example"), lie(email_verified=False), lie(email=None), lie(email=["a"]),
        lie(aud=[CLIENT_ID, "other"]), forge,
    ],
    ids=["nonce", "audience", "issuer", "expired", "unknown", "unverified", "none", "list", "audiences", "forged"],
)  # fmt: skip
async def test_what_is_not_right_lets_nobody_in(
    client: httpx.AsyncClient, double: OidcDouble, wrong: Callable[[OidcDouble], None]
) -> None:
    wrong(double)
    answer = await client.get(await there(client))
    assert answer.status_code == 422
    assert (await client.get("/staff/account")).status_code == 303


async def test_somebody_elses_answer_is_not_taken(client: httpx.AsyncClient, web: FastAPI) -> None:
    """An attacker's code, smuggled into another browser, must not sign that one in as the attacker."""
    back = await there(client)
    async with staff_browser(web) as victim:
        assert (await victim.get(back)).status_code == 422
        await there(victim)
        assert (await victim.get(back)).status_code == 422


async def test_a_disabled_account_stays_out(client: httpx.AsyncClient, app: App) -> None:
    from bot.flows import accounts

    found = await accounts.account_by_login(app, EMAIL)
    await accounts.disable(app, "command", found.account.id)
    assert (await client.get(await there(client))).status_code == 422


async def test_new_keys_of_the_service_are_fetched(client: httpx.AsyncClient, double: OidcDouble) -> None:
    assert (await client.get(await there(client))).status_code == 303
    double.key = RSAKey.generate_key(2048, {"kid": "two"})
    client.cookies.clear()
    assert (await client.get(await there(client))).status_code == 303


async def test_a_service_that_is_away_is_told(client: httpx.AsyncClient, double: OidcDouble) -> None:
    double.down = True
    answer = await client.get("/staff/oidc/start")
    assert answer.status_code == 422
    assert "not reachable" in answer.text


async def test_without_settings_there_is_no_such_way(tmp_path: Path) -> None:
    plain = settings(f"sqlite:///{tmp_path / 'plain.sqlite3'}")
    async with opened(plain) as app:
        async with staff_browser(create_app(app, plain)) as client:
            assert (await client.get("/staff/oidc/start")).status_code == 404
            assert "oidc" not in (await client.get("/staff/sign-in")).text
