"""Content as the plain text that an adviser puts into a reply: references filled in, links written out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from babel import Locale, UnknownLocaleError

from bot.content import markup, references
from bot.content.model import Answer, Language, Snapshot
from bot.content.references import Phrases

FALLBACK_LOCALE = "en"


@dataclass(frozen=True, slots=True)
class Filled:
    """A text ready to be read by a person before it is sent. `faults`: what it refers to and nobody knows."""

    text: str
    faults: tuple[str, ...] = ()


def speaking(snapshot: Snapshot, language: str) -> Snapshot:
    """The same knowledge, able to write values in a language that only advisers speak (uk, tr, …)."""
    if language in snapshot.languages:
        return snapshot
    try:
        locale = str(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        locale = FALLBACK_LOCALE
    name = snapshot.handoff_only.get(language, language)
    known: Mapping[str, Language] = {**snapshot.languages, language: Language(language, name, name, "", locale)}
    return replace(snapshot, languages=known)


def filled(text: str, snapshot: Snapshot, *, language: str, on: date, phrases: Phrases) -> Filled:
    """A saved reply with its `{fact:…}` and `{contact:…}` filled in for that language and day. Never raises."""
    faults = tuple(
        f"line {reference.line}: {cause}"
        for reference in references.find(text)
        if (cause := references.fault(snapshot, reference)) is not None
    )
    whole = references.fill(text, speaking(snapshot, language), language=language, on=on, phrases=phrases)
    return Filled(markup.plain(whole).strip(), faults)


def answer_text(
    answer: Answer, snapshot: Snapshot, *, on: date, phrases: Phrases, source: str, more: bool = False
) -> str:
    """An answer to be sent by an adviser: its text (with `more` the second part) and where it can be checked.

    `source` is the sentence "Source: {links}" in the answer's language.
    """
    text = answer.more if more else answer.essence
    body = filled(text, snapshot, language=answer.language, on=on, phrases=phrases).text
    links = ", ".join(markup.short_url(url) for url in answer.sources[:2])
    return f"{body}\n\n{source.format(links=links)}" if links else body
