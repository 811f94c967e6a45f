"""A meeting that does not come: its job is made to run now, or written anew."""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Job, JobState, MeetingState, Reservation
from hellowork_portal.services.meetings.service import MEETING, MOST_ATTEMPTS, lock_meeting, request_meeting
from hellowork_portal.services.outbox.service import NewJob, enqueue

_JOB = table_of(Job)
_ABOUT = _JOB.c.args["reservation_id"].as_integer()
RETRIED = (None, MeetingState.PENDING, MeetingState.UNKNOWN, MeetingState.FAILED)
"""States of a meeting that is still missing; None: it was never asked for."""


def retry_meeting(session: Session, reservation_id: int, *, now: datetime) -> bool:
    """Try again now to make a missing meeting; False where it is there or was taken back.

    The caller has checked that the reservation is live, online and ahead. A search under way
    for a room whose fate is unknown stays one: only its hour changes.
    """
    state = lock_meeting(session, reservation_id)
    if state not in RETRIED:
        return False
    if state is None:
        request_meeting(session, session.get_one(Reservation, reservation_id), now=now)
        return True
    if state is MeetingState.FAILED:
        again = update(MEETING).where(MEETING.c.reservation_id == reservation_id)
        session.connection().execute(again.values(state=MeetingState.PENDING, requested_at=now))
    if not _hastened(session, reservation_id, now):
        key = f"meeting:create:{reservation_id}:again:{now.timestamp()}"
        args = {"reservation_id": reservation_id}
        enqueue(session, [NewJob("meeting.create", key, args, max_attempts=MOST_ATTEMPTS)], now=now)
    return True


def _hastened(session: Session, reservation_id: int, now: datetime) -> bool:
    """Let the job that waits or has died run now; whether there is one, a running one included."""
    its = (_JOB.c.kind == "meeting.create") & (reservation_id == _ABOUT)
    left = _JOB.c.state.in_([JobState.READY, JobState.DEAD])
    values = {"state": JobState.READY, "run_at": now, "attempt": 0, "error": "", "done_at": None}
    if session.connection().execute(update(_JOB).where(its, left).values(**values)).rowcount:
        return True
    running = select(_JOB.c.id).where(its, _JOB.c.state == JobState.RUNNING, _JOB.c.lease_ends_at > now)
    return session.connection().execute(running).first() is not None
