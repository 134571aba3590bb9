"""What WhatsApp and Telegram need beside delivery: windows, marks, attachments."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATUS_BEFORE = "queued | sending | unsure | sent | failed | cancelled"
STATUS = "queued | sending | unsure | held | sent | failed | cancelled"


def upgrade() -> None:
    _windows_and_marks()
    _holders_and_attachments()


def downgrade() -> None:
    for table in ("attachment", "channel_holder"):
        op.drop_table(table)
    _no_windows_and_marks()


def _holders_and_attachments() -> None:
    op.create_table(
        "channel_holder",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column(
            "owner",
            sa.String(length=32),
            nullable=False,
            comment="the process that alone fetches its messages",
        ),
        sa.Column("until_s", sa.Double(), nullable=False, comment="Unix seconds by the database's clock"),
        sa.PrimaryKeyConstraint("channel", name="pk_channel_holder"),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False, comment="the message it came with"),
        sa.Column(
            "status",
            sa.String(length=10),
            server_default="waiting",
            nullable=False,
            comment="waiting | stored | refused",
        ),
        sa.Column(
            "reason", sa.String(length=80), nullable=True, comment="why it was refused or waits; holds no person's data"
        ),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "described",
            sa.LargeBinary(),
            nullable=False,
            comment="sealed JSON: reference, claimed type, name",
        ),
        sa.Column("media_type", sa.String(length=40), nullable=True, comment="what it is by its content"),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True, comment="sealed; NULL: not fetched"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_attachment_conversation_id_conversation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.UniqueConstraint("conversation_id", "entry", name="uq_attachment_conversation_id_entry"),
    )


def _windows_and_marks() -> None:
    for column in (
        sa.Column(
            "alias_hash",
            sa.LargeBinary(),
            nullable=True,
            comment="keyed; another address of the same person, for messages that lack the first",
        ),
        sa.Column(
            "window_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="free messages are taken until then; NULL: always, or not known",
        ),
        sa.Column(
            "held_since",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="messages wait for the person to write; NULL: none",
        ),
        sa.Column(
            "nudged_at", sa.DateTime(timezone=True), nullable=True, comment="when the person was last asked to write"
        ),
    ):
        op.add_column("conversation", column)
    op.create_index("ix_conversation_alias_hash", "conversation", ["alias_hash"], unique=False)
    op.add_column(
        "outbox",
        sa.Column(
            "released_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it was held no more; its age counts from here",
        ),
    )
    op.add_column(
        "outbox", sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True, comment="on the person's phone")
    )
    op.add_column("outbox", sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
    _comment_status(STATUS, STATUS_BEFORE)


def _no_windows_and_marks() -> None:
    _comment_status(STATUS_BEFORE, STATUS)
    op.execute("UPDATE outbox SET status = 'failed', reason = 'window' WHERE status = 'held'")
    for column in ("read_at", "delivered_at", "released_at"):
        op.drop_column("outbox", column)
    op.drop_index("ix_conversation_alias_hash", table_name="conversation")
    for column in ("nudged_at", "held_since", "window_until", "alias_hash"):
        op.drop_column("conversation", column)


def _comment_status(comment: str, before: str) -> None:
    """SQLite keeps no comments."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(
            "outbox",
            "status",
            comment=comment,
            existing_comment=before,
            existing_type=sa.String(length=10),
            existing_server_default="queued",
            existing_nullable=False,
        )
