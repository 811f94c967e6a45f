"""Runs migrations on the database of the portal's settings, in batch mode on SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import hellowork_portal.models  # noqa: F401  (registers the tables)
from hellowork_portal.adapters.database import engine_for
from hellowork_portal.kit.columns import UtcDateTime
from hellowork_portal.kit.settings import settings


def render(kind: str, item: object, _context: object) -> str | bool:
    """Write our column types and SQLModel's strings as migrations should name them."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "columns.UtcDateTime()"
    return False


@contextmanager
def references_unchecked(connection: Connection) -> Iterator[None]:
    """Let SQLite make a table anew: it would refuse to drop one that others refer to.

    The pragma works outside transactions alone; afterwards every reference is checked.
    """
    raw = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[attr-defined]
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()  # type: ignore[attr-defined]
        if broken:
            raise RuntimeError(f"a migration left references without their rows: {broken[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[attr-defined]


engine = engine_for(context.config.get_main_option("sqlalchemy.url") or settings().database)
with engine.connect() as connection, references_unchecked(connection):
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render,
    )
    with context.begin_transaction():
        context.run_migrations()
