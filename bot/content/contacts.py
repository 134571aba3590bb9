"""Reads `contacts.yml`: organisations, and what of them may be shown."""

from __future__ import annotations

from types import MappingProxyType

from bot.content.fields import Fields
from bot.content.model import CONTACT_GROUPS, CityNumber, Contact, Detail
from bot.content.problems import Problem
from bot.content.registries import document, unique
from bot.content.yaml_lines import Block


def contacts(text: str, path: str, problems: list[Problem]) -> dict[str, Contact]:
    """Every organisation by id."""
    top = document(text, path, problems)
    found: dict[str, Contact] = {}
    seen: dict[str, int] = {}
    for block in top.blocks("contacts"):
        fields = Fields(block, path, problems)
        contact = _contact(fields)
        fields.done()
        if contact.group not in CONTACT_GROUPS:
            fields.problem("group", f"group {contact.group!r} is not one of {', '.join(CONTACT_GROUPS)}")
        if not (contact.url or contact.phone or contact.numbers or contact.note):
            fields.problem("id", "nobody could reach this contact: give a url, a phone or a note how to find it")
        if unique(seen, fields, contact.id):
            found[contact.id] = contact
    top.done()
    return found


def _contact(fields: Fields) -> Contact:
    fields.text("languages_note")
    return Contact(
        id=fields.id(),
        name=fields.text("name", required=True),
        group=fields.text("group", required=True),
        what_for=fields.text("what_for", required=True),
        english=fields.text("english"),
        url=_url(fields, "url"),
        urls=_urls(fields),
        phone=_detail(fields, "phone", "national"),
        numbers=_numbers(fields),
        whatsapp=_detail(fields, "whatsapp", "e164"),
        chat=_detail(fields, "chat", "text"),
        email=_detail(fields, "email", "address"),
        address=_detail(fields, "address", "text"),
        hours=_detail(fields, "hours", "text"),
        languages=fields.texts("languages"),
        city=fields.text("city"),
        region=fields.text("region"),
        municipalities=fields.texts("municipalities"),
        note=fields.text("note"),
        source=fields.text("source"),
        confidence=fields.text("confidence", required=True),
        check=fields.flag("check"),
        line=fields.block.line,
    )


def _url(fields: Fields, key: str) -> str:
    url = fields.text(key)
    if url and not url.startswith("https://"):
        fields.problem(key, f"{url!r} must start with https://")
    return url


def _urls(fields: Fields) -> MappingProxyType[str, str]:
    block = fields.block_at("urls")
    if block is None:
        return MappingProxyType({})
    inner = Fields(block, fields.path, fields.problems)
    return MappingProxyType({key: _url(inner, key) for key in block})


def _detail(fields: Fields, key: str, value_key: str) -> Detail | None:
    block = fields.block_at(key)
    return None if block is None else _read_detail(Fields(block, fields.path, fields.problems), value_key)


def _read_detail(inner: Fields, value_key: str) -> Detail | None:
    value = inner.text(value_key)
    note = " ".join(filter(None, (inner.text("note"), inner.text("abroad"), inner.text("text"))))
    detail = Detail(
        value=value,
        check=inner.flag("check"),
        confidence=inner.text("confidence"),
        also=inner.text("also"),
        e164=inner.text("e164"),
        note=note,
    )
    inner.done()
    return detail if value else None


def _numbers(fields: Fields) -> tuple[CityNumber, ...]:
    found: list[CityNumber] = []
    for block in fields.blocks("numbers"):
        inner = Fields(block, fields.path, fields.problems)
        city = inner.text("city", required=True)
        phone = inner.block_at("phone")
        inner.done()
        detail = (
            _read_detail(Fields(phone, fields.path, fields.problems), "national") if isinstance(phone, Block) else None
        )
        if detail is not None:
            found.append(CityNumber(city, detail))
    return tuple(found)
