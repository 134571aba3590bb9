"""What can be refused at the desk. Each error says what was wrong and what to do; none holds a person's data.

DeskError
├── CaseNotFound     there is no such case, or this actor may not know that there is
├── NotAllowed       the actor lacks the permission
├── NotYours         somebody else holds the case, or nobody does yet
│   └── AlreadyClaimed
├── WrongState       the case is in a state in which this can't be done
├── Stale            the case has changed since the actor looked at it
├── BadInput         a value can't be used: `field` names it
└── NobodyThere      no adviser speaks this language: a case would reach nobody
"""

from __future__ import annotations

from bot.desk.case import CaseState, Holder
from bot.errors import WinError


class DeskError(WinError):
    """Something that the desk refuses."""

    code = "desk"
    """Stable, for the API."""


class CaseNotFound(DeskError):
    """No such case for this actor."""

    code = "case_not_found"

    def __init__(self, case_id: str) -> None:
        super().__init__(f"There is no case {case_id!r} that you may see.")
        self.case_id = case_id


class NotAllowed(DeskError):
    """The permission is missing."""

    code = "not_allowed"

    def __init__(self, permission: str) -> None:
        super().__init__(f"This needs the permission {permission}.")
        self.permission = permission


class NotYours(DeskError):
    """Only who holds the case may do this; `holder` is `None` while it waits."""

    code = "not_yours"

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(
            f"{holder.name} holds this case." if holder else "Nobody holds this case yet: claim it before."
        )
        self.holder = holder


class AlreadyClaimed(NotYours):
    """Somebody else was faster."""

    code = "already_claimed"

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)


class WrongState(DeskError):
    """The case's state does not allow this."""

    code = "wrong_state"

    def __init__(self, state: CaseState, what: str) -> None:
        super().__init__(f"The case is {state.value}: {what}.")
        self.state = state


class Stale(DeskError):
    """The case has another version than the actor has seen."""

    code = "stale"

    def __init__(self, seen: int, current: int) -> None:
        super().__init__(f"The case has changed (version {current}, you saw {seen}). Look at it again.")
        self.seen = seen
        self.current = current


class BadInput(DeskError):
    """A value that can't be used."""

    code = "bad_input"

    def __init__(self, field: str, cause: str) -> None:
        super().__init__(f"{field}: {cause}.")
        self.field = field
        self.cause = cause


class NobodyThere(DeskError):
    """A case in this language would reach nobody."""

    code = "nobody_there"

    def __init__(self, language: str) -> None:
        super().__init__(f"No adviser has an account for the language {language!r}: nobody would see the case.")
        self.language = language
