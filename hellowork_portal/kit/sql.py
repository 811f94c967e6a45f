"""What SQLite and PostgreSQL say differently."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def table_of(model: type[SQLModel]) -> Table:
    """Return the Core table of a model, for the prebuilt statements of hot paths."""
    return model.__table__  # type: ignore[attr-defined]


def id_of(row: Any) -> int:
    """Return the key of a row that is in the database; a row without one is a fault of ours."""
    if row.id is None:
        raise ValueError(f"{type(row).__name__} has no row yet")
    return row.id


def is_sqlite(session: Session) -> bool:
    """Whether the session speaks to SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def insert_new(session: Session, model: type[SQLModel], rows: Sequence[dict[str, Any]]) -> int:
    """Insert rows, leaving out those that a unique key already holds; return how many were new."""
    if not rows:
        return 0
    insert = sqlite.insert if is_sqlite(session) else postgresql.insert
    # Without the option SQLAlchemy forgets how many rows a driver's executemany wrote.
    statement = insert(table_of(model)).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return session.connection().execute(statement, list(rows)).rowcount


def upsert(session: Session, model: type[SQLModel], row: dict[str, Any], key: Sequence[str]) -> None:
    """Insert a row or bring the row with the same `key` columns up to date."""
    insert = sqlite.insert if is_sqlite(session) else postgresql.insert
    changes = {name: value for name, value in row.items() if name not in key}
    statement = (
        insert(table_of(model)).values(row).on_conflict_do_update(index_elements=list(key), set_=changes)
    )
    session.connection().execute(statement)
