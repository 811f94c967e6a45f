"""The cases of an office: found by 受付番号, locked; decisions with their approvals."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Applicant,
    ApplicationState,
    CertificationDecision,
    Claimant,
    DecisionApproval,
    OfficeCertification,
    StaffMember,
)
from hellowork_portal.services.applications import errors as applications
from hellowork_portal.services.applications.rows import APPLICATION, REVIEWING, application_at, move_on
from hellowork_portal.services.reviews import errors

DECISION, APPROVAL = table_of(CertificationDecision), table_of(DecisionApproval)
PERSON, CLAIMANT, MEMBER = table_of(Applicant), table_of(Claimant), table_of(StaffMember)
SETTING = table_of(OfficeCertification)
__all__ = ["APPLICATION", "REVIEWING"]
USUAL_SAMPLE = 10
OPEN_STATES = (ApplicationState.RECEIVED, ApplicationState.IN_REVIEW, ApplicationState.RETURNED)
"""States in which somebody has still something to do."""


def case_at(session: Session, principal: Principal, number: str, *, lock: bool = False) -> Row[Any]:
    """Return a submitted application of one of the reader's offices. Raises CaseUnknown, SignInNeeded."""
    try:
        row = application_at(session, principal, number, lock=lock)
    except applications.ApplicationUnknown:
        raise errors.CaseUnknown from None
    if row.state == ApplicationState.DRAFT:
        raise errors.CaseUnknown
    return row


def locked_case(session: Session, principal: Principal, number: str, seen: int) -> Row[Any]:
    """Return a case that stands still until the transaction ends. Raises CaseChanged, CaseUnknown."""
    row = case_at(session, principal, number, lock=True)
    if row.revision != seen:
        raise errors.CaseChanged
    return row


def case_of_record(session: Session, principal: Principal, number: str) -> Row[Any]:
    """Return a case that stands still, and with it all that is decided about its claimant.

    Locks the record, then the case; whoever locks more than one keeps this order, records by id.
    Raises CaseChanged where the case was linked to another record meanwhile, CaseUnknown.
    """
    seen = case_at(session, principal, number)
    lock_records(session, [seen.claimant_id])
    row = case_at(session, principal, number, lock=True)
    if row.claimant_id != seen.claimant_id:
        raise errors.CaseChanged
    return row


def lock_records(session: Session, ids: Any) -> None:
    """Let decisions about claimants wait for one another; `ids` may be a query.

    The key is left free: rows that name a claimant can still be written.
    """
    query = select(CLAIMANT.c.id).where(CLAIMANT.c.id.in_(ids)).order_by(CLAIMANT.c.id)
    session.connection().execute(query.with_for_update(key_share=True)).all()


def bring(session: Session, row: Row[Any], state: ApplicationState, **values: Any) -> None:
    """Bring a locked case into another state; raises CaseChanged where that cannot follow."""
    try:
        move_on(session, row, state, **values)
    except applications.ApplicationChanged:
        raise errors.CaseChanged from None


def count_up(session: Session, row: Row[Any], **values: Any) -> None:
    """Make pages that were drawn before stale, without a change of state."""
    its = update(APPLICATION).where(APPLICATION.c.id == row.id)
    session.connection().execute(its.values(revision=row.revision + 1, **values))


def awaits_approval(of: Any = APPLICATION) -> ColumnElement[bool]:
    """Return what holds for applications with a decision that nobody has approved or sent back."""
    answered = exists().where(APPROVAL.c.decision_id == DECISION.c.id)
    open_one = and_(DECISION.c.application_id == of.c.id, DECISION.c.needs_approval, ~answered)
    return exists().where(open_one)


def decisions_of(session: Session, application_id: int) -> list[Row[Any]]:
    """Return all decisions about an application, the first one first, each with its approval."""
    query = (
        select(
            DECISION,
            APPROVAL.c.is_approved,
            APPROVAL.c.reason_sealed,
            APPROVAL.c.by_id.label("approved_by_id"),
            APPROVAL.c.at.label("approved_at"),
        )
        .outerjoin(APPROVAL, APPROVAL.c.decision_id == DECISION.c.id)
        .where(DECISION.c.application_id == application_id)
        .order_by(DECISION.c.turn)
    )
    return list(session.connection().execute(query).all())


def is_pending(decision: Row[Any]) -> bool:
    """Whether a decision waits for its second person."""
    return decision.needs_approval and decision.is_approved is None


def in_force(decision: Row[Any]) -> bool:
    """Whether a decision has, or had, force."""
    return not decision.needs_approval or bool(decision.is_approved)


def office_rules(session: Session, office_id: int) -> tuple[bool, int]:
    """Return whether an office decides by two persons, and its sample of bulk approvals in percent."""
    query = select(SETTING.c.needs_two_persons, SETTING.c.sample_percent)
    row = session.connection().execute(query.where(SETTING.c.office_id == office_id)).first()
    return (row.needs_two_persons, row.sample_percent) if row else (False, USUAL_SAMPLE)


def days_of(first: date, last: date) -> int:
    """Return how many days a stretch has, both ends included."""
    return (last - first).days + 1
