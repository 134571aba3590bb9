"""What Telegram shows of us before anybody writes: commands, descriptions, the menu button; per language."""

from __future__ import annotations

from typing import Any

from telegram import BotCommand, MenuButtonCommands
from telegram.ext import ExtBot

from bot.language.introduction import Introduction, introduction, introduction_to_all, spoken
from bot.language.wording import Wording

MAX_DESCRIPTION_CHARS = 512
MAX_SHORT_CHARS = 120
MAX_COMMAND_CHARS = 256


def introductions(wording: Wording) -> dict[str | None, Introduction]:
    """Language → what is shown to people whose Telegram speaks it; `None`: to all others."""
    languages = spoken()
    every: dict[str | None, Introduction] = {language: introduction(wording, language) for language in languages}
    return {None: introduction_to_all(wording, languages), **every}


async def apply(bot: ExtBot[Any], wording: Wording) -> None:
    """Set it all. Telegram keeps it; setting the same again changes nothing."""
    for language, shown in introductions(wording).items():
        commands = [BotCommand(name, text[:MAX_COMMAND_CHARS]) for name, text in shown.commands.items()]
        await bot.set_my_commands(commands, language_code=language)
        await bot.set_my_description(shown.long[:MAX_DESCRIPTION_CHARS], language_code=language)
        await bot.set_my_short_description(shown.short[:MAX_SHORT_CHARS], language_code=language)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


def words_to_a_group(wording: Wording, language_hint: str) -> str:
    """What a group is told before we leave it: in the language of whoever wrote, else in all."""
    language = language_hint.lower().split("-")[0]
    if language in spoken():
        return introduction(wording, language).private_only
    return introduction_to_all(wording, spoken()).private_only
