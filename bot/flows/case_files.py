"""Files that a person sent in a case, for the adviser who may see it; every look and download is in the audit."""

from __future__ import annotations

from bot.desk.case import Actor, Case
from bot.desk.errors import CaseNotFound
from bot.flows.app import App
from bot.flows.case_acting import audit_actor
from bot.flows.case_sight import seen_case, shown_of
from bot.store.attachments import Stored, attachments_of, read_attachment
from bot.store.audit import record


async def read_file(app: App, actor: Actor, case_id: str, file_id: str, *, download: bool) -> tuple[Case, Stored]:
    """A stored file of a case; `CaseNotFound` when there is none that this actor may see."""
    async with app.store.read() as tx:
        case = await seen_case(tx, actor, case_id)
        found: Stored | None = None
        for part in await shown_of(tx, case_id):
            listed = [one for one in await attachments_of(tx, part.conv) if one.id == file_id]
            if listed and part.first <= listed[0].entry <= part.last:
                found = await read_attachment(tx, part.conv, file_id)
                break
    if found is None:
        raise CaseNotFound(case_id)
    async with app.store.write() as tx:
        act = "case.download" if download else "case.file"
        await record(tx, actor=audit_actor(actor), act=act, target=case.number, detail=file_id, now=app.clock())
    return case, found
