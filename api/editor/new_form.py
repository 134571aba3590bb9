"""The forms for a fact, rule or contact that is not there yet: from fields to an entry of the files, and what is wrong.

The fields have the names of the forms in `entry_form`, which the new entry meets on its own page from then on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from api.editor.entry_form import contact_text, fact_text, seen_today, understood
from api.editor.room import day_of
from bot.content.model import CONTACT_GROUPS, Unit
from bot.content.naming import proposed
from bot.flows.editing import N_

WITH_CITY = frozenset({"win_point", "rni_desk"})
"""Groups from which people are shown the desk near them."""
CONFIRMED = ("phone", "whatsapp", "email", "address", "hours")
"""Parts of a contact that somebody vouches for one by one."""

MISSING = N_("This must be filled in.")
NO_DATE = N_("This is not a day.")
BACKWARDS = N_("It ends before it begins.")
NO_VALUE = N_("This is not a value of the chosen kind.")
NO_SOURCE = N_("Name the official page where it stands.")
NO_HTTPS = N_("The address must start with https://")
NO_KIND = N_("Choose one from the list.")
NO_NUMBER = N_("This is not a phone number.")
NO_E164 = N_("Write it with the country, for example +31 20 123 45 67.")
NO_EMAIL = N_("This is not an e-mail address.")
NO_WAY = N_("Give a website or a phone number: people have to reach somebody.")
NO_CITY = N_("Name the city: people are shown the desk near them.")

Made = tuple[str, dict[str, str]]
"""The entry's text, and what is wrong: field → msgid."""


def line(fields: Mapping[str, str], name: str) -> str:
    """A field as one line."""
    return " ".join(fields.get(name, "").split())


def name_of(fields: Mapping[str, str]) -> str:
    """The id that the form asks for: as typed, else made of the name."""
    return line(fields, "id") or proposed(line(fields, "name"))


def new_fact(fields: Mapping[str, str], today: date) -> Made:
    """A fact with its first value."""
    unit, value = line(fields, "unit"), line(fields, "new_value")
    wrong: dict[str, str] = {}
    if unit not in {one.value for one in Unit}:
        wrong["unit"] = NO_KIND
    elif value and not understood(value, unit):
        wrong["new_value"] = NO_VALUE
    if not value:
        wrong["new_value"] = MISSING
    _days(fields, "new_from", "new_until", wrong)
    _page(fields, "new_source", wrong, needed=True)
    name, note = name_of(fields), line(fields, "entry_note")
    if not note and proposed(line(fields, "name")) != name:
        note = line(fields, "name")
    entry = {"id": name, "kind": "value", "unit": unit}
    return fact_text(entry, {**fields, "entry_note": note}, today), wrong


def new_rule(fields: Mapping[str, str], today: date) -> Made:
    """A rule in words."""
    wrong: dict[str, str] = {}
    if not line(fields, "statement"):
        wrong["statement"] = MISSING
    _days(fields, "valid_from", "valid_until", wrong)
    _page(fields, "source", wrong, needed=not line(fields, "source_note"))
    return fact_text({"id": name_of(fields), "kind": "rule"}, {**fields, **_vouched(fields, today)}, today), wrong


def new_contact(fields: Mapping[str, str], today: date) -> Made:
    """A contact. What nobody vouches for is kept and not shown."""
    wrong = {name: MISSING for name in ("name", "what_for") if not line(fields, name)}
    group = line(fields, "group")
    if group not in CONTACT_GROUPS:
        wrong["group"] = NO_KIND
    if group in WITH_CITY and not line(fields, "city"):
        wrong["city"] = NO_CITY
    if not line(fields, "url") and not line(fields, "phone_national"):
        wrong["url"] = NO_WAY
    for name in fields:
        if name == "url" or name.startswith("urls_"):
            _page(fields, name, wrong)
    if not line(fields, "source"):
        wrong["source"] = NO_SOURCE
    taken = dict(fields)
    for name in ("phone_national", "phone_also"):
        if line(fields, name) and not re.fullmatch(r"\+?\d{3,15}", _digits(fields, name)):
            wrong[name] = NO_NUMBER
    for name in ("phone_e164", "whatsapp_e164"):
        taken[name] = _digits(fields, name)
        if taken[name] and not re.fullmatch(r"\+\d{7,15}", taken[name]):
            wrong[name] = NO_E164
    email = line(fields, "email_address")
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        wrong["email_address"] = NO_EMAIL
    for part in CONFIRMED:
        taken[f"{part}_check"] = "" if fields.get(f"{part}_seen") == "1" else "1"
    taken |= _vouched(fields, today)
    given = ((part, name) for part in CONFIRMED for name in taken if name.startswith(f"{part}_") and line(taken, name))
    if any(taken[f"{part}_check"] for part, name in given if not name.endswith(("_seen", "_check"))):
        taken["check"] = "1"
    return contact_text({"id": name_of(fields), "group": group}, taken, today), wrong


def _digits(fields: Mapping[str, str], name: str) -> str:
    """A phone number without what people put between its digits."""
    return re.sub(r"[ ()/.-]", "", line(fields, name))


def _vouched(fields: Mapping[str, str], today: date) -> dict[str, str]:
    """The marks of confidence of the whole entry."""
    seen = fields.get("seen") == "1"
    return {"confidence": seen_today(today) if seen else "check", "check": "" if seen else "1"}


def _days(fields: Mapping[str, str], first: str, last: str, wrong: dict[str, str]) -> None:
    for name in (first, last):
        if line(fields, name) and day_of(fields[name]) is None:
            wrong[name] = NO_DATE
    begin, end = day_of(fields.get(first, "")), day_of(fields.get(last, ""))
    if begin and end and end < begin:
        wrong[last] = BACKWARDS


def _page(fields: Mapping[str, str], name: str, wrong: dict[str, str], *, needed: bool = False) -> None:
    address = line(fields, name)
    if not address:
        if needed:
            wrong[name] = NO_SOURCE
    elif not re.match(r"https://[^/\s]", address):
        wrong[name] = NO_HTTPS
