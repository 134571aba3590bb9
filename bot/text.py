"""Cleaning and folding of what people type.

Standard library only, Python 3.10: the application and the NLU environment run this same file, so that
training, parsing and the urgent rules see one and the same text. No function here raises on any `str`.

The **Latin skeleton** (`fold`) is lower case without diacritics, Cyrillic written as

    а a  б b  в v  г g  д d  е e  ж zh  з z  и i  й i  к k  л l  м m  н n  о o  п p  р r  с s  т t  у u
    ф f  х h  ц c  ч ch  ш sh  щ sht  ъ a  ь –  ю iu  я ia       (тс = ц = c; ьо, йо = io; ия, ий, ии = one i)

so that "Żądać" is `zadac`, "își" is `isi`, "къща" is `kashta`. `fold_bulgarian` brings the many Latin-letter
spellings of Bulgarian ("ka6ta", "kushta", "kyshta") to that same skeleton.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

MAX_MODEL_CHARS = 400
"""Longest text, in characters, that the models see: a long paragraph on a phone."""

_MAX_MARKS = 4
"""Combining marks kept in a row. Real writing needs three; normalising long runs is quadratic."""

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters that are not white space
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, fillers
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"  # zero width, bidirectional
    "\ufe00-\ufe0f\U000e0000-\U000e0fff"  # variation selectors, tags
    "\ud800-\udfff"  # lone surrogates
    "\ue000-\uf8ff\U000f0000-\U0010ffff\ufdd0-\ufdef\ufffe\uffff"  # private use, noncharacters
    "]+"
)


def clean(text: str, *, max_chars: int = MAX_MODEL_CHARS) -> str:
    """Return `text` without what nobody sees, in NFKC, white space collapsed, at most `max_chars` long.

    Removes control characters, lone surrogates, zero-width and bidirectional marks, private-use characters
    and overlong runs of combining marks. Linear in the length of `text`; a longer text is cut at its end.
    """
    seen = _INVISIBLE.sub("", text)
    if not seen.isascii():
        # One character may become many (U+FDFA: 18), four at most become one: cut before, and again after.
        seen = " ".join(seen.split())[: 4 * max_chars]
        seen = _INVISIBLE.sub("", unicodedata.normalize("NFKC", _limit_marks(seen)))
        seen = unicodedata.normalize("NFKC", _limit_marks(seen))
    return " ".join(seen.split())[:max_chars].rstrip()


def _limit_marks(text: str) -> str:
    """Drop combining marks beyond `_MAX_MARKS` in a row."""
    if not any(map(unicodedata.combining, text)):
        return text
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)


_LETTERS = str.maketrans(
    {
        "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
        "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "„": '"', "“": '"', "”": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‐": "-", "‑": "-",
    }
)  # fmt: skip

# Bulgarian first; the letters of its neighbours so that no Cyrillic text is left half folded.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "", "ю": "iu",
        "я": "ia", "ы": "i", "э": "e", "ё": "io", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "ѝ": "i",
        "ђ": "dj", "ј": "i", "љ": "l", "њ": "n", "ћ": "ch", "џ": "dzh", "ѓ": "g", "ќ": "k", "ѕ": "dz",
    }
)  # fmt: skip
_CYRILLIC_RUN = re.compile("[\u0400-\u045f]+")
_CYRILLIC_LETTER = re.compile("[\u0400-\u045f]")


def fold(text: str) -> str:
    """Return the Latin skeleton of `text`: lower case, no diacritics, Cyrillic in Latin letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", _limit_marks(text)).lower()
    plain = _CYRILLIC_RUN.sub(_fold_cyrillic, plain.translate(_LETTERS))
    if plain.isascii():
        return plain
    # NFKD may bring out capitals and marks that NFKC kept inside one character, and Cyrillic letters under marks ("Ѐ").
    plain = _without_marks(plain).lower().translate(_LETTERS)
    return _without_marks(_CYRILLIC_RUN.sub(_fold_cyrillic, plain))


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _fold_cyrillic(match: re.Match[str]) -> str:
    letters = match.group().replace("тс", "ц").replace("ьо", "йо")
    return re.sub("ii+", "i", letters.translate(_CYRILLIC))


def fold_bulgarian(text: str) -> str:
    """Return the skeleton of Bulgarian text, whichever letters it is typed in.

    "трябва", "trqbva", "tryabva" and "triabva" all give `triabva`. Digits that stand alone (years, amounts,
    112, 113) stay; 4 and 6 inside a word are ч and ш. The mapping is lossy and made for comparing only.
    """
    return fold(to_cyrillic(fold(text), ()))


_WORD = re.compile("[a-z0-9]+")


def to_cyrillic(text: str, keep: Container[str]) -> str:
    """Write the Latin-letter words of Bulgarian `text` in Cyrillic, lower case, as a native would read them.

    Words in `keep` (lower case: Dutch terms, names of institutions) stay in Latin letters; so does every
    Latin word of a text that has Cyrillic letters already, for there it is a foreign one.
    """
    if _CYRILLIC_LETTER.search(text):
        return text
    return _WORD.sub(lambda match: _transliterate(match.group(), keep), fold(text))


def _transliterate(word: str, keep: Container[str]) -> str:
    if word in keep or word.isdigit():
        return word
    word = _letters_for_digits(word)
    return _in_cyrillic(word) if word.isalpha() else word


# Single words, in memory only: training and checks bring the same ones again a thousand times.
@lru_cache(maxsize=16_384)
def _in_cyrillic(word: str) -> str:
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return "".join(_LATIN.get(letters, letters) for letters in _LATIN_UNIT.findall(word))


def _letters_for_digits(word: str) -> str:
    """Read 4 as ч and 6 as ш in "ka4vam", "6te", "4e"; leave "a4", "4h", "24u", "64a" alone."""
    if word.isalpha():
        return word
    if re.search("[0-35789]|[0-9]{2}", word) or (len(word) == 2 and not re.match("[46][aeiouqy]", word)):
        return word
    return word.replace("4", "ch").replace("6", "sh")


def _compile(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


_C = "[bcdfghjklmnpqrstvwxz]"

# Applied in order to one lower-case Latin word; a Cyrillic letter in a replacement is final.
_SPELLINGS = _compile(
    # j is ж ("moje", "nujda"), but й in "moj", "naj", "rajon", and ja, ju are я, ю (but "jalba").
    ("^j(?=al[bk])", "ж"),
    ("^m[uya]j[uya]t", "мъжът"),
    ("^m[uya]j(?=$|[aei])", "мъж"),
    ("((?:^et|^st|gar|bag)a)j(?=$|[aiu])", "\\1ж"),
    ("q|[yj]a", "я"),
    ("[yj]u", "ю"),
    ("(?<=[aeou])j$", "й"),
    ("^(na|ha|vo|ra)j(?=[a-z])", "\\1й"),
    (f"(?<={_C})[yj]o", "ьо"),
    ("[yj]o", "йо"),
    # ъ typed as y between consonants: "syd", "vyv".
    (f"(?<={_C})y(?={_C})", "ъ"),
    # ъ typed as u before р or л and another consonant ("tursq", "dulg", "bulgarski"), but курс, Турция,
    # Бургас, пулт, консулство, резултат, култура, факултет.
    ("^(k|b|p|zh|j)u(?=rs|rg|ls|lt|rn)", "\\1у"),
    ("^tu(?=r[ck])", "ту"),
    ("(?<=ons)u(?=l)|(?<=[rf]ez)u(?=l)|(?<=fak)u(?=lt)", "у"),
    (f"(?<={_C})u(?=[rl]{_C})", "ъ"),
    # Frequent words and beginnings in which ъ is typed as u or a.
    ("^s[ua](?=(m|s|t)$|shto)", "съ"),
    ("^(ot|ni|nia|nя)?k[ua]de(?=$|to$)", "\\1къде"),
    ("^v[ua](?=v$|n$|nshn|zmo|zra|pros|tre)", "въ"),
    ("^izv[ua](?=n)", "извъ"),
    ("^k[ua](?=sht|sno|sa|tnik|pe|m$)", "къ"),
    ("^s[ua](?=prug|bot|vet|obsht|bra|bira|glas|d(?:ia|я)|dstv|sed|sto(?:ia|я)|zhal|jal|krat)", "съ"),
    ("^sku(?=p$|p[oai]$)", "скъ"),
    ("^z[ua]b(?=$|[aio]|ni|ol)", "зъб"),
    ("^p[ua]t(?=$|ia|я|uv|ish|en)", "път"),
    ("^kru(?=v)", "кръ"),
    ("^bu(?=rz|d|lga)", "бъ"),
    # -ия: "holandia", "registraciata".
    ("(?<=[a-z]{4})ia(?=$|ta$)", "ия"),
)

_LATIN = {
    "sht": "щ", "zh": "ж", "ch": "ч", "sh": "ш", "ts": "ц", "tz": "ц", "iu": "ю",
    "ia": "я", "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф",
    "g": "г", "h": "х", "i": "и", "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п",
    "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "х", "y": "й", "z": "з",
}  # fmt: skip
_LATIN_UNIT = re.compile("t[sz](?!h)|sht|[zcs]h|i[ua]|.")
