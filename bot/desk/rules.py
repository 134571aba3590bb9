"""Who may do what with a case, and what becomes of it. Each act gives the new case or raises a `DeskError`.

waiting ──claim──▶ claimed ──close──▶ closed
   ▲                  │ ▲                │
   └─return, transfer─┘ └─────reopen─────┘      waiting ──close (supervisor, person)──▶ closed
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.case import SEE, SUPERVISE, Actor, Adviser, Case, CaseState, Holder, Way
from bot.desk.errors import AlreadyClaimed, BadInput, CaseNotFound, NobodyThere, NotAllowed, NotYours, Stale, WrongState
from bot.desk.outcomes import ALL, check_outcome

MAX_TEXT_CHARS = 4000
"""A reply or a note: what Telegram and WhatsApp carry in one message (4,096), with room to spare."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The advisers with an enabled account."""

    advisers: tuple[Adviser, ...] = ()

    def covers(self, language: str, topic: str) -> bool:
        """Whether somebody has such cases in their queue."""
        return any(adviser.covers(language, topic) for adviser in self.advisers)

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which a person can be promised."""
        return frozenset(language for adviser in self.advisers for language in adviser.languages)

    def get(self, adviser_id: str) -> Adviser | None:
        """One of them."""
        return next((adviser for adviser in self.advisers if adviser.id == adviser_id), None)


def may_see(actor: Actor, language: str, topic: str, holder_id: str | None, roster: Roster) -> bool:
    """Whether a case is this actor's to see: in their languages and topics, in their hands, or everything.

    A case that is in nobody's queue (the last adviser of a language left) is shown to all advisers: a case that nobody
    sees must not be.
    """
    if actor.supervises:
        return True
    if SEE not in actor.permissions:
        return False
    if holder_id == actor.id:
        return True
    if actor.kind == "token" and not actor.languages:
        return not actor.topics or topic in actor.topics
    mine = language in actor.languages and (not actor.topics or not topic or topic in actor.topics)
    return mine or not roster.covers(language, topic)


def check_seen(actor: Actor, case: Case, roster: Roster) -> None:
    """`NotAllowed` or `CaseNotFound`: whoever may not see a case does not learn that it exists."""
    if not actor.permissions & {SEE, SUPERVISE}:
        raise NotAllowed(SEE)
    if not may_see(actor, case.language, case.topic, case.holder.id if case.holder else None, roster):
        raise CaseNotFound(case.id)


def check_version(case: Case, seen: int | None) -> None:
    """`Stale` when the actor has seen another version; `None`: they do not care."""
    if seen is not None and seen != case.version:
        raise Stale(seen, case.version)


def check_text(text: str, field: str = "text") -> str:
    """The text, if it can be kept and sent."""
    stripped = text.strip()
    if not stripped:
        raise BadInput(field, "is empty")
    if len(stripped.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT_CHARS:
        raise BadInput(field, f"has more than {MAX_TEXT_CHARS} characters")
    return stripped


def check_holds(actor: Actor, case: Case) -> None:
    """Only who holds an open case answers."""
    if not case.open:
        raise WrongState(case.state, "reopen it before")
    if case.holder is None or case.holder.id != actor.id:
        raise NotYours(case.holder)


def _changed(case: Case, **changes: object) -> Case:
    return replace(case, version=case.version + 1, **changes)  # type: ignore[arg-type]


def claim(actor: Actor, case: Case, now: datetime, seen: int | None = None) -> Case:
    """Take a waiting case. Once more by its holder: nothing changes. Of two, the second gets `AlreadyClaimed`."""
    if SEE not in actor.permissions:
        raise NotAllowed(SEE)
    if case.state is CaseState.CLOSED:
        raise WrongState(case.state, "reopen it before")
    if case.holder is not None:
        if case.holder.id == actor.id:
            return case
        raise AlreadyClaimed(case.holder)
    check_version(case, seen)
    return _changed(case, state=CaseState.CLAIMED, holder=actor.holder, claimed_at=now, promise_at=None)


def return_to_queue(case: Case, *, language: str = "", promise_at: datetime | None = None) -> Case:
    """Let go of a case: it waits again, perhaps in another language's queue, in its old place."""
    if not case.open:
        raise WrongState(case.state, "it is in no queue")
    return _changed(
        case,
        state=CaseState.WAITING,
        holder=None,
        claimed_at=None,
        language=language or case.language,
        promise_at=promise_at,
    )


def may_move(actor: Actor, case: Case) -> None:
    """Who may take a case out of somebody's hands: its holder, and a supervisor."""
    if not case.open:
        raise WrongState(case.state, "reopen it before")
    if not actor.supervises and (case.holder is None or case.holder.id != actor.id):
        raise NotYours(case.holder)


def transfer(
    actor: Actor,
    case: Case,
    now: datetime,
    roster: Roster,
    *,
    to_account: str = "",
    to_language: str = "",
    to_queue: bool = False,
    promise_at: datetime | None = None,
    seen: int | None = None,
) -> Case:
    """Hand a case to a colleague, to another language's queue or back to its own; exactly one of the three."""
    may_move(actor, case)
    check_version(case, seen)
    if sum((bool(to_account), bool(to_language), to_queue)) != 1:
        raise BadInput("to", "name one of account, language or queue")
    if to_account:
        colleague = roster.get(to_account)
        if colleague is None:
            raise BadInput("to_account", "is no adviser with an enabled account")
        if case.holder is not None and case.holder.id == colleague.id:
            raise BadInput("to_account", "holds this case already")
        holder = Holder(colleague.id, colleague.name)
        return _changed(case, state=CaseState.CLAIMED, holder=holder, claimed_at=now, promise_at=None)
    if to_language and to_language not in roster.languages:
        raise NobodyThere(to_language)
    if case.holder is None and (to_queue or to_language == case.language):
        raise WrongState(case.state, "it is in that queue already")
    return return_to_queue(case, language=to_language, promise_at=promise_at)


def close(actor: Actor, case: Case, outcome: str, now: datetime, seen: int | None = None) -> Case:
    """End a case: its holder, or a supervisor also while it waits."""
    may_move(actor, case)
    check_version(case, seen)
    return _ended(case, check_outcome(outcome), now)


def close_by_person(case: Case, outcome: str, now: datetime) -> Case:
    """The person goes back to the bot (`withdrawn`) or deleted everything (`erased`)."""
    if outcome not in ALL or not case.open:
        raise WrongState(case.state, "it has ended already")
    return _ended(case, outcome, now)


def _ended(case: Case, outcome: str, now: datetime) -> Case:
    return _changed(case, state=CaseState.CLOSED, closed_at=now, outcome=outcome, promise_at=None)


def reopen(actor: Actor, case: Case, now: datetime, seen: int | None = None) -> Case:
    """Take a closed case up again: who held it, or a supervisor; it is theirs then."""
    if case.open:
        raise WrongState(case.state, "it is open")
    if case.erased_at is not None or case.wiped_at is not None:
        raise WrongState(case.state, "what was said in it is gone")
    if SEE not in actor.permissions:
        raise NotAllowed(SEE)
    if not actor.supervises and (case.holder is None or case.holder.id != actor.id):
        raise NotYours(case.holder)
    check_version(case, seen)
    return _changed(
        case,
        state=CaseState.CLAIMED,
        holder=actor.holder,
        claimed_at=now,
        closed_at=None,
        outcome="",
        last_adviser_at=None,
        last_person_at=None,
    )


def merged(case: Case, *, way: Way, slug: str, topic: str, urgent: bool) -> Case:
    """The same person asks again while a case is open: the same case, with the newest way; urgent stays urgent."""
    return _changed(case, way=way, slug=slug or case.slug, topic=topic or case.topic, urgent=case.urgent or urgent)


def in_order(cases: Sequence[Case]) -> list[Case]:
    """A queue: urgent ones first, then who waits longest."""
    return sorted(cases, key=lambda case: (not case.urgent, case.opened_at, case.id))
