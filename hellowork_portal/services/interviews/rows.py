"""The row of an interview as commands need it: the right checked, locked, and as it is at this moment."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.seat_notes import note_slots
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import (
    Interview,
    Meeting,
    Offering,
    Procedure,
    ProcedureVersion,
    Reservation,
    ReservationState,
    Slot,
)
from hellowork_portal.services.interviews import errors, rules

RES, SLOT, OFFERING = table_of(Reservation), table_of(Slot), table_of(Offering)
INTERVIEW, MEETING = table_of(Interview), table_of(Meeting)
VERSION, PROCEDURE = table_of(ProcedureVersion), table_of(Procedure)
OF_INTERVIEW = tuple(
    column.label("interview_revision") if column.name == "revision" else column
    for column in INTERVIEW.c
    if column.name not in ("id", "reservation_id")
)
COLUMNS = (
    RES.c.id, RES.c.number, RES.c.slot_id, RES.c.applicant_id, RES.c.procedure_version_id, RES.c.state,
    RES.c.starts_at, RES.c.ends_at, RES.c.is_by_staff, RES.c.is_unconfirmed_claim,
)  # fmt: skip
MAY = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
"""Who lives the day through."""


def placed(*columns: Any) -> Any:
    """Select reservations with their offering; whoever selects decides who may read."""
    return (
        select(*COLUMNS, OFFERING.c.office_id, OFFERING.c.mode, SLOT.c.offering_id, *columns)
        .join(SLOT, SLOT.c.id == RES.c.slot_id)
        .join(OFFERING, OFFERING.c.id == SLOT.c.offering_id)
    )


def whole() -> Any:
    """Select what a step is decided by: reservation, interview, purpose, meeting."""
    meeting = (MEETING.c.state.label("meeting_state"), MEETING.c.provider_id)
    return (
        placed(*OF_INTERVIEW, PROCEDURE.c.purpose, *meeting)
        .join(VERSION, VERSION.c.id == RES.c.procedure_version_id)
        .join(PROCEDURE, PROCEDURE.c.id == VERSION.c.procedure_id)
        .outerjoin(INTERVIEW, INTERVIEW.c.reservation_id == RES.c.id)
        .outerjoin(MEETING, MEETING.c.reservation_id == RES.c.id)
    )


def seen_by(session: Session, principal: Principal, reservation_id: int) -> Row[Any]:
    """Return an interview of the reader's office; others' and none are NotAllowed alike."""
    row = session.connection().execute(whole().where(RES.c.id == reservation_id)).first()
    principal.check_at(row.office_id if row is not None else 0, *MAY)
    if row is None or row.state not in (*rules.SHOWN, ReservationState.CANCELLED):
        raise NotAllowed
    return row


def locked(session: Session, principal: Principal, reservation_id: int, seen: int | None = None) -> Row[Any]:
    """Lock an interview of the actor's office and return it as it is then.

    `seen` is the revision that the actor's board showed; raises InterviewMoved where somebody
    was quicker, NotAllowed for others' interviews and for none.
    """
    seen_by(session, principal, reservation_id)
    row = lock(session, reservation_id)
    if row.state not in rules.SHOWN:
        raise NotAllowed
    if seen is not None and row.interview_revision != seen:
        raise errors.InterviewMoved(rules.stage_of(progress_of(row), row.ends_at, row.starts_at))
    return row


def lock(session: Session, reservation_id: int) -> Row[Any]:
    """Lock a reservation, give it its interview's row, and read both when the lock is had."""
    its = RES.c.id == reservation_id
    session.connection().execute(select(RES.c.id).where(its).with_for_update()).one()
    insert_new(session, Interview, [{"reservation_id": reservation_id}])
    return session.connection().execute(whole().where(its)).one()


def progress_of(row: Row[Any]) -> rules.Progress:
    """Return what the rules of the day need of a row."""
    return rules.Progress(ReservationState(row.state), row.waiting_since, row.identity_result or "")


def write(session: Session, row: Row[Any], *, by_staff: bool = True, **values: Any) -> None:
    """Write an interview; what staff do counts, and whoever looks at the board is told."""
    counted = {"revision": row.interview_revision + 1} if by_staff else {}
    its = INTERVIEW.c.reservation_id == row.id
    session.connection().execute(update(INTERVIEW).where(its).values(**values, **counted))
    note_slots(session, [row.slot_id])


def write_state(session: Session, row: Row[Any], state: ReservationState) -> None:
    """Bring the reservation to another state."""
    session.connection().execute(update(RES).where(RES.c.id == row.id).values(state=state))


def check_day(row: Row[Any], now: datetime) -> None:
    """Raise NotTheDay on every other day than the interview's own."""
    if not rules.is_the_day(row.starts_at, now):
        raise errors.NotTheDay
