"""The tables of the escalation API: tokens, webhooks and their deliveries."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from bot.store.tables import Id, Serial, UtcDateTime, metadata

api_token = Table(
    "api_token",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="SHA-256 of the secret"),
    Column("scopes", String(200), nullable=False, comment="apart by spaces"),
    Column("languages", String(200), nullable=False, comment="apart by spaces; empty: all"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
)

webhook = Table(
    "webhook",
    metadata,
    Column("id", Id, primary_key=True),
    Column("url", String(500), nullable=False),
    Column("data_key", LargeBinary, nullable=False, comment="wrapped; seals the secret"),
    Column("secret", LargeBinary, nullable=False, comment="sealed"),
    Column("languages", String(200), nullable=False, comment="apart by spaces; empty: all"),
    Column("last_event", BigInteger, nullable=False, comment="the case event up to which deliveries are made"),
    Column("created_at", UtcDateTime, nullable=False),
)

webhook_delivery = Table(
    "webhook_delivery",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("webhook_id", Id, ForeignKey("webhook.id", ondelete="CASCADE"), nullable=False),
    Column("event_id", BigInteger, nullable=False),
    Column("body", Text, nullable=False, comment="JSON; holds no person's data"),
    Column("status", String(10), nullable=False, server_default="queued", comment="queued | sent | failed"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("reason", String(80), comment="of the last failure: http_500, timeout, unreachable"),
    Column("next_at", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Index("ix_webhook_delivery_webhook_id_event_id", "webhook_id", "event_id", unique=True),
    Index(
        "ix_webhook_delivery_queued",
        "next_at",
        postgresql_where=text("status = 'queued'"),
        sqlite_where=text("status = 'queued'"),
    ),
    sqlite_autoincrement=True,
)
