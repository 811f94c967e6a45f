"""Reports (S8): seats, interviews, no-shows and refused demand, of an office or of all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit import words
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.words import Words
from hellowork_portal.services.offices.service import offices_with_ids
from hellowork_portal.services.procedures.definitions import newest_definitions
from hellowork_portal.services.reports.counting import Counted, count_up, largest_first
from hellowork_portal.services.reports.figures import BUCKETS, Line, in_buckets, share
from hellowork_portal.services.reports.period import Period, choices, period_of
from hellowork_portal.services.reports.queries import Scope
from hellowork_portal.services.reports.views import (
    LeadLine,
    ProcedureChoice,
    RangeChoice,
    ReportLine,
    ReportView,
)
from hellowork_portal.services.staff.offices import office_for
from hellowork_portal.services.staff.views import StaffOffice

READERS = (Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_MANAGER)
OFFICES_ON_PAGE = 20
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NONE = "–"
WORTHS: Mapping[str, Callable[[Line], float | None]] = {
    "booked": lambda one: one.counts.booked,
    "offered": lambda one: one.counts.offered,
    "fill": lambda one: one.counts.fill,
    "no_show": lambda one: one.counts.no_show_rate,
    "refused": lambda one: one.counts.refused,
    "lead": lambda one: one.lead_median,
}
"""By what offices are compared, the largest first."""


@dataclass(frozen=True)
class AskedReport:
    """What was asked: days as `YYYY-MM-DD`, a procedure's id, and of the comparison its order and page."""

    since: str = ""
    until: str = ""
    procedure: str = ""
    sort: str = ""
    page: str = ""


@dataclass(frozen=True)
class Drawn:
    """A report as numbers, with what it is about."""

    period: Period
    office: StaffOffice | None
    counted: Counted


def draw(
    session: Session, *, principal: Principal, asked: AskedReport, office_code: str = "", now: datetime
) -> Drawn:
    """Count what is asked; of one office for its managers, of any or all for system administrators.

    Raises NotAllowed, SignInNeeded, Invalid for impossible days.
    """
    if office_code:
        office = office_for(session, principal=principal, code=office_code, roles=READERS)
    else:
        principal.check_role(Role.SYSTEM_ADMINISTRATOR)
        office = None
    period = period_of(asked.since, asked.until, day_in_japan(now))
    procedure = _whole_number(asked.procedure) if asked.procedure else None
    scope = Scope(period.first, period.last, office.id if office else None, procedure)
    return Drawn(period, office, count_up(session, scope))


def report_of(
    session: Session, *, principal: Principal, asked: AskedReport, office_code: str = "", now: datetime
) -> ReportView:
    """Return a report for the screen; rights and errors as for `draw`."""
    drawn = draw(session, principal=principal, asked=asked, office_code=office_code, now=now)
    counted, period, names = drawn.counted, drawn.period, procedure_names(session)
    page, pages, compared = _compared(session, drawn, asked)
    return ReportView(
        since=period.first.isoformat(),
        until=period.last.isoformat(),
        days=days_in_words(period),
        office=drawn.office.words if drawn.office else {},
        total=shown(words.in_all("staff.reports.total"), counted.total),
        procedures=[shown(names.get(one, {}), line) for one, line in counted.procedures.items()],
        weekdays=[shown(weekday_words(one), line) for one, line in counted.weekdays.items()],
        hours=[shown(hour_words(one), line) for one, line in counted.hours.items()],
        leads=_leads(counted),
        offices=compared,
        office_count=len(counted.offices),
        page=page,
        pages=pages,
        choices=_choices(period, now),
        procedure_choices=[ProcedureChoice(str(key), name) for key, name in names.items()],
    )


def _compared(session: Session, drawn: Drawn, asked: AskedReport) -> tuple[int, int, list[ReportLine]]:
    """Return page, number of pages and lines of the comparison; nothing where one office was asked for."""
    if drawn.office is not None:
        return 1, 1, []
    lines = drawn.counted.offices
    pages = max(1, -(-len(lines) // OFFICES_ON_PAGE))
    page = min(max(1, _whole_number(asked.page)), pages)
    order = list(largest_first(lines, WORTHS.get(asked.sort, WORTHS["booked"])))
    ids = order[(page - 1) * OFFICES_ON_PAGE : page * OFFICES_ON_PAGE]
    found = offices_with_ids(session, ids)
    return page, pages, [shown(found[one].words, lines[one], found[one].code) for one in ids]


def shown(name: Words, line: Line, code: str = "") -> ReportLine:
    """Return a line for the screen."""
    counts = line.counts
    return ReportLine(
        name=name,
        code=code,
        offered=counts.offered,
        booked=counts.booked,
        attended=counts.attended,
        no_show=counts.no_show,
        cancelled=counts.cancelled,
        open=counts.open,
        refused=counts.refused,
        fill=percent(counts.fill),
        no_show_rate=percent(counts.no_show_rate),
        lead_median=_NONE if line.lead_median is None else str(line.lead_median),
        lead_p90=_NONE if line.lead_p90 is None else str(line.lead_p90),
    )


def percent(part: float | None) -> str:
    """Return a share in per cent, as the column's heading says."""
    return _NONE if part is None else f"{100 * part:.1f}"


def _leads(counted: Counted) -> list[LeadLine]:
    buckets, everybody = in_buckets(counted.leads), sum(counted.leads.values())
    return [
        LeadLine(bucket_words(place), count, percent(share(count, everybody)))
        for place, count in enumerate(buckets)
        if everybody
    ]


def bucket_words(place: int) -> Words:
    """Return the name of a stretch of days between booking and interview."""
    first, last = BUCKETS[place]
    if last is None:
        return words.in_all("staff.reports.days_or_more", first=first)
    if last == 0:
        return words.in_all("staff.reports.same_day")
    return words.in_all("staff.reports.days_between", first=first, last=last)


def weekday_words(weekday: int) -> Words:
    """Return the name of a weekday, 0 for Monday."""
    return words.in_all("staff.reports.weekday", day=words.in_all(f"date.weekday.{_WEEKDAYS[weekday]}"))


def hour_words(hour: int) -> Words:
    """Return the name of an hour of the day: 9:00–9:59."""
    return words.in_all("staff.reports.hour", hour=hour)


def days_in_words(period: Period) -> Words:
    """Return first and last day in words."""
    return words.in_all(
        "staff.reports.days", first=words.of_day(period.first), last=words.of_day(period.last)
    )


def procedure_names(session: Session) -> dict[int, Words]:
    """Return the names of all procedures in force."""
    found = newest_definitions(session)
    return {key: words.staff_written(definition.name) for key, (_, definition) in found.items()}


def _choices(period: Period, now: datetime) -> list[RangeChoice]:
    return [
        RangeChoice(code, one.first.isoformat(), one.last.isoformat(), one == period)
        for code, one in choices(day_in_japan(now)).items()
    ]


def _whole_number(text: str) -> int:
    """Return a small whole number as an address has it, 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
