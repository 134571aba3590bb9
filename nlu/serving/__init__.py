"""The HTTP server of the models."""

from __future__ import annotations

import components  # noqa: F401  (puts `bot.text` on the path)
