"""What the portal needs from whoever writes workbooks for spreadsheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

Value = str | int | float | date | None


class ColumnKind(StrEnum):
    """How a column's cells look; a cell without a value is empty in all of them."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """A column: its heading, how its cells look, and how many half-width signs wide it is."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 12


@dataclass(frozen=True)
class Sheet:
    """A sheet: one table whose heading stays in sight; `title` has at most 31 signs."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


class Workbooks(Protocol):
    """Writes workbooks; slow for a request, so never inside a transaction or on the event loop."""

    def make(self, sheets: Sequence[Sheet]) -> bytes:
        """Return a workbook (.xlsx) in which texts are texts, numbers numbers and days days."""
        ...
