"""Lends hosts' time to reservations; the primary key forbids lending it twice."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlmodel import Session

from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import MeetingHost, MeetingHostTime, ScheduleTemplate
from hellowork_portal.services.meetings.rules import buckets

HOST = table_of(MeetingHost)
TIME = table_of(MeetingHostTime)


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
    steps = buckets(starts_at, ends_at, buffer_minutes)
    for host_id, lane in _free_lanes(session, offering_id, steps):
        place = {"host_id": host_id, "lane": lane, "reservation_id": reservation_id}
        insert_new(session, MeetingHostTime, [place | {"bucket": step} for step in steps])
        ours = _ours(steps, **place)
        if session.connection().execute(select(func.count()).where(ours)).scalar() == len(steps):
            return host_id
        # Somebody else was quicker for a part of the time: let go of the rest.
        session.connection().execute(delete(TIME).where(ours))
    return None


def _free_lanes(session: Session, offering_id: int, steps: range) -> list[tuple[int, int]]:
    """Return (host, lane) without anything in these steps, in a fixed order."""
    hosts = select(HOST.c.id, HOST.c.lanes).where(HOST.c.offering_id == offering_id, HOST.c.is_active)
    lanes = {row.id: row.lanes for row in session.connection().execute(hosts.order_by(HOST.c.id))}
    busy = select(TIME.c.host_id, TIME.c.lane).where(
        TIME.c.host_id.in_(list(lanes)), TIME.c.bucket >= steps.start, TIME.c.bucket < steps.stop
    )
    taken = {(row.host_id, row.lane) for row in session.connection().execute(busy)}
    return [
        (host, lane)
        for host, count in lanes.items()
        for lane in range(1, count + 1)
        if (host, lane) not in taken
    ]


def _ours(steps: range, *, host_id: int, lane: int, reservation_id: int) -> ColumnElement[bool]:
    """A reservation's rows in one lane within these steps."""
    return and_(
        TIME.c.reservation_id == reservation_id,
        TIME.c.host_id == host_id,
        TIME.c.lane == lane,
        TIME.c.bucket.between(steps.start, steps.stop - 1),
    )


def free_host(session: Session, reservation_id: int) -> None:
    """Give back all host time that a reservation holds."""
    session.connection().execute(delete(TIME).where(TIME.c.reservation_id == reservation_id))


def host_of(session: Session, reservation_id: int) -> int | None:
    """Return the host whose time a reservation holds."""
    statement = select(TIME.c.host_id).where(TIME.c.reservation_id == reservation_id).limit(1)
    return session.connection().execute(statement).scalar()


def buffer_of(session: Session, offering_id: int) -> int:
    """Return the longest buffer (minutes) that the offering's templates know."""
    template = table_of(ScheduleTemplate)
    statement = select(template.c.buffer_minutes).where(template.c.offering_id == offering_id)
    return max(session.connection().execute(statement).scalars(), default=0)
