"""A channel was heard: a webhook call or a poll went well. Administrators see when that was last."""

from __future__ import annotations

import logging
from datetime import datetime
from weakref import WeakKeyDictionary

from bot.flows.app import App
from bot.flows.trouble import log_defect
from bot.store import Store
from bot.store import channel_signs as signs_

logger = logging.getLogger(__name__)

_told: WeakKeyDictionary[Store, dict[str, datetime]] = WeakKeyDictionary()
"""When this process wrote a channel's sign last: a busy channel writes once a minute."""


async def heard(app: App, channel: str) -> None:
    """Note it. Best effort, never raises: a sign that is lost is no loss."""
    now, told = app.clock(), _told.setdefault(app.store, {})
    last = told.get(channel)
    if last is not None and abs(now - last) < signs_.HEARD_EVERY:
        return
    told[channel] = now
    try:
        async with app.store.write() as tx:
            await signs_.heard(tx, channel, now)
    except Exception as error:
        log_defect(logger, "A channel's sign of life could not be noted", error)
