"""Counting for reports: few statements that go over the rows once each, however many groups come of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.sql_days import days_booked_ahead, hour_in_japan
from hellowork_portal.models import (
    DemandRefused,
    Offering,
    Reservation,
    ReservationState,
    Slot,
    SlotState,
)

_SLOT, _RESERVATION, _OFFERING = table_of(Slot), table_of(Reservation), table_of(Offering)
_DEMAND = table_of(DemandRefused)
_NEVER_BOOKED = (ReservationState.HELD, ReservationState.EXPIRED)
"""All other states have been confirmed at some time: a hold that ends is `expired`, never `cancelled`."""
_NO_DAY, _NO_NUMBER = cast(null(), Date), cast(null(), Integer)


@dataclass(frozen=True)
class Scope:
    """Which interviews are counted: those of days in Japan from `first` to `last`, both counted.

    `office_id` None: of every office; `procedure_id` None: for every procedure.
    """

    first: date
    last: date
    office_id: int | None = None
    procedure_id: int | None = None

    def is_within(self, table: Any, day: Any) -> Any:
        """Return what holds for a table's rows that are counted."""
        conditions = [day.between(self.first, self.last)]
        of = select(_OFFERING.c.id)
        if self.office_id is not None:
            of = of.where(_OFFERING.c.office_id == self.office_id)
        if self.procedure_id is not None:
            of = of.where(_OFFERING.c.procedure_id == self.procedure_id)
        if self.office_id is not None or self.procedure_id is not None:
            conditions.append(table.c.offering_id.in_(of))
        return and_(*conditions)


def seats_and_bookings(session: Session, scope: Scope) -> Sequence[Any]:
    """Return sums of seats and states, and days ahead: by day and hour, and by offering.

    Rows: (on_day, hour, offering_id, offered, booked, attended, no_show, cancelled, leads), with None
    for what a row is not grouped by. `leads` names for each booking how many days before its day it
    was made, as `7,0,28`; None for no booking.
    """
    return session.connection().execute(_by_both(_per_slot(scope))).all()


def _per_slot(scope: Scope) -> Select[Any]:
    state = _RESERVATION.c.state
    counted = {
        name: func.count(case((state == wanted, 1))).label(name)
        for name, wanted in (
            ("attended", ReservationState.COMPLETED),
            ("no_show", ReservationState.NO_SHOW),
            ("cancelled", ReservationState.CANCELLED),
        )
    }
    booked = func.count(_RESERVATION.c.id)
    kept = booked - counted["cancelled"].element
    offered = case((_SLOT.c.state == SlotState.OPEN, _SLOT.c.capacity), else_=kept)
    ahead = cast(days_booked_ahead(_SLOT.c.on_day, _RESERVATION.c.confirmed_at), String)
    theirs = and_(_RESERVATION.c.slot_id == _SLOT.c.id, state.not_in(_NEVER_BOOKED))
    return (
        select(
            _SLOT.c.on_day,
            hour_in_japan(_SLOT.c.starts_at).label("hour"),
            _SLOT.c.offering_id,
            offered.label("offered"),
            booked.label("booked"),
            *counted.values(),
            func.aggregate_strings(ahead, ",").label("leads"),
        )
        .select_from(_SLOT.outerjoin(_RESERVATION, theirs))
        .where(scope.is_within(_SLOT, _SLOT.c.on_day))
        .group_by(_SLOT.c.id)
    )


def _by_both(per_slot: Select[Any]) -> CompoundSelect[Any]:
    """Return one statement that reads the slots once and adds them up in two ways."""
    one = per_slot.cte("one")
    names = ("offered", "booked", "attended", "no_show", "cancelled")
    sums = [cast(func.sum(one.c[name]), Integer).label(name) for name in names]
    leads = func.aggregate_strings(one.c.leads, ",").label("leads")
    by_time = select(one.c.on_day, one.c.hour, _NO_NUMBER.label("offering_id"), *sums, leads)
    by_offering = select(_NO_DAY, _NO_NUMBER, one.c.offering_id, *sums, leads)
    return union_all(by_time.group_by(one.c.on_day, one.c.hour), by_offering.group_by(one.c.offering_id))


def demand(session: Session, scope: Scope) -> Sequence[Any]:
    """Return how many people found a day full: by day, by offering, and by the hour of a full time.

    Rows: (wanted_on, hour, offering_id, count). A person counts once for each day that they wanted
    at an offering and each day on which they looked, however many of its times they opened.
    """
    within = scope.is_within(_DEMAND, _DEMAND.c.wanted_on)
    what = (_DEMAND.c.person, _DEMAND.c.offering_id, _DEMAND.c.wanted_on, _DEMAND.c.seen_on)
    once = select(*what).where(within).distinct().cte("once")
    count, none = func.count(), literal(-1)
    by_day = select(once.c.wanted_on, none.label("hour"), _NO_NUMBER.label("offering_id"), count)
    by_offering = select(_NO_DAY, none, once.c.offering_id, count)
    hour = hour_in_japan(_SLOT.c.starts_at)
    timed = _DEMAND.join(_SLOT, _SLOT.c.id == _DEMAND.c.slot_id)
    by_hour = select(_NO_DAY, hour, _NO_NUMBER, count).select_from(timed).where(within)
    query = union_all(
        by_day.group_by(once.c.wanted_on),
        by_offering.group_by(once.c.offering_id),
        by_hour.group_by(hour),
    )
    return session.connection().execute(query).all()


def offerings(session: Session, scope: Scope) -> dict[int, tuple[int, int]]:
    """Return the offerings in question: id → office and procedure."""
    query = select(_OFFERING.c.id, _OFFERING.c.office_id, _OFFERING.c.procedure_id)
    if scope.office_id is not None:
        query = query.where(_OFFERING.c.office_id == scope.office_id)
    return {row.id: (row.office_id, row.procedure_id) for row in session.connection().execute(query)}
