"""The tables. Everything a person wrote, and where they can be reached, is stored as bytes sealed by the key of their
conversation (`bot.store.keys`); hashes are keyed. The migrations build the same tables: a test compares both."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite keeps no time zone: it is taken off on the way in and put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse naive moments: they would mean another time on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone can't be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


Id = String(32)
"""A random id: 32 hexadecimal digits."""
Serial = BigInteger().with_variant(Integer, "sqlite")

conversation = Table(
    "conversation",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("address_hash", LargeBinary, comment="keyed; NULL: being erased, only the goodbye is left"),
    Column("address", LargeBinary, nullable=False, comment="sealed"),
    Column("data_key", LargeBinary, nullable=False, comment="wrapped; without it nothing of this row can be read"),
    Column("state", LargeBinary, comment="sealed JSON of the dialogue; NULL: nothing said yet"),
    Column("mode", String(10), nullable=False, server_default="bot", comment="bot | waiting | adviser"),
    Column("last_entry", Integer, nullable=False, server_default="0"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_message_at", UtcDateTime, nullable=False, comment="retention counts from here"),
    Column("unreachable_at", UtcDateTime),
    Column("farewell_until", UtcDateTime, comment="being erased; the row goes at this time at the latest"),
    Column(
        "alias_hash", LargeBinary, comment="keyed; another address of the same person, for messages that lack the first"
    ),
    Column("window_until", UtcDateTime, comment="free messages are taken until then; NULL: always, or not known"),
    Column("held_since", UtcDateTime, comment="messages wait for the person to write; NULL: none"),
    Column("nudged_at", UtcDateTime, comment="when the person was last asked to write"),
    Column("next_at", UtcDateTime, comment="when there is work: inbox or outbox; NULL: none"),
    Column("lease_token", BigInteger, nullable=False, server_default="0", comment="fences every commit of a drain"),
    Column("lease_owner", Id),
    Column("lease_until_s", Double, nullable=False, server_default="0", comment="Unix seconds by the database's clock"),
    UniqueConstraint("channel", "address_hash"),
    Index("ix_conversation_next_at", "next_at"),
    Index("ix_conversation_last_message_at", "last_message_at"),
    Index("ix_conversation_lease_owner", "lease_owner"),
    Index("ix_conversation_alias_hash", "alias_hash"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("entry", Integer, nullable=False, comment="place in the conversation, shared with the outbox"),
    Column("payload", LargeBinary, nullable=False, comment="sealed JSON of the envelope"),
    Column("status", String(10), nullable=False, server_default="new", comment="new | done | joined | failed"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("received_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    UniqueConstraint("conversation_id", "entry"),
    Index(
        "ix_inbox_new",
        "conversation_id",
        postgresql_where=text("status = 'new'"),
        sqlite_where=text("status = 'new'"),
    ),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, comment="goes along with the channel's call where it takes one"),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("entry", Integer, nullable=False, comment="place in the conversation, shared with the inbox"),
    Column("inbox_id", BigInteger, comment="the message this answers"),
    Column("author", String(10), nullable=False, comment="bot | adviser"),
    Column("payload", LargeBinary, nullable=False, comment="sealed JSON of the rendered message"),
    Column(
        "status",
        String(10),
        nullable=False,
        server_default="queued",
        comment="queued | sending | unsure | held | sent | failed | cancelled",
    ),
    Column("reason", String(80), comment="why it failed or waits; holds no person's data"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("resent", Boolean, nullable=False, server_default=false(), comment="after a crash: may be a double"),
    Column("external_hash", LargeBinary, comment="keyed hash of the channel's own id of this message"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime),
    Column("sending_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("released_at", UtcDateTime, comment="when it was held no more; its age counts from here"),
    Column("delivered_at", UtcDateTime, comment="on the person's phone"),
    Column("read_at", UtcDateTime),
    UniqueConstraint("conversation_id", "entry"),
    Index(
        "ix_outbox_open",
        "conversation_id",
        postgresql_where=text("status IN ('queued', 'sending', 'unsure')"),
        sqlite_where=text("status IN ('queued', 'sending', 'unsure')"),
    ),
    Index("ix_outbox_external_hash", "external_hash"),
)

seen = Table(
    "seen",
    metadata,
    Column("hash", LargeBinary, primary_key=True, comment="keyed hash of channel and the channel's id of a message"),
    Column("seen_at", UtcDateTime, nullable=False),
    Index("ix_seen_seen_at", "seen_at"),
)

statistic = Table(
    "statistic",
    metadata,
    Column("day", Date, primary_key=True),
    Column("event", String(40), primary_key=True),
    Column("language", String(12), primary_key=True),
    Column("slug", String(80), primary_key=True),
    Column("detail", String(80), primary_key=True),
    Column("count", BigInteger, nullable=False),
)

wish = Table(
    "wish",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("payload", LargeBinary, nullable=False, comment="sealed JSON: kind, slug, language"),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_wish_conversation_id", "conversation_id"),
    sqlite_autoincrement=True,
)

timer = Table(
    "timer",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("name", String(80), unique=True, comment="at most one timer of this name; NULL: any number"),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE")),
    Column("due_at", UtcDateTime, nullable=False),
    Column("every_s", Integer, comment="comes again after so many seconds; NULL: once"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Index("ix_timer_due_at", "due_at"),
    Index("ix_timer_conversation_id", "conversation_id"),
)

channel_pause = Table(
    "channel_pause",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("reason", String(80), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("probe_at", UtcDateTime, nullable=False),
    Column("probes", Integer, nullable=False, server_default="0"),
)

worker = Table(
    "worker",
    metadata,
    Column("id", Id, primary_key=True),
    Column("host", String(120), nullable=False, comment="machine and process namespace"),
    Column("pid", Integer, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("seen_at_s", Double, nullable=False, comment="Unix seconds by the database's clock"),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
