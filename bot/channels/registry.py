"""All channels of the product: one line each."""

from __future__ import annotations

from collections.abc import Callable

from bot.channels.base import Channel
from bot.channels.console.channel import ConsoleChannel
from bot.channels.web.channel import WebChannel
from bot.channels.whatsapp.channel import from_settings as whatsapp
from bot.settings import Settings


def _telegram(settings: Settings) -> Channel | None:
    if settings.telegram_token is None:
        return None
    from bot.channels.telegram.channel import from_settings  # its library takes a second to read

    return from_settings(settings)


CHANNELS: dict[str, Callable[[Settings], Channel | None]] = {
    "console": lambda settings: ConsoleChannel(),
    "web": lambda settings: WebChannel(),
    "telegram": _telegram,
    "whatsapp": whatsapp,
}
"""Name → how to make it from the settings; `None`: its settings are missing, it is off."""


def open_channels(settings: Settings) -> tuple[dict[str, Channel], list[str]]:
    """The channels that are on, and the names of those that are off for lack of settings."""
    made = {name: make(settings) for name, make in CHANNELS.items()}
    on = {name: channel for name, channel in made.items() if channel is not None}
    return on, [name for name in made if name not in on]
