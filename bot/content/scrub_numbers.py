"""Patterns that point to a person: addresses of every kind, numbers, dates, documents."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.content import scrub_lists as lists
from bot.text import fold

KEPT_NUMBERS = frozenset("112 113 116 144 1400 911 999 100 24 18 21".split())
"""Numbers that belong to the question: emergency lines, ages and hours of the law."""
YEARS = range(2018, 2041)
"""Years that taxes and contracts are about; an earlier one may be a year of birth."""

_MONTHS = (
    "stycz|luty|lutego|mar[cz]|kwie|maj|czerw|lip[ci]|sierp|wrze|pazdz|październ|listop|grud|grudz"
    "|ian|feb|mart|apr|mai|iun|iul|aug|sept|oct|noi|nov|dec|jan|jun|jul|okt|mei"
    "|яну|фев|март|апр|май|юни|юли|авг|сеп|окт|ное|дек"
)
_BORN = r"(?:ur\.?|urodz\w*|n[aă]scut\w*|роден\w*|rod[ei]n\w*|geboren|geb\.?|rocznik|born)"
_STREET = (
    "(?:straat|straatje|weg|laan|plein|kade|gracht|singel|steeg|dreef|dijk|hof|plantsoen|park|markt|pad|plaats"
    "|baan|ring|hoek)"
)

Rule = tuple[re.Pattern[str], "str | Callable[[re.Match[str]], str]"]


def iban_holds(text: str) -> bool:
    """Whether an IBAN's check digits are right (ISO 13616: remainder 1 of 97)."""
    bare = re.sub(r"[\s-]", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", bare):
        return False
    turned = bare[4:] + bare[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def bsn_holds(digits: str) -> bool:
    """Whether eight or nine digits pass the eleven-test of a citizen service number (BSN)."""
    if not re.fullmatch(r"\d{8,9}", digits):
        return False
    nine = digits.zfill(9)
    return int(nine) > 0 and sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), nine, strict=True)) % 11 == 0


def _iban(match: re.Match[str]) -> str:
    return "[iban]" if iban_holds(match[0]) else "[number]"


def _digits(match: re.Match[str]) -> str:
    """A run of digits with the marks that people put between them."""
    text = match[0]
    bare = re.sub(r"\D", "", text)
    if bsn_holds(bare):
        return "[bsn]"
    if len(bare) >= 9 or (text.startswith(("+", "00", "06")) and len(bare) >= 8):
        return "[phone]"
    if len(bare) <= 2 or bare in KEPT_NUMBERS or (bare == text and len(bare) == 4 and int(bare) in YEARS):
        return text
    return "[number]"


def _mixed(match: re.Match[str]) -> str:
    """Letters and digits in one word: a document, a plate, a flat; but "A1", "24h", "ka4vam" and "500eur" stay."""
    text = match[0]
    folded = fold(text)
    digits = sum(char.isdigit() for char in text)
    if folded in lists.DOMAIN or digits < 2 or re.fullmatch(r"\d{1,2}[a-z]{1,5}", folded):
        return text if digits < 3 else "[number]"
    if re.fullmatch(r"\d+(?:eur|euro|zl|lei|lv|leva|h|u|uur|km|kg|m2|min|dni|zile|dni|dagen|percent|e)", folded):
        return "[number]" + re.sub(r"^\d+", "", text)
    return "[number]"


def _street(match: re.Match[str]) -> str:
    word = match["word"]
    folded = fold(word)
    alone = folded in lists.STREET_WORDS or folded in lists.DOMAIN
    if alone and not (match["number"] and word[:1].isupper()):
        return match[0]
    return "[address]"


_RULES: tuple[Rule, ...] = (
    (re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?\.\s?[\w-]+)*\.\s?[a-z]{2,}", re.I), "[mail]"),
    (re.compile(r"[\w.+-]+@[\w.-]+", re.I), "[mail]"),
    (re.compile(r"(?:https?://|www\.)\S+", re.I), "[link]"),
    (
        re.compile(
            r"\b(?:[\w-]+\.)+(?:nl|pl|ro|bg|com|eu|org|net|info|be|de|me|io|app|online|shop|work|jobs)\b(?:/\S*)?", re.I
        ),
        "[link]",
    ),
    (re.compile(r"(?<!\w)@[\w.]{2,}"), "[user]"),
    (re.compile(r"(?<!\w)#\w{2,}"), "[user]"),
    (re.compile(r"\b[A-Z]{2}\s?\d{2}(?:[\s-]?[A-Z0-9]){11,30}\b"), _iban),
    (re.compile(r"\b[a-z]{2}\s?\d{2}(?:[\s-]?[a-z]){4}(?:[\s-]?\d){6,20}\b", re.I), _iban),
    (
        re.compile(
            rf"\b{_BORN}\s+(?:\w{{1,4}}\s+){{0,2}}(?:\d[\d./ -]*)?(?:(?:{_MONTHS})\w*\s+)?\d{{2,4}}\b",
            re.I,
        ),
        "[birth]",
    ),
    (re.compile(rf"\b\d{{1,2}}[\s.-]*(?:{_MONTHS})\w*[\s.,-]*(?:19|20)\d\d\b", re.I), "[date]"),
    (re.compile(r"\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)?\d\d\b"), "[date]"),
    (re.compile(r"\b(?:19|20)\d\d-\d\d?-\d\d?\b"), "[date]"),
    (re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b(?:\s\d{1,4}[a-z]?\b)?"), "[address]"),
    (re.compile(r"\b[1-9]\d{3}[a-z]{2}\b"), "[address]"),
    (re.compile(r"\b\d{2}-\d{3}\b(?!-)"), "[address]"),
    (re.compile(r"(?<!\w)(?:\+|00)\d(?:[\s().-]{0,2}\d){7,14}(?!\w)"), "[phone]"),
    (re.compile(r"\b(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})\b", re.I), "[plate]"),
    (re.compile(r"\b[A-ZА-Я]{1,3}[ -]\d{2,5}[ -]?[A-ZА-Я]{1,3}\b|\b[A-Z]{2,3} \d[0-9A-Z]{3,4}\b"), "[plate]"),
    (
        re.compile(
            r"\b(?i:ul\.|ulica|ulicy|ulicę|al\.|aleja|os\.|strada|str\.|bulevardul|bd\.|bl\.|sc\.|ap\.|ул\.|улица|бул\.|булевард"
            r"|ж\.?к\.?)\s*[\w-]+(?:\s+[A-ZĂÂÎȘȚĄĆĘŁŃÓŚŹŻА-Я][\w-]+){0,2}"
            r"(?:\s*,?\s*(?i:nr\.?|№|no\.?)?\s*\d+(?:\s?[A-Za-zа-я]\b)?)?"
        ),
        "[address]",
    ),
    (
        re.compile(
            rf"\b(?P<word>[^\W\d_]{{2,}}{_STREET})\b(?:\s*,?\s*(?P<number>\d{{1,5}}(?:\s?-?[a-zA-Z]\b)?))?", re.I
        ),
        _street,
    ),
    (re.compile(r"(?<![\w])\+?\(?\d[\d\s().,/-]*\d(?![\w])|(?<!\w)\d(?!\w)"), _digits),
    (re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d_])\w{2,}\b"), _mixed),
)


def mask_patterns(text: str) -> str:
    """The text with its patterns masked; linear in its length but for the bounded repetitions of the patterns."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
