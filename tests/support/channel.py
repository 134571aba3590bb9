"""A channel for tests: sends into a list, fails as told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.channels.base import AfterCrash, Outgoing, Sent
from bot.messages import Limits, Reply


@dataclass(frozen=True)
class Delivered:
    """One message that the channel took."""

    address: str
    text: str
    key: str


@dataclass
class FakeChannel:
    """`fail(address, text, tries)` says what a call raises (`None`: it is taken). `gate`: calls wait for it."""

    name: str = "fake"
    pull: bool = False
    after_crash: AfterCrash = AfterCrash.RESEND_MARKED
    limits: Limits = field(default_factory=Limits)
    fail: Callable[[str, str, int], Exception | None] = lambda address, text, tries: None
    gate: asyncio.Event | None = None
    taken_before_failing: bool = False
    calls: list[Delivered] = field(default_factory=list)
    delivered: list[Delivered] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)
    typing_error: Exception | None = None

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        return (Outgoing("text", {"text": reply.text, "choices": [choice.action for choice in reply.choices]}),)

    async def send(self, address: str, message: Outgoing, *, key: str) -> Sent:
        one = Delivered(address, message.payload["text"], key)
        self.calls.append(one)
        if self.gate:
            await self.gate.wait()
        tries = sum(call.key == key for call in self.calls)
        error = self.fail(address, one.text, tries)
        if error is not None:
            raise error
        self.delivered.append(one)
        return Sent(f"ext-{key}")

    async def typing(self, address: str, external_id: str) -> None:
        self.typed.append((address, external_id))
        if self.typing_error:
            raise self.typing_error

    def texts(self, address: str) -> list[str]:
        """What one person got, in order."""
        return [one.text for one in self.delivered if one.address == address]
