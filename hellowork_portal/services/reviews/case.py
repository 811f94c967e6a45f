"""One case with everything for one decision: answers, doubts, person, interviews, proposal, decisions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import in_all, of_day, of_moment, staff_written
from hellowork_portal.models import DECIDED_STATES, ApplicationState, ClaimantBenefit
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.audit.story import story_of
from hellowork_portal.services.certifications.facts import of_person
from hellowork_portal.services.office_reservations.detail import person_view
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reviews.answers import sections_of
from hellowork_portal.services.reviews.past import decision_views, earlier_cases, talks_of
from hellowork_portal.services.reviews.proposing import proposed_for
from hellowork_portal.services.reviews.rows import (
    APPLICATION,
    CLAIMANT,
    MEMBER,
    PERSON,
    case_at,
    days_of,
    decisions_of,
    is_pending,
    office_rules,
)
from hellowork_portal.services.reviews.views import CaseView
from hellowork_portal.services.reviews.wording import inputs_view, proposal_view

_BENEFIT = table_of(ClaimantBenefit)
_READ = ("application.viewed",)


def case_view(
    session: Session, *, principal: Principal, number: str, beside: str = "", now: datetime
) -> CaseView:
    """Return a case of the reader's office, and record that it was read.

    `beside` is the number of the earlier declaration to compare with; the last one otherwise.
    Raises CaseUnknown for others' and wrong numbers, SignInNeeded.
    """
    row = case_at(session, principal, number)
    record(session, principal, "application.viewed", ("application", row.id), now=now)
    return _view(session, principal, row, beside, now)


def _view(session: Session, principal: Principal, row: Row[Any], beside: str, now: datetime) -> CaseView:
    earlier = _earlier_rows(session, row)
    compared = next((one for one in earlier if one.number == beside), earlier[0] if earlier else None)
    sections, doubts = sections_of(session, row, compared, principal.language)
    proposed = proposed_for(session, row, now)
    decisions = decisions_of(session, row.id)
    has_record = row.claimant_id is not None
    return CaseView(
        application_id=row.id,
        number=row.number,
        number_shown=number_shown(row.number),
        state=row.state,
        revision=row.revision,
        procedure=staff_written(definition_of(session, row.procedure_version_id).name),
        certification=of_day(row.certification_on),
        certification_on=row.certification_on.isoformat(),
        period=in_all("staff.case.span", first=of_day(row.period_first), last=of_day(row.period_last)),
        period_days=days_of(row.period_first, row.period_last),
        submitted=of_moment(row.submitted_at) if row.submitted_at else {},
        assigned=_name(session, row.assigned_to_id),
        is_unconfirmed=row.is_unconfirmed_claim or not has_record,
        claimant_id=row.claimant_id or 0,
        may_claim_id=0 if has_record else _stated(session, row),
        person=person_view(session, row.applicant_id, row.office_id),
        sections=sections,
        doubts=doubts,
        earlier=earlier_cases(earlier),
        compared=of_day(compared.certification_on) if compared else {},
        talks=talks_of(session, row),
        proposal=proposal_view(proposed),
        inputs=inputs_view(proposed, _benefit(session, row.claimant_id), has_record=has_record),
        decisions=decision_views(session, decisions),
        needs_two=office_rules(session, row.office_id)[0],
        history=story_of(session, [("application", row.id)], but=_READ),
        **_may(principal, row, decisions),
    )


def _may(principal: Principal, row: Row[Any], decisions: Sequence[Row[Any]]) -> dict[str, Any]:
    """Return what can be done with the case just now; the commands check it again."""
    waiting = decisions[-1] if decisions and is_pending(decisions[-1]) else None
    is_decided, is_open = row.state in DECIDED_STATES, row.state == ApplicationState.IN_REVIEW
    is_known = row.claimant_id is not None and not row.is_unconfirmed_claim
    return {
        "waiting_turn": waiting.turn if waiting else 0,
        "may_open": row.state == ApplicationState.RECEIVED,
        "may_return": is_open and waiting is None,
        "may_decide": (is_open or is_decided) and waiting is None and is_known,
        "may_approve": waiting is not None and waiting.decided_by_id != principal.staff_id,
        "is_correction": is_decided,
    }


def _earlier_rows(session: Session, row: Row[Any]) -> list[Row[Any]]:
    """Return the person's earlier declarations at this office, by whatever account, the newest first."""
    before = APPLICATION.c.certification_on < row.certification_on
    theirs = of_person(APPLICATION, row.applicant_id, row.claimant_id)
    theirs &= APPLICATION.c.office_id == row.office_id
    said = APPLICATION.c.number.is_not(None) & (APPLICATION.c.state != ApplicationState.WITHDRAWN)
    query = select(APPLICATION).where(theirs, before, said, APPLICATION.c.procedure_id == row.procedure_id)
    newest = query.order_by(APPLICATION.c.certification_on.desc()).limit(6)
    return list(session.connection().execute(newest).all())


def _stated(session: Session, row: Row[Any]) -> int:
    """Return the office's record that bears the number which the account states, 0 for none."""
    stated = select(PERSON.c.claimant_number_fingerprint).where(PERSON.c.id == row.applicant_id)
    its = (CLAIMANT.c.office_id == row.office_id) & (
        CLAIMANT.c.number_fingerprint == stated.scalar_subquery()
    )
    return session.connection().scalar(select(CLAIMANT.c.id).where(its)) or 0


def _benefit(session: Session, claimant_id: int | None) -> Row[Any] | None:
    return session.connection().execute(select(_BENEFIT).where(_BENEFIT.c.claimant_id == claimant_id)).first()


def _name(session: Session, staff_id: int | None) -> str:
    return session.connection().scalar(select(MEMBER.c.name).where(MEMBER.c.id == staff_id)) or ""
