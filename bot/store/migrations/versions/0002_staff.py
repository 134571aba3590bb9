"""Accounts, sessions and the audit log of staff."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("login", sa.String(length=120), nullable=False, comment="in small letters"),
        sa.Column("name", sa.String(length=80), nullable=False, comment="first name or alias, as people see it"),
        sa.Column("roles", sa.String(length=200), nullable=False, comment="apart by spaces"),
        sa.Column("languages", sa.String(length=200), nullable=False, comment="codes apart by spaces"),
        sa.Column("topics", sa.Text(), nullable=False, comment="apart by spaces; empty: all"),
        sa.Column("interface", sa.String(length=12), server_default="nl", nullable=False),
        sa.Column(
            "password_hash", sa.String(length=255), nullable=True, comment="Argon2id; NULL: signs in elsewhere only"
        ),
        sa.Column(
            "one_time",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="the password is to be changed",
        ),
        sa.Column("one_time_until", MOMENT, nullable=True, comment="a one-time password is of no use after this"),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True, comment="sealed by the installation's wrap key"),
        sa.Column(
            "totp_offered", sa.LargeBinary(), nullable=True, comment="sealed; shown as a QR code, not confirmed yet"
        ),
        sa.Column(
            "totp_step", sa.BigInteger(), server_default="0", nullable=False, comment="the newest time step used"
        ),
        sa.Column("disabled_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("signed_in_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="keyed"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "staff_session",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False, comment="keyed; the token is in the cookie only"),
        sa.Column("stage", sa.String(length=10), nullable=False, comment="code | password | enrol | full"),
        sa.Column("code_passed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_staff_session_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_session_token_hash")),
    )
    op.create_index("ix_staff_session_account_id", "staff_session", ["account_id"])
    op.create_index("ix_staff_session_expires_at", "staff_session", ["expires_at"])
    op.create_table(
        "sign_in_failure",
        sa.Column("key", sa.LargeBinary(), nullable=False, comment="keyed hash of a login or an address"),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("blocked_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_failure")),
    )
    op.create_index("ix_sign_in_failure_last_at", "sign_in_failure", ["last_at"])
    op.create_table(
        "audit",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column(
            "actor", sa.String(length=80), nullable=False, comment="an account's id, or command, system, token:…"
        ),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("target", sa.String(length=120), nullable=False),
        sa.Column(
            "detail",
            sa.String(length=400),
            nullable=False,
            comment="never a person's text or address",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_actor_id", "audit", ["actor", "id"])
    op.create_index("ix_audit_act_id", "audit", ["act", "id"])
    op.create_index("ix_audit_target_id", "audit", ["target", "id"])
    op.create_table(
        "blocked_sender",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False, comment="keyed; the address itself is not kept"),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.Column("blocked_at", MOMENT, nullable=False),
        sa.Column("dropped", sa.Integer(), server_default="0", nullable=False, comment="messages refused since"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocked_sender")),
        sa.UniqueConstraint("channel", "address_hash", name=op.f("uq_blocked_sender_channel_address_hash")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "channel_sign",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("heard_at", MOMENT, nullable=False, comment="the last webhook call or poll that was well"),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel_sign")),
    )


def downgrade() -> None:
    for table in (
        "channel_sign",
        "setting",
        "blocked_sender",
        "audit",
        "sign_in_failure",
        "staff_session",
        "recovery_code",
        "account",
    ):
        op.drop_table(table)
