"""The console channel. The outbox row is the delivery: whoever sits at the terminal reads it from the store."""

from __future__ import annotations

from bot.channels.base import AfterCrash, Outgoing, Sent
from bot.channels.console.render import render
from bot.messages import Limits, Reply


class ConsoleChannel:
    """The terminal."""

    name = "console"
    limits = Limits()
    """A terminal has room for everything."""
    pull = True
    after_crash = AfterCrash.RESEND
    """Reading the same entry again shows it once: entries have numbers."""

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """A reply as the terminal shows it."""
        return render(reply)

    async def send(self, address: str, message: Outgoing, *, key: str) -> Sent:
        """Nothing to do: the message is in the store already."""
        return Sent(key)

    async def typing(self, address: str, external_id: str) -> None:
        """A terminal shows nothing here."""
