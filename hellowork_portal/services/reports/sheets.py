"""A report as tables for files: real numbers and days, in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit import words
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.i18n import say, without_readings
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sheets import Cell
from hellowork_portal.kit.words import Words
from hellowork_portal.ports.workbooks import Column, ColumnKind, Sheet, Value
from hellowork_portal.services.offices.service import offices_with_ids
from hellowork_portal.services.reports import service
from hellowork_portal.services.reports.figures import Line, in_buckets
from hellowork_portal.services.reports.service import AskedReport, Drawn, draw

_FIGURES = (
    ("offered", ColumnKind.WHOLE), ("booked", ColumnKind.WHOLE), ("fill", ColumnKind.DECIMAL),
    ("attended", ColumnKind.WHOLE), ("no_show", ColumnKind.WHOLE), ("no_show_rate", ColumnKind.DECIMAL),
    ("cancelled", ColumnKind.WHOLE), ("open", ColumnKind.WHOLE), ("refused", ColumnKind.WHOLE),
    ("lead_median", ColumnKind.WHOLE), ("lead_p90", ColumnKind.WHOLE),
)  # fmt: skip
Named = Iterable[tuple[Value, Line]]


def sheets_of(
    session: Session, *, principal: Principal, asked: AskedReport, office_code: str = "", now: datetime
) -> list[Sheet]:
    """Return the sheets of a report: what it is about, then a table for each way to look at it.

    Rights and errors as for `draw`. All offices are there, not one page of them.
    """
    drawn = draw(session, principal=principal, asked=asked, office_code=office_code, now=now)
    return _Sheets(session, drawn, principal.language, now).all()


def as_one_table(sheets: Iterable[Sheet], language: str) -> list[list[Cell]]:
    """Return the tables with the same columns as one, for CSV: before each line stands its table's name."""
    rows: list[list[Cell]] = []
    for sheet in sheets:
        if len(sheet.columns) <= len(_FIGURES):
            continue
        if not rows:
            first = [say(language, f"staff.reports.csv.{name}") for name in ("kind", "name")]
            rows.append([*first, *(column.heading for column in sheet.columns[1:])])
        rows.extend([sheet.title, *row] for row in sheet.rows)
    return rows


class _Sheets:
    """The tables of one report in one language."""

    def __init__(self, session: Session, drawn: Drawn, language: str, now: datetime) -> None:
        self._session, self._drawn, self._language, self._now = session, drawn, language, now

    def all(self) -> list[Sheet]:
        """Return every table."""
        counted = self._drawn.counted
        procedures = service.procedure_names(self._session)
        lines = [(self._picked(procedures.get(key, {})), line) for key, line in counted.procedures.items()]
        weekdays = [
            (self._picked(service.weekday_words(one)), line) for one, line in counted.weekdays.items()
        ]
        hours = [(self._picked(service.hour_words(one)), line) for one, line in counted.hours.items()]
        return [
            self._about(),
            self._table("total", [(self._said("total"), counted.total)]),
            *([] if self._drawn.office else [self._table("offices", self._offices())]),
            self._table("procedures", lines),
            self._table("weekdays", weekdays),
            self._table("hours", hours),
            self._table("by_day", counted.days.items(), ColumnKind.DAY),
            self._leads(),
        ]

    def _said(self, key: str) -> str:
        return say(self._language, f"staff.reports.{key}")

    def _picked(self, texts: Words | Mapping[str, str]) -> str:
        return without_readings(texts.get(self._language, ""))

    def _offices(self) -> Named:
        lines = self._drawn.counted.offices
        found = offices_with_ids(self._session, list(lines))
        return [(self._picked(office.words), lines[one]) for one, office in found.items()]

    def _about(self) -> Sheet:
        """Return what the report is about, and what its figures mean."""
        office = self._drawn.office
        rows: list[list[Value]] = [
            [self._said("sheet.office"), self._picked(office.words) if office else self._said("everywhere")],
            [self._said("sheet.days"), self._picked(service.days_in_words(self._drawn.period))],
            [self._said("sheet.made"), self._picked(words.of_day(day_in_japan(self._now)))],
            *([self._said(f"figure.{name}"), self._said(f"means.{name}")] for name, _ in _FIGURES),
        ]
        columns = [Column(self._said("sheet.item"), width=24), Column(self._said("sheet.value"), width=80)]
        return Sheet(self._said("sheet.about"), columns, rows)

    def _table(self, name: str, lines: Named, kind: ColumnKind = ColumnKind.TEXT) -> Sheet:
        first = Column(self._said(f"by.{name}"), kind, 34 if kind is ColumnKind.TEXT else 14)
        figures = [Column(self._said(f"figure.{figure}"), one, 13) for figure, one in _FIGURES]
        return Sheet(
            self._said(f"sheet.{name}"), [first, *figures], [[head, *_values(line)] for head, line in lines]
        )

    def _leads(self) -> Sheet:
        buckets = in_buckets(self._drawn.counted.leads)
        columns = [
            Column(self._said("by.leads"), width=24),
            Column(self._said("figure.booked"), ColumnKind.WHOLE),
        ]
        rows = [[self._picked(service.bucket_words(place)), count] for place, count in enumerate(buckets)]
        return Sheet(self._said("sheet.leads"), columns, rows)


def _values(line: Line) -> list[Value]:
    counts = line.counts
    found: dict[str, Value] = {
        name: getattr(counts, name)
        for name in ("offered", "booked", "attended", "no_show", "cancelled", "open", "refused")
    }
    rates = {"fill": counts.fill, "no_show_rate": counts.no_show_rate}
    found |= {name: None if rate is None else round(100 * rate, 1) for name, rate in rates.items()}
    found |= {"lead_median": line.lead_median, "lead_p90": line.lead_p90}
    return [found[name] for name, _ in _FIGURES]
