"""Words that always work, typed alone, in every language and without the NLU."""

from __future__ import annotations

from bot.dialogue.actions import Action
from bot.text import fold, fold_bulgarian

_WORDS: dict[str, str] = {
    "menu": "menu, start, help, info, pomoc, opcje, ajutor, meniu, помощ, меню, /start, /help, /menu",
    "human": "człowiek, konsultant, doradca, om, operator, consilier, човек, съветник, mens, medewerker, adviseur, "
    "/human",
    "langs": "język, języki, limba, език, taal, language, /language, /lang",
    "erase": "usuń, skasuj, usuń moje dane, skasuj moje dane, șterge, șterge datele mele, ștergeți datele mele, "
    "изтрий, изтрий данните ми, изтрийте данните ми, verwijder, wis, wissen, verwijder mijn gegevens, "
    "wis mijn gegevens, delete, erase, delete my data, /delete",
    "stop": "stop, /stop, stopp, koniec, zakończ, gata, стоп, край, стига, stoppen, ophouden, хватит, досить, dur, "
    "στοπ, elég, parar, basta",
    "about": "prywatność, confidențialitate, поверителност, privacy, /privacy",
}
COMMANDS: dict[str, str] = {
    folded(word): verb
    for verb, words in _WORDS.items()
    for word in words.split(", ")
    for folded in (fold, fold_bulgarian)
}

YES = frozenset("tak da ja yes jo ok okej oki dobra sigur bine dobre goed jawel 1 👍 ✅".split())
NO = frozenset("nie nu ne nee no 2 👎 ❌".split())


def command(text: str) -> Action | None:
    """The action of a text that is a command and nothing else."""
    for folded in (_bare(fold(text)), _bare(fold_bulgarian(text))):
        if folded in COMMANDS:
            return Action(COMMANDS[folded])
    return None


def is_yes(text: str) -> bool:
    """Whether the text is a plain yes."""
    return _bare(fold(text)) in YES


def is_no(text: str) -> bool:
    """Whether the text is a plain no."""
    return _bare(fold(text)) in NO


def _bare(text: str) -> str:
    return " ".join(text.strip(" .!?,;:\"'«»").split())
