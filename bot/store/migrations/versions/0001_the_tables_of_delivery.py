"""The tables of delivery."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channel_pause",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("probe_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("probes", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel_pause")),
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column(
            "address_hash",
            sa.LargeBinary(),
            nullable=True,
            comment="keyed; NULL: being erased, only the goodbye is left",
        ),
        sa.Column("address", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column(
            "data_key",
            sa.LargeBinary(),
            nullable=False,
            comment="wrapped; without it nothing of this row can be read",
        ),
        sa.Column(
            "state",
            sa.LargeBinary(),
            nullable=True,
            comment="sealed JSON of the dialogue; NULL: nothing said yet",
        ),
        sa.Column(
            "mode",
            sa.String(length=10),
            server_default="bot",
            nullable=False,
            comment="bot | waiting | adviser",
        ),
        sa.Column("last_entry", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "last_message_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="retention counts from here",
        ),
        sa.Column("unreachable_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "farewell_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="being erased; the row goes at this time at the latest",
        ),
        sa.Column(
            "next_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when there is work: inbox or outbox; NULL: none",
        ),
        sa.Column(
            "lease_token",
            sa.BigInteger(),
            server_default="0",
            nullable=False,
            comment="fences every commit of a drain",
        ),
        sa.Column("lease_owner", sa.String(length=32), nullable=True),
        sa.Column(
            "lease_until_s",
            sa.Double(),
            server_default="0",
            nullable=False,
            comment="Unix seconds by the database's clock",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("channel", "address_hash", name=op.f("uq_conversation_channel_address_hash")),
    )
    op.create_index("ix_conversation_last_message_at", "conversation", ["last_message_at"], unique=False)
    op.create_index("ix_conversation_lease_owner", "conversation", ["lease_owner"], unique=False)
    op.create_index("ix_conversation_next_at", "conversation", ["next_at"], unique=False)

    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "seen",
        sa.Column(
            "hash",
            sa.LargeBinary(),
            nullable=False,
            comment="keyed hash of channel and the channel's id of a message",
        ),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_seen")),
    )
    op.create_index("ix_seen_seen_at", "seen", ["seen_at"], unique=False)

    op.create_table(
        "statistic",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("detail", sa.String(length=80), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "event", "language", "slug", "detail", name=op.f("pk_statistic")),
    )
    op.create_table(
        "worker",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("host", sa.String(length=120), nullable=False, comment="machine and process namespace"),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at_s", sa.Double(), nullable=False, comment="Unix seconds by the database's clock"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False, comment="place in the conversation, shared with the outbox"),
        sa.Column("payload", sa.LargeBinary(), nullable=False, comment="sealed JSON of the envelope"),
        sa.Column(
            "status",
            sa.String(length=10),
            server_default="new",
            nullable=False,
            comment="new | done | joined | failed",
        ),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_inbox_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("conversation_id", "entry", name=op.f("uq_inbox_conversation_id_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_inbox_new",
        "inbox",
        ["conversation_id"],
        unique=False,
        postgresql_where=sa.text("status = 'new'"),
        sqlite_where=sa.text("status = 'new'"),
    )

    op.create_table(
        "outbox",
        sa.Column(
            "id",
            sa.String(length=32),
            nullable=False,
            comment="goes along with the channel's call where it takes one",
        ),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False, comment="place in the conversation, shared with the inbox"),
        sa.Column("inbox_id", sa.BigInteger(), nullable=True, comment="the message this answers"),
        sa.Column("author", sa.String(length=10), nullable=False, comment="bot | adviser"),
        sa.Column("payload", sa.LargeBinary(), nullable=False, comment="sealed JSON of the rendered message"),
        sa.Column(
            "status",
            sa.String(length=10),
            server_default="queued",
            nullable=False,
            comment="queued | sending | unsure | sent | failed | cancelled",
        ),
        sa.Column(
            "reason",
            sa.String(length=80),
            nullable=True,
            comment="why it failed or waits; holds no person's data",
        ),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "resent",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="after a crash: may be a double",
        ),
        sa.Column(
            "external_hash",
            sa.LargeBinary(),
            nullable=True,
            comment="keyed hash of the channel's own id of this message",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sending_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_outbox_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("conversation_id", "entry", name=op.f("uq_outbox_conversation_id_entry")),
    )
    op.create_index("ix_outbox_external_hash", "outbox", ["external_hash"], unique=False)
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["conversation_id"],
        unique=False,
        postgresql_where=sa.text("status IN ('queued', 'sending', 'unsure')"),
        sqlite_where=sa.text("status IN ('queued', 'sending', 'unsure')"),
    )

    op.create_table(
        "timer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column(
            "name",
            sa.String(length=80),
            nullable=True,
            comment="at most one timer of this name; NULL: any number",
        ),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("every_s", sa.Integer(), nullable=True, comment="comes again after so many seconds; NULL: once"),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_timer_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timer")),
        sa.UniqueConstraint("name", name=op.f("uq_timer_name")),
    )
    op.create_index("ix_timer_conversation_id", "timer", ["conversation_id"], unique=False)
    op.create_index("ix_timer_due_at", "timer", ["due_at"], unique=False)

    op.create_table(
        "wish",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False, comment="sealed JSON: kind, slug, language"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_wish_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wish_conversation_id", "wish", ["conversation_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_wish_conversation_id", table_name="wish")

    op.drop_table("wish")
    op.drop_index("ix_timer_due_at", table_name="timer")
    op.drop_index("ix_timer_conversation_id", table_name="timer")

    op.drop_table("timer")
    op.drop_index(
        "ix_outbox_open",
        table_name="outbox",
        postgresql_where=sa.text("status IN ('queued', 'sending', 'unsure')"),
        sqlite_where=sa.text("status IN ('queued', 'sending', 'unsure')"),
    )
    op.drop_index("ix_outbox_external_hash", table_name="outbox")

    op.drop_table("outbox")
    op.drop_index(
        "ix_inbox_new",
        table_name="inbox",
        postgresql_where=sa.text("status = 'new'"),
        sqlite_where=sa.text("status = 'new'"),
    )

    op.drop_table("inbox")
    op.drop_table("worker")
    op.drop_table("statistic")
    op.drop_index("ix_seen_seen_at", table_name="seen")

    op.drop_table("seen")
    op.drop_table("meta")
    op.drop_index("ix_conversation_next_at", table_name="conversation")
    op.drop_index("ix_conversation_lease_owner", table_name="conversation")
    op.drop_index("ix_conversation_last_message_at", table_name="conversation")

    op.drop_table("conversation")
    op.drop_table("channel_pause")
