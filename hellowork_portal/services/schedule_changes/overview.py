"""Looking at a schedule: its week, its months, what is to come, what was changed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day, staff_written
from hellowork_portal.models import (
    Offering,
    OfficeClosure,
    ScheduleChange,
    ScheduleException,
    ScheduleTemplate,
    Slot,
    SlotState,
)
from hellowork_portal.services.schedule_changes.duty import DutyWarning, duty_warnings
from hellowork_portal.services.schedule_changes.ground import ground_of
from hellowork_portal.services.schedule_changes.rows import DayRow, ExceptionRow
from hellowork_portal.services.schedule_changes.views import (
    ChangeLine,
    ComingView,
    DayFill,
    StretchView,
    WeekView,
)
from hellowork_portal.services.schedules.rules import closed_days, closure_of, closure_words

_LOOKING = (Role.OFFICE_MANAGER, Role.COUNSELLOR)
_offering, _template, _slot = table_of(Offering), table_of(ScheduleTemplate), table_of(Slot)
_closure, _exception, _change = table_of(OfficeClosure), table_of(ScheduleException), table_of(ScheduleChange)
_MOST_CHANGES = 50


def week_of(
    session: Session, *, principal: Principal, office_id: int, offering_id: int, day: date
) -> WeekView:
    """Return an offering's hours in the week of a day. Raises NotAllowed."""
    _check(session, principal, office_id, offering_id)
    monday = day - timedelta(days=day.weekday())
    week = select(_template).where(
        _template.c.offering_id == offering_id,
        _template.c.valid_from <= monday + timedelta(days=6),
        or_(_template.c.valid_to.is_(None), _template.c.valid_to >= monday),
    )
    weekdays: list[list[StretchView]] = [[] for _ in range(7)]
    for row in session.connection().execute(week.order_by(_template.c.weekday, _template.c.from_minute)):
        on_day = monday + timedelta(days=row.weekday)
        if row.valid_from <= on_day and (row.valid_to is None or on_day <= row.valid_to):
            weekdays[row.weekday].append(_stretch(row))
    return WeekView(offering_id, monday.isoformat(), weekdays)


def _stretch(row: Any) -> StretchView:
    return StretchView(
        wall(row.from_minute),
        wall(row.to_minute),
        row.slot_minutes,
        row.buffer_minutes,
        row.seats,
        row.held_back,
        row.valid_from.isoformat(),
        row.valid_to.isoformat() if row.valid_to else "",
    )


def wall(minute: int) -> str:
    """Return a minute of the day as H:MM."""
    return f"{minute // 60}:{minute % 60:02}"


def month_fill(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    year: int,
    month: int,
    offering_id: int | None = None,
) -> list[DayFill]:
    """Return how full each day of a month is, of one offering or of all. Raises NotAllowed.

    Four statements.
    """
    _check(session, principal, office_id, offering_id)
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    seats = _seats(session, office_id, offering_id, first, last)
    said = closed_days(_said(session, office_id, first, last))
    columns = select(_exception.c.on_day).where(
        _exception.c.office_id == office_id, _exception.c.on_day.between(first, last)
    )
    differing = set(session.connection().scalars(columns))
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    fills = []
    for day in days:
        closure = closure_of(day, said)
        words = closure_words(closure) if closure else {}
        fills.append(DayFill(day.isoformat(), *seats.get(day, (0, 0, 0, 0)), words, day in differing))
    return fills


def _seats(
    session: Session, office_id: int, offering_id: int | None, first: date, last: date
) -> dict[date, tuple[int, int, int, int]]:
    is_open = _slot.c.state == SlotState.OPEN
    still = _slot.c.held_back - _slot.c.taken_by_staff
    query = (
        select(
            _slot.c.on_day,
            func.sum(case((is_open, _slot.c.capacity), else_=0)),
            func.sum(case((is_open, _slot.c.taken), else_=0)),
            func.sum(case((is_open & (still > 0), still), else_=0)),
            func.sum(case((is_open, 0), else_=_slot.c.taken)),
        )
        .join(_offering, _offering.c.id == _slot.c.offering_id)
        .where(_offering.c.office_id == office_id, _slot.c.on_day.between(first, last))
        .group_by(_slot.c.on_day)
    )
    if offering_id is not None:
        query = query.where(_slot.c.offering_id == offering_id)
    rows = session.connection().execute(query)
    return {day: (int(seats), int(taken), int(held), int(inside)) for day, seats, taken, held, inside in rows}


def _said(session: Session, office_id: int, first: date, last: date) -> Iterable[Any]:
    ours = or_(_closure.c.office_id.is_(None), _closure.c.office_id == office_id)
    columns = select(_closure.c.on_day, _closure.c.reason, _closure.c.is_open)
    rows = session.connection().execute(columns.where(ours, _closure.c.on_day.between(first, last)))
    return [tuple(row) for row in rows]


def coming(session: Session, *, principal: Principal, office_id: int, now: datetime) -> list[ComingView]:
    """Return an office's exceptions, closures and opened holidays from today on, in order."""
    _check(session, principal, office_id, None)
    rows = ground_of(session, office_id, now).schedule
    wanted = [row for row in rows if isinstance(row, ExceptionRow | DayRow)]
    return [_coming(row) for row in sorted(wanted, key=lambda row: (row.on_day, str(row)))]


def _coming(row: ExceptionRow | DayRow) -> ComingView:
    reason = staff_written(dict(row.reason)) if row.reason else {}
    if isinstance(row, DayRow):
        kind = "open_day" if row.is_open else "closed_day"
        return ComingView(of_day(row.on_day), wall(0), wall(1440), None, kind, 0, reason, row)
    span = (wall(row.from_minute), wall(row.to_minute))
    return ComingView(of_day(row.on_day), *span, row.offering_id, row.kind, row.seats, reason, row)


def warnings_ahead(
    session: Session, *, principal: Principal, office_id: int, now: datetime
) -> list[DutyWarning]:
    """Return where the seats of the next four weeks exceed the staff on duty."""
    _check(session, principal, office_id, None)
    ground, today = ground_of(session, office_id, now), day_in_japan(now)
    days = [today + timedelta(days=ahead) for ahead in range(29)]
    return list(duty_warnings(ground, ground.schedule, days))


def changes_of(session: Session, *, principal: Principal, office_id: int) -> list[ChangeLine]:
    """Return the last changes of an office's schedule, the newest first."""
    _check(session, principal, office_id, None)
    query = select(_change).where(_change.c.office_id == office_id).order_by(_change.c.id.desc())
    rows = session.connection().execute(query.limit(_MOST_CHANGES)).all()
    open_ones = [row.id for row in rows if row.undoes_id is None and row.undone_at is None]
    last = open_ones[0] if open_ones else None
    return [
        ChangeLine(row.id, row.made_by, row.made_at, row.kind, row.undone_at is not None, row.id == last)
        for row in rows
    ]


def _check(session: Session, principal: Principal, office_id: int, offering_id: int | None) -> None:
    """Raise NotAllowed unless the reader works at the office, and the offering is that office's."""
    principal.check_at(office_id, *_LOOKING)
    if offering_id is None:
        return
    of_office = select(_offering.c.office_id).where(_offering.c.id == offering_id)
    if session.connection().execute(of_office).scalar() != office_id:
        raise NotAllowed
