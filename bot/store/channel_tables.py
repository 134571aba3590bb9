"""Tables that channels need beside delivery."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from bot.store.tables import Id, UtcDateTime, metadata

channel_holder = Table(
    "channel_holder",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("owner", Id, nullable=False, comment="the process that alone fetches its messages"),
    Column("until_s", Double, nullable=False, comment="Unix seconds by the database's clock"),
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("entry", Integer, nullable=False, comment="the message it came with"),
    Column("status", String(10), nullable=False, server_default="waiting", comment="waiting | stored | refused"),
    Column("reason", String(80), comment="why it was refused or waits; holds no person's data"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", UtcDateTime),
    Column("described", LargeBinary, nullable=False, comment="sealed JSON: reference, claimed type, name"),
    Column("media_type", String(40), comment="what it is by its content"),
    Column("size_bytes", BigInteger),
    Column("content", LargeBinary, comment="sealed; NULL: not fetched"),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("conversation_id", "entry"),
)
