"""What is done again and again outside of any transaction, because it waits for the NLU: one process at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from bot.content.scrub import warm
from bot.flows import train
from bot.flows.app import App
from bot.flows.grouping import group_new
from bot.flows.trouble import log_defect
from bot.store import Tx, bundles

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 2.0


@dataclass(frozen=True, slots=True)
class Chore:
    """`every`: the pause between two times; `most`: whoever took it and died is waited for so long."""

    every: timedelta
    most: timedelta
    task: Callable[[App], Awaitable[object]]
    wanted: Callable[[Tx], Awaitable[bool]] | None = None
    """Asked before it is taken: whether there is anything to do."""


async def _training(tx: Tx) -> bool:
    return await bundles.active_run(tx) is not None


CHORES: dict[str, Chore] = {
    "train": Chore(timedelta(seconds=2), timedelta(minutes=10), train.step, _training),
    "reconcile": Chore(timedelta(minutes=1), timedelta(minutes=10), train.reconcile),
    "group": Chore(timedelta(minutes=5), timedelta(minutes=10), group_new),
}


async def run(app: App) -> None:
    """Do chores until cancelled."""
    if app.learning is None:
        await asyncio.Event().wait()
    await asyncio.to_thread(warm)
    await prepare(app)
    while True:
        await run_due(app)
        await asyncio.sleep(LOOK_EVERY_S)


async def prepare(app: App) -> None:
    """Give every chore its row."""
    async with app.store.write(behind=True) as tx:
        for name in CHORES:
            await bundles.ensure_chore(tx, name, app.clock())


async def run_due(app: App, only: Collection[str] = CHORES) -> list[str]:
    """Do what is due now; the names of what was done. A chore that fails is told and comes again in its time."""
    async with app.store.read() as tx:
        due = [name for name in await bundles.due_chores(tx, app.clock()) if name in only]
        names = [name for name in due if (ask := CHORES[name].wanted) is None or await ask(tx)]
    done = []
    for name in names:
        chore, now = CHORES[name], app.clock()
        async with app.store.write(behind=True) as tx:
            if not await bundles.take_chore(tx, name, now, now + chore.most):
                continue
        try:
            await chore.task(app)
        except Exception as error:
            app.metrics.defects.labels(where=f"chore_{name}").inc()
            log_defect(logger, f"The chore {name} failed; it comes again", error)
        async with app.store.write(behind=True) as tx:
            await bundles.set_chore(tx, name, app.clock() + chore.every)
        done.append(name)
    return done
