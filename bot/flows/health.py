"""Whether messages get answered: what `/health/ready` and `win doctor` ask the store."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.worker import ALIVE_WITHIN_S
from bot.store import Store, migrations_current
from bot.store.pauses import Pause, paused
from bot.store.workers import heartbeats


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """The state of store and workers."""

    migrations_current: bool
    workers_alive: int
    paused_channels: tuple[Pause, ...]

    @property
    def ready(self) -> bool:
        """Whether messages that come in now will be answered. A channel that refuses us is the operator's, not ours."""
        return self.migrations_current and self.workers_alive > 0


async def store_health(store: Store) -> StoreHealth:
    """Look. Raises what the database raises when it can't be reached."""
    current = await migrations_current(store)
    async with store.read() as tx:
        alive = [one for one in await heartbeats(tx) if one.age_s <= ALIVE_WITHIN_S]
        down = await paused(tx)
    return StoreHealth(current, len(alive), tuple(down))
