"""The desk as the dialogue sees it: who is there in which language, and how many wait. Fresh enough, and cheap."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.dialogue.context import DeskView
from bot.flows.desk import Desk
from bot.store import Notice, Store
from bot.store.case_lists import loads
from bot.store.desk_settings import hours_of, languages_with_hours
from bot.store.engine import CASE
from bot.store.roster import roster

KEPT = timedelta(seconds=5)
"""Accounts and office hours are looked up this often at most; cases that change are seen at once in this process."""
TOKEN_BYTES = 18


class DeskLook:
    """Looks at the desk. `await look(now)` gives a `DeskView` with a token of its own."""

    def __init__(self, store: Store, desk: Desk, *, telegram_name: str = "", whatsapp_number: str = "") -> None:
        self._store = store
        self._desk = desk
        self._links = {"telegram_name": telegram_name, "whatsapp_number": whatsapp_number}
        self._seen: tuple[datetime, DeskView] | None = None
        store.listen(self._hear)

    def _hear(self, notice: Notice) -> None:
        if notice[0] == CASE:
            self._seen = None

    async def __call__(self, now: datetime) -> DeskView:
        """The desk now; without languages when it is off or nobody works at it."""
        if not self._desk.on:
            return DeskView()
        if self._seen is None or not timedelta() <= now - self._seen[0] < KEPT:
            view = await self._look()
            # A desk without anybody is looked at again each time: whoever gets the first account is offered at once.
            self._seen = (now, view) if view.languages else None
        else:
            view = self._seen[1]
        return replace(view, token=secrets.token_urlsafe(TOKEN_BYTES))

    async def _look(self) -> DeskView:
        async with self._store.read() as tx:
            people = await roster(tx)
            if not people.languages:
                return DeskView()
            hours = {language: await hours_of(tx, language) for language in ["", *await languages_with_hours(tx)]}
            waiting = {load.language: (load.waiting, load.urgent) for load in await loads(tx)}
        return DeskView(
            languages=people.languages,
            hours=MappingProxyType(hours),
            waiting=MappingProxyType(waiting),
            promise=self._desk.promise,
            move_minutes=int(self._desk.move_for.total_seconds() // 60),
            **self._links,
        )
