"""The tables of the desk. What somebody wrote (callback number, statement of consent, notes) is sealed by the case's
own key; what was said in the chat stays in the conversation, sealed by that one's, and goes with it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.store.tables import Id, Serial, UtcDateTime, metadata

desk_case = Table(
    "desk_case",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", String(10), nullable=False, unique=True, comment="what people call it: K7F-3QD"),
    Column(
        "conversation_id",
        Id,
        ForeignKey("conversation.id", ondelete="SET NULL"),
        comment="NULL: opened by an organisation, or erased",
    ),
    Column("channel", String(20), nullable=False),
    Column("data_key", LargeBinary, nullable=False, comment="wrapped; empty: what it sealed is gone"),
    Column("language", String(12), nullable=False, comment="the queue: language of the advisers who see it"),
    Column("spoken", String(12), nullable=False, comment="language that the person reads"),
    Column("slug", String(80), nullable=False),
    Column("topic", String(40), nullable=False),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    Column("way", String(10), nullable=False, comment="chat | callback | contact"),
    Column("state", String(10), nullable=False, server_default="waiting", comment="waiting | claimed | closed"),
    Column("holder_id", Id, comment="account or token that works on it; kept after closing"),
    Column("holder_name", String(80), comment="the name that the person reads"),
    Column("version", Integer, nullable=False, server_default="1", comment="for ETags"),
    Column("source", String(12), nullable=False, server_default="person", comment="person | organisation"),
    Column("opened_by", String(80), nullable=False),
    Column("callback", LargeBinary, comment="sealed JSON: number, language, part of the day"),
    Column("statement", LargeBinary, comment="sealed: an organisation's statement of the person's consent"),
    Column("request_hash", LargeBinary, unique=True, comment="keyed hash of the Idempotency-Key that opened it"),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("claimed_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("outcome", String(20), nullable=False),
    Column("promise_at", UtcDateTime, comment="until when the person was told to wait"),
    Column("promises", Integer, nullable=False, server_default="0", comment="how often that has passed"),
    Column("last_person_at", UtcDateTime),
    Column("last_adviser_at", UtcDateTime),
    Column("erased_at", UtcDateTime, comment="the person deleted the conversation"),
    Column("wiped_at", UtcDateTime, comment="closed long ago: its text is gone, the outcome stays"),
    Column("helped", Boolean, comment="the answer to 'did this help?'"),
    Index("ix_desk_case_state", "state", "language"),
    Index("ix_desk_case_closed_at", "closed_at"),
    Index("ix_desk_case_conversation_id", "conversation_id"),
    Index(
        "uq_desk_case_open",
        "conversation_id",
        unique=True,
        postgresql_where=text("state <> 'closed'"),
        sqlite_where=text("state <> 'closed'"),
    ),
)

case_span = Table(
    "case_span",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", Id, ForeignKey("desk_case.id", ondelete="CASCADE"), nullable=False),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("first_entry", Integer, nullable=False, comment="what the person agreed that an adviser sees: from here"),
    Column("last_entry", Integer, comment="to here; NULL: what comes belongs to the case too"),
    Index("ix_case_span_case_id", "case_id"),
    Index("ix_case_span_conversation_id", "conversation_id"),
    sqlite_autoincrement=True,
)

case_event = Table(
    "case_event",
    metadata,
    Column("id", Serial, primary_key=True, comment="commits in this order: readers go on behind the last one"),
    Column("case_id", Id, ForeignKey("desk_case.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("actor_id", Id, comment="NULL: the person, or the desk itself"),
    Column("language", String(12), nullable=False, comment="whose queue it was in afterwards …"),
    Column("topic", String(40), nullable=False),
    Column("holder_id", Id),
    Column("was_language", String(12), nullable=False, comment="… and before"),
    Column("was_holder_id", Id),
    Index("ix_case_event_case_id", "case_id"),
    sqlite_autoincrement=True,
)

case_note = Table(
    "case_note",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", Id, ForeignKey("desk_case.id", ondelete="CASCADE"), nullable=False),
    Column("author_id", Id, nullable=False),
    Column("author_name", String(80), nullable=False),
    Column("text", LargeBinary, nullable=False, comment="sealed by the case's key"),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_case_note_case_id", "case_id"),
    sqlite_autoincrement=True,
)

case_move = Table(
    "case_move",
    metadata,
    Column("hash", LargeBinary, primary_key=True, comment="keyed hash of a one-time link's token"),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Index("ix_case_move_conversation_id", "conversation_id"),
)

saved_reply = Table(
    "saved_reply",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("language", String(12), nullable=False),
    Column("title", String(80), nullable=False),
    Column("body", Text, nullable=False, comment="may name facts and contacts: {fact:…}, {contact:…}"),
    Column("owner_id", Id, comment="the account whose own it is; NULL: everybody's"),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_saved_reply_language", "language"),
    sqlite_autoincrement=True,
)

office_hours = Table(
    "office_hours",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("language", String(12), nullable=False, comment="empty: every language without its own"),
    Column("weekday", Integer, nullable=False, comment="Monday is 0"),
    Column("opens_min", Integer, nullable=False, comment="minutes after midnight, Dutch time"),
    Column("closes_min", Integer, nullable=False),
    UniqueConstraint("language", "weekday", "opens_min"),
    sqlite_autoincrement=True,
)

office_day = Table(
    "office_day",
    metadata,
    Column("day", Date, primary_key=True),
    Column("open", Boolean, nullable=False, comment="true: works although it is a holiday; false: closed"),
    Column("note", String(80), nullable=False),
)
