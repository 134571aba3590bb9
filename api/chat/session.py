"""Who is who on the web chat: a random number in a signed cookie, nothing else. No account, no name, no address."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from api.words import Words

COOKIE = "win_chat"
COVER_COOKIE = "win_cover"
"""Set by quick exit and by the idle cover: the next page hides the conversation until somebody taps. Holds "1"."""

PATH = "/chat"
_ID = re.compile("[A-Za-z0-9_-]{32}")


@dataclass(frozen=True, slots=True)
class Session:
    """One browser's chat. `talked` tells a deleted conversation from one that never began."""

    id: str
    language: str = ""
    """Chosen on the page; empty: not chosen."""
    talked: bool = False

    @classmethod
    def new(cls, language: str = "") -> Session:
        """A fresh one, which nobody can guess (192 random bits)."""
        return cls(secrets.token_urlsafe(24), language)


class Cookies:
    """Signs and reads the session's cookie. It ends with the browser's session, or when the chat would be wiped."""

    def __init__(self, key: bytes, *, secure: bool, lifetime: timedelta) -> None:
        self._serializer = URLSafeTimedSerializer(key, salt="web chat")
        self.secure = secure
        self._max_age_s = int(lifetime.total_seconds())

    def read(self, request: Request) -> Session | None:
        """The session of this request; `None` for a missing, foreign, changed or too old cookie."""
        signed = request.cookies.get(COOKIE, "")
        if not signed or len(signed) > 1000:
            return None
        try:
            data = self._serializer.loads(signed, max_age=self._max_age_s)
        except (BadData, ValueError):
            return None
        if not isinstance(data, dict) or not _ID.fullmatch(str(data.get("id", ""))):
            return None
        return Session(data["id"], str(data.get("language") or ""), bool(data.get("talked")))

    def write(self, response: Response, session: Session) -> None:
        """Send the session along: not readable by scripts, not sent by other sites' forms."""
        data = {"id": session.id, "language": session.language, "talked": session.talked}
        response.set_cookie(
            COOKIE,
            str(self._serializer.dumps(data)),
            path=PATH,
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    def forget(self, response: Response) -> None:
        """Take the session off this browser."""
        for name in (COOKIE, COVER_COOKIE):
            response.delete_cookie(name, path=PATH, secure=self.secure, samesite="lax")

    def cover(self, response: Response, *, on: bool) -> None:
        """Hide the conversation on the next page of this browser, or show it again. Scripts set it too, at once."""
        if on:
            response.set_cookie(COVER_COOKIE, "1", path=PATH, secure=self.secure, samesite="lax")
        else:
            response.delete_cookie(COVER_COOKIE, path=PATH, secure=self.secure, samesite="lax")


def covered(request: Request) -> bool:
    """Whether the conversation is to stay hidden until somebody taps."""
    return request.cookies.get(COVER_COOKIE) == "1"


def hinted(request: Request, session: Session | None, words: Words) -> str:
    """The language this browser asks for: chosen on the page, else by `Accept-Language`; "" when unknown."""
    chosen = words.known(session.language) if session is not None else ""
    return chosen or words.accepted(request.headers.get("accept-language", ""))
