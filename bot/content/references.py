"""Amounts, dates, phone numbers by id: `{fact:deductible}`, `{contact:fairwork.phone}`, `{source:digid_code}`.

A value that nobody has verified marks its line ("not confirmed, check at digid.nl"); an expired one is never shown; a
phone number that is marked `check` shows the website instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from bot.content import markup
from bot.content.model import Contact, Detail, Fact, FactValue, MonthDay, Snapshot, Unit

REFERENCE = re.compile(r"\{(\w+):([^{}|]*)(?:\|([^{}|]*))?\}")
FACT_FORMS = ("", "number")
CONTACT_PARTS = ("", "name", "phone", "whatsapp", "email", "url", "site", "address")

_DURATIONS = {
    Unit.MINUTES: "duration-minute",
    Unit.HOURS: "duration-hour",
    Unit.DAYS: "duration-day",
    Unit.WEEKS: "duration-week",
    Unit.MONTHS: "duration-month",
    Unit.YEARS: "duration-year",
}
LEAP_YEAR = 2000
"""Any leap year: a day that comes back every year is formatted without its year."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What stands in place of a value that can't be shown, in one language; `{sites}` is filled in."""

    updating: str
    unverified: str
    unverified_here: str = "(?)"
    """Where the line names the site already."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One `{kind:target|form}` in a text, with its line (from 1)."""

    kind: str
    target: str
    form: str
    line: int


def find(text: str) -> Iterator[Reference]:
    """Every reference in the text, in order."""
    for number, line in enumerate(text.splitlines(), 1):
        for match in REFERENCE.finditer(line):
            yield Reference(match[1], match[2], match[3] or "", number)


def fault(snapshot: Snapshot, reference: Reference) -> str | None:
    """Why the reference can't be filled in, or `None`: what the validator asks of every reference."""
    if reference.kind == "fact":
        if reference.target not in snapshot.facts:
            hint = " (it is a rule: name it in rests_on)" if reference.target in snapshot.rules else ""
            return f"no fact {reference.target!r} in facts.yml{hint}"
        if reference.form not in FACT_FORMS:
            return f"no form {reference.form!r}; a fact knows |number or nothing"
        return None
    if reference.kind == "contact":
        name, _, part = reference.target.partition(".")
        contact = snapshot.contacts.get(name)
        if contact is None:
            return f"no contact {name!r} in contacts.yml"
        if part not in CONTACT_PARTS or reference.form:
            return f"no part {part or reference.form!r}; a contact knows {', '.join(filter(None, CONTACT_PARTS))}"
        if part not in ("", "name", "site") and not _has(contact, part):
            return f"contact {name!r} has no {part}"
        return None
    if reference.kind == "source":
        known = reference.target in snapshot.facts or reference.target in snapshot.rules
        return None if known else f"no fact or rule {reference.target!r} in facts.yml"
    return f"unknown reference {reference.kind!r}; there are fact, contact and source"


def _has(contact: Contact, part: str) -> bool:
    return bool(contact.url) if part == "url" else getattr(contact, part) is not None


def fill(text: str, snapshot: Snapshot, *, language: str, on: date, phrases: Phrases) -> str:
    """The Markdown with every reference filled in for that language and day. Never raises.

    A reference that `fault` refuses (the validator keeps it out of published content) is left out.
    """
    return "\n".join(_fill_line(line, snapshot, language=language, on=on, phrases=phrases) for line in text.split("\n"))


def _fill_line(line: str, snapshot: Snapshot, *, language: str, on: date, phrases: Phrases) -> str:
    unverified: list[str] = []

    def value(match: re.Match[str]) -> str:
        reference = Reference(match[1], match[2], match[3] or "", 0)
        if fault(snapshot, reference):
            return ""
        if reference.kind == "fact":
            return _fact(snapshot.facts[reference.target], reference.form, snapshot, language, on, phrases, unverified)
        if reference.kind == "source":
            return link(source_of(snapshot, reference.target))
        name, _, part = reference.target.partition(".")
        return contact_text(snapshot.contacts[name], part, language)

    filled = REFERENCE.sub(value, line)
    if unverified:
        new = [site for site in dict.fromkeys(unverified) if site.split("]")[0] not in filled]
        mark = phrases.unverified.format(sites=", ".join(new)) if new else phrases.unverified_here
        filled = f"{filled.rstrip()} {mark}"
    return filled


def _fact(
    fact: Fact,
    form: str,
    snapshot: Snapshot,
    language: str,
    on: date,
    phrases: Phrases,
    unverified: list[str],
) -> str:
    period = fact.on(on)
    if period is None:
        return phrases.updating.format(sites=link(source_of(snapshot, fact.id)))
    if period.check:
        unverified.append(link(fact.check_at or period.source))
    return format_value(period.value, fact.unit, snapshot.languages[language].locale, bare=form == "number")


@lru_cache(maxsize=2048)
def format_value(value: FactValue, unit: Unit, locale: str, *, bare: bool = False) -> str:
    """A value as people of that language write it: 14,99 €, 1 stycznia 2027, 4 maanden; `bare` leaves the unit out."""
    if isinstance(value, MonthDay):
        pattern = Locale.parse(locale).datetime_skeletons["MMMMd"]
        return str(format_date(date(LEAP_YEAR, value.month, value.day), pattern.pattern, locale=locale))
    if isinstance(value, date):
        return str(format_date(value, "long", locale=locale))
    if unit is Unit.CALENDAR_YEAR:
        return str(value)
    if bare or unit is Unit.COUNT:
        return str(format_decimal(value, locale=locale))
    if unit is Unit.EUR:
        if value == value.to_integral_value():
            pattern = Locale.parse(locale).currency_formats["standard"].pattern.replace(".00", "")
            return str(format_currency(value, "EUR", pattern, locale=locale, currency_digits=False))
        return str(format_currency(value, "EUR", locale=locale))
    if unit is Unit.PERCENT:
        return str(format_percent(value / Decimal(100), locale=locale, decimal_quantization=False))
    text = str(format_unit(value, _DURATIONS[unit], locale=locale))
    # Babel has no long form for some Dutch durations and shows the unit's name; the short form is right there.
    return str(format_unit(value, _DURATIONS[unit], "short", locale=locale)) if _DURATIONS[unit] in text else text


def source_of(snapshot: Snapshot, fact_id: str) -> str:
    """Where a fact or rule can be checked: the source of its newest period."""
    rule = snapshot.rules.get(fact_id)
    if rule is not None:
        return rule.check_at or rule.source
    fact = snapshot.facts[fact_id]
    return fact.check_at or (fact.periods[-1].source if fact.periods else "")


def link(url: str) -> str:
    """A Markdown link that shows the site's short name."""
    return f"[{markup.host(url)}]({url})" if url else ""


def tel(number: str) -> str:
    """A Markdown link that dials; the text stays as people write it."""
    return f"[{number}](tel:{''.join(char for char in number if char.isdigit() or char == '+')})"


def contact_text(contact: Contact, part: str, language: str) -> str:
    """A contact as Markdown: name with number (website when the number is unverified), or one part of it."""
    url = contact.urls.get(language) or contact.url
    site = link(url)
    if part == "name":
        return contact.name
    if part == "url":
        return f"[{markup.short_url(url)}]({url})" if url else ""
    if part == "site":
        return site or contact.name
    if part in ("phone", "whatsapp", "email", "address"):
        detail: Detail | None = getattr(contact, part)
        return site if detail is None or detail.check else _detail(part, detail)
    if contact.phone is not None and not contact.phone.check:
        return f"{contact.name}: {_detail('phone', contact.phone)}"
    return f"{contact.name}: {site}" if site else contact.name


def _detail(part: str, detail: Detail) -> str:
    if part == "email":
        return f"[{detail.value}](mailto:{detail.value})"
    if part in ("phone", "whatsapp"):
        return " / ".join(tel(number) for number in (detail.value, detail.also) if number)
    return markup.escape(detail.value)
