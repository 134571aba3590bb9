"""What went wrong at Telegram, in our terms. The description decides, as documented; it holds no person's data."""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.base import TIMEOUT
from bot.errors import ChannelDown, FetchError, PermanentSendError, SendError, TemporarySendError, Unreachable

_NOBODY_THERE = (
    "chat not found",
    "peer_id_invalid",
    "user not found",
    "user is deactivated",
    "bot was blocked",
    "can't initiate conversation",
    "have no rights to send",
    "input_user_deactivated",
)
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def send_error(error: Exception) -> SendError:
    """The error of a call that sends, as the flows know it."""
    said = str(error).lower()
    match error:
        case RetryAfter():
            return TemporarySendError("429", _seconds(error))
        case ChatMigrated():
            return Unreachable("chat_migrated")
        case Forbidden():
            return Unreachable("blocked" if "blocked" in said else "forbidden")
        case BadRequest():
            if any(words in said for words in _NOBODY_THERE):
                return Unreachable("chat_not_found")
            return PermanentSendError(_code(said))
        case InvalidToken():
            return ChannelDown("token")
        case Conflict():
            return TemporarySendError("conflict")
        case TimedOut() | NetworkError():
            return _network_error(error, said)
    return TemporarySendError("unknown")


def _network_error(error: NetworkError, said: str) -> SendError:
    """Lost on the way there: simply again. Lost on the way back: Telegram may have sent the message."""
    cause = error.__cause__
    if isinstance(cause, _NEVER_SENT):
        return TemporarySendError("no_connection")
    if isinstance(cause, httpx.TransportError) or isinstance(error, TimedOut) or "gateway time" in said:
        return TemporarySendError(TIMEOUT)
    return TemporarySendError("5xx")


def fetch_error(error: Exception) -> FetchError:
    """The error of a call that fetches a file."""
    match error:
        case BadRequest():
            return FetchError("too_large" if "too big" in str(error).lower() else "gone")
        case InvalidToken():
            return FetchError("token", again=True)
        case TelegramError() | httpx.TransportError():
            return FetchError("not_reachable", again=True)
    return FetchError("defect", again=True)


def retry_after(error: Exception) -> timedelta | None:
    """How long Telegram asks us to wait; `None`: it does not say."""
    return _seconds(error) if isinstance(error, RetryAfter) else None


def _seconds(error: RetryAfter) -> timedelta:
    asked = error.retry_after
    return asked if isinstance(asked, timedelta) else timedelta(seconds=asked)


def is_unreadable_markup(error: BadRequest) -> bool:
    """Whether Telegram could not read our formatting."""
    return "can't parse entities" in str(error).lower()


def is_unchanged(error: BadRequest) -> bool:
    """Whether nothing had to be done: the same button pressed twice."""
    return "message is not modified" in str(error).lower()


def _code(said: str) -> str:
    """A short code for metrics, of the descriptions that we know; anything else is "bad_request"."""
    known = {
        "message is too long": "too_long",
        "message text is empty": "empty",
        "button_data_invalid": "button_data",
        "inline keyboard": "keyboard",
        "can't parse entities": "entities",
    }
    return next((code for words, code in known.items() if words in said), "bad_request")
