"""Meetings of reservations: asked for, looked at, stored, taken back.

Nothing here calls the provider: that is a job's work (jobs/meetings.py).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sealing import seal, unseal
from hellowork_portal.kit.sql import Dialect, Part, Told, insert_new, new_places, placed, table_of
from hellowork_portal.models import Meeting, MeetingState, Reservation
from hellowork_portal.ports.meetings import MeetingRoom
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.meetings.hosts import (
    HOURS,
    free_host,
    host_in,
    host_of,
    hours_values,
    take_host,
    whole_host,
)
from hellowork_portal.services.meetings.views import MeetingView
from hellowork_portal.services.outbox.service import NewJob, enqueue, withdraw

__all__ = ["cancel_meeting", "free_host", "meeting_of", "request_meeting", "store_room", "take_host"]
MEETING = table_of(Meeting)
MOST_ATTEMPTS = 100
_WANTED = (MeetingState.PENDING, MeetingState.UNKNOWN)
_COLUMNS = ("reservation_id", "requested_at")
_NEW = {"provider_id": "", "join_url_sealed": "", "passcode_sealed": "", "state": MeetingState.PENDING}


def request_meeting(session: Session, reservation: Reservation, *, now: datetime) -> None:
    """Ask for a reservation's meeting, once: a pending row and the job that makes it.

    The host is the one whose time the reservation already holds; without one the
    job tries to find one.
    """
    reservation_id = _id(reservation)
    row = {"reservation_id": reservation_id, "requested_at": now} | _NEW
    insert_new(session, Meeting, [row | {"host_id": host_of(session, reservation_id)}])
    enqueue(session, [create_job(reservation_id)], now=now)


def meeting_parts() -> tuple[Part, Part]:
    """Return `take_host` and `request_meeting` as parts of `Writes`; the caller adds the job."""

    def write(dialect: Dialect) -> Any:
        row = new_places(MEETING, "meeting", _COLUMNS, **_NEW)
        row["host_id"] = host_in(dialect.told(HOURS.name))
        return dialect.insert(MEETING).values(row).on_conflict_do_nothing()

    return HOURS, Part("meeting", write)


def meeting_values(
    reservation_id: int,
    offering_id: int,
    times: tuple[datetime, datetime],
    buffer_minutes: int,
    now: datetime,
) -> dict[str, Any]:
    """Return what `meeting_parts` are to say; `times` are the interview's start and end."""
    hours = hours_values(reservation_id, offering_id, *times, buffer_minutes)
    return hours | placed("meeting", {"reservation_id": reservation_id, "requested_at": now})


def mend_host(session: Session, told: Told, values: dict[str, Any]) -> None:
    """Find another host where somebody else was quicker, or note that none is free; `told` by the hours."""
    if told.rows == values["lend_last"] - values["lend_first"] + 1:
        return
    host_id = whole_host(session, told, values)
    if host_id is not None or told.rows:
        ours = MEETING.c.reservation_id == values["lend_reservation"]
        session.connection().execute(update(MEETING).where(ours).values(host_id=host_id))


def cancel_meeting(session: Session, reservation_id: int, *, now: datetime) -> None:
    """Give the host's time back and have the room removed, wherever its making has got to."""
    free_host(session, reservation_id)
    withdraw(session, create_job(reservation_id).key)
    args = {"reservation_id": reservation_id}
    enqueue(session, [NewJob("meeting.delete", f"meeting:delete:{reservation_id}", args)], now=now)


def meeting_of(session: Session, reservation_id: int) -> MeetingView | None:
    """Return a reservation's meeting as its applicant may see it, or None without one.

    The caller has checked that the reservation is the reader's own, or one of the reader's office.
    """
    statement = select(MEETING.c.state, MEETING.c.join_url_sealed, MEETING.c.passcode_sealed).where(
        MEETING.c.reservation_id == reservation_id
    )
    row = session.connection().execute(statement).first()
    if row is None:
        return None
    state = MeetingState(row.state)
    if state is not MeetingState.READY:
        return MeetingView(state)
    return MeetingView(state, unseal(row.join_url_sealed), unseal(row.passcode_sealed))


def lock_meeting(session: Session, reservation_id: int) -> MeetingState | None:
    """Lock a reservation's meeting until the transaction ends; return its state, None without one.

    Whoever writes a letter without the meeting's address and whoever stores the
    address both hold this lock, so that each sees what the other has done.
    """
    statement = select(MEETING.c.state).where(MEETING.c.reservation_id == reservation_id).with_for_update()
    state = session.connection().execute(statement).scalar()
    return None if state is None else MeetingState(state)


def store_room(session: Session, meeting_id: int, room: MeetingRoom, *, now: datetime) -> bool:
    """Keep a room that the provider made; False if the meeting is no longer waiting for one.

    Then somebody else stored a room or the meeting was taken back, and the
    caller has this room removed.
    """
    statement = update(MEETING).where(MEETING.c.id == meeting_id, MEETING.c.state.in_(_WANTED))
    values = {
        "state": MeetingState.READY,
        "provider_id": room.provider_id,
        "join_url_sealed": seal(room.join_url),
        "passcode_sealed": seal(room.passcode),
        "ready_at": now,
    }
    if session.connection().execute(statement.values(**values)).rowcount != 1:
        return False
    record(session, SYSTEM, "meeting.created", ("meeting", meeting_id), now=now)
    return True


def move_state(session: Session, meeting_id: int, state: MeetingState, *, now: datetime) -> None:
    """Set how far a meeting has got; giving up and removal are audited."""
    session.connection().execute(update(MEETING).where(MEETING.c.id == meeting_id).values(state=state))
    if state in (MeetingState.FAILED, MeetingState.DELETED):
        record(session, SYSTEM, f"meeting.{state}", ("meeting", meeting_id), now=now)


def moved(session: Session, meeting_id: int, revision: int, *, now: datetime) -> None:
    """Note that the provider has been told the time of a revision."""
    record(session, SYSTEM, "meeting.moved", ("meeting", meeting_id), now=now, revision=revision)


def create_job(reservation_id: int) -> NewJob:
    """Return the job that makes a reservation's room."""
    args = {"reservation_id": reservation_id}
    return NewJob("meeting.create", f"meeting:create:{reservation_id}", args, max_attempts=MOST_ATTEMPTS)


def _id(reservation: Reservation) -> int:
    if reservation.id is None:
        raise ValueError("the reservation has no row yet")
    return reservation.id
