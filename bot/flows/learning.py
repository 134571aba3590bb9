"""What learning needs besides the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.nlu_server import NluServer


@dataclass(frozen=True, slots=True)
class Learning:
    """The NLU servers (the first one trains) and the folder with the held-out messages, `<language>.jsonl`."""

    servers: tuple[NluServer, ...]
    heldout: Path

    async def aclose(self) -> None:
        """Close the connections."""
        for server in self.servers:
            await server.aclose()
