"""What the flows work with: the real things are put together in `bot.bootstrap`, tests bring their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bot.channels.base import Channel
from bot.flows.desk import Desk
from bot.flows.hub import Hub
from bot.flows.knowledge import Knowledge
from bot.flows.learning import Learning
from bot.messages import Incoming, Reply
from bot.metrics import Metrics
from bot.store import Store


class ParseRequest(Protocol):
    """A text that the NLU shall look at."""

    @property
    def language(self) -> str:
        """The language whose model is asked."""

    @property
    def text(self) -> str:
        """What the person wrote."""


class Plan(Protocol):
    """What a turn needs before it can be taken."""

    @property
    def parse(self) -> Sequence[ParseRequest]:
        """None, one or two texts to parse."""


class Turn(Protocol):
    """What a turn brings."""

    @property
    def state(self) -> Any:
        """What the dialogue remembers from now on."""

    @property
    def replies(self) -> Sequence[Reply]:
        """What the person gets, in order."""

    @property
    def effects(self) -> Sequence[object]:
        """What is carried out in the same transaction (`bot.flows.effects`)."""


class Dialogue(Protocol):
    """The dialogue as the flows see it. `state` and `context` are its own; only `load` and `dump` touch the store."""

    def load(self, data: dict[str, Any] | None) -> Any:
        """The state from JSON; `None`: a new conversation. Never raises."""

    def dump(self, state: Any) -> dict[str, Any]:
        """The state as JSON."""

    async def context(self, channel: str, now: datetime) -> Any:
        """What this turn may look at: newest content, wording, time, operator. May raise: the message waits."""

    def plan(self, state: Any, incoming: Incoming, context: Any) -> Plan:
        """What to ask the NLU."""

    def turn(self, state: Any, incoming: Incoming, understood: tuple[Any | None, ...], context: Any) -> Turn:
        """Take the turn; `None` in `understood`: the NLU was not available."""

    def joined(self, state: Any, incoming: Incoming, mode: str, context: Any) -> Turn:
        """What the person gets when their message joins a case: mostly nothing. `mode`: waiting or adviser."""

    def spoken(self, moment: str, state: Any, language: str, context: Any, **values: object) -> Turn:
        """One of the desk's sentences (`bot.dialogue.desk.MOMENTS`)."""

    def paused(self, state: Any, incoming: Incoming, understood: tuple[Any | None, ...], context: Any) -> Turn:
        """The turn while an administrator has paused the bot."""

    def apology(self, state: Any, incoming: Incoming, context: Any) -> Sequence[Reply]:
        """What the person gets when `plan` or `turn` raised."""


class Nlu(Protocol):
    """The NLU as the flows see it; `bot.nlu_client.NluClient` is the real one."""

    async def parse(self, language: str, text: str) -> Any | None:
        """What a text means; `None` when the NLU is not available. Bounded in time; never raises."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How patient delivery is. The defaults fit `docs/operating.md`; tests and benchmarks bring their own."""

    lease: timedelta = timedelta(seconds=10)
    """After a worker died, its conversations wait this long; a living worker prolongs its leases in time."""
    send_timeout: timedelta = timedelta(seconds=30)
    """A channel that has not answered by then counts as failed for now."""
    backoff_first: timedelta = timedelta(seconds=1)
    """The pause after the first temporary failure; doubled each time, with jitter."""
    backoff_most: timedelta = timedelta(minutes=5)
    """The longest pause between two tries, unless the channel names a longer one."""
    give_up_after: timedelta = timedelta(hours=6)
    """A message that could not be sent for so long is given up and shown as failed."""
    expire_after: timedelta = timedelta(hours=24)
    """A message that waits for so long, for whatever cause, is not sent any more."""
    reconcile_wait: timedelta = timedelta(seconds=30)
    """How long a channel may take to report a message that was on its way when a worker died."""
    probe_first: timedelta = timedelta(seconds=30)
    """The pause before a channel that refused us is tried again; doubled each time."""
    probe_most: timedelta = timedelta(minutes=10)
    """The longest pause between two such tries."""
    farewell: timedelta = timedelta(minutes=10)
    """How long the goodbye of an erased conversation can be fetched by a page that is open."""
    max_attempts: int = 3
    """A message whose drain died so often is answered with the apology instead."""
    max_per_lease: int = 20
    """After so many messages of one person, others get their turn."""
    poll_s: float = 1.0
    """A worker looks for work this often, should a wake-up have been missed."""
    concurrency: int = 32
    """Conversations that one worker drains at once."""


@dataclass(slots=True)
class App:
    """Everything the flows need."""

    store: Store
    channels: Mapping[str, Channel]
    dialogue: Dialogue
    nlu: Nlu
    hub: Hub
    metrics: Metrics = field(default_factory=Metrics)
    clock: Callable[[], datetime] = _utc_now
    retention: timedelta = timedelta(days=30)
    """Chats are wiped this long after their last message."""
    audit_kept: timedelta = timedelta(days=730)
    """Lines of the audit log of staff are dropped after this long."""
    delivery: Delivery = field(default_factory=Delivery)
    desk: Desk = field(default_factory=Desk)
    knowledge: Knowledge | None = None
    """What is published; `None` in tests that bring a dialogue of their own."""
    learning: Learning | None = None
    """The NLU servers as training sees them; `None`: nothing is trained or grouped here."""
