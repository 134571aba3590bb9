"""The webhook at Telegram: registering it, and looking how it does."""

from __future__ import annotations

from typing import Any

from telegram.ext import ExtBot

from bot.channels.telegram.parse import ALLOWED_UPDATES

MAX_CONNECTIONS = 20
"""Deliveries that Telegram makes at the same time."""
MANY_WAITING = 100


async def register_webhook(bot: ExtBot[Any], url: str, secret: str) -> None:
    """Let Telegram deliver to `url`, with `secret` in every call; what waits there is kept."""
    await bot.set_webhook(
        url,
        secret_token=secret,
        allowed_updates=list(ALLOWED_UPDATES),
        max_connections=MAX_CONNECTIONS,
        drop_pending_updates=False,
    )


async def check_webhook(bot: ExtBot[Any], url: str) -> list[tuple[bool, str]]:
    """Whether the token is taken, and whether Telegram delivers where it should (`url`; empty: nowhere, we poll)."""
    me = await bot.get_me()
    info = await bot.get_webhook_info()
    found = [(True, f"Telegram: the token is that of @{me.username}")]
    if info.url != url:
        where, wanted = ("elsewhere" if info.url else "nowhere"), (f"to {url}" if url else "nowhere (polling)")
        found.append((False, f"Telegram delivers {where} instead of {wanted}: start `win serve`"))
    elif url:
        found.append((True, f"Telegram delivers to {url}"))
    if info.last_error_date and info.last_error_message:
        found.append((False, f"Telegram's last delivery failed at {info.last_error_date:%Y-%m-%d %H:%M} UTC"))
    if info.pending_update_count > MANY_WAITING:
        found.append((False, f"Telegram: {info.pending_update_count} messages wait to be fetched"))
    return found
