"""A stored conversation as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from api.chat.site import CHANNEL
from bot.flows.app import App
from bot.flows.history import HISTORY_LIMIT, Entry, conversation_of, history, mode_of
from bot.messages import IncomingKind


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as the template wants it. `html` is safe: the channel made it."""

    number: int
    author: str
    text: str = ""
    html: str = ""
    kind: str = ""
    language: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """(action, wording) of each button."""
    waits: bool = False
    """A person's message whose answer is still to come."""
    by: str = ""
    """The adviser's name."""
    what: str = ""
    """Of a file that the person sent: image or document."""


def shown(entry: Entry) -> Shown | None:
    """The entry for the page; `None` for what nobody said aloud (the chat was opened by a link)."""
    if entry.incoming is not None:
        waits = entry.status == "new"
        if entry.incoming.kind is IncomingKind.START:
            return None
        what = entry.incoming.what if entry.incoming.what in ("image", "document") else ""
        text = sendable(entry.incoming.text) or ("" if what else "…")
        return Shown(entry.id, entry.author, text=text, waits=waits, what=what)
    payload = entry.outgoing.payload if entry.outgoing else {}
    return Shown(
        entry.id,
        entry.author,
        html=payload.get("html", ""),
        kind=payload.get("kind", ""),
        language=payload.get("language", ""),
        choices=tuple((choice["action"], choice["label"]) for choice in payload.get("choices", ())),
        by=entry.by,
    )


def sendable(text: str) -> str:
    """Text that UTF-8 can carry: lone surrogates become the replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as far as one page needs it. `last` is the newest number, also of what is not shown."""

    conversation_id: str | None
    entries: tuple[Shown, ...] = ()
    last: int = 0
    waiting: bool = False
    """An answer is on its way."""
    mode: str = "bot"
    """Who owns the conversation: bot, waiting (for an adviser) or adviser."""

    @property
    def language(self) -> str:
        """The language we spoke last; "" when we have not spoken."""
        return next((entry.language for entry in reversed(self.entries) if entry.language), "")


async def read_talk(app: App, address: str, after: int = 0) -> Talk:
    """What was said on this web session behind the entry `after`."""
    conversation_id = await conversation_of(app.store, CHANNEL, address)
    if conversation_id is None:
        return Talk(None)
    return await read_entries(app, conversation_id, after)


async def read_entries(app: App, conversation_id: str, after: int = 0) -> Talk:
    """What was said in a conversation behind the entry `after`."""
    entries: list[Shown] = []
    last, waiting = after, False
    while True:
        found = await history(app.store, conversation_id, last)
        for entry in found:
            last = entry.id
            waiting = waiting or (entry.author == "person" and entry.status == "new")
            if (one := shown(entry)) is not None:
                entries.append(one)
        if len(found) < HISTORY_LIMIT:
            mode = await mode_of(app.store, conversation_id) or "bot"
            return Talk(conversation_id, tuple(entries), last, waiting and mode == "bot", mode)
