"""The short names (ids) of facts and contacts: what they may look like, and one proposed from ordinary words."""

from __future__ import annotations

import re

from bot.content.fields import ID
from bot.text import fold

MAX_ID_CHARS = 80
"""As many as the database keeps of an item's name."""
MAX_PROPOSED_CHARS = 40
RESERVED = frozenset({"new"})
"""Names that the editor's addresses need for themselves (`/editor/facts/new`)."""


def well_formed(name: str) -> bool:
    """Whether a fact or contact could have this name: a-z, 0-9 and _, beginning with a letter."""
    return bool(ID.match(name)) and len(name) <= MAX_ID_CHARS and name not in RESERVED


def proposed(words: str) -> str:
    """A name made of what something is called, in whatever letters; empty when there is nothing to make it of."""
    parts = re.findall("[a-z0-9]+", fold(words).replace("'", ""))
    if parts and parts[0][0].isdigit():
        parts.insert(0, "no")
    name = "_".join(parts)
    if len(name) > MAX_PROPOSED_CHARS:
        # Cut between words where there is more than one.
        name = name[: MAX_PROPOSED_CHARS + 1].rpartition("_")[0] or name[:MAX_PROPOSED_CHARS]
    return f"{name}_1" if name in RESERVED else name
