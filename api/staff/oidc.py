"""Signing in by the organisation's own service: OpenID Connect, authorisation code with PKCE and nonce.

Only accounts that an administrator has made get in: the claim set by `WIN_OIDC_CLAIM` must be an account's login. The
service vouches for the second factor too.
"""

from __future__ import annotations

import hmac
import logging
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from itsdangerous import BadData, URLSafeTimedSerializer
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.staff import cookie
from api.staff.guard import public, safe_next
from api.staff.sign_in import sign_in_page
from api.staff.site import StaffSite, staff_site_of
from api.staff.words import N_
from bot.flows import staff as flow
from bot.settings import Settings

log = logging.getLogger(__name__)

router = APIRouter(
    tags=["staff"], default_response_class=HTMLResponse, include_in_schema=False, dependencies=[Depends(public())]
)

COOKIE = "win_oidc"
PATH = "/staff/oidc"
BEGUN_LASTS_S = 600
"""How long signing in at the other service may take."""
TIMEOUT_S = 10.0
KEPT_S = 3600.0
"""How long the service's own description and keys are believed without asking again."""
ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "ES512"]
"""Signatures by a private key of the service; never "none", never one that our own secret could make."""
LEEWAY_S = 60

REFUSED = N_("Your organisation's sign-in did not let you in. Try again, or sign in with your password.")
AWAY = N_("Your organisation's sign-in is not reachable. Try again later, or sign in with your password.")
STALE = N_("This sign-in took too long or began in another window. Begin again.")


@dataclass(slots=True)
class Provider:
    """The organisation's service as it describes itself."""

    settings: Settings
    _metadata: dict[str, Any] = field(default_factory=dict)
    _keys: KeySet | None = None
    _asked_at_s: float = float("-inf")

    async def metadata(self) -> dict[str, Any]:
        """Its addresses. Raises `Refused` when it can't be reached or describes another service."""
        if time.monotonic() - self._asked_at_s > KEPT_S:
            url = self.settings.oidc_discovery_url
            found = await self._get(url)
            issuer = str(found.get("issuer", ""))
            if url != issuer.rstrip("/") + "/.well-known/openid-configuration":
                log.error("OIDC: the issuer %r does not belong to WIN_OIDC_DISCOVERY_URL", issuer[:200])
                raise flow.Refused(AWAY)
            if not all(found.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")):
                log.error("OIDC: the description at WIN_OIDC_DISCOVERY_URL lacks an address")
                raise flow.Refused(AWAY)
            self._metadata, self._keys, self._asked_at_s = found, None, time.monotonic()
        return self._metadata

    async def keys(self, *, fresh: bool = False) -> KeySet:
        """The public keys of its signatures."""
        if self._keys is None or fresh:
            found = await self._get(str((await self.metadata())["jwks_uri"]))
            try:
                self._keys = KeySet.import_key_set(found)  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError) as error:
                log.error("OIDC: the service's keys can't be read: %s", type(error).__name__)
                raise flow.Refused(AWAY) from None
        return self._keys

    async def _get(self, url: str) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_S) as client:
                answer = (await client.get(url)).raise_for_status().json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            log.error("OIDC: %s does not answer as it should: %s", urlsplit(url).hostname, type(error).__name__)
            raise flow.Refused(AWAY) from None
        return answer if isinstance(answer, dict) else {}

    async def exchange(self, code: str, verifier: str, redirect_uri: str) -> str:
        """The ID token for a code. Raises `Refused`."""
        metadata = await self.metadata()
        secret = self.settings.oidc_client_secret
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
            "client_id": self.settings.oidc_client_id,
        }
        auth = None
        if secret is not None:
            if "client_secret_basic" in metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
                auth = httpx.BasicAuth(self.settings.oidc_client_id, secret.get_secret_value())
            else:
                form["client_secret"] = secret.get_secret_value()
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_S) as client:
                answer = await client.post(str(metadata["token_endpoint"]), data=form, auth=auth or httpx.Auth())
                token = answer.raise_for_status().json().get("id_token")
        except httpx.HTTPStatusError as error:
            log.error("OIDC: the code was refused with %d", error.response.status_code)
            raise flow.Refused(REFUSED) from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, AttributeError) as error:
            log.error("OIDC: the code could not be exchanged: %s", type(error).__name__)
            raise flow.Refused(AWAY) from None
        if not isinstance(token, str):
            raise flow.Refused(REFUSED)
        return token

    async def claims(self, token: str, nonce: str, now_s: int) -> dict[str, Any]:
        """What the service says of the person, once signature, issuer, audience, time and nonce are right."""
        metadata = await self.metadata()
        registry = jwt.JWTClaimsRegistry(
            now=now_s,
            leeway=LEEWAY_S,
            iss={"essential": True, "value": metadata["issuer"]},
            aud={"essential": True, "value": self.settings.oidc_client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        for fresh in (False, True):  # the service may have changed its keys
            try:
                decoded = jwt.decode(token, await self.keys(fresh=fresh), algorithms=ALGORITHMS)
                registry.validate(decoded.claims)
            except (JoseError, ValueError) as error:
                if fresh:
                    log.error("OIDC: an ID token was refused: %s", type(error).__name__)
                continue
            return decoded.claims
        raise flow.Refused(REFUSED)


def login_of(claims: dict[str, Any], claim: str) -> str:
    """The login that the claims name. `Refused` when it is missing, or an address that nobody has verified."""
    value = claims.get(claim)
    if not isinstance(value, str) or not value.strip():
        raise flow.Refused(REFUSED)
    if claim == "email" and claims.get("email_verified", True) not in (True, "true"):
        raise flow.Refused(REFUSED)
    audience = claims.get("aud")
    if isinstance(audience, list) and len(audience) > 1 and not claims.get("azp"):
        raise flow.Refused(REFUSED)
    return value


def _provider(request: Request) -> Provider:
    site = staff_site_of(request)
    if not site.settings.oidc_discovery_url:
        raise HTTPException(404, "Signing in by another service is not set up.")
    if site.oidc is None:
        site.oidc = Provider(site.settings)
    assert isinstance(site.oidc, Provider)
    return site.oidc


def _serializer(site: StaffSite) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(site.app.store.keys.cookie, salt="staff oidc")


def _redirect_uri(site: StaffSite) -> str:
    return f"{site.settings.public_url}{PATH}/callback"


@router.get(f"{PATH}/start")
async def start(request: Request, next: str = "") -> Response:
    """Off to the organisation's service."""
    site, provider = staff_site_of(request), _provider(request)
    try:
        metadata = await provider.metadata()
    except flow.Refused as refused:
        return sign_in_page(request, next=next, refused=refused)
    begun = {name: secrets.token_urlsafe(24) for name in ("state", "nonce")}
    verifier = secrets.token_urlsafe(48)
    url = prepare_grant_uri(
        str(metadata["authorization_endpoint"]),
        site.settings.oidc_client_id,
        "code",
        redirect_uri=_redirect_uri(site),
        scope=["openid", "email", "profile"],
        state=begun["state"],
        nonce=begun["nonce"],
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    response = RedirectResponse(url, 303)
    sealed = _serializer(site).dumps({**begun, "verifier": verifier, "next": safe_next(next)})
    # Lax: the way back is a link from the other service, and must bring the cookie.
    response.set_cookie(
        COOKIE, str(sealed), max_age=BEGUN_LASTS_S, path=PATH, secure=site.secure, httponly=True, samesite="lax"
    )
    return response


@router.get(f"{PATH}/callback")
async def callback(request: Request, code: str = "", state: str = "") -> Response:
    """Back from there: who is it?"""
    site, provider = staff_site_of(request), _provider(request)
    try:
        begun = _serializer(site).loads(request.cookies.get(COOKIE, "")[:4000], max_age=BEGUN_LASTS_S)
    except (BadData, ValueError):
        begun = {}
    try:
        if not isinstance(begun, dict) or not begun or not hmac.compare_digest(begun["state"].encode(), state.encode()):
            raise flow.Refused(STALE)
        if not code:
            raise flow.Refused(REFUSED)
        token = await provider.exchange(code, begun["verifier"], _redirect_uri(site))
        claims = await provider.claims(token, begun["nonce"], int(site.app.clock().timestamp()))
        made = await flow.sign_in_elsewhere(site.app, site.rules, login_of(claims, site.settings.oidc_claim))
    except flow.Refused as refused:
        response = sign_in_page(request, next=begun.get("next", "") if isinstance(begun, dict) else "", refused=refused)
    else:
        response = cookie.go_on(request, made, begun["next"])
    response.delete_cookie(COOKIE, path=PATH, secure=site.secure, httponly=True, samesite="lax")
    return response
