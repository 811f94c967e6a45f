"""Times to which an office can move somebody: of the same offering, free of the person's other interviews."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Slot, SlotState
from hellowork_portal.services.reservations import queries
from hellowork_portal.services.reservations.rules import Standing
from hellowork_portal.services.schedules.online_seats import online_seats

_SLOT = table_of(Slot)
_LOOKED_AT = 12
"""Free times looked at on each side for the nearest ones: some clash with the person's own."""


def nearest_times(session: Session, row: Row[Any], *, now: datetime, most: int = 3) -> list[Row[Any]]:
    """Return the free times nearest to a reservation's own, in order of time.

    `row` has the reservation's columns and its `offering_id`; who was booked by staff may have
    seats that are held back for the telephone.
    """
    free, start = _free(row, now), row.starts_at
    after = free.where(_SLOT.c.starts_at >= start).order_by(_SLOT.c.starts_at)
    before = free.where(_SLOT.c.starts_at < start).order_by(_SLOT.c.starts_at.desc())
    found = [
        one for query in (after, before) for one in session.connection().execute(query.limit(_LOOKED_AT))
    ]
    fitting = _fitting(session, row, found)
    nearest = sorted(fitting, key=lambda one: abs(one.starts_at - start))[:most]
    return sorted(nearest, key=lambda one: one.starts_at)


def times_of_day(session: Session, row: Row[Any], day: date, *, now: datetime) -> list[Row[Any]]:
    """Return the free times of one day for a reservation, as `nearest_times`."""
    query = _free(row, now).where(_SLOT.c.on_day == day).order_by(_SLOT.c.starts_at)
    return _fitting(session, row, list(session.connection().execute(query)))


def _free(row: Row[Any], now: datetime) -> Any:
    seats = _SLOT.c.capacity if row.is_by_staff else online_seats(_SLOT)
    left = (seats - _SLOT.c.taken).label("left")
    columns = (_SLOT.c.id, _SLOT.c.starts_at, _SLOT.c.ends_at, _SLOT.c.on_day, left)
    return select(*columns).where(
        _SLOT.c.offering_id == row.offering_id,
        _SLOT.c.state == SlotState.OPEN,
        _SLOT.c.taken < seats,
        _SLOT.c.starts_at > now,
        _SLOT.c.id != row.slot_id,
    )


def _fitting(session: Session, row: Row[Any], free: list[Row[Any]]) -> list[Row[Any]]:
    live = queries.live_reservations(session, row.applicant_id)
    others = [one for one in live if one.reservation_id != row.id]
    return [one for one in free if not any(_clashes(one, other, row) for other in others)]


def _clashes(free: Row[Any], other: Standing, row: Row[Any]) -> bool:
    if other.starts_at < free.ends_at and free.starts_at < other.ends_at:
        return True
    return row.certification_on is not None and other.certification_on == free.on_day
