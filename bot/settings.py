"""What an operator can set: environment variables with the prefix `WIN_`, described in `docs/settings.md`."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds `content/`, `nlu/` and `var/`."""

MIN_SECRET_CHARS = 32


def _database_url(value: str) -> str:
    if value.startswith(("sqlite+aiosqlite://", "postgresql+psycopg://")):
        return value
    if value.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + value.split("://", 1)[1]
    if value.startswith("sqlite://"):
        return "sqlite+aiosqlite://" + value.split("://", 1)[1]
    raise ValueError("must start with sqlite:// or postgresql://")


def _http_url(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return value.rstrip("/")


def _long_secret(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < MIN_SECRET_CHARS:
        raise ValueError(f"must have at least {MIN_SECRET_CHARS} characters (make one with: openssl rand -hex 32)")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
        raise ValueError("may have letters A-Z a-z, digits, _ and - only, at most 256 (try: openssl rand -hex 32)")
    return value


HttpUrl = Annotated[str, AfterValidator(_http_url)]
LongSecret = Annotated[SecretStr, AfterValidator(_long_secret)]


class Settings(BaseSettings):
    """All settings. Secrets never show in `repr`."""

    model_config = SettingsConfigDict(env_prefix="WIN_", extra="ignore", hide_input_in_errors=True)

    secret_key: LongSecret
    """The master secret: keys for encryption, lookup and cookies are derived from it."""
    wrap_key: LongSecret | None = None
    """Wraps the conversations' keys instead of one derived from the secret key, so that each can be rotated."""
    previous_wrap_keys: SecretStr | None = None
    """Earlier wrap keys, apart by spaces, until `win rotate-key` has run: they open, the newest one seals."""
    lookup_key: LongSecret | None = None
    """Hashes addresses and message ids instead of a derived one."""
    cookie_key: LongSecret | None = None
    """Signs the web chat's cookie instead of a derived one."""

    database_url: Annotated[str, AfterValidator(_database_url)] = f"sqlite+aiosqlite:///{ROOT / 'var' / 'win.sqlite3'}"
    """SQLite (embedded) or PostgreSQL."""
    nlu_url: HttpUrl = "http://127.0.0.1:8010"
    """Where the NLU server answers; loopback or a private network only."""
    nlu_replicas: str = ""
    """The addresses of the single NLU servers, apart by commas, when `WIN_NLU_URL` shares the work among several."""
    nlu_timeout_s: Annotated[float, Field(gt=0, le=30)] = 2.5
    """How long a message waits for the NLU before the person gets the menu instead."""
    public_url: HttpUrl = ""
    """The address people reach us at: used in links, and with https cookies are `Secure`. Default: host and port."""
    host: str = "127.0.0.1"
    """The address to listen on."""
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    """The port to listen on."""
    content_dir: Path = ROOT / "content"
    """The knowledge: registries and answers."""
    heldout_dir: Path = ROOT / "nlu" / "heldout"
    """The messages that a newly trained model is compared on, `<language>.jsonl`."""

    operator_name: str = "Work in NL"
    """Who runs this service; people read it in the first notice."""
    privacy_contact: str = ""
    """Where people ask about their data: an e-mail address or a web page. Empty: the notice names the operator only."""
    retention_days: Annotated[int, Field(ge=1, le=365)] = 30
    """Chats are wiped this long after their last message."""

    staff_totp_required: bool = True
    """Advisers, supervisors and administrators need a second factor; false only where another one guards the pages."""
    staff_idle_minutes: Annotated[int, Field(ge=5, le=24 * 60)] = 60
    """A staff session that was not used for so long is over."""
    staff_session_hours: Annotated[int, Field(ge=1, le=7 * 24)] = 12
    """After so long staff sign in again, however busy they are."""
    audit_days: Annotated[int, Field(ge=30, le=3650)] = 730
    """How long the audit log of staff is kept."""
    oidc_discovery_url: HttpUrl = ""
    """The OpenID configuration of the organisation's sign-in service; empty: accounts of our own only."""
    oidc_client_id: str = ""
    """Our name at that service."""
    oidc_client_secret: SecretStr | None = None
    """Our secret at that service."""
    oidc_claim: Literal["email", "preferred_username", "upn", "sub"] = "email"
    """Which claim is an account's login."""
    oidc_name: str = ""
    """What the button says: the organisation's name. Empty: the service's host name."""

    telegram_token: SecretStr | None = None
    """The bot's token; without it Telegram is off."""
    telegram_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None
    """Comes back with every webhook call of Telegram; empty: one derived from the secret key."""
    telegram_api_url: HttpUrl = "https://api.telegram.org"
    """Telegram's server."""
    telegram_mode: Literal["polling", "webhook"] = "polling"
    """How Telegram's messages reach us."""
    whatsapp_token: SecretStr | None = None
    """The access token for sending; without it WhatsApp is off."""
    whatsapp_phone_number_id: str = ""
    """The id of our number at Meta."""
    whatsapp_app_secret: SecretStr | None = None
    """Signs Meta's webhook calls."""
    whatsapp_verify_token: SecretStr | None = None
    """The word of the webhook handshake."""
    whatsapp_api_url: HttpUrl = "https://graph.facebook.com/v26.0"
    """Meta's server, with the version of the API."""
    whatsapp_template_adviser_answer: str = "adviser_answer"
    """The approved template that says that an adviser's answer waits; empty: none."""
    whatsapp_template_reminder: str = "reminder"
    """The approved template that says that an answer still waits; empty: none."""
    whatsapp_template_languages: str = "pl ro bg nl"
    """The languages in which Meta has approved both, apart by spaces."""
    whatsapp_messages_per_s: Annotated[float, Field(gt=0, le=1000)] = 80.0
    """What Meta takes of our number; divide it by the number of worker processes."""
    smtp_url: SecretStr | None = None
    """Where notices to staff are sent."""
    desk: bool = True
    """Whether people are offered an adviser here; also then only in languages of which an adviser has an account."""
    desk_promise_minutes: Annotated[int, Field(ge=5, le=8 * 60)] = 30
    """Opening time within which somebody who waits should be answered; then they are told."""
    desk_mail_to: str = ""
    """The group's address that is told of new cases; empty: nobody."""
    desk_mail_from: str = ""
    """The sender of these notices; empty: the group's address."""
    telegram_name: str = ""
    """The bot's name on Telegram, for links that lead there; empty: none are shown."""
    whatsapp_number: str = ""
    """Our number on WhatsApp with its country code, for links that lead there; empty: none are shown."""

    @model_validator(mode="after")
    def _fill_public_url(self) -> Self:
        if not self.public_url:
            host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - compared, not bound
            self.public_url = f"http://{host}:{self.port}"
        return self

    @property
    def nlu_servers(self) -> tuple[str, ...]:
        """The addresses of the single NLU servers; the first one trains."""
        listed = [one.strip().rstrip("/") for one in self.nlu_replicas.split(",") if one.strip()]
        return tuple(listed or [self.nlu_url])

    @property
    def retention(self) -> timedelta:
        """How long a chat lives after its last message."""
        return timedelta(days=self.retention_days)


def load_settings() -> Settings:
    """Read the environment; raise `SettingsError` with one line per wrong setting, naming the variable."""
    try:
        return Settings()  # type: ignore[call-arg]  # the environment fills it in
    except ValidationError as error:
        lines = []
        for problem in error.errors():
            name = "WIN_" + "_".join(str(part) for part in problem["loc"]).upper()
            if problem["type"] == "missing":
                lines.append(f"{name} is not set. `make run` makes one for trying out; elsewhere set it yourself.")
            else:
                lines.append(f"{name} {problem['msg'].removeprefix('Value error, ')}.")
        raise SettingsError("\n".join(lines)) from None
