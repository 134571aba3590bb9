"""Meta's errors by code: what they mean for a message, a person, or the whole channel.

Decided on `code` and `error_data.details`, never on the title, which Meta rewords. Source: Meta, Cloud API error codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.errors import (
    ChannelDown,
    PermanentSendError,
    SendError,
    TemporarySendError,
    Unreachable,
    WindowClosed,
)

RATE = frozenset({4, 80007, 130429})
"""Too much for the app, the account or the number."""
PAIR_RATE = 131056
"""Too much for this one person."""
TEMPORARY = frozenset({1, 2, 131000, 131016, 131057})
WINDOW_CLOSED = 131047
UNDELIVERABLE = 131026
"""No WhatsApp, a too old one, or blocked."""
MARKETING_LATER = 131049
"""Meta limits messages of this category to this person: not before a day has passed."""
REFUSED = frozenset({0, 3, 10, *range(190, 300), 131005})
"""Token or permission."""
BLOCKED = frozenset({368, 130497, 131031, 131042, 131048, 133010})
"""Policy, country, locked, unpaid, spam, not registered."""
UNKNOWN_OBJECT = 33
"""Subcode of 100: the phone number id is wrong, or not ours."""

PERMANENT = frozenset({100, 131008, 131009, 131050, 131051, 131052, 131053, 131062, *range(132000, 133000)})
"""Our request is wrong (a defect), or a template is missing, paused or of another shape."""


def send_error(error: Mapping[str, Any], *, status: int = 400, retry_after: timedelta | None = None) -> SendError:
    """The error of a message, from Meta's `error` object (of an answer or of a failed status) and the HTTP status.

    The reason is the code as text; `retry_after` is what the answer's header asked for, if anything.
    """
    code = error.get("code")
    if not isinstance(code, int) or isinstance(code, bool):
        return _by_status(status, retry_after)
    reason = str(code)
    if code == WINDOW_CLOSED:
        return WindowClosed(reason)
    if code == UNDELIVERABLE:
        return Unreachable(reason)
    if code == PAIR_RATE or code in RATE or code in TEMPORARY:
        return TemporarySendError(reason, retry_after)
    if code == MARKETING_LATER:
        return TemporarySendError(reason, timedelta(days=1))
    if code in REFUSED or code in BLOCKED or (code == 100 and error.get("error_subcode") == UNKNOWN_OBJECT):
        return ChannelDown(reason)
    if code in PERMANENT:
        return PermanentSendError(reason)
    if status >= 500 or status == 429 or error.get("is_transient") is True:
        return TemporarySendError(reason, retry_after)
    if status == 401:
        return ChannelDown(reason)
    return PermanentSendError(reason)


def _by_status(status: int, retry_after: timedelta | None) -> SendError:
    """An answer without an error object: a proxy's, or a broken one."""
    reason = f"http_{status}"
    if status in (401, 403):
        return ChannelDown(reason)
    if status >= 500 or status in (408, 429):
        return TemporarySendError(reason, retry_after)
    return PermanentSendError(reason)
