"""What was not understood, in groups, and the model bundles."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "phrase_group",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column(
            "status", sa.String(12), nullable=False, server_default="open", comment="open | question | outside | new"
        ),
        sa.Column("slug", sa.String(80), nullable=False, comment="the question it was assigned to"),
        sa.Column("note", sa.String(200), nullable=False, comment="what the proposed new question is about"),
        sa.Column(
            "people_gone", sa.Integer(), nullable=False, server_default="0", comment="people whose code was dropped"
        ),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.String(32), comment="an account"),
        sa.Column("decided_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase_group")),
    )
    op.create_index("ix_phrase_group_language_status", "phrase_group", ["language", "status"])
    op.create_table(
        "phrase",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("group_id", sa.String(32), comment="NULL: not grouped yet"),
        sa.Column("text", sa.String(400), nullable=False, comment="scrubbed"),
        sa.Column("reason", sa.String(12), nullable=False, comment="rephrase | outside | not_useful | other | none"),
        sa.Column(
            "slug",
            sa.String(80),
            nullable=False,
            comment="the question chosen instead, or answered",
        ),
        sa.Column(
            "guesses", sa.String(250), nullable=False, comment="the model's three best questions, apart by spaces"
        ),
        sa.Column(
            "contributor", sa.LargeBinary(), comment="keyed; tells how many people asked; NULL once the chat is gone"
        ),
        sa.Column("vector", sa.LargeBinary(), comment="float32 of the encoder; NULL: not embedded yet"),
        sa.Column("encoder", sa.String(60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["phrase_group.id"], name=op.f("fk_phrase_group_id_phrase_group"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("contributor", "language", "text", name=op.f("uq_phrase_contributor_language_text")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_phrase_group_id", "phrase", ["group_id"])
    op.create_index("ix_phrase_day", "phrase", ["day"])
    op.create_table(
        "unlearnable",
        sa.Column(
            "conversation_id",
            sa.String(32),
            nullable=False,
            comment="was urgent or with an adviser: nothing is learned from it",
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_unlearnable")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_unlearnable_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "model_bundle",
        sa.Column("name", sa.String(16), nullable=False, comment="the hash of weights and thresholds"),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("package", sa.LargeBinary(), nullable=False, comment="a tar with manifest and model"),
        sa.Column("sha256", sa.String(64), nullable=False, comment="of the package"),
        sa.Column("source", sa.String(10), nullable=False, comment="people | files"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_model_bundle")),
    )
    op.create_index("ix_model_bundle_language", "model_bundle", ["language"])
    op.create_table(
        "model_choice",
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column(
            "bundle", sa.String(16), nullable=False, comment="what every server uses; empty: its own of the files"
        ),
        sa.Column("previous", sa.String(16), nullable=False, comment="one click back; empty: the files' own"),
        sa.Column("can_return", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("changed_by", sa.String(32), comment="an account; NULL: from the terminal"),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("language", name=op.f("pk_model_choice")),
    )
    op.create_table(
        "training_run",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column(
            "status",
            sa.String(12),
            nullable=False,
            comment="asked | training | comparing | better | refused | promoted | failed | stopped",
        ),
        sa.Column("progress", sa.String(200), nullable=False),
        sa.Column("promote", sa.Boolean(), nullable=False, comment="promote by itself when it is no worse"),
        sa.Column("phrases", sa.Integer(), nullable=False, server_default="0", comment="from people"),
        sa.Column("candidate", sa.String(16), nullable=False),
        sa.Column("baseline", sa.String(16), nullable=False),
        sa.Column("report", sa.Text(), nullable=False, comment="JSON: the comparison"),
        sa.Column("error", sa.String(400), nullable=False),
        sa.Column("asked_by", sa.String(32), comment="an account; NULL: from the terminal"),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_run")),
    )
    op.create_index("ix_training_run_asked_at", "training_run", ["asked_at"])
    op.create_table(
        "chore",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False, comment="moved on by whoever takes it: one process at a time"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_chore")),
    )


def downgrade() -> None:
    for name in ("chore", "training_run", "model_choice", "model_bundle", "unlearnable", "phrase", "phrase_group"):
        op.drop_table(name)
