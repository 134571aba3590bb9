"""How the service introduces itself where a messenger shows it: commands, descriptions, a word to groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale

from bot.language.wording import LOCALES, Wording


@dataclass(frozen=True, slots=True)
class Introduction:
    """What people read in one language before they have written anything."""

    commands: Mapping[str, str]
    """Command without slash → what it does. Each is one that `bot.dialogue.commands` knows."""
    short: str
    """One line, at most 120 characters: shown in the profile and when the bot is shared."""
    long: str
    """At most 512 characters: shown in the empty chat."""
    private_only: str
    """Said to a group before leaving it."""


def spoken() -> list[str]:
    """The languages that have a catalog of the chat."""
    return sorted(folder.name for folder in LOCALES.iterdir() if (folder / "LC_MESSAGES" / "chat.po").is_file())


def introduction(wording: Wording, language: str) -> Introduction:
    """The introduction in one language."""

    def t(msgid: str) -> str:
        return wording.text(language, msgid)

    return Introduction(
        commands={
            "menu": t("Choose a topic"),
            "human": t("Talk to a person"),
            "language": t("Change language"),
            "privacy": t("Who reads this?"),
            "delete": t("Delete my data"),
        },
        short=t("Free answers about living and working in the Netherlands, in your own language."),
        long=t(
            "Write your question in your own words: about work, pay, housing, health insurance, registration or "
            "school in the Netherlands. You get a short answer with its source, free of charge. A program answers; "
            "your employer and agency do not see it."
        ),
        private_only=t(
            "I answer in a private chat only, so that nobody reads along. Tap my name and write to me there."
        ),
    )


def introduction_to_all(wording: Wording, languages: Sequence[str]) -> Introduction:
    """The introduction for people whose telephone speaks none of our languages: all of them, one after another."""
    every = [introduction(wording, language) for language in languages]
    names = [Locale.parse(language).get_display_name(language) or language for language in languages]
    return Introduction(
        commands={name: _join((one.commands[name] for one in every), " · ") for name in every[0].commands},
        short=" · ".join(name[:1].upper() + name[1:] for name in names),
        long=_join(one.short for one in every),
        private_only=_join(one.private_only for one in every),
    )


def _join(texts: Iterable[str], between: str = "\n\n") -> str:
    return between.join(dict.fromkeys(texts))
