"""What is done with an interview on its day: one key each, one step back for a mistaken one."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import IdentityMethod, IdentityResult, MeetingState, Mode, ReservationState
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.day_notices.rules import Phase, is_our_fault, phase_of
from hellowork_portal.services.interviews import errors, rows, rules
from hellowork_portal.services.interviews.rules import Deed
from hellowork_portal.services.meetings.hosts import host_of
from hellowork_portal.services.reservations.errors import SlotFull
from hellowork_portal.services.reservations.own import own_reservation
from hellowork_portal.services.reservations.rules import CERTIFICATION
from hellowork_portal.services.reservations.seats import free_seat, take_seat, take_seat_by_staff


def arrived(session: Session, *, principal: Principal, number: str, now: datetime) -> None:
    """Note that the person has opened the meeting: from now on they wait.

    Only while the door is open; afterwards, and for one who waits already, nothing happens.
    Raises ReservationNotFound for every number that is not one's own.
    """
    own = own_reservation(session, principal, number, now)
    opens = timedelta(minutes=settings().join_minutes_before)
    if phase_of(own.row.state, own.row.starts_at, own.row.ends_at, opens, now) is not Phase.OPEN:
        return
    row = rows.lock(session, own.row.id)
    if row.state != ReservationState.CONFIRMED:
        return
    rows.write_state(session, row, ReservationState.CHECKED_IN)
    rows.write(session, row, by_staff=False, waiting_since=now)
    record(session, principal, "interview.arrived", ("reservation", row.id), now=now)


def check_in(
    session: Session, *, principal: Principal, reservation_id: int, seen: int, now: datetime
) -> None:
    """Note that somebody is there (受付). Raises NotAllowed, NotTheDay, InterviewMoved, StepImpossible."""
    row = _step(session, principal, (reservation_id, seen), Deed.CHECK_IN, now)
    rows.write(session, row, waiting_since=now, checked_in_by_id=principal.staff_id)
    record(session, principal, "interview.checked_in", ("reservation", row.id), now=now)


def check_identity(
    session: Session,
    *,
    principal: Principal,
    reservation_id: int,
    seen: int,
    method: str,
    result: str,
    now: datetime,
) -> None:
    """Note by what somebody was recognised, and whether they were.

    Who was not yet there is from now on. Raises Invalid for what no box says.
    """
    if method not in tuple(IdentityMethod) or result not in tuple(IdentityResult):
        raise Invalid({})
    row = _step(session, principal, (reservation_id, seen), Deed.IDENTIFY, now)
    came: dict[str, Any] = (
        {} if row.waiting_since else {"waiting_since": now, "checked_in_by_id": principal.staff_id}
    )
    told: dict[str, Any] = {"identity_method": method, "identity_result": result}
    rows.write(session, row, **came, **told, identity_by_id=principal.staff_id, identity_at=now)
    about = {"method": method, "result": result}
    record(session, principal, "interview.identified", ("reservation", row.id), now=now, **about)


def start(session: Session, *, principal: Principal, reservation_id: int, seen: int, now: datetime) -> None:
    """Begin an interview; who has nobody assigned is the beginner's."""
    row = _step(session, principal, (reservation_id, seen), Deed.START, now)
    mine: dict[str, Any] = {} if row.counsellor_id else {"counsellor_id": principal.staff_id}
    rows.write(session, row, started_at=now, started_by_id=principal.staff_id, ended_at=None, **mine)
    record(session, principal, "interview.started", ("reservation", row.id), now=now)


def finish(session: Session, *, principal: Principal, reservation_id: int, seen: int, now: datetime) -> None:
    """End an interview; a 失業認定 only with somebody who was recognised (IdentityMissing)."""
    row = _step(session, principal, (reservation_id, seen), Deed.FINISH, now)
    if row.purpose == CERTIFICATION and not rows.progress_of(row).is_identified:
        raise errors.IdentityMissing
    _end(session, row, principal, now)
    record(session, principal, "interview.finished", ("reservation", row.id), now=now)


def mark_no_show(
    session: Session, *, principal: Principal, reservation_id: int, seen: int, now: datetime
) -> None:
    """Note that somebody did not come (不参加), from the beginning on; a cause on our side is none."""
    row = _step(session, principal, (reservation_id, seen), Deed.NO_SHOW, now)
    if now < row.starts_at:
        raise errors.TooEarly
    is_ready = row.meeting_state == MeetingState.READY
    is_ours = is_our_fault(
        is_online=row.mode == Mode.ONLINE, is_ready=is_ready, starts_at=row.starts_at, now=now
    )
    if row.is_our_side or is_ours:
        raise errors.OurSide
    _end(session, row, principal, now)
    record(session, principal, "interview.no_show", ("reservation", row.id), now=now)


def step_back(
    session: Session, *, principal: Principal, reservation_id: int, seen: int, now: datetime
) -> None:
    """Take the last step back, for a mistaken key; raises SeatGone where its seat is somebody else's."""
    row = rows.locked(session, principal, reservation_id, seen)
    rows.check_day(row, now)
    progress = rows.progress_of(row)
    before = rules.state_before(progress)
    if before is None:
        raise errors.StepImpossible(rules.stage_of(progress, row.ends_at, now))
    if progress.state in rules.ENDED:
        _take_again(session, row)
    rows.write_state(session, row, before)
    rows.write(session, row, **_undone(progress))
    about = {"from_state": str(progress.state), "to_state": str(before)}
    record(session, principal, "interview.stepped_back", ("reservation", row.id), now=now, **about)


def _undone(progress: rules.Progress) -> dict[str, Any]:
    """Return what of an interview's row goes with the step that is taken back."""
    if progress.state in rules.ENDED:
        return {"ended_at": None, "ended_by_id": None}
    if progress.state == ReservationState.IN_PROGRESS:
        return {"started_at": None, "started_by_id": None}
    if progress.identity_result:
        return {
            "identity_method": "",
            "identity_result": "",
            "identity_by_id": None,
            "identity_at": None,
        }
    return {"waiting_since": None, "checked_in_by_id": None}


def _step(
    session: Session, principal: Principal, which: tuple[int, int], deed: Deed, now: datetime
) -> Row[Any]:
    """Lock an interview, check that the deed is possible, and bring its reservation to the next state."""
    row = rows.locked(session, principal, *which)
    rows.check_day(row, now)
    progress = rows.progress_of(row)
    after = rules.STEPS.get((progress.state, deed))
    if after is None:
        raise errors.StepImpossible(rules.stage_of(progress, row.ends_at, now))
    rows.write_state(session, row, after)
    return row


def _end(session: Session, row: Row[Any], principal: Principal, now: datetime) -> None:
    """Note the end and give the seat back: `slot.taken` counts living reservations alone."""
    rows.write(session, row, ended_at=now, ended_by_id=principal.staff_id)
    free_seat(session, row, now=now)


def _take_again(session: Session, row: Row[Any]) -> None:
    if row.mode == Mode.ONLINE and row.meeting_state and host_of(session, row.id) is None:
        raise errors.SeatGone
    try:
        (take_seat_by_staff if row.is_by_staff else take_seat)(session, row.slot_id)
    except SlotFull:
        raise errors.SeatGone from None
