"""What is to be released: read in a few statements, then decided without the database."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    MeetingHost,
    Mode,
    Offering,
    OfficeClosure,
    ScheduleTemplate,
    Slot,
    SlotState,
)
from hellowork_portal.services.schedules.rules import PlannedSlot, Times, closure_of, planned_slots

_offering, _host, _slot = table_of(Offering), table_of(MeetingHost), table_of(Slot)
_template, _closure = table_of(ScheduleTemplate), table_of(OfficeClosure)
_instant = lru_cache(maxsize=65536)(at_japan)


class Stamp(NamedTuple):
    """What tells at a glance whether a day of an offering is as planned."""

    times: int
    first: datetime
    last: datetime
    least: int
    most: int


@dataclass(frozen=True)
class OpenOffering:
    """An offering that takes reservations; `lanes` bounds its seats, None where no host is needed."""

    id: int
    office_id: int
    last_day: date
    lanes: int | None

    def capacity(self, slot: PlannedSlot) -> int:
        """Seats never exceed the lanes of active hosts: a seat shown is a seat with a host."""
        return self.bounded(slot.seats)

    def bounded(self, seats: int) -> int:
        """Return a number of seats cut to the lanes."""
        return seats if self.lanes is None else min(seats, self.lanes)


@dataclass
class Ground:
    """Everything that planning reads."""

    today: date
    offerings: list[OpenOffering]
    stretches: dict[tuple[int, int], list[tuple[date, date | None, Times]]]
    closures: dict[int | None, dict[date, dict[str, str]]]
    released: dict[tuple[int, date], Stamp]
    still_open: set[tuple[int, date]]


@dataclass
class PlannedDay:
    """The slots that a day of an offering should have, and what it has where it differs."""

    offering: OpenOffering
    day: date
    slots: tuple[PlannedSlot, ...]

    def times(self) -> tuple[tuple[datetime, datetime, int], ...]:
        """Return beginning, end and capacity of each time that has a seat."""
        return tuple(
            (_instant(self.day, slot.from_minute), _instant(self.day, slot.to_minute), capacity)
            for slot in self.slots
            if (capacity := self.offering.capacity(slot))
        )

    def stamp(self) -> Stamp | None:
        """Return the stamp of a day released exactly so."""
        seats = [self.offering.capacity(slot) for slot in self.slots]
        if not seats or not min(seats):
            return None
        first, last = self.slots[0].from_minute, self.slots[-1].to_minute
        return Stamp(len(seats), _instant(self.day, first), _instant(self.day, last), min(seats), max(seats))


@dataclass
class Plan:
    """Days to write, days to compare slot by slot, days to close."""

    fresh: list[PlannedDay] = field(default_factory=list)
    differing: list[PlannedDay] = field(default_factory=list)
    to_close: list[tuple[int, date]] = field(default_factory=list)


def survey(session: Session, today: date, days: int | None) -> Ground:
    """Read offerings, hosts, schedules, closures and what has been released."""
    offerings = _offerings(session, today, days)
    last = max((one.last_day for one in offerings), default=today)
    released, still_open = _released(session, today, last)
    return Ground(
        today,
        offerings,
        _stretches(session, today, last),
        _closures(session, today, last),
        released,
        still_open,
    )


def _offerings(session: Session, today: date, days: int | None) -> list[OpenOffering]:
    lanes = select(_host.c.offering_id, func.sum(_host.c.lanes)).where(_host.c.is_active)
    by_offering = {
        id_: int(sum_) for id_, sum_ in session.connection().execute(lanes.group_by(_host.c.offering_id))
    }
    rows = session.connection().execute(
        select(_offering.c.id, _offering.c.office_id, _offering.c.mode, _offering.c.opens_days_ahead)
        .where(_offering.c.is_open)
        .order_by(_offering.c.id)
    )
    return [
        OpenOffering(
            id=id_,
            office_id=office_id,
            last_day=today + timedelta(days=ahead if days is None else days),
            lanes=by_offering.get(id_, 0) if mode == Mode.ONLINE else None,
        )
        for id_, office_id, mode, ahead in rows
    ]


def _stretches(
    session: Session, today: date, last: date
) -> dict[tuple[int, int], list[tuple[date, date | None, Times]]]:
    rows = session.connection().execute(
        select(_template)
        .where(
            _template.c.valid_from <= last, or_(_template.c.valid_to.is_(None), _template.c.valid_to >= today)
        )
        .order_by(_template.c.id)
    )
    stretches: dict[tuple[int, int], list[tuple[date, date | None, Times]]] = defaultdict(list)
    for _id, offering_id, weekday, begin, end, minutes, buffer, seats, valid_from, valid_to in rows:
        times = Times(begin, end, minutes, buffer, seats)
        stretches[offering_id, weekday].append((valid_from, valid_to, times))
    return stretches


def _closures(session: Session, today: date, last: date) -> dict[int | None, dict[date, dict[str, str]]]:
    closures: dict[int | None, dict[date, dict[str, str]]] = defaultdict(dict)
    columns = select(_closure.c.office_id, _closure.c.on_day, _closure.c.reason)
    for office_id, day, reason in session.connection().execute(
        columns.where(_closure.c.on_day.between(today, last))
    ):
        closures[office_id][day] = reason
    return closures


def _released(
    session: Session, today: date, last: date
) -> tuple[dict[tuple[int, date], Stamp], set[tuple[int, date]]]:
    is_open: ColumnElement[int] = case((_slot.c.state == SlotState.OPEN, 1), else_=0)
    rows = session.connection().execute(
        select(
            _slot.c.offering_id,
            _slot.c.on_day,
            func.sum(is_open),
            func.count(),
            func.min(_slot.c.starts_at),
            func.max(_slot.c.ends_at),
            func.min(_slot.c.capacity),
            func.max(_slot.c.capacity),
        )
        .where(_slot.c.on_day.between(today, last))
        .group_by(_slot.c.offering_id, _slot.c.on_day)
    )
    stamps: dict[tuple[int, date], Stamp] = {}
    still_open: set[tuple[int, date]] = set()
    for offering_id, day, opened, times, first, end, least, most in rows:
        stamps[offering_id, day] = Stamp(times, first, end, least, most)
        if opened:
            still_open.add((offering_id, day))
    return stamps, still_open


def plan_release(ground: Ground) -> Plan:
    """Decide day by day; a day released as planned costs nothing more."""
    plan = Plan()
    everywhere = ground.closures.get(None, {})
    for offering in ground.offerings:
        closures = everywhere | ground.closures.get(offering.office_id, {})
        for ahead in range((offering.last_day - ground.today).days + 1):
            day = ground.today + timedelta(days=ahead)
            if closure_of(day, closures) is None:
                _plan_day(plan, ground, PlannedDay(offering, day, _slots(ground, offering.id, day)))
            elif (offering.id, day) in ground.still_open:
                plan.to_close.append((offering.id, day))
    return plan


def _slots(ground: Ground, offering_id: int, day: date) -> tuple[PlannedSlot, ...]:
    valid = ground.stretches.get((offering_id, day.weekday()), ())
    return planned_slots(
        tuple(times for begin, end, times in valid if begin <= day and (end is None or day <= end))
    )


def _plan_day(plan: Plan, ground: Ground, planned: PlannedDay) -> None:
    there = ground.released.get((planned.offering.id, planned.day))
    if there is None:
        plan.fresh.append(planned)
    elif there != planned.stamp():
        plan.differing.append(planned)
