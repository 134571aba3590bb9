"""The database: tables, keys, queries and migrations. Inbox and outbox are the truth of what was said."""

from bot.store import (  # noqa: F401 - each brings its tables into the metadata
    case_tables,
    channel_tables,
    escalation_tables,
    revision_tables,
    staff_tables,
    training_tables,
)
from bot.store.checks import migrations_current
from bot.store.engine import Notice, Store, Tx
from bot.store.keys import Keys
from bot.store.migrate import migrate

__all__ = ["Keys", "Notice", "Store", "Tx", "migrate", "migrations_current"]
