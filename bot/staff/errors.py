"""What is refused to staff. `text` is an English msgid with `{named}` places; pages translate it, commands print it."""

from __future__ import annotations

from bot.errors import WinError


def N_(msgid: str) -> str:
    """Mark a msgid for extraction."""
    return msgid


class StaffError(WinError):
    """Something of the staff that can't be done; `text` says why and what to do instead."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format_map(values))
        self.text = text
        self.values = values


class RolesConflict(StaffError):
    """One account may not hold these roles together."""


class BadAccount(StaffError):
    """A login, name or language that can't be taken."""


class LoginTaken(BadAccount):
    """Another account has this login."""


class WeakPassword(StaffError):
    """This password would be guessed."""


class WrongCode(StaffError):
    """A one-time code that is not the one that counts now."""


class LastAdministrator(StaffError):
    """Without this account nobody could manage the accounts any more."""
