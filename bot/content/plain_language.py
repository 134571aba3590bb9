"""Reads `readability.yml`: what plain language means here, as budgets and word lists per language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.fields import Fields
from bot.content.problems import Problem
from bot.content.registries import document

FILE = "readability.yml"
_NO_WORDS = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is fine: above `warn` a writer is told, above `limit` the check fails."""

    warn: float
    limit: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase that people do not say at the kitchen table, and what they say."""

    pattern: re.Pattern[str]
    better: str
    warning: bool


@dataclass(frozen=True, slots=True)
class PlainLanguage:
    """The budgets and words of one language. Words are compared in small letters."""

    sentence_words: Budget
    """Words in the longest sentence."""
    average_words: Budget
    """Words per sentence, on average over an answer."""
    long_word_letters: int
    """From how many letters on a word counts as long."""
    long_words_percent: Budget
    """Share of long words in an answer."""
    passives: Budget
    """Passive clauses in an answer."""
    auxiliary: re.Pattern[str] = _NO_WORDS
    participle: re.Pattern[str] = _NO_WORDS
    passive_within: int = 0
    """How many words may stand between auxiliary and participle."""
    not_passive: re.Pattern[str] = _NO_WORDS
    """Look like participles and are none, or name a state."""
    negations: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    """Negates only what follows: counted directly behind a negation."""
    joins: frozenset[str] = frozenset()
    """Words that begin a new thought between two negations."""
    phrases: tuple[Phrase, ...] = ()
    """Officialese (refused) and stiff words (advised against)."""
    stock: re.Pattern[str] = _NO_WORDS
    """All phrases in one pattern."""
    abbreviations: frozenset[str] = frozenset()
    """Words that are written in capitals."""
    explains: tuple[str, ...] = ()
    """What leads from a Dutch term to its explanation, besides a bracket, a colon or a dash."""
    terms: re.Pattern[str] = _NO_WORDS
    """Dutch words that a reader of this language does not know; never matches in Dutch."""


def plain_language(text: str, problems: list[Problem]) -> dict[str, PlainLanguage]:
    """The rules per language id; what is wrong in the file goes to `problems`."""
    top = document(text, FILE, problems)
    terms, capitals = top.texts("dutch_terms"), top.texts("abbreviations")
    found: dict[str, PlainLanguage] = {}
    for block in top.blocks("languages"):
        fields = Fields(block, FILE, problems)
        name = fields.id()
        stock = {**_words(fields, "stiff", warning=True), **_words(fields, "officialese", warning=False)}
        own_terms = fields.flag("explain_dutch_terms")
        found[name] = PlainLanguage(
            sentence_words=_budget(fields, "sentence_words"),
            average_words=_budget(fields, "average_words"),
            long_word_letters=int(_number(fields, "long_word_letters")),
            long_words_percent=_budget(fields, "long_words_percent"),
            passives=_budget(fields, "passives"),
            auxiliary=_pattern(fields, "auxiliary"),
            participle=_pattern(fields, "participle"),
            passive_within=int(_number(fields, "passive_within")),
            not_passive=_any_of(fields.texts("not_passive")),
            negations=frozenset(fields.texts("negations")),
            without=frozenset(fields.texts("without")),
            joins=frozenset(fields.texts("joins")),
            phrases=tuple(stock.values()),
            stock=_any_of(stock),
            abbreviations=frozenset((*capitals, *fields.texts("abbreviations"))),
            explains=tuple(word.lower() for word in fields.texts("explains")),
            terms=_any_of(terms) if own_terms else _NO_WORDS,
        )
        fields.done()
    top.done()
    return found


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases, the longest first; `*` stands for any ending."""
    parts = [re.escape(phrase).replace(r"\*", r"\w*") for phrase in sorted(phrases, key=len, reverse=True) if phrase]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w|\.\w)", re.IGNORECASE) if parts else _NO_WORDS


def _number(fields: Fields, key: str) -> float:
    value = fields.raw(key)
    if type(value) in (int, float) and value >= 0:
        return float(value)
    fields.problem(key, f"{key!r} must be a number from 0, not {value!r}")
    return 0.0


def _budget(fields: Fields, key: str) -> Budget:
    block = fields.block_at(key)
    if block is None:
        fields.problem(key, f"{key!r} is missing: {{warn: …, limit: …}}")
        return Budget(float("inf"), float("inf"))
    inner = Fields(block, fields.path, fields.problems)
    budget = Budget(_number(inner, "warn"), _number(inner, "limit"))
    inner.done()
    if budget.warn > budget.limit:
        fields.problem(key, f"{key!r}: the warning ({budget.warn:g}) comes after the limit ({budget.limit:g})")
    return budget


def _pattern(fields: Fields, key: str) -> re.Pattern[str]:
    text = fields.text(key)
    try:
        return re.compile(rf"(?:{text})\Z", re.IGNORECASE) if text else _NO_WORDS
    except re.error as error:
        fields.problem(key, f"{key!r} is no regular expression: {error}")
        return _NO_WORDS


def _words(fields: Fields, key: str, *, warning: bool) -> dict[str, Phrase]:
    block = fields.block_at(key)
    if block is None:
        return {}
    inner = Fields(block, fields.path, fields.problems)
    return {phrase: Phrase(_any_of([phrase]), inner.text(phrase, required=True), warning) for phrase in block}
