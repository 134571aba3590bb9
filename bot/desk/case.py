"""A case: somebody asked for a person. The words that store, flows, API and desk share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

SEE, SUPERVISE = "desk.cases", "desk.supervise"
"""The permissions of the desk (the values of `bot.staff.roles.Permission`): work on cases; see and move all of them."""


class CaseState(StrEnum):
    """Where a case stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    CLOSED = "closed"


class Way(StrEnum):
    """How the person is to be helped."""

    CHAT = "chat"
    """In this chat."""
    CALLBACK = "callback"
    """By a call to the number that the person gave."""
    CONTACT = "contact"
    """Another organisation was named; the case only keeps track of it."""


class Source(StrEnum):
    """Who opened the case."""

    PERSON = "person"
    ORGANISATION = "organisation"
    """A referring organisation, through the API, with the person's consent."""


class Part(StrEnum):
    """The part of the day for a call."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works on a case. `name` is what the person reads: a first name or an alias."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts at the desk: an account of staff or a token of the API. No languages on a token: all of them."""

    id: str
    name: str
    kind: str = "account"
    languages: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    """Empty: all topics."""

    @property
    def holder(self) -> Holder:
        """This actor as the holder of a case."""
        return Holder(self.id, self.name)

    @property
    def supervises(self) -> bool:
        """Whether this actor sees and moves every case."""
        return SUPERVISE in self.permissions


@dataclass(frozen=True, slots=True)
class Adviser:
    """Somebody with an enabled account who works on cases."""

    id: str
    name: str
    languages: frozenset[str]
    topics: frozenset[str] = frozenset()
    seen_at: datetime | None = None
    """When they last did something at the desk; `None`: not signed in."""
    supervisor: bool = False

    def covers(self, language: str, topic: str) -> bool:
        """Whether a case of this language and topic is in this adviser's queue."""
        return language in self.languages and (not self.topics or not topic or topic in self.topics)


@dataclass(frozen=True, slots=True)
class Callback:
    """A wish to be called, with a consent of its own. `number` is E.164."""

    number: str = field(repr=False)
    language: str
    part: Part = Part.ANY


@dataclass(frozen=True, slots=True)
class Case:
    """A case without anything that a person wrote."""

    id: str
    number: str
    """What people and staff call it: `K7F-3QD`."""
    conversation_id: str | None
    channel: str
    """Where the person is reached; empty without a conversation."""
    language: str
    """The queue it stands in: the language of the advisers who see it."""
    spoken: str
    """The language that the person reads."""
    slug: str
    topic: str
    urgent: bool
    way: Way
    state: CaseState
    opened_at: datetime
    holder: Holder | None = None
    version: int = 1
    """Goes up with every change of the case itself; for ETags. Messages do not count."""
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    source: Source = Source.PERSON
    opened_by: str = ""
    """The organisation (token) that opened it; empty: the person."""
    promise_at: datetime | None = None
    """Until when the person was told that somebody would answer; passed and unanswered, they are told."""
    promises: int = 0
    """How often that has passed."""
    last_person_at: datetime | None = None
    """When the person wrote last since the case is open."""
    last_adviser_at: datetime | None = None
    """When an adviser answered last."""
    erased_at: datetime | None = None
    """The person deleted the conversation: nothing of it is left."""
    wiped_at: datetime | None = None
    """The text of the closed case went by schedule."""
    helped: bool | None = None
    """What the person said to "did this help?"."""
    window_until: datetime | None = None
    """WhatsApp: until when a free text reaches the person; `None`: always, or not known."""

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state is not CaseState.CLOSED

    @property
    def chats(self) -> bool:
        """Whether the person's messages join this case."""
        return self.open and self.way is Way.CHAT and self.conversation_id is not None
