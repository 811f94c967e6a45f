"""The host's way into a meeting: who may have it; its address is asked of the provider at the click."""

from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import MeetingState, Office
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.interviews import errors, rows, rules


def room_to_host(session: Session, *, principal: Principal, reservation_id: int, now: datetime) -> str:
    """Return the provider's id of the room that the actor may open as its host; recorded.

    Raises NotAllowed, NotTheDay, StepImpossible for an interview that is over, MeetingNotReady.
    """
    row = rows.seen_by(session, principal, reservation_id)
    rows.check_day(row, now)
    if row.state not in rules.LIVE:
        raise errors.StepImpossible(rules.stage_of(rows.progress_of(row), row.ends_at, now))
    if row.meeting_state != MeetingState.READY:
        raise errors.MeetingNotReady
    record(session, principal, "interview.room_opened", ("reservation", row.id), now=now)
    return row.provider_id


def office_of_room(session: Session, *, principal: Principal, reservation_id: int) -> str:
    """Return the code of the office to whose board a refusal leads back, empty for others' interviews."""
    try:
        row = rows.seen_by(session, principal, reservation_id)
    except NotAllowed:
        return ""
    return session.get_one(Office, row.office_id).code
