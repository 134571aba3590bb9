"""Tables of staff: accounts, sessions, failed sign-ins, the audit log, and what administrators set while all runs."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
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

account = Table(
    "account",
    metadata,
    Column("id", Id, primary_key=True),
    Column("login", String(120), nullable=False, unique=True, comment="in small letters"),
    Column("name", String(80), nullable=False, comment="first name or alias, as people see it"),
    Column("roles", String(200), nullable=False, comment="apart by spaces"),
    Column("languages", String(200), nullable=False, comment="codes apart by spaces"),
    Column("topics", Text, nullable=False, comment="apart by spaces; empty: all"),
    Column("interface", String(12), nullable=False, server_default="nl"),
    Column("password_hash", String(255), comment="Argon2id; NULL: signs in elsewhere only"),
    Column("one_time", Boolean, nullable=False, server_default=false(), comment="the password is to be changed"),
    Column("one_time_until", UtcDateTime, comment="a one-time password is of no use after this"),
    Column("totp_secret", LargeBinary, comment="sealed by the installation's wrap key"),
    Column("totp_offered", LargeBinary, comment="sealed; shown as a QR code, not confirmed yet"),
    Column("totp_step", BigInteger, nullable=False, server_default="0", comment="the newest time step used"),
    Column("disabled_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("signed_in_at", UtcDateTime),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("account_id", Id, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", LargeBinary, primary_key=True, comment="keyed"),
)

staff_session = Table(
    "staff_session",
    metadata,
    Column("id", Id, primary_key=True),
    Column("account_id", Id, ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True, comment="keyed; the token is in the cookie only"),
    Column("stage", String(10), nullable=False, comment="code | password | enrol | full"),
    Column("code_passed", Boolean, nullable=False, server_default=false()),
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Index("ix_staff_session_account_id", "account_id"),
    Index("ix_staff_session_expires_at", "expires_at"),
)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("key", LargeBinary, primary_key=True, comment="keyed hash of a login or an address"),
    Column("tries", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("blocked_until", UtcDateTime),
    Index("ix_sign_in_failure_last_at", "last_at"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(80), nullable=False, comment="an account's id, or command, system, token:…"),
    Column("act", String(60), nullable=False),
    Column("target", String(120), nullable=False),
    Column("detail", String(400), nullable=False, comment="never a person's text or address"),
    Index("ix_audit_at", "at"),
    Index("ix_audit_actor_id", "actor", "id"),
    Index("ix_audit_act_id", "act", "id"),
    Index("ix_audit_target_id", "target", "id"),
    sqlite_autoincrement=True,
)

blocked_sender = Table(
    "blocked_sender",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("address_hash", LargeBinary, nullable=False, comment="keyed; the address itself is not kept"),
    Column("reason", String(120), nullable=False),
    Column("blocked_at", UtcDateTime, nullable=False),
    Column("dropped", Integer, nullable=False, server_default="0", comment="messages refused since"),
    UniqueConstraint("channel", "address_hash"),
)

setting = Table(
    "setting",
    metadata,
    Column("key", String(60), primary_key=True),
    Column("value", Text, nullable=False, comment="JSON"),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("changed_by", String(80), nullable=False),
)

channel_sign = Table(
    "channel_sign",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("heard_at", UtcDateTime, nullable=False, comment="the last webhook call or poll that was well"),
)
