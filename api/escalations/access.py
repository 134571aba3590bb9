"""Who calls: a bearer token with the scope that the route needs. Cookies open nothing here."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from api.chat.site import Site, site_of
from api.staff.guard import Rule, marked
from bot.desk.case import SEE, Actor
from bot.desk.tokens import Scope, Token
from bot.store.tokens import find_token

bearer = HTTPBearer(
    bearerFormat="wie_…", description="A token made by `win token create`.", auto_error=False, scheme_name="token"
)


@dataclass(frozen=True, slots=True)
class Caller:
    """A token that may do what the route does."""

    site: Site
    token: Token
    actor: Actor


Guard = Callable[..., Awaitable[Caller]]


@functools.cache
def scoped(*scopes: Scope) -> Guard:
    """A dependency that lets in valid tokens with any of these scopes, and gives the `Caller`."""

    async def guard(
        request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
    ) -> Caller:
        site = site_of(request)
        token = await _token(site, credentials)
        if token is None:
            return _refuse(site, request)
        wait_s = site.per_token.wait_s(token.id)
        if wait_s:
            raise HTTPException(429, "Too many requests. Wait a moment.", {"Retry-After": str(int(wait_s) + 1)})
        if not any(token.may(scope) for scope in scopes):
            raise HTTPException(403, f"This token lacks the scope {' or '.join(scopes)}.")
        return Caller(site, token, actor_of(token))

    marked(Rule("token"), guard)
    return guard


async def _token(site: Site, credentials: HTTPAuthorizationCredentials | None) -> Token | None:
    if credentials is None:
        return None
    async with site.app.store.read() as tx:
        token = await find_token(tx, credentials.credentials)
    return token if token is not None and token.valid(site.app.clock()) else None


def _refuse(site: Site, request: Request) -> Caller:
    wait_s = site.per_stranger.wait_s(request.client.host if request.client else "")
    if wait_s:
        raise HTTPException(429, "Too many wrong tokens. Wait a moment.", {"Retry-After": str(int(wait_s) + 1)})
    raise HTTPException(401, "Send a valid token: Authorization: Bearer wie_…", {"WWW-Authenticate": "Bearer"})


def actor_of(token: Token) -> Actor:
    """The token as somebody who acts at the desk."""
    sees = token.may(Scope.READ) or token.may(Scope.WRITE)
    return Actor(token.id, token.name, "token", token.languages, frozenset({SEE} if sees else ()))
