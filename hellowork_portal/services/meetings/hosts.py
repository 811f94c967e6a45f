"""Lends hosts' time to reservations; the primary key forbids lending it twice."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    bindparam,
    delete,
    exists,
    select,
    true,
    union_all,
)
from sqlmodel import Session

from hellowork_portal.kit.sql import Dialect, Part, Told, Writes, spelt, table_of
from hellowork_portal.models import MeetingHost, MeetingHostTime, Reservation, ReservationState, Slot
from hellowork_portal.services.meetings.rules import buckets

HOST = table_of(MeetingHost)
TIME = table_of(MeetingHostTime)
_OVER = (ReservationState.COMPLETED, ReservationState.NO_SHOW)
_MOST_LANES = 2
_LANES = union_all(*(select(spelt(lane).label("lane")) for lane in range(1, _MOST_LANES + 1))).subquery()
"""The lanes that a host can have (a check in the table says so too)."""
_first, _last = bindparam("lend_first", type_=Integer), bindparam("lend_last", type_=Integer)
_FREE = (
    select(HOST.c.id.label("host_id"), _LANES.c.lane)
    .join(_LANES, _LANES.c.lane <= HOST.c.lanes)
    .where(
        HOST.c.offering_id == bindparam("lend_offering", type_=Integer),
        HOST.c.is_active,
        ~exists().where(
            TIME.c.host_id == HOST.c.id, TIME.c.lane == _LANES.c.lane, TIME.c.bucket.between(_first, _last)
        ),
    )
    .order_by(HOST.c.id, _LANES.c.lane)
    .limit(spelt(1))
)
"""The first lane without anything in these steps."""
_LET_GO = delete(TIME).where(
    TIME.c.reservation_id == bindparam("lend_reservation"),
    TIME.c.host_id == bindparam("lent_host"),
    TIME.c.lane == bindparam("lent_lane"),
    TIME.c.bucket.between(_first, _last),
)


def staying(hosts: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return a question for hosts as one that keeps those it finds lent until the transaction ends.

    Where an office takes a host back at this moment, it is waited for, and its host is passed over.
    """
    return hosts.with_for_update(read=True, key_share=True, of=HOST)


def _hours(dialect: Dialect) -> Any:
    """Insert every step of the first free lane; a step that somebody else has taken is left out.

    What is told of each is host and lane in one number (`host_in`).
    """
    free, step = staying(_FREE).subquery("free"), select(_first.label("bucket")).cte("step", recursive=True)
    step = step.union_all(select(step.c.bucket + spelt(1)).where(step.c.bucket < _last))
    hours = (
        select(
            free.c.host_id,
            free.c.lane,
            step.c.bucket,
            bindparam("lend_reservation", type_=Integer).label("r"),
        )
        .select_from(free.join(step, true()))
        .order_by(step.c.bucket)
    )
    written = dialect.insert(TIME).from_select(["host_id", "lane", "bucket", "reservation_id"], hours)
    return written.on_conflict_do_nothing().returning(
        TIME.c.host_id * spelt(_MOST_LANES) + TIME.c.lane - spelt(1)
    )


HOURS = Part("hours", _hours, tells=True)
_LEND = Writes(HOURS)


def host_in(told: Any) -> Any:
    """Return the host in what `HOURS` tells: of a number, or in SQL."""
    return told // _MOST_LANES if isinstance(told, int) else told // spelt(_MOST_LANES)


def hours_values(
    reservation_id: int, offering_id: int, starts_at: datetime, ends_at: datetime, buffer_minutes: int
) -> dict[str, Any]:
    """Return what the part `HOURS` is to say."""
    steps = buckets(starts_at, ends_at, buffer_minutes)
    return {
        "lend_reservation": reservation_id,
        "lend_offering": offering_id,
        "lend_first": steps.start,
        "lend_last": steps.stop - 1,
    }


def take_host(
    session: Session,
    *,
    reservation_id: int,
    offering_id: int,
    starts_at: datetime,
    ends_at: datetime,
    buffer_minutes: int,
) -> int | None:
    """Take a free lane of the offering's active hosts; return the host, or None if all are busy.

    Safe without a lock: where another transaction takes a lane first, the key
    refuses ours and the next lane is tried. The reservation's row must exist.
    """
    values = hours_values(reservation_id, offering_id, starts_at, ends_at, buffer_minutes)
    return whole_host(session, _LEND.run(session, values)["hours"], values)


def whole_host(session: Session, told: Told, values: dict[str, Any]) -> int | None:
    """Return the host whose time `HOURS` took as a whole; else let go and try again while a lane is free."""
    while told.rows != values["lend_last"] - values["lend_first"] + 1:
        if told.rows:
            # Somebody else was quicker for a part of the time: let go of the rest.
            place = {"lent_host": host_in(told.value), "lent_lane": told.value % _MOST_LANES + 1}
            session.connection().execute(_LET_GO, values | place)
        elif session.connection().execute(_FREE, values).first() is None:
            return None
        told = _LEND.run(session, values)["hours"]
    return host_in(told.value)


def free_host(session: Session, reservation_id: int) -> None:
    """Give back all host time that a reservation holds."""
    session.connection().execute(delete(TIME).where(TIME.c.reservation_id == reservation_id))


def free_over(session: Session, offering_id: int, *, starts_at: datetime, ends_at: datetime) -> None:
    """Give back the host time of an offering's interviews that are over or were none, for a time like theirs.

    It is kept until somebody needs it, so that a mistaken key can be taken back.
    """
    reservation, slot = table_of(Reservation), table_of(Slot)
    over = (
        select(reservation.c.id)
        .join(slot, slot.c.id == reservation.c.slot_id)
        .where(slot.c.offering_id == offering_id, reservation.c.state.in_(_OVER))
        .where(reservation.c.starts_at < ends_at, starts_at < reservation.c.ends_at)
    )
    session.connection().execute(delete(TIME).where(TIME.c.reservation_id.in_(over)))


def host_of(session: Session, reservation_id: int) -> int | None:
    """Return the host whose time a reservation holds."""
    statement = select(TIME.c.host_id).where(TIME.c.reservation_id == reservation_id).limit(1)
    return session.connection().execute(statement).scalar()


def buffer_of(session: Session, reservation_id: int) -> int:
    """Return the rest (minutes) that follows a reservation's slot."""
    slot, reservation = table_of(Slot), table_of(Reservation)
    rest = select(slot.c.buffer_minutes).join(reservation, reservation.c.slot_id == slot.c.id)
    return session.connection().execute(rest.where(reservation.c.id == reservation_id)).scalar_one()
