"""On which of the coming days an office is closed, and why."""

from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_day
from hellowork_portal.models import OfficeClosure
from hellowork_portal.services.schedules.rules import (
    Closure,
    ClosureKind,
    closed_days,
    closure_of,
    closure_words,
    is_year_end,
)
from hellowork_portal.services.schedules.views import ClosedDay

_closure = table_of(OfficeClosure)
AHEAD_DAYS = 42


def closures_ahead(session: Session, office_id: int, now: datetime) -> list[ClosedDay]:
    """Return the closed days of the next six weeks, weekends left out: they go without saying."""
    closures = _closures(session, office_id, day_in_japan(now))
    named = {day: closure for day, closure in closures.items() if closure.kind is not ClosureKind.WEEKEND}
    holidays = [day for day in named if is_year_end(day)]
    told: list[ClosedDay] = []
    for day, closure in named.items():
        if day not in holidays:
            told.append(ClosedDay(of_day(day), closure_words(closure)))
        elif day == holidays[0]:
            told.append(_year_end(holidays))
    return told


def closed_now(session: Session, office_id: int, now: datetime) -> Words:
    """Return why the office is closed today, empty where it is open."""
    today = day_in_japan(now)
    closure = _closures(session, office_id, today).get(today)
    return closure_words(closure) if closure else {}


def _year_end(days: list[date]) -> ClosedDay:
    """Return the days from 12/29 to 1/3 as one line, New Year's Day and weekends within."""
    span = in_all("closure.span", first=of_day(days[0]), last=of_day(days[-1]))
    why = closure_words(Closure(ClosureKind.YEAR_END))
    return ClosedDay(span if len(days) > 1 else of_day(days[0]), why)


def _closures(session: Session, office_id: int, today: date) -> dict[date, Closure]:
    last = today + timedelta(days=AHEAD_DAYS)
    rows = session.connection().execute(
        select(_closure.c.on_day, _closure.c.reason, _closure.c.is_open).where(
            or_(_closure.c.office_id.is_(None), _closure.c.office_id == office_id),
            _closure.c.on_day.between(today, last),
        )
    )
    own = closed_days((row.on_day, row.reason, row.is_open) for row in rows)
    days = (today + timedelta(days=ahead) for ahead in range(AHEAD_DAYS + 1))
    return {day: closure for day in days if (closure := closure_of(day, own))}
