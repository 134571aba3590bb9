"""Cases: people who asked for a person."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False, comment="true: works although it is a holiday; false: closed"),
        sa.Column("note", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_office_day")),
    )
    op.create_table(
        "office_hours",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "language",
            sa.String(length=12),
            nullable=False,
            comment="empty: every language without its own",
        ),
        sa.Column("weekday", sa.Integer(), nullable=False, comment="Monday is 0"),
        sa.Column("opens_min", sa.Integer(), nullable=False, comment="minutes after midnight, Dutch time"),
        sa.Column("closes_min", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_hours")),
        sa.UniqueConstraint(
            "language", "weekday", "opens_min", name=op.f("uq_office_hours_language_weekday_opens_min")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "saved_reply",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="may name facts and contacts: {fact:…}, {contact:…}"),
        sa.Column(
            "owner_id", sa.String(length=32), nullable=True, comment="the account whose own it is; NULL: everybody's"
        ),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_reply")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_saved_reply_language", "saved_reply", ["language"], unique=False)
    op.create_table(
        "case_move",
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="keyed hash of a one-time link's token"),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_case_move_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_case_move")),
    )
    op.create_index("ix_case_move_conversation_id", "case_move", ["conversation_id"], unique=False)
    op.create_table(
        "desk_case",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False, comment="what people call it: K7F-3QD"),
        sa.Column(
            "conversation_id", sa.String(length=32), nullable=True, comment="NULL: opened by an organisation, or erased"
        ),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("data_key", sa.LargeBinary(), nullable=False, comment="wrapped; empty: what it sealed is gone"),
        sa.Column(
            "language", sa.String(length=12), nullable=False, comment="the queue: language of the advisers who see it"
        ),
        sa.Column("spoken", sa.String(length=12), nullable=False, comment="language that the person reads"),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("urgent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False, comment="chat | callback | contact"),
        sa.Column(
            "state",
            sa.String(length=10),
            server_default="waiting",
            nullable=False,
            comment="waiting | claimed | closed",
        ),
        sa.Column(
            "holder_id",
            sa.String(length=32),
            nullable=True,
            comment="account or token that works on it; kept after closing",
        ),
        sa.Column("holder_name", sa.String(length=80), nullable=True, comment="the name that the person reads"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False, comment="for ETags"),
        sa.Column(
            "source", sa.String(length=12), server_default="person", nullable=False, comment="person | organisation"
        ),
        sa.Column("opened_by", sa.String(length=80), nullable=False),
        sa.Column(
            "callback", sa.LargeBinary(), nullable=True, comment="sealed JSON: number, language, part of the day"
        ),
        sa.Column(
            "statement",
            sa.LargeBinary(),
            nullable=True,
            comment="sealed: an organisation's statement of the person's consent",
        ),
        sa.Column(
            "request_hash", sa.LargeBinary(), nullable=True, comment="keyed hash of the Idempotency-Key that opened it"
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column(
            "promise_at", sa.DateTime(timezone=True), nullable=True, comment="until when the person was told to wait"
        ),
        sa.Column("promises", sa.Integer(), server_default="0", nullable=False, comment="how often that has passed"),
        sa.Column("last_person_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_adviser_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "erased_at", sa.DateTime(timezone=True), nullable=True, comment="the person deleted the conversation"
        ),
        sa.Column(
            "wiped_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="closed long ago: its text is gone, the outcome stays",
        ),
        sa.Column("helped", sa.Boolean(), nullable=True, comment="the answer to 'did this help?'"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_desk_case_conversation_id_conversation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_case")),
        sa.UniqueConstraint("number", name=op.f("uq_desk_case_number")),
        sa.UniqueConstraint("request_hash", name=op.f("uq_desk_case_request_hash")),
    )
    op.create_index("ix_desk_case_closed_at", "desk_case", ["closed_at"], unique=False)
    op.create_index("ix_desk_case_conversation_id", "desk_case", ["conversation_id"], unique=False)
    op.create_index("ix_desk_case_state", "desk_case", ["state", "language"], unique=False)
    op.create_index(
        "uq_desk_case_open",
        "desk_case",
        ["conversation_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'closed'"),
        sqlite_where=sa.text("state <> 'closed'"),
    )
    op.create_table(
        "case_event",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="commits in this order: readers go on behind the last one",
        ),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True, comment="NULL: the person, or the desk itself"),
        sa.Column("language", sa.String(length=12), nullable=False, comment="whose queue it was in afterwards …"),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("holder_id", sa.String(length=32), nullable=True),
        sa.Column("was_language", sa.String(length=12), nullable=False, comment="… and before"),
        sa.Column("was_holder_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["desk_case.id"], name=op.f("fk_case_event_case_id_desk_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_event_case_id", "case_event", ["case_id"], unique=False)
    op.create_table(
        "case_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("author_name", sa.String(length=80), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False, comment="sealed by the case's key"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["desk_case.id"], name=op.f("fk_case_note_case_id_desk_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_note")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_note_case_id", "case_note", ["case_id"], unique=False)
    op.create_table(
        "case_span",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column(
            "first_entry",
            sa.Integer(),
            nullable=False,
            comment="what the person agreed that an adviser sees: from here",
        ),
        sa.Column(
            "last_entry", sa.Integer(), nullable=True, comment="to here; NULL: what comes belongs to the case too"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["desk_case.id"], name=op.f("fk_case_span_case_id_desk_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_case_span_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_span")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_span_case_id", "case_span", ["case_id"], unique=False)
    op.create_index("ix_case_span_conversation_id", "case_span", ["conversation_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_case_span_conversation_id", table_name="case_span")
    op.drop_index("ix_case_span_case_id", table_name="case_span")
    op.drop_table("case_span")
    op.drop_index("ix_case_note_case_id", table_name="case_note")
    op.drop_table("case_note")
    op.drop_index("ix_case_event_case_id", table_name="case_event")
    op.drop_table("case_event")
    op.drop_index(
        "uq_desk_case_open",
        table_name="desk_case",
        postgresql_where=sa.text("state <> 'closed'"),
        sqlite_where=sa.text("state <> 'closed'"),
    )
    op.drop_index("ix_desk_case_state", table_name="desk_case")
    op.drop_index("ix_desk_case_conversation_id", table_name="desk_case")
    op.drop_index("ix_desk_case_closed_at", table_name="desk_case")
    op.drop_table("desk_case")
    op.drop_index("ix_case_move_conversation_id", table_name="case_move")
    op.drop_table("case_move")
    op.drop_index("ix_saved_reply_language", table_name="saved_reply")
    op.drop_table("saved_reply")
    op.drop_table("office_hours")
    op.drop_table("office_day")
