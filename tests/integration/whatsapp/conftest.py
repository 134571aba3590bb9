"""WhatsApp over real HTTP with a double of Meta's server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store import Store
from tests.support.whatsapp_world import WhatsAppWorld, whatsapp_world


@pytest.fixture
async def world(store: Store) -> AsyncIterator[WhatsAppWorld]:
    async with whatsapp_world(store) as made:
        yield made
