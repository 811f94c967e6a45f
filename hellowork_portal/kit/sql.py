"""What SQLite and PostgreSQL say differently."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    Table,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

_CODE = re.compile("[a-z_.]*")


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


def places(table: Table, prefix: str, names: Sequence[str]) -> dict[str, ColumnElement[Any]]:
    """Return a place for a value per column, `prefix_column` by name, for statements built once."""
    return {name: bindparam(f"{prefix}_{name}", type_=table.c[name].type) for name in names}


def new_places(
    table: Table, prefix: str, names: Sequence[str], **always: str | int
) -> dict[str, ColumnElement[Any]]:
    """Return the places of a new row, with what is always the same in it spelt out.

    A column that is not named has the model's default; SQLAlchemy forgets that inside a WITH.
    """
    left: list[Any] = [column for column in table.columns if column.name not in names and column.default]
    defaults = {one.name: literal(one.default.arg, one.type) for one in left if one.default.is_scalar}
    same = {name: spelt(value) for name, value in always.items()}
    return defaults | same | places(table, prefix, names)


def spelt(value: str | int) -> ColumnElement[Any]:
    """Return a constant of ours written into the statement.

    Beyond fifty parameters psycopg takes a statement apart anew at every call, and a list
    of parameters is written anew by SQLAlchemy.
    """
    if isinstance(value, int):
        return literal_column(str(value), Integer)
    if not _CODE.fullmatch(value):
        raise ValueError(f"{value!r} is no code")
    return literal_column(f"'{value}'", String)


def placed(prefix: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's values by the names of their places."""
    return {f"{prefix}_{name}": value for name, value in row.items()}


@dataclass(frozen=True)
class Told:
    """What a part of `Writes` has returned: how many rows, and the least of their values."""

    rows: int = 0
    value: Any = None


@dataclass(frozen=True)
class Part:
    """One write of `Writes`.

    `tells`: it returns one column, for later parts and for the caller. `needs` names an
    earlier part without whose rows this one, an insert of a `row`, is left out.
    """

    name: str
    write: Callable[["Dialect"], Any]
    tells: bool = False
    needs: str = ""


@dataclass(frozen=True)
class Dialect:
    """How a part's statement is said: `told` stands for the value that an earlier part tells."""

    insert: Callable[..., Any]
    told: Callable[[str], ColumnElement[Any]]
    conditions: Sequence[ColumnElement[bool]] = ()

    def row(self, table: Table, values: Mapping[str, ColumnElement[Any]]) -> Any:
        """Insert one row."""
        if not self.conditions:
            return self.insert(table).values(dict(values))
        there = select(*values.values()).where(*self.conditions)
        return self.insert(table).from_select(list(values), there, include_defaults=False)


class Writes:
    """Writes that belong together, built once.

    PostgreSQL gets them as one statement, because there round trips are the limit
    (performance.md §2.1); SQLite, which has neither WITH around writes nor round
    trips, one after the other. No part may read what another one changes, and no place
    may be called as a column is: SQLAlchemy would take it for a value of that column.
    """

    def __init__(self, *parts: Part) -> None:
        told = [part.name for part in parts if part.tells]
        self._names, self._whole = told, _as_one(parts, told)
        plain = Dialect(sqlite.insert, lambda name: bindparam(f"told_{name}", type_=Integer))
        self._in_turn = [(part, part.write(plain)) for part in parts]

    def run(self, session: Session, values: Mapping[str, Any]) -> dict[str, Told]:
        """Write; return what each part that tells has told."""
        if is_sqlite(session):
            return self._one_by_one(session, dict(values))
        row = session.connection().execute(self._whole, values).one()
        return {name: Told(*row[2 * turn : 2 * turn + 2]) for turn, name in enumerate(self._names)}

    def _one_by_one(self, session: Session, values: dict[str, Any]) -> dict[str, Told]:
        told = dict.fromkeys(self._names, Told())
        for part, statement in self._in_turn:
            if part.needs and not told[part.needs].rows:
                continue
            result = session.connection().execute(statement, values)
            if part.tells:
                found = result.scalars().all()
                told[part.name] = Told(len(found), min(found, default=None))
                values[f"told_{part.name}"] = told[part.name].value
        return told


def _as_one(parts: Sequence[Part], told: Sequence[str]) -> Select[Any]:
    """Return PostgreSQL's one statement; it ends by counting what each part that tells has told."""
    written: dict[str, CTE] = {}

    def value(name: str) -> ColumnElement[Any]:
        return select(func.min(written[name].c[0])).scalar_subquery()

    for part in parts:
        needed = [exists().select_from(written[part.needs])] if part.needs else []
        whole = Dialect(postgresql.insert, value, needed)
        written[part.name] = part.write(whole).cte(f"wrote_{part.name}")
    counts = [select(func.count()).select_from(written[name]).scalar_subquery() for name in told]
    pairs = zip(counts, map(value, told), strict=True)
    return select(*(column for pair in pairs for column in pair)).add_cte(*written.values())
