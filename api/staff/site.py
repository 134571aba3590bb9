"""What the staff pages work with, made once by `api.app.create_app`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request

from api.staff.words import StaffWords
from bot.flows.app import App
from bot.settings import Settings
from bot.staff.sessions import Rules

STAFF_PATHS = ("/staff", "/desk", "/editor", "/admin", "/insight")
"""Where the staff pages live."""


@dataclass(slots=True)
class StaffSite:
    """The parts of the staff pages. `secure`: we are reached by https."""

    app: App
    settings: Settings
    words: StaffWords
    rules: Rules
    secure: bool
    oidc: object = None
    """What is known of the organisation's own sign-in service (`api.staff.oidc`)."""

    @property
    def cookie(self) -> str:
        """The session cookie's name. `__Host-`: no neighbouring host can set it (needs https)."""
        return "__Host-win_staff" if self.secure else "win_staff"


def rules_of(settings: Settings) -> Rules:
    """The session rules as the operator has set them."""
    return Rules(
        totp_required=settings.staff_totp_required,
        idle=timedelta(minutes=settings.staff_idle_minutes),
        absolute=timedelta(hours=settings.staff_session_hours),
    )


def staff_site_of(request: Request) -> StaffSite:
    """The staff site that serves this request."""
    site: StaffSite = request.app.state.staff
    return site


def is_staff_path(path: str) -> bool:
    """Whether this is one of the staff pages."""
    return any(path == one or path.startswith(one + "/") for one in STAFF_PATHS)
