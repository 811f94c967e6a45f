"""The month and the day of an offering: a hot path, so prebuilt statements and rows."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, func, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan, in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Slot, SlotState
from hellowork_portal.services.schedules.next_free import first_days
from hellowork_portal.services.schedules.online_seats import shown_seats
from hellowork_portal.services.schedules.rules import closure_of, closure_words
from hellowork_portal.services.schedules.views import DayState, DayView, MonthView, TimeView
from hellowork_portal.services.schedules.window import OfferingUnknown as OfferingUnknown
from hellowork_portal.services.schedules.window import Window, window_of

_CELLS = 42
_slot = table_of(Slot)

_in_time = _slot.c.starts_at >= bindparam("cut", type_=_slot.c.starts_at.type)
_DAYS = (
    select(
        _slot.c.on_day,
        func.sum(case((_in_time, 1), else_=0)),
        func.sum(case((_in_time, shown_seats(_slot)), else_=0)),
        func.sum(case((_in_time, _slot.c.taken), else_=0)),
    )
    .where(
        _slot.c.offering_id == bindparam("offering"),
        _slot.c.on_day.between(bindparam("first"), bindparam("last")),
        _slot.c.state == SlotState.OPEN,
        _slot.c.held_back < _slot.c.capacity,
    )
    .group_by(_slot.c.on_day)
)
_TIMES = (
    select(_slot.c.id, _slot.c.starts_at, _slot.c.ends_at, shown_seats(_slot), _slot.c.taken)
    .where(
        _slot.c.offering_id == bindparam("offering"),
        _slot.c.on_day == bindparam("day"),
        _slot.c.state == SlotState.OPEN,
        _slot.c.held_back < _slot.c.capacity,
    )
    .order_by(_slot.c.starts_at)
)


def month_of(session: Session, *, offering_id: int, year: int, month: int, now: datetime) -> MonthView:
    """Return the month of an offering; a month outside the window gives the nearest one within.

    Three statements. Raises OfferingUnknown.
    """
    today = day_in_japan(now)
    first = _sunday_before(_month_start(year, month, today))
    span = (first, first + timedelta(days=_CELLS - 1))
    window = window_of(session, offering_id, span, now)
    start = min(max(_month_start(year, month, today), today.replace(day=1)), window.last_day.replace(day=1))
    if _sunday_before(start) != first:
        return month_of(session, offering_id=offering_id, year=start.year, month=start.month, now=now)
    seats = seats_by_day(session, offering_id, span, window)
    days = [_day(first + timedelta(days=cell), start, seats, window) for cell in range(_CELLS)]
    return MonthView(
        offering_id=offering_id,
        year=start.year,
        month=start.month,
        days=days,
        days_with_seats=[day for day in days if day.in_month and day.is_bookable],
        next_free_on=_next_free(session, offering_id, window),
        has_previous=start > today,
        has_next=_next_month(start) <= window.last_day,
        opens_next=window.opens_next,
    )


def _next_free(session: Session, offering_id: int, window: Window) -> str:
    """Return the first bookable day of the whole window, empty where there is none."""
    span = {"today": window.today, "last": window.last_day, "cut": window.cut}
    return first_days(session, [offering_id], **span).get(offering_id, "") if window.is_open else ""


def _month_start(year: int, month: int, today: date) -> date:
    try:
        return date(year, month, 1)
    except ValueError:
        return today.replace(day=1)


def _next_month(start: date) -> date:
    return (start + timedelta(days=31)).replace(day=1)


def _sunday_before(start: date) -> date:
    """Return the first cell: Japanese calendars begin on Sunday."""
    return start - timedelta(days=start.isoweekday() % 7)


def seats_by_day(
    session: Session, offering_id: int, span: tuple[date, date], window: Window
) -> dict[date, tuple[int, int, int]]:
    """Return, per day, how many times are still to be had, their seats, and those taken."""
    values: dict[str, Any] = {"offering": offering_id, "cut": window.cut}
    rows = session.connection().execute(
        _DAYS, values | {"first": max(span[0], window.today), "last": span[1]}
    )
    return {day: (int(times), int(capacity), int(taken)) for day, times, capacity, taken in rows}


def _day(day: date, month: date, seats: dict[date, tuple[int, int, int]], window: Window) -> DayView:
    closure = closure_of(day, window.closures)
    _times, capacity, taken = seats.get(day, (0, 0, 0))
    state = day_state(day, is_closed=closure is not None, seats=seats, window=window)
    is_offered = state in {DayState.OPEN, DayState.FEW, DayState.FULL}
    return DayView(
        iso=day.isoformat(),
        day=day.day,
        weekday=day.weekday(),
        in_month=(day.year, day.month) == (month.year, month.month),
        is_today=day == window.today,
        state=state,
        seats_left=capacity - taken if is_offered else 0,
        capacity=capacity if is_offered else 0,
        closure_kind=closure.kind if closure else "",
        holiday=closure.holiday if closure else "",
        closure=closure_words(closure) if closure else {},
    )


def day_state(
    day: date, *, is_closed: bool, seats: dict[date, tuple[int, int, int]], window: Window
) -> DayState:
    """Return what a day offers; an office that is closed offers nothing, whatever was released."""
    if day < window.today:
        return DayState.PAST
    if is_closed:
        return DayState.CLOSED
    if day > window.last_day:
        return DayState.NOT_YET
    if day not in seats or not window.is_open:
        return DayState.NONE
    times, capacity, taken = seats[day]
    if not times:
        return DayState.TOO_LATE
    return seat_state(capacity, taken) if capacity else DayState.NONE


def seat_state(capacity: int, taken: int) -> DayState:
    """Return open, few or full: few is 1–2 seats or a fifth at most, once any is taken."""
    left = capacity - taken
    if left <= 0:
        return DayState.FULL
    return DayState.FEW if taken and (left <= 2 or left * 5 <= capacity) else DayState.OPEN


def day_of(
    session: Session, *, offering_id: int, day: date, closes_minutes: int | None = None, now: datetime
) -> list[TimeView]:
    """Return a day's times in order; none on a closed day or outside the window. Raises OfferingUnknown.

    `closes_minutes` stands in for a longer limit of the offering: a 失業認定 that moves
    within its day may be moved later than one is booked.
    """
    window = window_of(session, offering_id, (day, day), now)
    if closes_minutes is not None:
        window = replace(window, cut=min(window.cut, now + timedelta(minutes=closes_minutes)))
    return times_of_day(session, offering_id, day, window)


def times_of_day(session: Session, offering_id: int, day: date, window: Window) -> list[TimeView]:
    """Return a day's times; `window` must have the closures of that day."""
    if not window.is_open or not window.today <= day <= window.last_day or closure_of(day, window.closures):
        return []
    rows = session.connection().execute(_TIMES, {"offering": offering_id, "day": day})
    return [_time(window, *row) for row in rows]


def _time(
    window: Window, slot_id: int, starts_at: datetime, ends_at: datetime, capacity: int, taken: int
) -> TimeView:
    is_late = starts_at < window.cut
    return TimeView(
        slot_id=slot_id,
        starts=f"{in_japan(starts_at):%H:%M}",
        ends=f"{in_japan(ends_at):%H:%M}",
        seats_left=0 if is_late else capacity - taken,
        capacity=capacity,
        state=DayState.TOO_LATE if is_late else seat_state(capacity, taken),
    )
