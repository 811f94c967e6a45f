"""Everything that decides what is to be released, read in a few statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import case, func, or_, select, true
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    ExceptionKind,
    MeetingHost,
    Mode,
    Offering,
    OfficeClosure,
    ScheduleException,
    ScheduleTemplate,
    Slot,
    SlotState,
)
from hellowork_portal.services.schedules.day_plan import (
    DayException,
)
from hellowork_portal.services.schedules.rules import Times

_offering, _host, _slot = table_of(Offering), table_of(MeetingHost), table_of(Slot)
_template, _closure = table_of(ScheduleTemplate), table_of(OfficeClosure)
_exception = table_of(ScheduleException)


class Stamp(NamedTuple):
    """What tells at a glance whether a day of an offering is as planned."""

    times: int
    first: datetime
    last: datetime
    least: int
    most: int
    seats: int
    held_back: int


@dataclass(frozen=True)
class OpenOffering:
    """An offering that takes reservations; `lanes` bounds its seats, None where no host is needed."""

    id: int
    office_id: int
    last_day: date
    lanes: int | None

    def bounded(self, seats: int) -> int:
        """Return a number of seats cut to the lanes."""
        return seats if self.lanes is None else min(seats, self.lanes)


@dataclass
class Ground:
    """Everything that planning reads."""

    today: date
    offerings: list[OpenOffering]
    stretches: dict[tuple[int, int], list[tuple[date, date | None, Times]]]
    exceptions: dict[tuple[int, date], list[tuple[int | None, DayException]]]
    closures: dict[int | None, list[tuple[date, dict[str, str], bool]]]
    released: dict[tuple[int, date], Stamp]
    still_open: set[tuple[int, date]]


def survey(session: Session, today: date, days: int | None, office_id: int | None = None) -> Ground:
    """Read offerings, hosts, schedules, closures and what has been released, of all offices or of one."""
    offerings = _offerings(session, today, days, office_id)
    last = max((one.last_day for one in offerings), default=today)
    only = None if office_id is None else [one.id for one in offerings]
    released, still_open = _released(session, today, last, only)
    return Ground(
        today,
        offerings,
        _stretches(session, today, last),
        _exceptions(session, today, last),
        _closures(session, today, last),
        released,
        still_open,
    )


def _offerings(session: Session, today: date, days: int | None, office_id: int | None) -> list[OpenOffering]:
    lanes = select(_host.c.offering_id, func.sum(_host.c.lanes)).where(_host.c.is_active)
    by_offering = {
        id_: int(sum_) for id_, sum_ in session.connection().execute(lanes.group_by(_host.c.offering_id))
    }
    rows = session.connection().execute(
        select(_offering.c.id, _offering.c.office_id, _offering.c.mode, _offering.c.opens_days_ahead)
        .where(_offering.c.is_open, true() if office_id is None else _offering.c.office_id == office_id)
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
    for row in rows:
        stretches[row.offering_id, row.weekday].append((row.valid_from, row.valid_to, times_in(row)))
    return stretches


def times_in(row: Any) -> Times:
    """Return the stretch that a template's row states."""
    return Times(
        row.from_minute, row.to_minute, row.slot_minutes, row.buffer_minutes, row.seats, row.held_back
    )


def _exceptions(
    session: Session, today: date, last: date
) -> dict[tuple[int, date], list[tuple[int | None, DayException]]]:
    rows = session.connection().execute(
        select(_exception).where(_exception.c.on_day.between(today, last)).order_by(_exception.c.id)
    )
    exceptions: dict[tuple[int, date], list[tuple[int | None, DayException]]] = defaultdict(list)
    for row in rows:
        exceptions[row.office_id, row.on_day].append((row.offering_id, exception_in(row)))
    return exceptions


def exception_in(row: Any) -> DayException:
    """Return what an exception's row states."""
    return DayException(
        ExceptionKind(row.kind), row.from_minute, row.to_minute, row.seats, row.held_back,
        row.slot_minutes, row.buffer_minutes,
    )  # fmt: skip


def exceptions_for(
    offering_id: int, exceptions: Iterable[tuple[int | None, DayException]]
) -> tuple[DayException, ...]:
    """Return what of a day's exceptions changes an offering's times.

    Somebody who is away without a word of which offering lacks no certain one of them:
    only the staff on duty are fewer.
    """
    return tuple(
        one
        for of_offering, one in exceptions
        if of_offering == offering_id or (of_offering is None and one.kind is not ExceptionKind.AWAY)
    )


def _closures(
    session: Session, today: date, last: date
) -> dict[int | None, list[tuple[date, dict[str, str], bool]]]:
    closures: dict[int | None, list[tuple[date, dict[str, str], bool]]] = defaultdict(list)
    columns = select(_closure.c.office_id, _closure.c.on_day, _closure.c.reason, _closure.c.is_open)
    for office_id, *said in session.connection().execute(
        columns.where(_closure.c.on_day.between(today, last))
    ):
        closures[office_id].append(tuple(said))
    return closures


def _released(
    session: Session, today: date, last: date, only: list[int] | None
) -> tuple[dict[tuple[int, date], Stamp], set[tuple[int, date]]]:
    """Return the open times of each day that has slots, and the days with an open one.

    Seats that a manager has added are no part of the plan.
    """
    is_open, planned = _slot.c.state == SlotState.OPEN, _slot.c.capacity - _slot.c.added_seats
    rows = session.connection().execute(
        select(
            _slot.c.offering_id,
            _slot.c.on_day,
            func.sum(case((is_open, 1), else_=0)),
            func.min(case((is_open, _slot.c.starts_at))),
            func.max(case((is_open, _slot.c.ends_at))),
            func.min(case((is_open, planned))),
            func.max(case((is_open, planned))),
            func.sum(case((is_open, planned))),
            func.sum(case((is_open, _slot.c.held_back - _slot.c.added_seats))),
        )
        .where(_slot.c.on_day.between(today, last))
        .where(true() if only is None else _slot.c.offering_id.in_(only))
        .group_by(_slot.c.offering_id, _slot.c.on_day)
    )
    stamps: dict[tuple[int, date], Stamp] = {}
    still_open: set[tuple[int, date]] = set()
    for offering_id, day, *stamp in rows:
        stamps[offering_id, day] = Stamp(*stamp)
        if stamp[0]:
            still_open.add((offering_id, day))
    return stamps, still_open
