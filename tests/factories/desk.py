"""The tests' own way into a database: one call, one transaction."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Row, func, select
from sqlmodel import SQLModel

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import LIVE_STATES, Job, Reservation, Slot

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """A database on which commands are tried."""

    url: str

    def do(self, command: Callable[..., T], *args: Any, **named: Any) -> T:
        """Run a command in a transaction of its own."""
        with transaction(self.url) as session:
            return command(session, *args, **named)

    def see(self, query: Callable[..., T], *args: Any, **named: Any) -> T:
        """Run a query in a transaction that only reads."""
        with reading(self.url) as session:
            return query(session, *args, **named)

    def rows(self, model: type[SQLModel], **where: Any) -> list[Row[Any]]:
        """Return a table's rows whose columns have these values, in order of their first column."""
        table = table_of(model)
        wanted = select(table).where(*(table.c[name] == value for name, value in where.items()))
        with reading(self.url) as session:
            return list(session.connection().execute(wanted.order_by(*table.primary_key.columns)).all())

    def row(self, model: type[SQLModel], **where: Any) -> Row[Any]:
        """Return the only row with these values."""
        (row,) = self.rows(model, **where)
        return row

    def jobs(self, kind: str) -> list[dict[str, Any]]:
        """Return what the jobs of a kind were given to do, oldest first."""
        return [row.args for row in self.rows(Job, kind=kind)]

    def everything(self) -> str:
        """Return all that the database holds, as one text to search in."""
        with reading(self.url) as session:
            tables = SQLModel.metadata.sorted_tables
            rows = [tuple(row) for table in tables for row in session.connection().execute(select(table))]
        return json.dumps(rows, default=str, ensure_ascii=False)


def assert_seats_add_up(desk: Desk) -> None:
    """Every slot's `taken` is the number of its live reservations, and never above its capacity."""
    reservation, slot = table_of(Reservation), table_of(Slot)
    live = (
        select(reservation.c.slot_id, func.count().label("live"))
        .where(reservation.c.state.in_(LIVE_STATES))
        .group_by(reservation.c.slot_id)
        .subquery()
    )
    query = select(slot.c.id, slot.c.taken, slot.c.capacity, func.coalesce(live.c.live, 0).label("live"))
    with reading(desk.url) as session:
        rows = session.connection().execute(query.outerjoin(live, live.c.slot_id == slot.c.id)).all()
    assert rows, "there is no slot"
    wrong = [tuple(row) for row in rows if row.taken != row.live or not 0 <= row.taken <= row.capacity]
    assert not wrong, f"(slot, taken, capacity, live): {wrong}"
