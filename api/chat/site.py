"""What the chat's routes work with, made once by `api.app.create_app`."""

from __future__ import annotations

import ipaddress
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fastapi import Request

from api.chat.session import Cookies, Session, hinted
from api.limits import RateLimit
from api.words import Words
from bot.content.model import CHAT_TOPIC, Snapshot
from bot.dialogue.context import Context
from bot.dialogue.menus import topic_names
from bot.dialogue.voice import Voice
from bot.flows.app import App
from bot.settings import Settings

CHANNEL = "web"
"""The web chat's name among the channels."""

MAX_STREAMS_PER_SESSION = 8
"""Pages that one browser may hold open; browsers themselves stop at six."""


@dataclass(slots=True)
class Site:
    """The chat's parts. `privacy_contact_url` is the contact as a link, or "" when it is none."""

    app: App
    settings: Settings
    words: Words
    cookies: Cookies
    per_session: RateLimit = field(default_factory=lambda: RateLimit(burst=10, per_s=0.5, clock_s=time.monotonic))
    """A person who types fast sends a message every few seconds."""
    per_address: RateLimit = field(default_factory=lambda: RateLimit(burst=120, per_s=5, clock_s=time.monotonic))
    """A house full of people may share one address."""
    per_token: RateLimit = field(default_factory=lambda: RateLimit(burst=120, per_s=20, clock_s=time.monotonic))
    """A system that looks after a whole organisation's cases."""
    per_stranger: RateLimit = field(default_factory=lambda: RateLimit(burst=20, per_s=0.2, clock_s=time.monotonic))
    """Wrong tokens from one address: nobody types them by hand."""
    streams: Counter[str] = field(default_factory=Counter)

    @property
    def operator(self) -> str:
        """Who runs this service."""
        return self.settings.operator_name

    @property
    def privacy_contact_url(self) -> str:
        """The privacy contact as a link: a web page as it is, an e-mail address as `mailto:`; else ""."""
        contact = self.settings.privacy_contact.strip()
        if urlsplit(contact).scheme in ("http", "https"):
            return contact
        return f"mailto:{contact}" if "@" in contact and " " not in contact else ""

    async def context(self) -> Context | None:
        """What the dialogue looks at now; `None` when it is not ours (a stand-in of tests)."""
        context = await self.app.dialogue.context(CHANNEL, self.app.clock())
        return context if isinstance(context, Context) else None

    async def snapshot(self) -> Snapshot | None:
        """The knowledge as the dialogue sees it now."""
        context = await self.context()
        return context.snapshot if context else None

    async def topics(self, language: str) -> dict[str, str]:
        """The topics people can choose from, by their names in this language."""
        context = await self.context()
        if context is None:
            return {}
        names = topic_names(Voice(context, language))
        return {topic: names.get(topic, topic) for topic in context.snapshot.topics if topic != CHAT_TOPIC}

    def wait_s(self, request: Request, session: Session) -> float:
        """Seconds until this browser may send again; 0: now."""
        return max(self.per_session.wait_s(session.id), self.per_address.wait_s(neighbourhood(request)))

    def language(self, request: Request, session: Session | None, spoken: str = "") -> str:
        """The page's language: the one spoken in the conversation, else what the browser asks for."""
        return self.words.known(spoken) or hinted(request, session, self.words) or self.words.fallback


def neighbourhood(request: Request) -> str:
    """The caller's network address; of IPv6 the first 64 bits, which one household or phone has for itself."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return host


def site_of(request: Request) -> Site:
    """The site that serves this request."""
    site: Site = request.app.state.site
    return site


def words_of(request: Request) -> Words:
    """The wording of the pages."""
    return site_of(request).words
