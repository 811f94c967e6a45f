"""A declaration's answers as rules and proposal read them; pure.

Here, and nowhere else in services, the fields of the declaration have names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

WORK, SIDE = "work", "side"
YES, NO, NONE = "yes", "no", "none"
HELLO_WORK = "hello_work"
STARTED = ("employed", "self_employed")
"""Reasons for not being ready that say that work has begun or will."""
JOB_FIELDS = ("job_starts_on", "job_employer", "job_address", "job_phone")


@dataclass(frozen=True)
class Line:
    """One row of a repeating field; `row` counts from 0."""

    field_id: str
    row: int
    cells: Mapping[str, Any]

    def text(self, column: str) -> str:
        """Return a column's text, empty where nothing stands there."""
        value = self.cells.get(column)
        return "" if value is None else str(value).strip()

    def number(self, column: str) -> int | None:
        """Return a column's whole number."""
        return number_in(self.cells.get(column))

    def day(self, column: str) -> date | None:
        """Return a column's day."""
        return day_in(self.cells.get(column))


@dataclass(frozen=True)
class Answers:
    """Validated answers by field id; what was hidden or left open is missing or None."""

    said: Mapping[str, Any]

    def text(self, field_id: str) -> str:
        """Return a field's text, empty where nothing was said."""
        value = self.said.get(field_id)
        return "" if value is None else str(value).strip()

    def day(self, field_id: str) -> date | None:
        """Return a field's day."""
        return day_in(self.said.get(field_id))

    def rows(self, field_id: str) -> list[Line]:
        """Return the rows of a field."""
        value = self.said.get(field_id)
        rows = value if isinstance(value, list) else []
        return [Line(field_id, turn, row) for turn, row in enumerate(rows) if isinstance(row, Mapping)]

    def marks(self) -> dict[date, str]:
        """Return the marked days with their mark, in order."""
        value = self.said.get("marks")
        marks = value if isinstance(value, Mapping) else {}
        found = {day: str(mark) for iso, mark in marks.items() if (day := day_in(iso)) is not None}
        return dict(sorted(found.items()))

    def marked(self, mark: str) -> list[date]:
        """Return the days that bear a mark."""
        return [day for day, one in self.marks().items() if one == mark]

    def activities(self) -> list[tuple[Line, date | None]]:
        """Return the rows of both kinds of 求職活動 with their days."""
        ways = (("activities", "done_on"), ("direct_applications", "applied_on"))
        return [(line, line.day(column)) for field_id, column in ways for line in self.rows(field_id)]


def number_in(value: object) -> int | None:
    """Return a whole number as the form engine keeps it (digits or a number)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    text = str(value) if value is not None else ""
    return int(text) if text.isascii() and text.isdigit() else None


def day_in(value: object) -> date | None:
    """Return a day as the form engine keeps it (YYYY-MM-DD)."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
