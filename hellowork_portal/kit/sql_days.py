"""Days and hours of Japan inside a statement, said as each of the two databases says it."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class hour_in_japan(FunctionElement[int]):  # noqa: N801
    """The hour of the day, 0 to 23, that Japan's clock shows at an instant."""

    type = Integer()
    inherit_cache = True


class days_booked_ahead(FunctionElement[int]):  # noqa: N801
    """How many days of Japan's calendar lie between an instant and a day (day, instant)."""

    type = Integer()
    inherit_cache = True


@compiles(hour_in_japan, "postgresql")
def _hour_there(element: Any, compiler: Any, **kw: Any) -> str:
    instant = compiler.process(element.clauses, **kw)
    return f"CAST(extract(hour FROM {instant} AT TIME ZONE 'Asia/Tokyo') AS integer)"


@compiles(hour_in_japan, "sqlite")
def _hour_here(element: Any, compiler: Any, **kw: Any) -> str:
    """SQLite keeps instants as text in UTC; Japan is nine hours ahead, all the year."""
    instant = compiler.process(element.clauses, **kw)
    return f"(CAST(substr({instant}, 12, 2) AS INTEGER) + 9) % 24"


@compiles(days_booked_ahead, "postgresql")
def _days_there(element: Any, compiler: Any, **kw: Any) -> str:
    day, instant = (compiler.process(one, **kw) for one in element.clauses)
    return f"({day} - CAST({instant} AT TIME ZONE 'Asia/Tokyo' AS date))"


@compiles(days_booked_ahead, "sqlite")
def _days_here(element: Any, compiler: Any, **kw: Any) -> str:
    """Julian days begin at noon in UTC, and Japan is nine hours ahead."""
    day, instant = (compiler.process(one, **kw) for one in element.clauses)
    return f"(CAST(julianday({day}) + 0.5 AS INTEGER) - CAST(julianday({instant}) + 0.875 AS INTEGER))"
