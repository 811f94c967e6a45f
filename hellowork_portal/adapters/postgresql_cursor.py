"""What psycopg does for each statement, without what nobody asks of it."""

from typing import Any

from psycopg import Cursor
from psycopg.pq import ExecStatus

_ROWS = (ExecStatus.TUPLES_OK, ExecStatus.SINGLE_TUPLE, ExecStatus.TUPLES_CHUNK)


class PlainCursor(Cursor[Any]):
    """Describes a result by its columns' names and types alone.

    SQLAlchemy reads no more of it, and asks after every statement: psycopg's own description, an
    object for each column, was a fourteenth of a booking's processor time (bench P3).
    """

    @property
    def description(self) -> Any:
        """Return (name, type, and five unknowns) of each column as DB-API wants it; None without rows.

        A row may have no columns: PostgreSQL's `SELECT` of nothing.
        """
        result = self.pgresult
        if result is None or not (result.nfields or result.status in _ROWS):
            return None
        return [
            ((result.fname(at) or b"").decode(), result.ftype(at), None, None, None, None, None)
            for at in range(result.nfields)
        ]
