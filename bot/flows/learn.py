"""Learning from what was not understood: collect without persons, group what is alike, let an editor decide.

A sentence is scrubbed before it is kept, never taken from an urgent conversation or one with an adviser, and tied to
its giver by a keyed code alone, which goes with the chat. Editors see a group once three people asked it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.content.places import Places
from bot.content.scrub import Scrubber, unmasked
from bot.dialogue.effects import Missed
from bot.flows.app import App
from bot.messages import Incoming, IncomingKind
from bot.store import Store, Tx, phrases
from bot.store.conversations import BOT, Conversation
from bot.store.mailbox import InboxItem, incoming_from_json
from bot.store.phrases import bar
from bot.store.transcript import entries

__all__ = ["PEOPLE_TO_SHOW", "accepted_phrases", "bar", "collect", "scrubber"]

PEOPLE_TO_SHOW = 3
"""Key figures see a group only when so many people asked it: what one person says may point to that person."""
LOOK_BACK = 12
"""Entries before a button that are looked at for the text that led there."""
OUT_OF_SCOPE = "out_of_scope"


def scrubber(app: App) -> Scrubber:
    """The scrubber with the towns of the published knowledge."""
    return Scrubber(app.knowledge.seed.snapshot.places if app.knowledge is not None else Places())


async def collect(tx: Tx, app: App, conv: Conversation, item: InboxItem, miss: Missed, now: datetime) -> None:
    """Keep the sentence that was not understood, scrubbed, unless this conversation may not be learned from."""
    if conv.mode != BOT or conv.farewell_until is not None or await phrases.barred(tx, conv.id):
        return
    text = await _text_before(tx, conv, item.entry, miss) if miss.before else item.incoming.text
    scrubbed = scrubber(app).scrub(text, miss.language)
    if scrubbed.useful:
        await phrases.add(
            tx,
            conv.id,
            language=miss.language,
            text=scrubbed.text,
            reason=miss.reason,
            slug=miss.slug,
            day=now.date(),
        )


async def _text_before(tx: Tx, conv: Conversation, entry: int, miss: Missed) -> str:
    """The text whose answer a button judges; empty when something else came between."""
    said = await entries(tx, conv, max(0, entry - LOOK_BACK), LOOK_BACK * 2)
    before = [
        incoming_from_json(one.payload["incoming"]) for one in said if one.author == "person" and one.entry < entry
    ]
    passed = {f"more:{miss.slug}", f"ask:{miss.slug}"} if miss.reason == "not_useful" else frozenset()
    for incoming in reversed(before):
        if incoming.kind is IncomingKind.TEXT:
            return incoming.text
        if not _passes(incoming, passed):
            return ""
    return ""


def _passes(incoming: Incoming, passed: Collection[str]) -> bool:
    return incoming.kind is IncomingKind.CHOICE and incoming.action in passed


async def accepted_phrases(store: Store) -> dict[str, dict[str, list[str]]]:
    """What people asked and editors assigned: language → question (or out_of_scope) → phrases without marks, sorted."""
    found: dict[str, dict[str, set[str]]] = {}
    async with store.read() as tx:
        rows = await phrases.accepted(tx)
    for language, slug, text in rows:
        if bare := unmasked(text):
            found.setdefault(language, {}).setdefault(slug or OUT_OF_SCOPE, set()).add(bare)
    return {
        language: {slug: sorted(texts) for slug, texts in sorted(by_slug.items())}
        for language, by_slug in sorted(found.items())
    }
