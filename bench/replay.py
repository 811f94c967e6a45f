"""The anchor: the very statements of a service call, played again by a raw cursor.

What the service needs more than that is Python: so the ratio stays fair while features grow.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.types.json import Json, Jsonb
from sqlalchemy import event, make_url

from hellowork_portal.adapters.database import engine_for

Swap = Mapping[int | str, int | str]


@dataclass(frozen=True)
class Statement:
    """One statement as the driver got it; `is_many` for a list of parameters."""

    sql: str
    params: Any
    is_many: bool

    def swapped(self, swap: Swap) -> "Statement":
        """Return the statement about other rows."""
        return Statement(self.sql, _swapped(self.params, swap), self.is_many)

    @property
    def head(self) -> str:
        """The first words, for a list."""
        return " ".join(self.sql.split())[:110]


def _swapped(value: Any, swap: Swap) -> Any:
    """Replace ids wherever they stand: as numbers, inside texts, inside JSON."""
    if isinstance(value, Json | Jsonb):
        return type(value)(_swapped(value.obj, swap), value.dumps)
    if isinstance(value, Mapping):
        return {name: _swapped(one, swap) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_swapped(one, swap) for one in value)
    if isinstance(value, str):
        for old, new in swap.items():
            value = value.replace(str(old), str(new))
        return value
    return swap.get(value, value) if type(value) is int else value


@contextmanager
def recorded(url: str) -> Iterator[list[Statement]]:
    """Collect every statement that goes to a database meanwhile, but what begins and ends transactions."""
    found: list[Statement] = []

    def note(_connection: Any, _cursor: Any, sql: str, params: Any, _context: Any, is_many: bool) -> None:
        if not sql.startswith("BEGIN"):
            found.append(Statement(sql, params, is_many))

    engine = engine_for(url)
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def raw_connection(url: str) -> Any:
    """Open a connection as the driver gives it, as durable as the portal's own."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        connection = sqlite3.connect(
            str(address.database), isolation_level=None, timeout=20, check_same_thread=False
        )
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        return connection
    return psycopg.connect(address.set(drivername="postgresql").render_as_string(hide_password=False))


def play(connection: Any, statements: Sequence[Statement]) -> None:
    """Run statements in one transaction, reading every row."""
    cursor = connection.cursor()
    if isinstance(connection, sqlite3.Connection):
        cursor.execute("BEGIN IMMEDIATE")
    for statement in statements:
        run: Callable[..., Any] = cursor.executemany if statement.is_many else cursor.execute
        run(statement.sql, statement.params)
        if cursor.description and not statement.is_many:
            cursor.fetchall()
    connection.commit()
