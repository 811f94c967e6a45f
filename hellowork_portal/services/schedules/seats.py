"""Seats as bare states and numbers: what open calendars are told when any of them changes."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlmodel import Session

from hellowork_portal.services.schedules.calendar import day_state, seats_by_day, times_of_day
from hellowork_portal.services.schedules.next_free import next_free
from hellowork_portal.services.schedules.rules import closure_of
from hellowork_portal.services.schedules.views import DayState, SeatsLeft, SeatsView
from hellowork_portal.services.schedules.window import Window, window_of

_OFFERED = frozenset({DayState.OPEN, DayState.FEW, DayState.FULL})
_BOOKABLE = frozenset({DayState.OPEN, DayState.FEW})


def seats_now(
    session: Session, *, offering_id: int, year: int, month: int, days: Collection[date], now: datetime
) -> SeatsView:
    """Return the seats of a month's days and of the times of some days, which may lie in other months.

    Two statements and one for each of `days`; two more where this month has no free day.
    Raises OfferingUnknown.
    """
    span = _month(year, month)
    window = window_of(session, offering_id, (min([span[0], *days]), max([span[1], *days])), now)
    found = _days(session, offering_id, span, window)
    times = {
        day.isoformat(): {
            time.slot_id: (time.state.value, time.seats_left)
            for time in times_of_day(session, offering_id, day, window)
        }
        for day in days
    }
    first = _first_free(found) if span[0] <= window.today <= span[1] else ""
    return SeatsView(found, times, first or next_free(session, [offering_id], now).get(offering_id, ""))


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _days(
    session: Session, offering_id: int, span: tuple[date, date], window: Window
) -> dict[str, SeatsLeft]:
    seats = seats_by_day(session, offering_id, span, window)
    days = [span[0] + timedelta(days=step) for step in range((span[1] - span[0]).days + 1)]
    return {day.isoformat(): _day(day, seats, window) for day in days}


def _day(day: date, seats: dict[date, tuple[int, int, int]], window: Window) -> SeatsLeft:
    is_closed = closure_of(day, window.closures) is not None
    state = day_state(day, is_closed=is_closed, seats=seats, window=window)
    _times, capacity, taken = seats.get(day, (0, 0, 0))
    return state.value, capacity - taken if state in _OFFERED else 0


def _first_free(days: dict[str, SeatsLeft]) -> str:
    """Return the first day with a seat; the days of a month that has today begin with the past."""
    return next((iso for iso, (state, _left) in days.items() if state in _BOOKABLE), "")
