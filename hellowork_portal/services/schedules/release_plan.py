"""What is to be released, decided without the database."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hellowork_portal.services.schedules.day_plan import PlannedTime, slots_of_day, times_planned
from hellowork_portal.services.schedules.release_ground import (
    Ground,
    OpenOffering,
    Stamp,
    exceptions_for,
)
from hellowork_portal.services.schedules.rules import PlannedSlot, closed_days, closure_of


@dataclass
class PlannedDay:
    """The slots that a day of an offering should have, and what it has where it differs."""

    offering: OpenOffering
    day: date
    slots: tuple[PlannedSlot, ...]

    def times(self) -> tuple[PlannedTime, ...]:
        """Return each time that has a seat."""
        return tuple(time for time in self.all_times() if time.capacity)

    def all_times(self) -> tuple[PlannedTime, ...]:
        """Return each time, those that have lost their seats among them."""
        return times_planned(self.slots, self.day, self.offering.lanes)

    def stamp(self) -> Stamp | None:
        """Return the stamp of a day released exactly so."""
        times = self.times()
        if not times or len(times) < len(self.slots):
            return None
        seats = [time.capacity for time in times]
        held_back = sum(time.held_back for time in times)
        ends = (times[0].starts_at, times[-1].ends_at)
        return Stamp(len(seats), *ends, min(seats), max(seats), sum(seats), held_back)


@dataclass
class Plan:
    """Days to write, days to compare slot by slot, days to close."""

    fresh: list[PlannedDay] = field(default_factory=list)
    differing: list[PlannedDay] = field(default_factory=list)
    to_close: list[tuple[int, date]] = field(default_factory=list)


def plan_release(ground: Ground) -> Plan:
    """Decide day by day; a day released as planned costs nothing more."""
    plan = Plan()
    everywhere = ground.closures.get(None, [])
    for offering in ground.offerings:
        closures = closed_days([*everywhere, *ground.closures.get(offering.office_id, [])])
        for ahead in range((offering.last_day - ground.today).days + 1):
            day = ground.today + timedelta(days=ahead)
            if closure_of(day, closures) is None:
                _plan_day(plan, ground, PlannedDay(offering, day, _slots(ground, offering, day)))
            elif (offering.id, day) in ground.still_open:
                plan.to_close.append((offering.id, day))
    return plan


def _slots(ground: Ground, offering: OpenOffering, day: date) -> tuple[PlannedSlot, ...]:
    known = ground.stretches.get((offering.id, day.weekday()), ())
    valid = tuple(times for begin, end, times in known if begin <= day and (end is None or day <= end))
    differs = ground.exceptions.get((offering.office_id, day), ())
    return slots_of_day(valid, exceptions_for(offering.id, differs))


def _plan_day(plan: Plan, ground: Ground, planned: PlannedDay) -> None:
    there = ground.released.get((planned.offering.id, planned.day))
    if there is None:
        plan.fresh.append(planned)
    elif there != planned.stamp():
        plan.differing.append(planned)
