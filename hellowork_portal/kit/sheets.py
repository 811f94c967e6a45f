"""Tables as CSV for spreadsheets: UTF-8 with a byte order mark, no cell that could become a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from hellowork_portal.kit.clock import in_japan

Cell = str | int | float | date | datetime | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, wide signs, too."""


def harmless(text: str) -> str:
    """Return a text as a cell that stays text: an apostrophe stands before what could be a formula."""
    narrow = unicodedata.normalize("NFKC", text[:9])
    return f"'{text}" if text.startswith(_FORMULA) or narrow.lstrip().startswith(_FORMULA) else text


def written(cell: Cell) -> str:
    """Return a cell of CSV: numbers as digits, days and times as ISO 8601 in Japan, texts harmless."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return in_japan(cell).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | float) else harmless(cell)


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows, the heading first, as Excel and people's editors read it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
