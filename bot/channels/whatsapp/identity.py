"""Who a person is on WhatsApp: Meta's user id for our business (BSUID), a phone number, or both.

The user id ("NL.13491208655302741918") is always there in newer payloads, the phone number is missing when the person
hides it behind a user name. Source: Meta, business-scoped user ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9._-]{1,128}\Z")
_DIGITS = re.compile(r"\+?([0-9]{5,20})\Z")

LANGUAGE_OF_PREFIX = {"+48": "pl", "+40": "ro", "+359": "bg"}
"""Countries whose telephones hint at a language of ours; a Dutch number says nothing."""
LANGUAGE_OF_COUNTRY = {"PL": "pl", "RO": "ro", "BG": "bg"}


@dataclass(frozen=True, slots=True)
class Person:
    """One person; at least one of both is set, else it is nobody."""

    user_id: str = ""
    phone: str = ""
    """With a leading plus: without it Meta may add our own country's code."""

    @classmethod
    def of(cls, user_id: object, phone: object) -> Person:
        """From a payload's fields; what does not look like an id or a number is left out."""
        found = _DIGITS.match(phone) if isinstance(phone, str) else None
        named = user_id if isinstance(user_id, str) and _USER_ID.match(user_id) else ""
        return cls(named, f"+{found[1]}" if found else "")

    @classmethod
    def from_route(cls, route: str) -> Person:
        """Back from `route`, or from a bare address."""
        parts = route.split()
        return cls(
            next((part for part in parts if not part.startswith("+")), ""),
            next((part for part in parts if part.startswith("+")), ""),
        )

    def __bool__(self) -> bool:
        return bool(self.user_id or self.phone)

    @property
    def address(self) -> str:
        """What their conversation is found by: the user id, else the phone number."""
        return self.user_id or self.phone

    @property
    def alias(self) -> str:
        """The phone number beside a user id."""
        return self.phone if self.user_id else ""

    @property
    def route(self) -> str:
        """Both, for sending."""
        return " ".join(part for part in (self.user_id, self.phone) if part)

    @property
    def recipient(self) -> dict[str, str]:
        """The fields of a send call that name this person; Meta prefers the number when both are given."""
        return {"to": self.phone} if self.phone else {"recipient": self.user_id}

    @property
    def language_hint(self) -> str:
        """A language that the number's country hints at; empty for all others."""
        by_phone = next((lang for prefix, lang in LANGUAGE_OF_PREFIX.items() if self.phone.startswith(prefix)), "")
        return by_phone or ("" if self.phone else LANGUAGE_OF_COUNTRY.get(self.user_id[:2], ""))
