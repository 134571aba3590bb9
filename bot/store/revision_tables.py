"""What editors write: published revisions with their history, drafts, and what other languages must still look at.

An item is one answer in one language, one fact or one contact; its text is kept as it stands in the content's files.
An item without revision is the one of the files.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint, false

from bot.store.tables import Id, Serial, UtcDateTime, metadata

content_state = Table(
    "content_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1: its lock makes publishers queue"),
    Column("revision", BigInteger, nullable=False, comment="the number given last; processes ask for it"),
)

content_revision = Table(
    "content_revision",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(10), nullable=False, comment="answer | fact | contact"),
    Column("language", String(12), nullable=False, comment="of an answer; else empty"),
    Column("name", String(80), nullable=False, comment="slug or id"),
    Column("text", Text, nullable=False),
    Column("act", String(20), nullable=False, comment="files | publish | override | withdraw | right | import"),
    Column("author_id", String(32), nullable=False),
    Column("author_name", String(80), nullable=False),
    Column("reviewer_id", String(32), nullable=False),
    Column("reviewer_name", String(80), nullable=False),
    Column("note", String(500), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_content_revision_item", "kind", "language", "name", "number"),
)

content_draft = Table(
    "content_draft",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("language", String(12), nullable=False),
    Column("name", String(80), nullable=False),
    Column("slot", String(32), nullable=False, comment="open: the one being written; else its id: waits for its time"),
    Column("text", Text, nullable=False),
    Column("base_text", Text, nullable=False, comment="what was published when writing began"),
    Column("version", Integer, nullable=False, comment="goes up with every save: a late save is noticed"),
    Column("state", String(10), nullable=False, comment="draft | review | scheduled"),
    Column(
        "authors", Text, nullable=False, comment="JSON: ids of everybody who wrote in it; none of them publishes it"
    ),
    Column("author_id", String(32), nullable=False, comment="who saved last"),
    Column("author_name", String(80), nullable=False),
    Column("note", String(500), nullable=False),
    Column("reply", String(500), nullable=False, comment="of the reviewer who sent it back"),
    Column("reviewer_id", String(32), nullable=False),
    Column("reviewer_name", String(80), nullable=False),
    Column("override", Boolean, nullable=False, server_default=false()),
    Column("publish_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    UniqueConstraint("kind", "language", "name", "slot"),
    Index("ix_content_draft_publish_at", "publish_at"),
)

content_check = Table(
    "content_check",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("language", String(12), nullable=False, comment="to be looked at"),
    Column("slug", String(80), nullable=False),
    Column("source_language", String(12), nullable=False, comment="where something changed"),
    Column("before", BigInteger, nullable=False, comment="revision of the source language before the change"),
    Column("number", BigInteger, nullable=False, comment="revision that changed it"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("decision", String(10), comment="right | edited; NULL: nobody has looked yet"),
    Column("decided_by", String(32)),
    Column("decided_name", String(80)),
    Column("decided_at", UtcDateTime),
    Index("ix_content_check_slug", "slug", "language"),
    sqlite_autoincrement=True,
)
