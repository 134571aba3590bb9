"""What an adviser may see: whether a case at all, and of what was said only what the person agreed to show."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import rules
from bot.desk.case import Actor, Case
from bot.desk.errors import CaseNotFound
from bot.store import Tx
from bot.store.case_spans import spans_of
from bot.store.cases import get_case
from bot.store.conversations import Conversation
from bot.store.conversations import get as get_conversation
from bot.store.roster import roster


async def seen_case(tx: Tx, actor: Actor, case_id: str) -> Case:
    """The case; `CaseNotFound` when there is none that this actor may see."""
    case = await get_case(tx, case_id)
    if case is None:
        raise CaseNotFound(case_id)
    rules.check_seen(actor, case, await roster(tx))
    return case


@dataclass(frozen=True, slots=True)
class Shown:
    """Entries `first` to `last` of a conversation, both included. `span_id` rises with the case's moves."""

    span_id: int
    conv: Conversation
    first: int
    last: int


async def shown_of(tx: Tx, case_id: str) -> list[Shown]:
    """What the person agreed to show, in order; nothing of conversations that were erased or wiped.

    What lies outside is nobody's to see.
    """
    found = []
    for span in await spans_of(tx, case_id):
        conv = await get_conversation(tx, span.conversation_id)
        if conv is None or conv.farewell_until is not None:
            continue
        last = conv.last_entry if span.last is None else span.last
        found.append(Shown(span.id, conv, span.first, last))
    return found
