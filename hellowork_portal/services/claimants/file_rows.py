"""An office's file of claimants as its systems write it: read, checked line by line; pure."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from hellowork_portal.forms.field_types.insurance import CLAIMANT_DIGITS
from hellowork_portal.kit.i18n import LANGUAGES, say
from hellowork_portal.kit.text import clean_name, digits, fold, normalise
from hellowork_portal.models import ClaimantKind
from hellowork_portal.services.claimants.amount_cells import COLUMNS as AMOUNTS
from hellowork_portal.services.claimants.amount_cells import Benefit, day_in, read_benefit
from hellowork_portal.services.claimants.errors import FileUnreadable

COLUMNS = ("number", "name", "reading", "born_on", "kind", "first", "last", "days", *AMOUNTS)
NEEDED = ("number", "name")
MOST_BYTES, MOST_LINES, _LONGEST_NAME, _MOST_DAYS = 5 * 1024 * 1024, 50_000, 100, 30
_BOM, _UTF_16, _ZIP = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff"), b"PK\x03\x04"
_REGIONS = range(1, 48)
_FORMULA = ("=", "+", "-", "@", "\t")
_BETWEEN_DAYS = re.compile("[;,\u3001\u30fb\\s]+")
_NO_SIGNS = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What CP932 makes of single bytes that no text has."""
_OWN_SIGNS = re.compile("[\ue000-\uf8ff]")
"""Signs that only the office's own machines know."""
_SHOWN = 40


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line: its number, the column, a code, and what stands there."""

    line: int
    column: str
    code: str
    text: str = ""


@dataclass(frozen=True)
class ClaimantLine:
    """One checked line; `benefit` holds what it says of amounts, by column of the record.

    `said` are the columns that the file has: of all others it says nothing.
    """

    line: int
    number: str
    name: str
    reading: str
    born_on: date | None
    kind: ClaimantKind
    first: date | None
    last: date | None
    days: tuple[date, ...]
    benefit: Benefit = ()
    said: frozenset[str] = frozenset(COLUMNS)


@dataclass(frozen=True)
class ClaimantFile:
    """What a file says; with a fault in it nothing of it is taken."""

    lines: list[ClaimantLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)


def decoded(content: bytes) -> str:
    """Return a file's text: UTF-8 with or without BOM, else CP932. Raises FileUnreadable."""
    if not content.strip():
        raise FileUnreadable("empty")
    if len(content) > MOST_BYTES:
        raise FileUnreadable("too_big", most=MOST_BYTES // 1024 // 1024)
    if content.startswith(_ZIP) or (b"\x00" in content and not content.startswith(_UTF_16)):
        raise FileUnreadable("no_text")
    if content.startswith(_UTF_16):
        raise FileUnreadable("encoding")
    for encoding in ("utf-8", "cp932"):
        try:
            text = content.removeprefix(_BOM).decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_SIGNS.search(text):
            return text
    raise FileUnreadable("encoding")


def read_lines(text: str) -> ClaimantFile:
    """Return the checked lines of a file's text with all faults. Raises FileUnreadable."""
    rows = list(_records(text))
    if not rows:
        raise FileUnreadable("empty")
    places, unknown = _places(rows[0][1])
    if len(rows) - 1 > MOST_LINES:
        raise FileUnreadable("too_long", most=MOST_LINES)
    found = ClaimantFile(unknown_columns=unknown)
    seen: dict[str, int] = {}
    for line, cells in rows[1:]:
        if any(cell.strip() for cell in cells):
            _check(found, seen, line, cells, places, len(rows[0][1]))
    if not found.lines and not found.faults:
        raise FileUnreadable("empty")
    return found


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each record's first line, and its cells; commas or tabs."""
    first = text.partition("\n")[0]
    between = "\t" if "\t" in first and "," not in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise FileUnreadable("quotes", line=begins) from None
        yield begins, cells
        begins = reader.line_num + 1


def _places(head: list[str]) -> tuple[dict[str, int], list[str]]:
    """Return where each column stands; its name in any of our languages."""
    names = {one: one for one in COLUMNS}
    for language in LANGUAGES:
        names |= {_heading(say(language, f"staff.claimants.column.{one}")): one for one in COLUMNS}
    places: dict[str, int] = {}
    unknown = []
    for turn, cell in enumerate(head):
        column = names.get(_heading(cell))
        if column is None:
            unknown.append(clean_name(cell)[:_SHOWN])
        elif column in places:
            raise FileUnreadable("column_twice", column=clean_name(cell)[:_SHOWN])
        else:
            places[column] = turn
    for column in NEEDED:
        if column not in places:
            raise FileUnreadable("column_missing", column=say("ja", f"staff.claimants.column.{column}"))
    return places, [one for one in unknown if one]


def _heading(text: str) -> str:
    return fold(text).replace(" ", "").strip("\ufeff")


def _check(
    found: ClaimantFile,
    seen: dict[str, int],
    line: int,
    cells: list[str],
    places: dict[str, int],
    width: int,
) -> None:
    """Add a line to what was found, or everything that is wrong in it."""
    if len(cells) != width:
        found.faults.append(Fault(line, "", "width", f"{len(cells)} / {width}"))
        return
    reader = _Cells(line, {name: cells[turn] for name, turn in places.items()})
    one = reader.read()
    if one is None:
        found.faults.extend(reader.faults)
        return
    if one.number in seen:
        found.faults.append(Fault(line, "number", "twice", str(seen[one.number])))
        return
    seen[one.number] = line
    if int(one.number[:2]) not in _REGIONS:
        found.warnings.append(Fault(line, "number", "region", one.number[:2]))
    found.lines.append(one)


class _Cells:
    """Reads one line's cells and gathers what is wrong with them."""

    def __init__(self, line: int, cells: dict[str, str]) -> None:
        self._line, self._cells, self.faults = line, cells, list[Fault]()

    def read(self) -> ClaimantLine | None:
        """Return the line, None where something in it is wrong."""
        number, name, reading = self._number(), self._name("name"), self._name("reading")
        kind, born_on = self._kind(), self._day("born_on")
        first, last, days = self._day("first"), self._day("last"), self._days()
        benefit = read_benefit(self._cells, self._wrong)
        if first and last and last < first:
            self._wrong("last", "order")
        if self.faults:
            return None
        about = (number, name, reading, born_on, kind, first, last, days, benefit)
        return ClaimantLine(self._line, *about, said=frozenset(self._cells))

    def _wrong(self, column: str, code: str) -> None:
        self.faults.append(Fault(self._line, column, code, normalise(self._cells.get(column, ""))[:_SHOWN]))

    def _number(self) -> str:
        number = digits(self._cells["number"])
        if not number:
            self._wrong("number", "missing")
        elif len(number) != CLAIMANT_DIGITS or not (number.isascii() and number.isdigit()):
            self._wrong("number", "number")
        return number

    def _name(self, column: str) -> str:
        text = clean_name(self._cells.get(column, ""))
        if not text and column in NEEDED:
            self._wrong(column, "missing")
        elif len(text) > _LONGEST_NAME:
            self._wrong(column, "long")
        elif text.startswith(_FORMULA):
            self._wrong(column, "formula")
        elif _OWN_SIGNS.search(self._cells.get(column, "")):
            self._wrong(column, "own_sign")
        return text

    def _kind(self) -> ClaimantKind:
        text = fold(self._cells.get("kind", ""))
        if text in ("", *ClaimantKind):
            return ClaimantKind(text or ClaimantKind.NONE)
        self._wrong("kind", "kind")
        return ClaimantKind.NONE

    def _day(self, column: str) -> date | None:
        text = normalise(self._cells.get(column, ""))
        return self._read_day(column, text) if text else None

    def _read_day(self, column: str, text: str) -> date | None:
        day = day_in(text)
        if day is None:
            self._wrong(column, "day")
        return day

    def _days(self) -> tuple[date, ...]:
        parts = [part for part in _BETWEEN_DAYS.split(normalise(self._cells.get("days", ""))) if part]
        if len(parts) > _MOST_DAYS:
            self._wrong("days", "many")
            return ()
        days = [self._read_day("days", part) for part in parts]
        return tuple(sorted({day for day in days if day}))
