"""The content's revisions: answers, facts, contacts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "content_state",
        sa.Column(
            "id",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="always 1: its lock makes publishers queue",
        ),
        sa.Column("revision", sa.BigInteger(), nullable=False, comment="the number given last; processes ask for it"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_state")),
    )
    op.create_table(
        "content_revision",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False, comment="answer | fact | contact"),
        sa.Column("language", sa.String(length=12), nullable=False, comment="of an answer; else empty"),
        sa.Column("name", sa.String(length=80), nullable=False, comment="slug or id"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "act",
            sa.String(length=20),
            nullable=False,
            comment="files | publish | override | withdraw | right | import",
        ),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("author_name", sa.String(length=80), nullable=False),
        sa.Column("reviewer_id", sa.String(length=32), nullable=False),
        sa.Column("reviewer_name", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_content_revision")),
    )
    op.create_index("ix_content_revision_item", "content_revision", ["kind", "language", "name", "number"])
    op.create_table(
        "content_draft",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "slot",
            sa.String(length=32),
            nullable=False,
            comment="open: the one being written; else its id: waits for its time",
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base_text", sa.Text(), nullable=False, comment="what was published when writing began"),
        sa.Column("version", sa.Integer(), nullable=False, comment="goes up with every save: a late save is noticed"),
        sa.Column("state", sa.String(length=10), nullable=False, comment="draft | review | scheduled"),
        sa.Column(
            "authors",
            sa.Text(),
            nullable=False,
            comment="JSON: ids of everybody who wrote in it; none of them publishes it",
        ),
        sa.Column("author_id", sa.String(length=32), nullable=False, comment="who saved last"),
        sa.Column("author_name", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("reply", sa.String(length=500), nullable=False, comment="of the reviewer who sent it back"),
        sa.Column("reviewer_id", sa.String(length=32), nullable=False),
        sa.Column("reviewer_name", sa.String(length=80), nullable=False),
        sa.Column("override", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("publish_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_draft")),
        sa.UniqueConstraint("kind", "language", "name", "slot", name=op.f("uq_content_draft_kind_language_name_slot")),
    )
    op.create_index("ix_content_draft_publish_at", "content_draft", ["publish_at"])
    op.create_table(
        "content_check",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False, comment="to be looked at"),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("source_language", sa.String(length=12), nullable=False, comment="where something changed"),
        sa.Column(
            "before", sa.BigInteger(), nullable=False, comment="revision of the source language before the change"
        ),
        sa.Column("number", sa.BigInteger(), nullable=False, comment="revision that changed it"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column(
            "decision", sa.String(length=10), nullable=True, comment="right | edited; NULL: nobody has looked yet"
        ),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_name", sa.String(length=80), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_check")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_content_check_slug", "content_check", ["slug", "language"])


def downgrade() -> None:
    for table in ("content_check", "content_draft", "content_revision", "content_state"):
        op.drop_table(table)
