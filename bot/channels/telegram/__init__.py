"""Telegram: the Bot API through python-telegram-bot, over our own inbox and outbox."""

import os

# The library gives spans of time as `timedelta` on request, and warns until it is asked to.
os.environ.setdefault("PTB_TIMEDELTA", "true")
