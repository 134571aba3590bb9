"""Where long work says how far it is; a program that people look at replaces `show`."""

from __future__ import annotations

import logging
from collections.abc import Callable

show: Callable[[str], None] = logging.getLogger(__name__).info
