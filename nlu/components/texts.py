"""What each half of the classifier reads: the skeleton for n-grams, the text itself for the encoder."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.text import clean, fold, fold_bulgarian, to_cyrillic

SPELLINGS = ("plain", "bulgarian")
"""Values of the component's setting `spelling`: `bulgarian` also reads Bulgarian typed in Latin letters."""

DUTCH_TERMS_FILE = Path(__file__).with_name("dutch_terms.txt")


@lru_cache(maxsize=1)
def dutch_terms() -> frozenset[str]:
    """Return the Dutch words that stay in Latin letters inside Latin-letter Bulgarian."""
    return frozenset(DUTCH_TERMS_FILE.read_text(encoding="utf-8").split())


def skeleton(text: str, spelling: str) -> str:
    """Return what the n-grams are taken from."""
    cleaned = clean(text)
    return fold_bulgarian(cleaned) if spelling == "bulgarian" else fold(cleaned)


def for_encoder(text: str, spelling: str) -> str:
    """Return what the encoder reads: the text as it is, Latin-letter Bulgarian in Cyrillic."""
    cleaned = clean(text)
    return to_cyrillic(cleaned, dutch_terms()) if spelling == "bulgarian" else cleaned
