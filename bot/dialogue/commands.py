"""Words that always work, typed alone, in every language and without the NLU."""

from __future__ import annotations

from bot.dialogue.actions import Action
from bot.text import fold, fold_bulgarian

_WORDS: dict[str, str] = {
    "menu": "menu start help info pomoc opcje ajutor meniu pomosht menio meniu /start /help /menu",
    "human": "czlowiek konsultant doradca om operator consilier chovek savetnik mens medewerker adviseur /human",
    "langs": "jezyk limba ezik taal language jezyki /language /lang",
    "erase": "usun skasuj sterge iztrii izchisti verwijder wis delete erase /delete",
    "about": "prywatnosc confidentialitate poveritelnost privacy /privacy",
}
_PHRASES: dict[str, str] = {
    "usun moje dane": "erase",
    "skasuj moje dane": "erase",
    "sterge datele mele": "erase",
    "stergeti datele mele": "erase",
    "iztrii dannite mi": "erase",
    "iztriite dannite mi": "erase",
    "verwijder mijn gegevens": "erase",
    "wis mijn gegevens": "erase",
    "delete my data": "erase",
}
COMMANDS: dict[str, str] = {word: verb for verb, words in _WORDS.items() for word in words.split()} | _PHRASES

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
