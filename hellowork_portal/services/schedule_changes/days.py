"""A schedule's days: what each offering has on a day, and why it may be closed; pure."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedule_changes.ground import Ground
from hellowork_portal.services.schedule_changes.rows import (
    DayRow,
    ExceptionRow,
    ReleaseRow,
    Schedule,
    WeekRow,
    is_valid_on,
)
from hellowork_portal.services.schedules.day_plan import PlannedTime, slots_of_day, times_planned
from hellowork_portal.services.schedules.release_ground import exceptions_for
from hellowork_portal.services.schedules.rules import Closure, DaysSaid, closed_days, closure_of


@dataclass(frozen=True)
class Days:
    """A schedule, laid out so that a day is found without looking through all of it."""

    weeks: dict[int, list[WeekRow]]
    exceptions: dict[date, list[ExceptionRow]]
    said: DaysSaid
    releases: dict[int, ReleaseRow]

    def closure(self, day: date) -> Closure | None:
        """Return why the office is closed on a day, or nothing."""
        return closure_of(day, self.said)

    def times(self, offering_id: int, day: date, lanes: int | None) -> tuple[PlannedTime, ...]:
        """Return a day's times, those that lanes leave without a seat among them; none on a closed day."""
        if self.closure(day) is not None:
            return ()
        weeks = sorted(
            (row for row in self.weeks.get(offering_id, ()) if is_valid_on(row, day)),
            key=lambda row: row.from_minute,
        )
        differs = exceptions_for(offering_id, [(one.offering_id, one.differs()) for one in self.of_day(day)])
        slots = slots_of_day(tuple(row.times() for row in weeks), differs)
        return times_planned(slots, day, lanes)

    def of_day(self, day: date) -> list[ExceptionRow]:
        """Return a day's exceptions: the office's first, so that an offering's own word goes last."""
        return sorted(
            self.exceptions.get(day, ()), key=lambda one: (one.offering_id or 0, one.from_minute, one.kind)
        )

    def last_day(self, offering_id: int, today: date) -> date:
        """Return the last day whose slots an offering has released."""
        return today + timedelta(days=self.releases[offering_id].opens_days_ahead)

    def away(self, day: date) -> list[ExceptionRow]:
        """Return who is away on a day."""
        return [one for one in self.of_day(day) if one.kind is ExceptionKind.AWAY]


def days_of(ground: Ground, schedule: Schedule) -> Days:
    """Lay a schedule out."""
    weeks: dict[int, list[WeekRow]] = defaultdict(list)
    exceptions: dict[date, list[ExceptionRow]] = defaultdict(list)
    own = []
    releases = {}
    for row in schedule:
        if isinstance(row, WeekRow):
            weeks[row.offering_id].append(row)
        elif isinstance(row, ExceptionRow):
            exceptions[row.on_day].append(row)
        elif isinstance(row, DayRow):
            own.append((row.on_day, dict(row.reason), row.is_open))
        elif isinstance(row, ReleaseRow):
            releases[row.offering_id] = row
    return Days(weeks, exceptions, closed_days([*ground.everywhere, *own]), releases)
