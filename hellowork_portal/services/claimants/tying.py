"""What an account has applied for, tied to a record and taken off it again; what is decided stays."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.models import DECIDED_STATES, ApplicationState, Claimant
from hellowork_portal.services.applications.cases import case_by_record
from hellowork_portal.services.applications.errors import DayMoved
from hellowork_portal.services.applications.rows import APPLICATION
from hellowork_portal.services.certifications.contract import Finding, Level, Period
from hellowork_portal.services.claimants.errors import DecisionWaits
from hellowork_portal.services.reviews.rows import awaits_approval

_RULE, _PLACE = "V01", "certification_on"
DOUBTS = ("other_day", "in_person", "other_period")
"""In what an application may not be what the record says; worded by `finding.v01_<doubt>`."""
_OTHER_DAY, _IN_PERSON, _OTHER_PERIOD = DOUBTS


def tie_applications(session: Session, record: Claimant, applicant_id: int) -> None:
    """Let what the person has applied for at the record's office know whose it is.

    「未確認」 goes where the record has the day, lets the person file it online and means the same
    days; a draft gets the record's days. Anything else keeps the mark and bears a doubt: staff look
    at it and confirm it, or give it back (`reviews/confirming`).
    """
    for row in _theirs(session, record, applicant_id):
        period, doubt = _by_record(session, record, row)
        kept = [one for one in row.findings or () if one.get("rule") != _RULE]
        found = [asdict(Finding(_RULE, Level.FLAG, _PLACE, variant=doubt))] if doubt else []
        values: dict[str, Any] = {"claimant_id": record.id, "is_unconfirmed_claim": bool(doubt)}
        if period is not None:
            values |= {"period_first": period.first, "period_last": period.last}
        _change(session, row, **values, findings=[*kept, *found])


def untie_applications(session: Session, record: Claimant, applicant_id: int) -> None:
    """Take applications off a record that was linked by mistake; raises DecisionWaits."""
    waiting = select(APPLICATION.c.id).where(APPLICATION.c.claimant_id == record.id, awaits_approval())
    if session.connection().execute(waiting).first() is not None:
        raise DecisionWaits
    for row in _theirs(session, record, applicant_id):
        _change(session, row, claimant_id=None, is_unconfirmed_claim=True)


def _theirs(session: Session, record: Claimant, applicant_id: int) -> Iterator[Row[Any]]:
    here = (APPLICATION.c.office_id == record.office_id) & (APPLICATION.c.applicant_id == applicant_id)
    query = select(APPLICATION).where(here, APPLICATION.c.state.not_in(DECIDED_STATES))
    yield from session.connection().execute(query.order_by(APPLICATION.c.id).with_for_update()).all()


def _by_record(session: Session, record: Claimant, row: Row[Any]) -> tuple[Period | None, str]:
    """Return the days that a draft gets, and in what a row is not what the record says."""
    try:
        case = case_by_record(session, row.applicant_id, record.id or 0, row.certification_on)
    except DayMoved:
        return None, _OTHER_DAY
    except PortalError:
        return None, _IN_PERSON
    if case.period == Period(row.period_first, row.period_last):
        return None, ""
    return (case.period, "") if row.state == ApplicationState.DRAFT else (None, _OTHER_PERIOD)


def _change(session: Session, row: Row[Any], **values: Any) -> None:
    """Write it, and make pages that were drawn before stale."""
    its = update(APPLICATION).where(APPLICATION.c.id == row.id)
    session.connection().execute(its.values(revision=row.revision + 1, **values))
