"""A case as one row of the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from api.desk.names import Names
from bot.desk.case import Actor, Case, CaseState

MINE, WAITING, OTHERS, CLOSED = "mine", "waiting", "others", "closed"


@dataclass(frozen=True, slots=True)
class Row:
    """What the template `_row.html` shows. `sort` orders rows of a list as text; `new` is the time of a person's
    message that waits for this reader's answer, else ""."""

    id: str
    list: str
    sort: str
    number: str
    title: str
    urgent: bool
    language_name: str
    way: str
    way_name: str
    channel_name: str
    holder: str
    outcome: str
    new: str
    since: str
    moment: str
    time: str
    announce: str


def list_of(case: Case, actor: Actor) -> str:
    """The list that a case stands in for this reader."""
    if case.state is CaseState.CLOSED:
        return CLOSED
    if case.holder is None:
        return WAITING
    return MINE if case.holder.id == actor.id else OTHERS


def unanswered_since(case: Case) -> datetime | None:
    """When the person wrote what nobody has answered yet; `None`: nothing waits."""
    if case.last_person_at is None or case.state is not CaseState.CLAIMED:
        return None
    if case.last_adviser_at is not None and case.last_adviser_at >= case.last_person_at:
        return None
    return case.last_person_at


def row(case: Case, actor: Actor, names: Names) -> Row:
    """A case for its reader."""
    place = list_of(case, actor)
    waits = unanswered_since(case)
    since = (case.closed_at or case.opened_at) if place == CLOSED else case.opened_at
    title, language = names.case(case), names.language(case.language)
    if place == WAITING:
        urgent = names.t("urgent") if case.urgent else ""
        announce = ", ".join(part for part in (names.t("New case"), urgent, language, title) if part)
    else:
        announce = names.t("New message in case {number}", number=case.number)
    return Row(
        id=case.id,
        list=place,
        sort=_sort(case, place, answered=waits is None),
        number=case.number,
        title=title,
        urgent=case.urgent and place != CLOSED,
        language_name=language,
        way=case.way.value,
        way_name=names.way(case.way),
        channel_name=names.channel(case.channel),
        holder=case.holder.name if case.holder and place in (OTHERS, CLOSED) else "",
        outcome=names.outcome(case.outcome),
        new=waits.isoformat() if waits and place == MINE else "",
        since=since.isoformat(),
        moment=names.moment(since),
        time=names.moment(since) if place == CLOSED else names.since(since),
        announce=announce,
    )


def _sort(case: Case, place: str, *, answered: bool) -> str:
    """Urgent first, then who waits longest; among mine, who waits for an answer first. Closed: the latest first."""
    opened = f"{case.opened_at.timestamp():017.6f}"
    if place == CLOSED:
        ended = (case.closed_at or case.opened_at).timestamp()
        return f"{10**11 - ended:017.6f}{case.id}"
    return f"{int(place == MINE and answered)}{int(not case.urgent)}{opened}{case.id}"
