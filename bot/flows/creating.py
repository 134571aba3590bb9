"""Facts and contacts that are not there yet: a free name, and which of them are still being written.

From its first draft on a new entry goes the way of every other one (`bot.flows.editing`, `bot.flows.publish`): it is
written into its file, and can be shown in answers, once somebody else has published it.
"""

from __future__ import annotations

from bot.content import entries, items, naming
from bot.content.items import Item, Kind
from bot.flows.app import App
from bot.flows.editing import N_, knowledge_of
from bot.flows.knowledge import Published
from bot.flows.overview import Overview
from bot.store.revisions import Draft, drafts, latest

MISSING = N_("Give it a short name.")
MALFORMED = N_("Only small letters (a to z), digits and _ are possible, a letter first: for example holiday_pay.")
TAKEN = N_("This short name is taken already. Choose another one, or change what is there.")


async def why_not_named(app: App, item: Item) -> str:
    """Why a new fact or contact can't have this name (a msgid); empty when it can."""
    if not item.name:
        return MISSING
    if not naming.well_formed(item.name):
        return MALFORMED
    state = await knowledge_of(app).current()
    if _stands(state, item):
        return TAKEN
    async with app.store.read() as tx:
        taken = bool(await drafts(tx, item)) or await latest(tx, item) is not None
    return TAKEN if taken else ""


def _stands(state: Published, item: Item) -> bool:
    """Whether the published files have the name: facts share theirs with rules and with the calendar's rows."""
    if state.text_of(item):
        return True
    path, _ = items.REGISTRY[item.kind]
    return item.kind is Kind.FACT and item.name in entries.entries(state.tree.texts.get(path, ""), "calendar")


def is_new(state: Published, item: Item) -> bool:
    """Whether nothing of a fact or contact has been published yet."""
    snapshot = state.snapshot
    if item.kind is Kind.CONTACT:
        return item.name not in snapshot.contacts
    return item.kind is Kind.FACT and item.name not in snapshot.facts and item.name not in snapshot.rules


def new_ones(view: Overview, kind: Kind) -> list[Draft]:
    """Drafts of facts or contacts that are not published yet, the oldest first."""
    return [one for one in view.drafts if one.item.kind is kind and is_new(view.state, one.item)]
