"""A meeting that gets another time: the same room where its host is free, else a new one."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlmodel import Session

from hellowork_portal.kit.sql import insert_new
from hellowork_portal.models import MeetingHostTime, MeetingState
from hellowork_portal.services.meetings.hosts import HOST, TIME, buffer_of, free_host, staying
from hellowork_portal.services.meetings.rules import buckets
from hellowork_portal.services.meetings.service import MEETING, MOST_ATTEMPTS, create_job
from hellowork_portal.services.outbox.service import NewJob, enqueue, withdraw

_NO_ROOM = {"provider_id": "", "join_url_sealed": "", "passcode_sealed": "", "ready_at": None}


def move_meeting(
    session: Session,
    *,
    reservation_id: int,
    offering_id: int,
    times: tuple[datetime, datetime],
    revision: int,
    now: datetime,
) -> bool:
    """Bring a reservation's meeting to its new time; True if an address that people know ends by it.

    The caller holds the meeting's row (`lock_meeting`) and has written the new time under
    `revision`. The host stays where they are free; a room that is still to be made is made
    for the new time by the job that waits for it.
    """
    meeting = session.connection().execute(_of(reservation_id)).one()
    steps = buckets(*times, buffer_of(session, reservation_id))
    host_id = _host(session, meeting.host_id, reservation_id, offering_id, steps)
    if meeting.state == MeetingState.READY and host_id == meeting.host_id:
        enqueue(session, [move_job(reservation_id, revision)], now=now)
        return False
    if meeting.state == MeetingState.PENDING or host_id == meeting.host_id:
        _change(session, meeting.id, host_id=host_id)
        return False
    _leave_room(session, meeting, revision, now=now)
    renew_room(session, meeting.id, reservation_id, host_id, revision, now=now)
    return meeting.state == MeetingState.READY


def renew_room(
    session: Session,
    meeting_id: int,
    reservation_id: int,
    host_id: int | None,
    revision: int,
    *,
    now: datetime,
) -> None:
    """Have a meeting's room made anew; whoever waits for its address is told once it is there."""
    _change(session, meeting_id, host_id=host_id, state=MeetingState.PENDING, requested_at=now, **_NO_ROOM)
    args, key = {"reservation_id": reservation_id}, f"meeting:create:{reservation_id}:{revision}"
    enqueue(session, [NewJob("meeting.create", key, args, max_attempts=MOST_ATTEMPTS)], now=now)


def move_job(reservation_id: int, revision: int) -> NewJob:
    """Return the job that tells the provider the time of a revision."""
    args = {"reservation_id": reservation_id, "revision": revision}
    key = f"meeting:move:{reservation_id}:{revision}"
    return NewJob("meeting.move", key, args, max_attempts=MOST_ATTEMPTS)


def _of(reservation_id: int) -> Any:
    return select(MEETING).where(MEETING.c.reservation_id == reservation_id)


def _host(
    session: Session, kept: int | None, reservation_id: int, offering_id: int, steps: range
) -> int | None:
    """Take a lane for the new time, the same host's first, then give the old time back.

    In this order nobody waits while holding what another one is waiting for: people who
    change places would else wait for each other.
    """
    for host_id, lane in _free_lanes(session, kept, reservation_id, offering_id, steps):
        place = {"host_id": host_id, "lane": lane, "reservation_id": reservation_id}
        insert_new(session, MeetingHostTime, [place | {"bucket": step} for step in steps])
        in_lane = and_(*(TIME.c[name] == value for name, value in place.items()))
        ours = in_lane & TIME.c.bucket.between(steps.start, steps.stop - 1)
        if session.connection().execute(select(func.count()).where(ours)).scalar() == len(steps):
            session.connection().execute(delete(TIME).where(_of_reservation(reservation_id), ~ours))
            return host_id
        # Somebody else was quicker for a part of the time: let go of the rest.
        session.connection().execute(delete(TIME).where(ours))
    free_host(session, reservation_id)
    return None


def _free_lanes(
    session: Session, kept: int | None, reservation_id: int, offering_id: int, steps: range
) -> list[tuple[int, int]]:
    """Return (host, lane) in which nobody else has anything in these steps; the hosts stay lent."""
    active = select(HOST.c.id, HOST.c.lanes).where(HOST.c.offering_id == offering_id, HOST.c.is_active)
    rows = session.connection().execute(staying(active.order_by(HOST.c.id))).all()
    others = TIME.c.bucket.between(steps.start, steps.stop - 1) & ~_of_reservation(reservation_id)
    busy = select(TIME.c.host_id, TIME.c.lane).where(TIME.c.host_id.in_([row.id for row in rows]), others)
    taken = {(row.host_id, row.lane) for row in session.connection().execute(busy)}
    lanes = [(row.id, lane) for row in rows for lane in range(1, row.lanes + 1)]
    free = [place for place in lanes if place not in taken]
    return sorted(free, key=lambda place: place[0] != kept)


def _of_reservation(reservation_id: int) -> ColumnElement[bool]:
    return TIME.c.reservation_id == reservation_id


def _leave_room(session: Session, meeting: Any, revision: int, *, now: datetime) -> None:
    """Have the room at the old host removed, also one of which only the provider knows."""
    withdraw(session, create_job(meeting.reservation_id).key)
    args: dict[str, Any] = {"reservation_id": meeting.reservation_id}
    if meeting.state == MeetingState.READY:
        args["provider_id"], name = meeting.provider_id, meeting.provider_id
    else:
        args["host_id"], name = meeting.host_id, f"host-{meeting.host_id}-{revision}"
    key = f"meeting:delete:{meeting.reservation_id}:{name}"
    enqueue(session, [NewJob("meeting.delete", key, args)], now=now)


def _change(session: Session, meeting_id: int, **values: Any) -> None:
    session.connection().execute(update(MEETING).where(MEETING.c.id == meeting_id).values(**values))
