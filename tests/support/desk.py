"""People at the desk for tests of the flows."""

from __future__ import annotations

from bot.desk.case import Actor, Case, CaseState
from bot.dialogue.effects import EraseConversation, OpenCase, StopCase
from bot.flows import cases
from bot.staff.roles import Role
from bot.store import Store
from bot.store.accounts import add_account
from bot.store.cases import open_case_of
from tests.support.world import World

ASK = "a person please"
URGENT = "a person now"
CALL = "call me"
STOP = "stop"
ERASE = "erase"

NUMBER = "+48601234567"

EFFECTS = {
    ASK: (OpenCase("pl", "unpaid_wages", "work", False, "chat"),),
    URGENT: (OpenCase("pl", "exploitation", "work", True, "chat"),),
    CALL: (OpenCase("pl", "dismissal", "work", False, "callback", NUMBER, "morning"),),
    STOP: (StopCase(),),
    ERASE: (EraseConversation(),),
}
"""What the echo wants done when somebody says so."""


async def adviser(
    store: Store,
    name: str,
    languages: tuple[str, ...] = ("pl",),
    *,
    role: Role = Role.ADVISER,
    topics: tuple[str, ...] = (),
    world: World | None = None,
) -> Actor:
    """An account at the desk, as an actor."""
    from datetime import UTC, datetime

    async with store.write() as tx:
        account = await add_account(
            tx,
            login=f"{name.lower()}@example.org",
            name=name,
            roles=[role],
            languages=languages,
            topics=topics,
            now=world.clock() if world else datetime(2026, 11, 23, 9, tzinfo=UTC),
        )
    return cases.actor_of(account)


async def asked(world: World, who: str = "anna", *, channel: str = "fake", words: str = ASK) -> Case:
    """Somebody asks for a person; their case."""
    received = await world.say(who, words, channel=channel)
    await world.work()
    return await case_of(world, received.conversation_id)


async def case_of(world: World, conversation_id: str | None) -> Case:
    """The open case of a conversation."""
    assert conversation_id
    async with world.store.read() as tx:
        case = await open_case_of(tx, conversation_id)
    assert case
    return case


def token(name: str = "Vereniging", **changes: object) -> Actor:
    """A token of the API that may do everything at the desk."""
    return Actor(
        "7" * 32,
        name,
        "token",
        permissions=frozenset({"desk.cases", "desk.supervise"}),
        **changes,  # type: ignore[arg-type]
    )


OPEN = (CaseState.WAITING, CaseState.CLAIMED)
