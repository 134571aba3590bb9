"""Files that a person sent in a case, for the adviser who may see it; every look and download is in the audit."""

from __future__ import annotations

from bot.desk import rules
from bot.desk.case import Actor, Case
from bot.desk.errors import CaseNotFound
from bot.flows.app import App
from bot.flows.case_acting import audit_actor
from bot.store.attachments import Stored, attachments_of, read_attachment
from bot.store.audit import record
from bot.store.case_spans import spans_of
from bot.store.cases import get_case as stored_case
from bot.store.conversations import get as get_conversation
from bot.store.roster import roster


async def read_file(app: App, actor: Actor, case_id: str, file_id: str, *, download: bool) -> tuple[Case, Stored]:
    """A stored file of a case; `CaseNotFound` when there is none that this actor may see."""
    async with app.store.read() as tx:
        case = await stored_case(tx, case_id)
        if case is None:
            raise CaseNotFound(case_id)
        rules.check_seen(actor, case, await roster(tx))
        found: Stored | None = None
        for span in await spans_of(tx, case_id):
            conv = await get_conversation(tx, span.conversation_id)
            if conv is None or conv.farewell_until is not None or found is not None:
                continue
            # What was sent outside of what the person agreed to show is nobody's to see.
            last = conv.last_entry if span.last is None else span.last
            listed = [one for one in await attachments_of(tx, conv) if one.id == file_id]
            if listed and span.first <= listed[0].entry <= last:
                found = await read_attachment(tx, conv, file_id)
    if found is None:
        raise CaseNotFound(case_id)
    async with app.store.write() as tx:
        act = "case.download" if download else "case.file"
        await record(tx, actor=audit_actor(actor), act=act, target=case.number, detail=file_id, now=app.clock())
    return case, found
