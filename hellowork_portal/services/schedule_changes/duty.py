"""Whether there are more seats at a time than counsellors on duty; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from hellowork_portal.kit.clock import in_japan
from hellowork_portal.services.schedule_changes.days import Days, days_of
from hellowork_portal.services.schedule_changes.ground import Ground
from hellowork_portal.services.schedule_changes.rows import DutyRow, Schedule, is_valid_on
from hellowork_portal.services.schedules.day_plan import PlannedTime


@dataclass(frozen=True)
class DutyWarning:
    """A stretch of a day in which all offerings' seats exceed the staff on duty."""

    day: date
    from_minute: int
    to_minute: int
    seats: int
    on_duty: int


def duty_warnings(ground: Ground, schedule: Schedule, days: Iterable[date]) -> Iterator[DutyWarning]:
    """Yield where seats exceed duty; an office that has stated no duty is not warned at all.

    Rests count as work: who rests after an interview holds no other one. Neighbouring
    stretches with the same numbers are told as one.
    """
    duty = [row for row in schedule if isinstance(row, DutyRow)]
    if not duty:
        return
    laid_out = days_of(ground, schedule)
    for day in days:
        times = [
            time
            for offering in ground.offerings.values()
            if offering.is_open
            for time in laid_out.times(offering.id, day, offering.lanes)
        ]
        yield from _of_day(day, times, [row for row in duty if is_valid_on(row, day)], laid_out)


def _of_day(
    day: date, times: list[PlannedTime], duty: list[DutyRow], laid_out: Days
) -> Iterator[DutyWarning]:
    away = laid_out.away(day)
    spans = [(_minute(time.starts_at, day), _minute(time.ends_at, day), time.capacity) for time in times]
    bounds = {bound for begin, end, _ in spans for bound in (begin, end)}
    bounds |= {bound for row in (*duty, *away) for bound in (row.from_minute, row.to_minute)}
    last: DutyWarning | None = None
    edges = sorted(bounds)
    for begin, end in pairwise(edges):
        seats = sum(number for first, until, number in spans if first <= begin < until)
        on_duty = _people(duty, begin) - sum(
            one.seats for one in away if one.from_minute <= begin < one.to_minute
        )
        if seats <= max(0, on_duty):
            continue
        one = DutyWarning(day, begin, end, seats, max(0, on_duty))
        if last and (last.to_minute, last.seats, last.on_duty) == (begin, seats, one.on_duty):
            last = DutyWarning(day, last.from_minute, end, seats, one.on_duty)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _people(duty: Iterable[DutyRow], minute: int) -> int:
    return sum(row.people for row in duty if row.from_minute <= minute < row.to_minute)


def _minute(instant: datetime, day: date) -> int:
    wall = in_japan(instant)
    return 60 * wall.hour + wall.minute if wall.date() == day else 1440
