"""Who may open what: every route × every role and nobody, read from the route table.

A route names its rule by `allowed(…)`, `at_stage(…)`, `public()` or a bearer token's rule (`api.staff.guard`); a new
route without one fails here. What a role may do is written down once more, by hand, in `MAY`: a change of the grants
has to be meant.
"""

from __future__ import annotations

import re

import httpx
import pytest
from fastapi import FastAPI

from api.routes import RouteInfo, routes_of
from bot.flows.app import App
from bot.staff.roles import APART, GRANTS, Permission, Role, permissions
from tests.support.staff import make_account, signed_in, staff_browser

P = Permission
MAY: dict[Role, set[Permission]] = {
    Role.KEY_FIGURE: {P.EDITOR_WRITE, P.EDITOR_PUBLISH, P.TRAINING_INBOX},
    Role.LEGAL_REVIEWER: {P.EDITOR_WRITE, P.EDITOR_PUBLISH, P.EDITOR_LEGAL, P.TRAINING_INBOX, P.INSIGHT},
    Role.ADVISER: {P.DESK_CASES},
    Role.SUPERVISOR: {P.DESK_CASES, P.DESK_SUPERVISE, P.INSIGHT},
    Role.ADMINISTRATOR: {
        P.EDITOR_OVERRIDE, P.TRAINING_INBOX, P.TRAINING_TRAIN, P.ADMIN_ACCOUNTS, P.ADMIN_CHANNELS, P.ADMIN_AUDIT,
        P.ADMIN_SETTINGS, P.INSIGHT,
    },
}  # fmt: skip

PUBLIC = {
    "/", "/chat", "/chat/…", "/health/live", "/health/ready", "/metrics", "/staff", "/staff/sign-in",
    "/staff/oidc/start", "/staff/oidc/callback", "/webhooks/telegram", "/webhooks/whatsapp",
}  # fmt: skip
"""What anybody may call. A page that shows a person's data must never stand here."""

PEOPLES_DATA = ("/desk",)
"""Where chats and cases are: adviser and supervisor alone."""


def filled(path: str) -> str:
    """The path with something in each place: nothing that exists."""
    return re.sub(r"\{[^}]*\}", "1", path)


async def asked(client: httpx.AsyncClient, route: RouteInfo) -> httpx.Response:
    """The request with a body that no route takes for a good one."""
    return await client.request(route.method, filled(route.path))


def test_the_grants_are_those_that_were_meant() -> None:
    assert {role: set(held) for role, held in GRANTS.items()} == MAY
    for role in Role:
        assert permissions([role]) == MAY[role] | {P.ACCOUNT_SELF}


def test_no_account_sees_people_and_runs_the_service() -> None:
    desk = {role for role in Role if any(one.value.startswith("desk.") for one in MAY[role])}
    others = set(Role) - desk - {Role.LEGAL_REVIEWER}
    ((these, those),) = APART
    assert (set(these), set(those)) == (others, desk)


def test_every_route_has_a_rule(web: FastAPI) -> None:
    routes = routes_of(web)
    assert len(routes) > 20, "the table is not read any more"
    without = [f"{one.method} {one.path}" for one in routes if not one.rules]
    assert without == [], "say by `allowed(…)` or `public()` who may call these"


def test_what_is_public_is_meant_to_be(web: FastAPI) -> None:
    public = {one.path for one in routes_of(web) if all(rule.kind == "public" for rule in one.rules)}
    named = {"/chat/…" if path.startswith("/chat/") else path for path in public}
    assert named <= PUBLIC, "add it to PUBLIC only if nobody's data can be seen or changed by it"


def test_peoples_data_is_behind_the_desk_alone(web: FastAPI) -> None:
    for route in routes_of(web):
        if route.path.startswith(PEOPLES_DATA):
            held = frozenset[Permission]().union(*(rule.permissions for rule in route.rules))
            assert held, route
            for role in (Role.KEY_FIGURE, Role.LEGAL_REVIEWER, Role.ADMINISTRATOR):
                allowed = all(rule.permissions & permissions([role]) for rule in route.rules if rule.kind == "staff")
                settings_page = any(P.ADMIN_SETTINGS in rule.permissions for rule in route.rules)
                assert not allowed or (role is Role.ADMINISTRATOR and settings_page), (role, route)


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "nobody")
async def test_each_role_meets_each_route_as_its_rule_says(web: FastAPI, app: App, role: Role | None) -> None:
    async with staff_browser(web, raise_app_exceptions=False) as client:
        account = None
        if role is not None:
            account = await make_account(app.store, role=role)
            await signed_in(client, account)
        checked = tokenless = 0
        for route in routes_of(web):
            if route.path.startswith("/chat/events") or all(rule.kind == "public" for rule in route.rules):
                continue  # open to all; their own tests look at them
            if _streams(route) and all(rule.admits(account) for rule in route.rules):
                continue  # never ends by itself
            if route.path == "/staff/sign-out":
                continue  # ends the session that the others need
            answer = await asked(client, route)
            told = f"{route.method} {route.path} as {role}: {answer.status_code}"
            kinds = {rule.kind for rule in route.rules}
            if "token" in kinds:
                # Who tries so often without a token is told to wait; the first tries show what the rule says.
                assert answer.status_code in ((401, 403) if tokenless < 5 else (401, 403, 429)), told
                tokenless += 1
            elif all(rule.admits(account) for rule in route.rules):
                assert answer.status_code < 500, told
                assert answer.status_code not in (401, 403), told
                assert "/staff/sign-in" not in answer.headers.get("location", ""), told
            elif account is None or "stage" in kinds:
                assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/staff/sign-in"), told
            else:
                assert answer.status_code == 403, told
            checked += 1
        assert checked > 10


def _streams(route: RouteInfo) -> bool:
    return route.path.endswith("/events")


async def test_scripts_are_told_401_and_where_to_sign_in(web: FastAPI) -> None:
    async with staff_browser(web) as client:
        for route in routes_of(web):
            if any(rule.kind == "staff" for rule in route.rules):
                headers = {"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1:8000/desk?tab=1", "Accept": "*/*"}
                answer = await client.request(route.method, filled(route.path), headers=headers)
                assert answer.status_code == 401, route
                assert answer.headers["hx-redirect"] == "/staff/sign-in?next=/desk", route


async def test_nothing_is_changed_without_the_pages_token(web: FastAPI, app: App) -> None:
    for role in Role:
        async with staff_browser(web) as client:
            account = await make_account(app.store, role=role)
            await signed_in(client, account)
            good = client.headers.pop("X-CSRF-Token")
            for route in routes_of(web):
                staff = any(rule.kind == "staff" for rule in route.rules)
                if not staff or route.method in ("GET", "HEAD") or not all(r.admits(account) for r in route.rules):
                    continue
                url = filled(route.path)
                assert (await client.request(route.method, url)).status_code == 403, route
                forms = [
                    {"headers": {"X-CSRF-Token": "0" * 64}},
                    {"data": {"csrf": "0" * 64}},
                    {"data": {"csrf": ""}},
                    {"headers": {"X-CSRF-Token": good, "Origin": "https://evil.example"}},
                    {"headers": {"X-CSRF-Token": good, "Sec-Fetch-Site": "cross-site"}},
                    {"headers": {"X-CSRF-Token": good, "Origin": "null"}},
                ]
                for form in forms:
                    assert (await client.request(route.method, url, **form)).status_code == 403, (route, form)  # type: ignore[arg-type]
