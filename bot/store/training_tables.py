"""Tables of what was not understood, and of the model bundles. Sentences are scrubbed before they come here."""

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
)

from bot.store.tables import Id, Serial, UtcDateTime, metadata

phrase_group = Table(
    "phrase_group",
    metadata,
    Column("id", Id, primary_key=True),
    Column("language", String(12), nullable=False),
    Column("status", String(12), nullable=False, server_default="open", comment="open | question | outside | new"),
    Column("slug", String(80), nullable=False, comment="the question it was assigned to"),
    Column("note", String(200), nullable=False, comment="what the proposed new question is about"),
    Column("people_gone", Integer, nullable=False, server_default="0", comment="people whose code was dropped"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("decided_by", Id, comment="an account"),
    Column("decided_at", UtcDateTime),
    Index("ix_phrase_group_language_status", "language", "status"),
)

phrase = Table(
    "phrase",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("language", String(12), nullable=False),
    Column("group_id", Id, ForeignKey("phrase_group.id", ondelete="CASCADE"), comment="NULL: not grouped yet"),
    Column("text", String(400), nullable=False, comment="scrubbed"),
    Column("reason", String(12), nullable=False, comment="rephrase | outside | not_useful | other | none"),
    Column("slug", String(80), nullable=False, comment="the question chosen instead, or answered"),
    Column("guesses", String(250), nullable=False, comment="the model's three best questions, apart by spaces"),
    Column("contributor", LargeBinary, comment="keyed; tells how many people asked; NULL once the chat is gone"),
    Column("vector", LargeBinary, comment="float32 of the encoder; NULL: not embedded yet"),
    Column("encoder", String(60), nullable=False),
    Column("day", Date, nullable=False),
    UniqueConstraint("contributor", "language", "text"),
    Index("ix_phrase_group_id", "group_id"),
    Index("ix_phrase_day", "day"),
    sqlite_autoincrement=True,
)

unlearnable = Table(
    "unlearnable",
    metadata,
    Column(
        "conversation_id",
        Id,
        ForeignKey("conversation.id", ondelete="CASCADE"),
        primary_key=True,
        comment="was urgent or with an adviser: nothing is learned from it",
    ),
)

model_bundle = Table(
    "model_bundle",
    metadata,
    Column("name", String(16), primary_key=True, comment="the hash of weights and thresholds"),
    Column("language", String(12), nullable=False),
    Column("manifest", Text, nullable=False, comment="JSON"),
    Column("package", LargeBinary, nullable=False, comment="a tar with manifest and model"),
    Column("sha256", String(64), nullable=False, comment="of the package"),
    Column("source", String(10), nullable=False, comment="people | files"),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_model_bundle_language", "language"),
)

model_choice = Table(
    "model_choice",
    metadata,
    Column("language", String(12), primary_key=True),
    Column("bundle", String(16), nullable=False, comment="what every server uses; empty: its own of the files"),
    Column("previous", String(16), nullable=False, comment="one click back; empty: the files' own"),
    Column("can_return", Boolean, nullable=False, server_default=false()),
    Column("changed_by", Id, comment="an account; NULL: from the terminal"),
    Column("changed_at", UtcDateTime, nullable=False),
)

training_run = Table(
    "training_run",
    metadata,
    Column("id", Id, primary_key=True),
    Column("language", String(12), nullable=False),
    Column(
        "status",
        String(12),
        nullable=False,
        comment="asked | training | comparing | better | refused | promoted | failed | stopped",
    ),
    Column("progress", String(200), nullable=False),
    Column("promote", Boolean, nullable=False, comment="promote by itself when it is no worse"),
    Column("phrases", Integer, nullable=False, server_default="0", comment="from people"),
    Column("candidate", String(16), nullable=False),
    Column("baseline", String(16), nullable=False),
    Column("report", Text, nullable=False, comment="JSON: the comparison"),
    Column("error", String(400), nullable=False),
    Column("asked_by", Id, comment="an account; NULL: from the terminal"),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Index("ix_training_run_asked_at", "asked_at"),
)

chore = Table(
    "chore",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("due_at", UtcDateTime, nullable=False, comment="moved on by whoever takes it: one process at a time"),
)
