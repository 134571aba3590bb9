"""The words on a list of choices, for channels that show choices behind a button."""

from __future__ import annotations

from bot.language.handoff_only import choose_word
from bot.language.wording import Wording


def list_words(wording: Wording, language: str) -> tuple[str, str]:
    """What opens the list (at most 20 characters), and the row that leads to its next page (at most 24)."""

    def t(msgid: str) -> str:
        return wording.text(language, msgid)

    return choose_word(language) or t("Choose"), t("More choices")
