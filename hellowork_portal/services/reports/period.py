"""Which days a report covers: what was typed, what is meant where nothing was, ranges to choose; pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from hellowork_portal.kit.errors import Invalid, PortalError

MOST_DAYS = 366
_DAY = timedelta(days=1)
_FISCAL_MONTH = 4
"""Offices count their years from April."""


class ReportDayUnknown(PortalError):
    """What stands in a box for a day is none that a report could be about."""

    code = "staff_report_day"


class ReportDaysTurned(PortalError):
    """The first day lies behind the last one."""

    code = "staff_report_days_turned"


class ReportTooLong(PortalError):
    """More days than a report covers; `days` is the most."""

    code = "staff_report_too_long"


@dataclass(frozen=True)
class Period:
    """Days in Japan, first and last counted."""

    first: date
    last: date


def period_of(since: str, until: str, today: date) -> Period:
    """Return the days meant by two boxes; both empty mean this month, one empty the month of the other.

    Raises Invalid for what is no day, for turned ones and for more than a year.
    """
    wrong: dict[str, PortalError] = {}
    first, last = (_day(name, text, wrong) for name, text in (("since", since), ("until", until)))
    if wrong:
        raise Invalid(wrong)
    period = Period(first or month_of(last or today).first, last or month_of(first or today).last)
    if period.first > period.last:
        raise Invalid({"until": ReportDaysTurned()})
    if (period.last - period.first).days >= MOST_DAYS:
        raise Invalid({"until": ReportTooLong(days=MOST_DAYS)})
    return period


def _day(name: str, text: str, wrong: dict[str, PortalError]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not 2000 <= day.year <= 2100:
        wrong[name] = ReportDayUnknown()
    return day


def month_of(day: date) -> Period:
    """Return the whole month of a day."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def choices(today: date) -> dict[str, Period]:
    """Return ranges to choose with one click, by the end of their words' key."""
    last_month = month_of(today.replace(day=1) - _DAY)
    begun = today.year if today.month >= _FISCAL_MONTH else today.year - 1
    return {
        "this_month": month_of(today),
        "last_month": last_month,
        "days_90": Period(today - 90 * _DAY, today - _DAY),
        "ahead": Period(today, today + 27 * _DAY),
        "fiscal_year": Period(date(begun, _FISCAL_MONTH, 1), date(begun + 1, _FISCAL_MONTH, 1) - _DAY),
    }
