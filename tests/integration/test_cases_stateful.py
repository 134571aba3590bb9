"""Several advisers, the bot and two people act at once, in any order: nobody shares a case, the bot never talks into
one, no message is lost, no case is out of everybody's sight."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select

from bot.channels.base import Outgoing, Sent
from bot.desk.case import Actor, Case, CaseState
from bot.desk.errors import DeskError
from bot.desk.rules import may_see
from bot.flows import cases
from bot.flows.timers import run_due, set_recurring
from bot.staff.roles import Role
from bot.store import Store, migrate
from bot.store.case_events import CLAIMED, events_after
from bot.store.case_spans import spans_of
from bot.store.case_tables import desk_case
from bot.store.cases import as_case, case_columns, case_joined
from bot.store.roster import roster
from bot.store.tables import conversation, inbox, outbox
from tests.support.channel import FakeChannel
from tests.support.desk import ASK, CALL, EFFECTS, ERASE, STOP, URGENT, adviser
from tests.support.world import KEYS, World

PEOPLE = {"anna": "fake", "bogdan": "pull"}
"""Who writes, and on which channel: one is sent to, the other's page reads what is stored."""
ADVISERS = ("Ewa", "Jan", "Radu", "Chef")
LETS_GO = ("returned", "transferred", "closed", "erased", "reopened")


@cache
def template() -> Path:
    """A migrated database, to be copied."""
    path = Path(tempfile.mkdtemp(prefix="win-cases-")) / "migrated.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


words = st.sampled_from(["hej", "hej", "hej", ASK, ASK, URGENT, CALL, STOP, ERASE])
who = st.sampled_from(sorted(PEOPLE))
staff = st.sampled_from(ADVISERS)
act = st.one_of(
    st.tuples(st.just("say"), who, words),
    st.tuples(st.just("work"), st.none(), st.none()),
    st.tuples(st.just("claim"), staff, who),
    st.tuples(st.just("reply"), staff, who),
    st.tuples(st.sampled_from(["give", "queue", "language"]), staff, who),
    st.tuples(st.just("close"), staff, who),
    st.tuples(st.just("reopen"), staff, who),
)
Act = tuple[str, Any, Any]


class Interrupted:
    """An NLU in whose midst something else happens."""

    def __init__(self) -> None:
        self.meanwhile: Callable[[], Coroutine[Any, Any, None]] | None = None

    async def parse(self, language: str, text: str) -> str:
        if self.meanwhile is not None:
            happens, self.meanwhile = self.meanwhile, None
            await happens()
        return "something"


class InterruptedChannel(FakeChannel):
    """A channel in the midst of whose call something else happens."""

    meanwhile: Callable[[], Coroutine[Any, Any, None]] | None = None

    async def send(self, address: str, message: Outgoing, *, key: str) -> Sent:
        if self.meanwhile is not None:
            happens, self.meanwhile = self.meanwhile, None
            await happens()
        return await super().send(address, message, key=key)


class TheDesk(RuleBasedStateMachine):
    """One database, two people, three advisers and a supervisor."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory(prefix="win-cases-")
        self.numbers = itertools.count()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    @initialize()
    def open(self) -> None:
        path = Path(self.folder.name) / "win.sqlite3"
        shutil.copy(template(), path)
        self.run(self._open(f"sqlite+aiosqlite:///{path}"))

    async def _open(self, url: str) -> None:
        self.store = await Store.open(url, KEYS)
        self.nlu, self.channel = Interrupted(), InterruptedChannel()
        self.world = World(self.store, channel=self.channel)
        self.world.app.nlu = self.nlu
        self.world.dialogue.effects = dict(EFFECTS)
        self.world.dialogue.parts = 2
        self.world.clock.now = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self.actors: dict[str, Actor] = {
            "Ewa": await adviser(self.store, "Ewa"),
            "Jan": await adviser(self.store, "Jan", ("pl", "ro")),
            "Radu": await adviser(self.store, "Radu", ("ro",)),
            "Chef": await adviser(self.store, "Chef", ("pl",), role=Role.SUPERVISOR),
        }
        await set_recurring(self.world.app)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.run(self.store.close())
        self.loop.close()
        self.folder.cleanup()

    @rule(one=act)
    def alone(self, one: Act) -> None:
        self.run(self._do(one))

    @rule(several=st.lists(act, min_size=2, max_size=5))
    def at_once(self, several: list[Act]) -> None:
        async def all_of_them() -> None:
            # Each begins before any has ended; which one the database takes first is its own matter.
            await asyncio.gather(*(self._do(one) for one in several))

        self.run(all_of_them())

    @rule(person=who, one=act)
    def in_the_midst_of_an_answer(self, person: str, one: Act) -> None:
        async def meet() -> None:
            self.nlu.meanwhile = lambda: self._do(one) if one[0] != "work" else _nothing()
            await self.world.say(person, f"nlu {next(self.numbers)}", channel=PEOPLE[person])
            await self.world.work()
            self.nlu.meanwhile = None

        self.run(meet())

    @rule(person=who, text=words, one=act)
    def in_the_midst_of_a_sending(self, person: str, text: str, one: Act) -> None:
        async def meet() -> None:
            self.channel.meanwhile = lambda: self._do(one) if one[0] != "work" else _nothing()
            await self.world.say(person, text, channel=PEOPLE[person])
            await self.world.work()
            self.channel.meanwhile = None

        self.run(meet())

    @rule(minutes=st.sampled_from([1, 25, 40]))
    def time_passes(self, minutes: int) -> None:
        self.world.clock.forward(minutes=minutes)
        self.run(run_due(self.world.app))

    async def _do(self, one: Act) -> None:
        what, subject, thing = one
        app = self.world.app
        if what == "say":
            text = thing if thing != "hej" else f"hej {next(self.numbers)}"
            await self.world.say(subject, text, channel=PEOPLE[subject])
            return
        if what == "work":
            await self.world.work()
            return
        actor = self.actors[subject]
        case = await self._newest(thing)
        if case is None:
            return
        try:
            match what:
                case "claim":
                    await cases.claim(app, actor, case.id)
                case "reply":
                    await cases.reply(app, actor, case.id, f"answer {next(self.numbers)}")
                case "give":
                    await cases.transfer(app, actor, case.id, to_account=self.actors["Jan"].id)
                case "queue":
                    await cases.transfer(app, actor, case.id, to_queue=True)
                case "language":
                    await cases.transfer(app, actor, case.id, to_language="ro" if case.language == "pl" else "pl")
                case "close":
                    await cases.close(app, actor, case.id, "solved")
                case "reopen":
                    await cases.reopen(app, actor, case.id)
        except DeskError:
            pass  # refused, and nothing was changed: the invariants look

    async def _newest(self, person: str) -> Case | None:
        key = self.store.keys.hash("address", PEOPLE[person], person)
        async with self.store.read() as tx:
            query = (
                select(*case_columns)
                .select_from(case_joined)
                .where(conversation.c.address_hash == key)
                .order_by(desk_case.c.opened_at.desc(), desk_case.c.version.desc())
            )
            row = (await tx.conn.execute(query.limit(1))).one_or_none()
        return as_case(row) if row is not None else None

    @invariant()
    def holds(self) -> None:
        if hasattr(self, "store"):
            self.run(self._check())

    async def _check(self) -> None:
        async with self.store.read() as tx:
            found = [as_case(row) for row in await tx.conn.execute(select(*case_columns).select_from(case_joined))]
            modes = {row.id: row.mode for row in await tx.conn.execute(select(conversation.c.id, conversation.c.mode))}
            people = await roster(tx)
            open_chats: dict[str, Case] = {}
            for case in found:
                # Somebody works on it, or nobody does; never both and never two.
                assert (case.holder is not None) >= (case.state is CaseState.CLAIMED)
                assert case.state is not CaseState.WAITING or case.holder is None
                if case.open:
                    holder = case.holder.id if case.holder else None
                    assert any(may_see(one, case.language, case.topic, holder, people) for one in self.actors.values())
                if case.chats:
                    assert case.conversation_id
                    assert case.conversation_id not in open_chats
                    open_chats[case.conversation_id] = case
            for conversation_id, mode in modes.items():
                chat = open_chats.get(conversation_id)
                expected = "bot" if chat is None else "waiting" if chat.state is CaseState.WAITING else "adviser"
                assert mode == expected
            queued = select(func.count()).select_from(outbox.join(conversation)).where(
                conversation.c.mode == "adviser", outbox.c.author == "bot", outbox.c.status == "queued"
            )  # fmt: skip
            assert await tx.conn.scalar(queued) == 0
            await self._check_events(tx, open_chats)
            await self._check_messages(tx)

    async def _check_events(self, tx: Any, open_chats: dict[str, Case]) -> None:
        """Between two claims of a case somebody let go of it; while one holds, the bot says nothing new."""
        held: dict[str, bool] = {}
        for event in await events_after(tx, 0, 100_000):
            if event.kind == CLAIMED:
                assert not held.get(event.case_id), "claimed twice"
                held[event.case_id] = True
            elif event.kind in LETS_GO:
                held[event.case_id] = event.holder_id is not None and event.kind in ("transferred", "reopened")
        for conversation_id, case in open_chats.items():
            if case.state is not CaseState.CLAIMED:
                continue
            mine = (outbox.c.conversation_id == conversation_id,)
            greeted = select(func.max(outbox.c.entry)).where(*mine, outbox.c.author == "desk")
            spoken = select(func.max(outbox.c.entry)).where(
                *mine, outbox.c.author == "bot", outbox.c.status != "cancelled"
            )
            assert (await tx.conn.scalar(spoken) or 0) < await tx.conn.scalar(greeted), "the bot spoke into a case"

    async def _check_messages(self, tx: Any) -> None:
        """Every message is new, answered by the bot, or in a case where an adviser can read it."""
        visible: dict[str, list[tuple[int, int]]] = {}
        for row in await tx.conn.execute(select(desk_case.c.id)):
            for span in await spans_of(tx, row.id):
                last = span.last if span.last is not None else 10**9
                visible.setdefault(span.conversation_id, []).append((span.first, last))
        query = select(inbox.c.conversation_id, inbox.c.entry, inbox.c.status)
        for row in await tx.conn.execute(query):
            assert row.status in ("new", "done", "joined"), row.status
            if row.status == "joined":
                seen = any(first <= row.entry <= last for first, last in visible.get(row.conversation_id, []))
                assert seen, "a message joined a case in which nobody reads it"

    @rule()
    def everything_is_answered_in_the_end(self) -> None:
        async def finish() -> None:
            await self.world.work()
            async with self.store.read() as tx:
                left = select(func.count()).where(inbox.c.status == "new")
                assert await tx.conn.scalar(left) == 0, "a message is left lying"

        self.run(finish())


async def _nothing() -> None:
    """Nothing happens meanwhile."""


TestTheDesk = TheDesk.TestCase
TestTheDesk.settings = settings(
    max_examples=12, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck)
)
