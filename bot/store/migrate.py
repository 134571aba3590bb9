"""Bring a database's tables to this version: Alembic's migrations, the same for both databases."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from bot.errors import StoreError
from bot.store.engine import BUSY_TIMEOUT_MS, parse_url

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_236_017
"""The advisory lock that lets one process migrate while others wait (any number that nobody else uses)."""


def config() -> Config:
    """Alembic's configuration, without a file."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return made


@cache
def head_revision() -> str:
    """The newest migration of this version."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head
    return head


def revision_of(connection: Connection) -> str | None:
    """The migration a database is at; `None`: empty."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(database_url: str, revision: str = "head") -> None:
    """Make the tables or bring them up to date; safe to run from several processes at once. Blocking.

    Raises `StoreError` if the database can't be reached.
    """
    url = parse_url(database_url)
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite:
        assert url.database
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            url.set(drivername="sqlite"),
            poolclass=NullPool,
            connect_args={"isolation_level": None, "timeout": BUSY_TIMEOUT_MS / 1000},
        )
        # One transaction around everything: a second process waits at BEGIN, a failure leaves the old tables.
        event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN EXCLUSIVE"))
    else:
        engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            if sqlite:
                # With foreign keys ON, the table copies of a batch ALTER would delete all child rows.
                raw = connection.connection.dbapi_connection
                assert raw
                raw.execute("PRAGMA foreign_keys = OFF")
                raw.execute("PRAGMA journal_mode = WAL")
            with connection.begin():
                if not sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
                if revision_of(connection) == (head_revision() if revision == "head" else revision):
                    return
                made = config()
                made.attributes["connection"] = connection
                command.upgrade(made, revision)
                if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                    raise StoreError(f"The migration left {len(broken)} rows without their conversation; undone.")
    except OperationalError as error:
        cause = str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__
        raise StoreError(f"The database can't be migrated: {cause}") from None
    finally:
        engine.dispose()
