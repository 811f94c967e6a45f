"""The 失業認定 interview that belongs to a declaration: booked, or still to be booked."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.words import of_span
from hellowork_portal.models import ApplicationState, ClaimantKind, ReservationState
from hellowork_portal.services.applications.interview_views import InterviewLink
from hellowork_portal.services.certifications.service import case_on
from hellowork_portal.services.reservations.place import PLACED, RESERVATION

_GONE = (ReservationState.HELD, ReservationState.EXPIRED, ReservationState.CANCELLED)
_WAITING = (ApplicationState.RECEIVED, ApplicationState.IN_REVIEW, ApplicationState.RETURNED)


def interview_of(session: Session, row: Row[Any], now: datetime) -> InterviewLink:
    """Return the person's interview on an application's 認定日, or where it is to be booked.

    Only an office's record says that one is needed (kind a), and a day that is past has no seats.
    """
    its = (
        (RESERVATION.c.applicant_id == row.applicant_id)
        & (RESERVATION.c.certification_on == row.certification_on)
        & RESERVATION.c.state.not_in(_GONE)
    )
    found = session.connection().execute(PLACED.where(its).order_by(RESERVATION.c.id.desc())).first()
    if found is not None:
        return InterviewLink(found.number, of_span(found.starts_at, found.ends_at))
    return InterviewLink(office_id=row.office_id if _is_needed(session, row, now) else 0)


def _is_needed(session: Session, row: Row[Any], now: datetime) -> bool:
    is_waiting = row.state in _WAITING and row.certification_on >= day_in_japan(now)
    if row.claimant_id is None or not is_waiting:
        return False
    case = case_on(session, applicant_id=row.applicant_id, day=row.certification_on)
    return case is not None and case.is_within and case.kind is ClaimantKind.INTERVIEW_AND_FORM
