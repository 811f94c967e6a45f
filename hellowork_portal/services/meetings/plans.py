"""Reading and preparing what a meeting's job needs to call the provider."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, say
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    LIVE_STATES,
    Meeting,
    MeetingHost,
    MeetingState,
    Reservation,
    ReservationState,
    Slot,
)
from hellowork_portal.ports.meetings import MeetingPlan
from hellowork_portal.services.meetings.hosts import buffer_of, take_host
from hellowork_portal.services.meetings.service import lock_meeting

MEETING, HOST = table_of(Meeting), table_of(MeetingHost)
_R, _S = table_of(Reservation), table_of(Slot)
_WORK = (
    select(
        MEETING.c.id,
        MEETING.c.reservation_id,
        MEETING.c.host_id,
        MEETING.c.provider_id,
        MEETING.c.state,
        _R.c.number,
        _R.c.state.label("reservation_state"),
        _R.c.starts_at,
        _R.c.ends_at,
        _R.c.revision,
        _R.c.language,
        _S.c.offering_id,
    )
    .join(_R, _R.c.id == MEETING.c.reservation_id)
    .join(_S, _S.c.id == _R.c.slot_id)
)


@dataclass(frozen=True)
class MeetingWork:
    """A meeting as its job sees it; `host_id` None means that no host's time was free."""

    id: int
    reservation_id: int
    host_id: int | None
    provider_id: str
    state: MeetingState
    number: str
    reservation_state: ReservationState
    starts_at: datetime
    ends_at: datetime
    revision: int
    language: str
    offering_id: int

    @property
    def is_wanted(self) -> bool:
        """Whether a room is still to be made."""
        return self.is_live and self.state in (MeetingState.PENDING, MeetingState.UNKNOWN)

    @property
    def is_standing(self) -> bool:
        """Whether there is a room, and somebody who will come."""
        return self.is_live and self.state is MeetingState.READY

    @property
    def is_live(self) -> bool:
        """Whether the reservation still is one."""
        return self.reservation_state in LIVE_STATES

    @property
    def may_exist(self) -> bool:
        """Whether an earlier call may have made the room without our learning of it."""
        return self.state is MeetingState.UNKNOWN


def work_of(session: Session, reservation_id: int) -> MeetingWork | None:
    """Lock a reservation's meeting and return it with what its plan needs.

    Two statements: the second begins when the lock is had, and so sees what the
    reservation has become while we waited.
    """
    lock_meeting(session, reservation_id)
    row = session.connection().execute(_WORK.where(_R.c.id == reservation_id)).first()
    if row is None:
        return None
    states = {
        "state": MeetingState(row.state),
        "reservation_state": ReservationState(row.reservation_state),
    }
    return MeetingWork(**row._asdict() | states)


def host_for(session: Session, work: MeetingWork) -> int | None:
    """Return the meeting's host; one that none was free for tries again, with its slot's rest."""
    if work.host_id is not None:
        return work.host_id
    host_id = take_host(
        session,
        reservation_id=work.reservation_id,
        offering_id=work.offering_id,
        starts_at=work.starts_at,
        ends_at=work.ends_at,
        buffer_minutes=buffer_of(session, work.reservation_id),
    )
    session.connection().execute(update(MEETING).where(MEETING.c.id == work.id).values(host_id=host_id))
    return host_id


def plan_of(session: Session, work: MeetingWork, host_id: int) -> MeetingPlan:
    """Return the meeting as the provider shall make it; nothing in it is personal."""
    provider_user_id = select(HOST.c.provider_user_id).where(HOST.c.id == host_id)
    return MeetingPlan(
        host=session.connection().execute(provider_user_id).scalar_one(),
        topic=say(DEFAULT_LANGUAGE, "notice.meeting.topic", number=work.number),
        starts_at=work.starts_at,
        minutes=int((work.ends_at - work.starts_at).total_seconds()) // 60,
        reference=work.number,
    )
