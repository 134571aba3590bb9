"""The web channel. The outbox row is the delivery: the page reads it and is woken by the hub."""

from __future__ import annotations

from bot.channels.base import AfterCrash, Outgoing, Sent
from bot.channels.web.render import render
from bot.messages import Limits, Reply


class WebChannel:
    """The web chat."""

    name = "web"
    limits = Limits()
    """A page has room for everything."""
    pull = True
    after_crash = AfterCrash.RESEND
    """The page drops a copy by the message's number."""

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """A reply as the page shows it."""
        return render(reply)

    async def send(self, address: str, message: Outgoing, *, key: str) -> Sent:
        """Nothing to do: the message is in the store, where the page finds it. `external_id` is its own key."""
        return Sent(key)

    async def typing(self, address: str, external_id: str) -> None:
        """The page shows by itself that an answer is on its way."""
