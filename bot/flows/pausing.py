"""The pause: an administrator lets the bot answer with one fixed notice only, on every channel and in every process."""

from __future__ import annotations

from bot.flows.app import App
from bot.store.audit import record
from bot.store.operator_settings import PAUSED, Set, read_setting, setting_of, write_setting


async def is_paused(app: App) -> bool:
    """Whether the bot answers with its notice only."""
    async with app.store.read() as tx:
        return bool(await read_setting(tx, PAUSED, False))


async def pause_state(app: App) -> Set | None:
    """The pause with who set it; `None`: never set."""
    async with app.store.read() as tx:
        return await setting_of(tx, PAUSED)


async def set_paused(app: App, actor: str, on: bool) -> None:
    """Pause the bot, or let it answer again; the next message meets it, in every process."""
    now = app.clock()
    async with app.store.write() as tx:
        if bool(await read_setting(tx, PAUSED, False)) == on:
            return
        await write_setting(tx, PAUSED, on, by=actor, now=now)
        await record(tx, actor=actor, act="bot.pause" if on else "bot.resume", now=now)
