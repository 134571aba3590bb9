"""Everything that can go wrong on purpose.

WinError
├── SettingsError          a setting is missing or wrong; the start stops
├── ContentError           the knowledge under content/ can't be used
├── StoreError             the database can't be used (migrations missing, wrong key, …)
│   └── LeaseLost          somebody else drains this conversation now; drop what you were doing
├── NluError               the NLU server can't be used
├── FetchError             a channel did not give a file
└── SendError              a channel did not take a message
    ├── TemporarySendError try again later, the message is kept
    ├── PermanentSendError never try this message again; visible to staff
    ├── Unreachable        this person can't be reached any more; no alarm
    ├── WindowClosed       only templates are taken until the person writes again; the message is held
    └── ChannelDown        token or permission refused; the channel stops, alarm
"""

from __future__ import annotations

from datetime import timedelta


class WinError(Exception):
    """The root of all errors of this product: its text says what, where and what to do, and holds no person's data."""


class SettingsError(WinError):
    """A setting is missing or wrong."""


class ContentError(WinError):
    """The knowledge under `content/` can't be used."""


class StoreError(WinError):
    """The database can't be used."""


class LeaseLost(StoreError):
    """Another worker drains this conversation now; nothing of ours was committed."""


class NluError(WinError):
    """The NLU server can't be reached or can't do what is asked."""


class FetchError(WinError):
    """A channel did not give a file; `reason` is short and holds no person's data, `again`: it may later."""

    def __init__(self, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again


class SendError(WinError):
    """A channel did not take a message; `reason` is short and holds no person's data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TemporarySendError(SendError):
    """Try again, after `retry_after` if the channel named a time."""

    def __init__(self, reason: str, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class PermanentSendError(SendError):
    """This message will never be taken."""


class Unreachable(SendError):
    """This person blocked us, left, or never was there."""


class WindowClosed(SendError):
    """The channel takes nothing free-form for this person until they write again."""


class ChannelDown(SendError):
    """The channel refuses our token or our account; nothing can be sent until an operator acts."""
