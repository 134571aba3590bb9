"""The few statements that SQLite and PostgreSQL spell alike but SQLAlchemy keeps in their dialects."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(dialect: str, table: Table) -> Any:
    """An INSERT that knows ON CONFLICT."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def insert_ignore(dialect: str, table: Table) -> Any:
    """An INSERT that does nothing where the row is there already."""
    return insert(dialect, table).on_conflict_do_nothing()
