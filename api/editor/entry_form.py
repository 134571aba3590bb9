"""The forms of facts, rules and contacts: from an entry of the files to fields and back.

What a form does not show (further phone numbers, extra addresses) stays in the entry as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from api.editor.room import day_of
from bot.content import write
from bot.content.model import CONTACT_GROUPS, Unit
from bot.content.registries import parse_value
from bot.content.yaml_lines import YamlProblem, load

PERIOD_KEYS = ("value", "valid_from", "valid_until", "source", "confidence", "check")
DETAILS: Mapping[str, tuple[str, ...]] = {
    "phone": ("national", "e164", "also", "note", "confidence"),
    "whatsapp": ("e164", "text"),
    "email": ("address", "note"),
    "address": ("text",),
    "hours": ("text", "note"),
    "chat": ("text",),
}
"""Parts of a contact that have fields of their own, and a mark "not confirmed"."""
CONTACT_ORDER = (
    "id", "name", "english", "group", "what_for", "city", "region", "municipalities", "numbers", "phone", "whatsapp",
    "chat", "email", "url", "urls", "address", "hours", "languages", "languages_note", "note", "source", "confidence",
    "check",
)  # fmt: skip
FACT_ORDER = (
    "id", "kind", "unit", "per", "gross", "note", "statement", "periods", "valid_from", "valid_until", "check_at",
    "source", "source_note", "confidence", "check",
)  # fmt: skip


class Loose(dict[str, Any]):
    """An entry for templates: what is missing is an empty text."""

    def __missing__(self, key: str) -> str:
        return ""

    @classmethod
    def of(cls, value: Any) -> Any:
        """The value with every mapping in it made loose."""
        if isinstance(value, Mapping):
            return cls({key: cls.of(inner) for key, inner in value.items()})
        return [cls.of(inner) for inner in value] if isinstance(value, list) else value


def entry_of(text: str) -> dict[str, Any]:
    """The entry of a text; empty when it can't be read."""
    try:
        found = load(text)
    except YamlProblem:
        return {}
    return dict(found[0]) if isinstance(found, list) and len(found) == 1 and isinstance(found[0], dict) else {}


def _ordered(entry: Mapping[str, Any], order: tuple[str, ...], before: Mapping[str, Any]) -> dict[str, Any]:
    """Fields in the order in which they stood; new ones where the usual order puts them."""
    names = list(before)
    for name in (one for one in order if one in entry and one not in names):
        earlier = [names.index(one) for one in order[: order.index(name)] if one in names]
        names.insert(max(earlier, default=-1) + 1, name)
    names += [name for name in entry if name not in names]
    return {name: entry[name] for name in names if name in entry}


def _line(fields: Mapping[str, str], name: str) -> str:
    return " ".join(fields.get(name, "").split())


def _put(entry: dict[str, Any], key: str, value: Any) -> None:
    if value in ("", None):
        entry.pop(key, None)
    else:
        entry[key] = value


def plain_value(text: str, unit: str) -> str:
    """What people type (15,20 · 1.234,50 · 1-1-2027 · 31-12) as the files keep it; what can't be told stays."""
    typed = text.replace("\u00a0", " ").replace("€", "").replace("%", "").strip()
    if unit == Unit.DATE:
        found = re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", typed)
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else typed
    if unit == Unit.MONTH_DAY:
        found = re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})", typed)
        return f"--{int(found[2]):02}-{int(found[1]):02}" if found else typed
    number = typed.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", number):
        number = number.replace(".", "")
    return number.replace(",", ".")


def seen_today(today: date) -> str:
    """The mark of confidence of a value that an editor has looked up."""
    return f"seen {today:%Y-%m}"


def fact_text(entry: Mapping[str, Any], fields: Mapping[str, str], today: date) -> str:
    """A fact's or rule's entry with what the form says."""
    made = dict(entry)
    if fields.get("unit") in {one.value for one in Unit} and "unit" in made:
        made["unit"] = fields["unit"]
    if "entry_note" in fields and made.get("kind") != "rule":  # "note" is what the writer tells the reviewer
        _put(made, "note", _line(fields, "entry_note"))
    for key in ("statement", "per", "check_at", "source_note"):
        if key in fields:
            _put(made, key, _line(fields, key))
    if made.get("kind") == "rule":
        for key in ("source", "confidence"):
            _put(made, key, _line(fields, key))
        for key in ("valid_from", "valid_until"):
            _put(made, key, day_of(fields.get(key, "")))
        made["check"] = fields.get("check") == "1"
    else:
        made["periods"] = _periods(made, fields, today)
    return write.entry_text(_ordered(made, FACT_ORDER, entry))


def _periods(entry: Mapping[str, Any], fields: Mapping[str, str], today: date) -> list[dict[str, Any]]:
    unit = str(entry.get("unit", ""))
    periods: list[dict[str, Any]] = []
    for number, old in enumerate(entry.get("periods") or ()):
        prefix = f"p{number}_"
        if fields.get(f"{prefix}drop") == "1":
            continue
        if f"{prefix}value" not in fields:
            periods.append(dict(old))
            continue
        period: dict[str, Any] = {
            "value": plain_value(_line(fields, f"{prefix}value"), unit),
            "valid_from": day_of(fields.get(f"{prefix}valid_from", "")),
            "valid_until": day_of(fields.get(f"{prefix}valid_until", "")),
            "source": _line(fields, f"{prefix}source"),
            "confidence": _line(fields, f"{prefix}confidence"),
            "check": fields.get(f"{prefix}check") == "1",
        }
        if fields.get(f"{prefix}seen") == "1":
            period |= {"confidence": seen_today(today), "check": False}
        periods.append(period)
    new = plain_value(_line(fields, "new_value"), unit)
    if new:
        _add(periods, new, fields, today)
    return [{key: period[key] for key in PERIOD_KEYS if period.get(key) not in ("", None)} for period in periods]


def _add(periods: list[dict[str, Any]], value: str, fields: Mapping[str, str], today: date) -> None:
    """A value from a day on: the one before ends the day before by itself."""
    begin = day_of(fields.get("new_from", ""))
    seen = fields.get("new_seen") == "1"
    if begin is not None:
        for period in periods:
            until = period.get("valid_until")
            starts = period.get("valid_from")
            if (until is None or until >= begin) and (starts is None or starts < begin):
                period["valid_until"] = begin - timedelta(days=1)
    periods.append(
        {
            "value": value,
            "valid_from": begin,
            "valid_until": day_of(fields.get("new_until", "")),
            "source": _line(fields, "new_source"),
            "confidence": seen_today(today) if seen else "check",
            "check": not seen,
        }
    )
    periods.sort(key=lambda period: period.get("valid_from") or date.min)


def contact_text(entry: Mapping[str, Any], fields: Mapping[str, str], today: date) -> str:
    """A contact's entry with what the form says."""
    made = dict(entry)
    for key in ("name", "english", "what_for", "url", "source", "confidence", "city", "languages_note"):
        if key in fields:
            _put(made, key, _line(fields, key))
    if fields.get("group") in CONTACT_GROUPS:
        made["group"] = fields["group"]
    if "entry_note" in fields:
        _put(made, "note", _line(fields, "entry_note"))
    _urls(made, fields)
    if "languages" in fields:
        made["languages"] = list(dict.fromkeys(re.findall(r"[a-z]{2,3}", fields["languages"].lower())))
    for part, keys in DETAILS.items():
        _detail(made, part, keys, fields, today)
    numbers = [dict(one) for one in made.get("numbers") or ()]
    for at, one in enumerate(numbers):
        phone = dict(one.get("phone") or {})
        if f"n{at}_national" in fields:
            _put(phone, "national", _line(fields, f"n{at}_national"))
            phone["check"] = fields.get(f"n{at}_check") == "1"
        one["phone"] = phone
    if numbers:
        made["numbers"] = numbers
    made["check"] = fields.get("check") == "1"
    return write.entry_text(_ordered(made, CONTACT_ORDER, entry))


def _urls(made: dict[str, Any], fields: Mapping[str, str]) -> None:
    """Addresses for readers of one language; those for other purposes stay."""
    urls = dict(made.get("urls") or {})
    for name in fields:
        language = name.removeprefix("urls_")
        if language != name and re.fullmatch("[a-z]{2,3}", language):
            _put(urls, language, _line(fields, name))
    _put(made, "urls", urls or None)


def _detail(made: dict[str, Any], part: str, keys: tuple[str, ...], fields: Mapping[str, str], today: date) -> None:
    if not any(f"{part}_{key}" in fields for key in keys):
        return
    old = dict(made.get(part) or {})
    new = dict(old)
    for key in keys:
        if f"{part}_{key}" in fields:
            _put(new, key, _line(fields, f"{part}_{key}"))
    if not any(new.get(key) for key in keys if key not in ("confidence", "note")):
        # Nothing left to show; marks alone ("hours not known") stay as they were.
        if any(old.get(key) for key in keys if key not in ("confidence", "note")):
            made.pop(part, None)
        return
    if part != "chat" or "check" in old:
        new["check"] = fields.get(f"{part}_check") == "1"
    if part == "phone" and fields.get("phone_seen") == "1":
        new |= {"check": False, "confidence": seen_today(today)}
    order = ("national", "address", "also", "abroad", "e164", "text", "check", "confidence", "note")
    made[part] = _ordered(new, order, old)


def understood(value: str, unit: str) -> bool:
    """Whether a typed value is one of its unit."""
    try:
        return parse_value(plain_value(value, unit), Unit(unit)) is not None
    except ValueError:
        return False
