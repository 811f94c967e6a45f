"""The calendar of 認定日: the 28-day rule, and where days go on which the office is closed; pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

TYPES, WEEKDAYS = range(1, 5), range(5)
CYCLE = timedelta(days=28)
_WEEK_OF_TYPE_1 = date(2023, 4, 24)
"""A Monday; its week is 1型, and the weeks go on 1, 2, 3, 4 from there (domain.md §1)."""
_NEW_YEAR_MONTH = 4
_FARTHEST = 13
"""How many days a 認定日 goes back at most; the one before it lies 28 days earlier."""


@dataclass(frozen=True)
class CalendarDay:
    """A day of the 28-day rule and the day that holds for it."""

    cycle_on: date
    on_day: date
    is_edited: bool = False

    @property
    def day_type(self) -> int:
        """The 型, 1 to 4."""
        return type_of(self.cycle_on)

    @property
    def weekday(self) -> int:
        """0 for Monday to 4 for Friday."""
        return self.cycle_on.weekday()

    @property
    def is_moved(self) -> bool:
        """Whether another day holds than the rule's."""
        return self.on_day != self.cycle_on


@dataclass(frozen=True)
class Generate:
    """Make a fiscal year anew by the rule; days that the office has set itself stay."""

    fiscal_year: int


@dataclass(frozen=True)
class MoveDay:
    """Let another day hold for one day of the rule; None goes back to what the rule says."""

    cycle_on: date
    on_day: date | None


Change = Generate | MoveDay
Days = Mapping[date, CalendarDay]
"""The days of a calendar by the day of the rule."""


def type_of(day: date) -> int:
    """Return the 型 (1–4) of the week in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return (monday - _WEEK_OF_TYPE_1).days // 7 % len(TYPES) + 1


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year, which begins in April."""
    return day.year if day.month >= _NEW_YEAR_MONTH else day.year - 1


def bounds_of(fiscal_year: int) -> tuple[date, date]:
    """Return the first and the last day of a fiscal year."""
    first = date(fiscal_year, _NEW_YEAR_MONTH, 1)
    return first, date(fiscal_year + 1, _NEW_YEAR_MONTH, 1) - timedelta(days=1)


def cycle_days(fiscal_year: int) -> Iterator[date]:
    """Yield every working weekday of a fiscal year: each is the 認定日 of one type and weekday."""
    day, last = bounds_of(fiscal_year)
    while day <= last:
        if day.weekday() in WEEKDAYS:
            yield day
        day += timedelta(days=1)


def day_by_rule(cycle_on: date, is_closed: Callable[[date], bool]) -> date:
    """Return the day that holds for a day of the rule: the open day before it, else the next after it."""
    for back in range(_FARTHEST + 1):
        if not is_closed(cycle_on - timedelta(days=back)):
            return cycle_on - timedelta(days=back)
    for ahead in range(1, _FARTHEST + 1):
        if not is_closed(cycle_on + timedelta(days=ahead)):
            return cycle_on + timedelta(days=ahead)
    return cycle_on


def changed(days: Days, change: Change, is_closed: Callable[[date], bool]) -> dict[date, CalendarDay]:
    """Return the calendar's days after a change."""
    if isinstance(change, Generate):
        made = (CalendarDay(day, day_by_rule(day, is_closed)) for day in cycle_days(change.fiscal_year))
        own = {day: one for day, one in days.items() if one.is_edited}
        return {**days, **{one.cycle_on: one for one in made}, **own}
    one = days[change.cycle_on]
    if change.on_day is None:
        moved = CalendarDay(one.cycle_on, day_by_rule(one.cycle_on, is_closed))
    else:
        moved = replace(one, on_day=change.on_day, is_edited=True)
    return {**days, change.cycle_on: moved}


def is_in_reach(cycle_on: date, on_day: date) -> bool:
    """Whether a day may hold for a day of the rule: within thirteen days before or after it."""
    return abs((on_day - cycle_on).days) <= _FARTHEST


def moves(before: Days, after: Days) -> list[tuple[CalendarDay | None, CalendarDay]]:
    """Return the days that differ, with what held before, in order."""
    return [(before.get(day), one) for day, one in sorted(after.items()) if before.get(day) != one]


def last_day_to_come(day: date, following: date, is_closed: Callable[[date], bool]) -> date:
    """Return until when somebody who missed a 認定日 is to come: the last open day before the next one.

    Where the office is closed on all days between, it is the eve all the same.
    """
    last = eve = following - timedelta(days=1)
    while last > day and is_closed(last):
        last -= timedelta(days=1)
    return last if last > day else eve
