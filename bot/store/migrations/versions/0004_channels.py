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


def downgrade() -> None:
    _no_windows_and_marks()


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
        "outbox", sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True, comment="on the person's phone")
    )
    op.add_column("outbox", sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
    _comment_status(STATUS, STATUS_BEFORE)


def _no_windows_and_marks() -> None:
    _comment_status(STATUS_BEFORE, STATUS)
    op.execute("UPDATE outbox SET status = 'failed', reason = 'window' WHERE status = 'held'")
    for column in ("read_at", "delivered_at"):
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
