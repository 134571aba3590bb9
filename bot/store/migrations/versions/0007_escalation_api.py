"""Tokens and webhooks of the escalation API."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="SHA-256 of the secret"),
        sa.Column("scopes", sa.String(length=200), nullable=False, comment="apart by spaces"),
        sa.Column("languages", sa.String(length=200), nullable=False, comment="apart by spaces; empty: all"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
        sa.UniqueConstraint("name", name=op.f("uq_api_token_name")),
    )
    op.create_table(
        "webhook",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("data_key", sa.LargeBinary(), nullable=False, comment="wrapped; seals the secret"),
        sa.Column("secret", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("languages", sa.String(length=200), nullable=False, comment="apart by spaces; empty: all"),
        sa.Column(
            "last_event", sa.BigInteger(), nullable=False, comment="the case event up to which deliveries are made"
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("webhook_id", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="JSON; holds no person's data"),
        sa.Column(
            "status", sa.String(length=10), server_default="queued", nullable=False, comment="queued | sent | failed"
        ),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "reason", sa.String(length=80), nullable=True, comment="of the last failure: http_500, timeout, unreachable"
        ),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhook.id"], name=op.f("fk_webhook_delivery_webhook_id_webhook"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_delivery")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_webhook_delivery_queued",
        "webhook_delivery",
        ["next_at"],
        unique=False,
        postgresql_where=sa.text("status = 'queued'"),
        sqlite_where=sa.text("status = 'queued'"),
    )
    op.create_index(
        "ix_webhook_delivery_webhook_id_event_id", "webhook_delivery", ["webhook_id", "event_id"], unique=True
    )


def downgrade() -> None:
    op.drop_index("ix_webhook_delivery_webhook_id_event_id", table_name="webhook_delivery")
    op.drop_index(
        "ix_webhook_delivery_queued",
        table_name="webhook_delivery",
        postgresql_where=sa.text("status = 'queued'"),
        sqlite_where=sa.text("status = 'queued'"),
    )
    op.drop_table("webhook_delivery")
    op.drop_table("webhook")
    op.drop_table("api_token")
