"""Which letter of its kind a reservation's news is, and whether it is still true when it leaves."""

from datetime import datetime, timedelta

from sqlmodel import Session

from hellowork_portal.jobs.kinds import RetryAt
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.models import MeetingState, Mode
from hellowork_portal.services.access.owners import is_closed_address
from hellowork_portal.services.meetings.service import lock_meeting, meeting_of
from hellowork_portal.services.notices import service as notices
from hellowork_portal.services.notices.views import ReservationFacts

WAIT_FOR_MEETING = timedelta(seconds=60)
SHORTEST_WAIT = timedelta(seconds=2)
_WITHOUT = {
    notices.CONFIRMED: (notices.NO_MEETING, notices.WITHOUT_LINK),
    notices.CHANGED: (notices.CHANGED_NO_MEETING, notices.CHANGED_WITHOUT_LINK),
}
"""Letters that bring the meeting's address: what they are where there is no meeting, or no address yet."""
_REMINDERS = {Mode.IN_PERSON: notices.REMINDER_IN_PERSON, Mode.TELEPHONE: notices.REMINDER_TELEPHONE}


def is_still_true(job: Claim, mail: str, facts: ReservationFacts, *, now: datetime) -> bool:
    """Whether nothing has happened since that another letter tells, and the hour has not passed."""
    if facts.revision != job.args.get("revision", 0) or is_closed_address(facts.mail_address):
        return False
    if mail == notices.CANCELLED:
        return facts.is_cancelled
    if mail == notices.REMINDER:
        is_timely = notices.is_timely(job.args["minutes"], facts.starts_at, now=now)
        return facts.is_live and facts.wants_reminders and is_timely
    return facts.is_live


def variant_of(session: Session, job: Claim, mail: str, facts: ReservationFacts, *, now: datetime) -> str:
    """Decide once which letter of its kind this is: with the meeting's address, without, or for no meeting.

    News waits for the meeting at most a minute (product.md decision 7). The meeting's row
    is locked, so that the decision and the meeting's arrival come one after the other.
    """
    if mail == notices.REMINDER:
        return _reminder(session, facts)
    if mail not in _WITHOUT:
        return mail
    no_meeting, without_link = _WITHOUT[mail]
    state = lock_meeting(session, facts.reservation_id) if facts.is_online else None
    if state is None:
        return no_meeting
    if state is MeetingState.READY:
        return notices.CHANGED_NEW_LINK if job.args.get("ends_address") else mail
    since = facts.confirmed_at if mail == notices.CONFIRMED else job.created_at
    deadline = since + WAIT_FOR_MEETING
    if state is MeetingState.FAILED or now >= deadline:
        return without_link
    waited = max(SHORTEST_WAIT, now - since)
    raise RetryAt(min(deadline, now + waited), "meeting_awaited")


def _reminder(session: Session, facts: ReservationFacts) -> str:
    """Return the reminder for how the interview is held."""
    if not facts.is_online:
        return _REMINDERS[facts.mode]
    meeting = meeting_of(session, facts.reservation_id)
    is_ready = meeting is not None and meeting.is_ready
    return notices.REMINDER if is_ready else notices.REMINDER_WITHOUT_LINK
