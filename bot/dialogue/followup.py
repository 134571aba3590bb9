"""Short questions that lean on the answer before: "a ile to kosztuje?", "cât durează?", "а какви документи?".

Alone they could belong to thirty answers. Right after one they are understood in its context: the registry may name the
question that answers it (`followup` in `questions.yml`); otherwise the person gets the rest of that answer and its
neighbours as buttons.
"""

from __future__ import annotations

import re
from functools import cache

from bot.content.model import FOLLOWUP_KINDS
from bot.text import clean, fold, fold_bulgarian

MAX_WORDS = 7
"""A longer message says by itself what it is about."""

_PATTERNS: dict[str, dict[str, str]] = {
    "pl": {
        "cost": r"\b(ile (to |za to )?(kosztuje|sie placi|place)|jaki koszt|platne|za darmo)\b|^a? ?ile to\b",
        "duration": r"\b(ile (to )?(trwa|sie czeka|czasu)|jak dlugo|kiedy dostane)\b",
        "documents": r"\b(jakie|co|ktore)\b.{0,14}\b(dokumenty|papiery|zabrac|przyniesc|wziac|potrzebne)\b",
        "child": r"\b(dziecko|dziecka|dzieci|dziecku|syn\w*|cork\w*)\b",
        "partner": r"\b(maz|meza|mezem|zona|zony|zone|partner\w*)\b",
        "place": r"^(a |i )?gdzie( to| mam| sie)?\b|\bgdzie (to|isc|sie zglosic|zadzwonic)\b",
        "deadline": r"\b(do kiedy|na kiedy|jaki termin|ile mam czasu|w jakim terminie)\b",
    },
    "ro": {
        "cost": r"\b(cat (ma )?(costa|platesc|e|este)|ce cost|se plateste|e gratis|gratuit)\b",
        "duration": r"\b(cat (timp )?(dureaza|astept|ia|timp)|cand primesc)\b",
        "documents": r"\b(ce|care)\b.{0,12}\b(acte|documente|hartii)\b|\bce (trebuie sa )?(aduc|iau)\b",
        "child": r"\b(copil\w*|copii\w*|fiul|fiica|baiat\w*|fata mea|fetita)\b",
        "partner": r"\b(sotul\w*|sotia|sotie|barbatul meu|partener\w*|iubit\w*)\b",
        "place": r"^(si |dar )?unde\b|\bunde (e|este|merg|ma duc|sun)\b",
        "deadline": r"\b(pana cand|ce termen|in cat timp|cat timp am)\b",
    },
    "bg": {
        "cost": r"\b(kolko (shte )?(mi )?(struva|se plashta|plashtam)|bezplatno|plateno|kakva e cenata)\b",
        "duration": r"\b(kolko (vreme|chakam|trae|produljava)|koga shte (go )?polucha)\b",
        "documents": r"\b(kakvi?|kakvo|koi)\b.{0,14}\b(dokument\w*|hartii|knija|da nosia|da vzema|triabva da nosia)\b",
        "child": r"\b(dete\w*|deca\w*|sin\w{0,3}|dashteria\w*|bebe\w*)\b",
        "partner": r"\b(maj|maja|majat|sapruga?\w*|jena|jenata|partnior\w*)\b",
        "place": r"^(a |i )?kade\b|\bkade (e|da|se)\b",
        "deadline": r"\b(do koga|kakav e srokat|srok\w*|kolko vreme imam)\b",
    },
    "nl": {
        "cost": r"\b(wat kost|hoeveel kost|hoe duur|kost (dat|het)|is (dat|het) gratis|moet ik betalen)\b",
        "duration": r"\b(hoe ?lang (duurt|moet|wacht)|duurt (dat|het)|wanneer krijg ik)\b",
        "documents": r"\b(welke|wat)\b.{0,14}\b(documenten|papieren|meenemen|nodig)\b",
        "child": r"\b(kind|kinderen|zoon|dochter|baby)\b",
        "partner": r"\b(man|vrouw|partner|vriend|vriendin|echtgenoot|echtgenote)\b",
        "place": r"^(en )?waar\b|\bwaar (is|moet|kan|ga)\b",
        "deadline": r"\b(tot wanneer|voor wanneer|welke termijn|hoeveel tijd heb)\b",
    },
}
_LEANING: dict[str, str] = {
    "pl": r"^(a|i|oraz|a co|ale)\b|\b(to|tego|za to|tam)\b",
    "ro": r"^(si|dar|iar)\b|\b(asta|aia|acolo|pentru asta)\b",
    "bg": r"^(a|i|ami|no)\b|\b(tova|toi|tam|za tova)\b",
    "nl": r"^(en|maar)\b|\b(dat|dit|daar|daarvoor|het)\b",
}
_NEEDS_LEANING = frozenset({"child", "partner"})
"""Kinds whose words alone are too common: "my child is ill" is a question of its own, "en voor mijn kind?" leans."""


@cache
def _compiled(language: str) -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    kinds = {kind: re.compile(pattern) for kind, pattern in _PATTERNS[language].items()}
    return kinds, re.compile(_LEANING[language])


def followup_kind(text: str, language: str) -> str:
    """What a short message asks about the answer before (one of `FOLLOWUP_KINDS`), or nothing. Never raises."""
    if language not in _PATTERNS:
        return ""
    folded = (fold_bulgarian if language == "bg" else fold)(clean(text)).strip(" .!?")
    words = folded.split()
    if not words or len(words) > MAX_WORDS:
        return ""
    kinds, leaning = _compiled(language)
    leans = bool(leaning.search(folded))
    for kind in FOLLOWUP_KINDS:
        if kinds[kind].search(folded) and (leans or kind not in _NEEDS_LEANING):
            return kind
    return ""
