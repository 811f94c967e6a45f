"""Days are decided about once (V01): cases of one claimant, or of one account, that share a day."""

from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, select
from sqlmodel import Session

from hellowork_portal.models import DECIDED_STATES
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.reviews import errors
from hellowork_portal.services.reviews.rows import APPLICATION, awaits_approval

_OTHER = APPLICATION.alias("other_application")


def check_days_free(session: Session, row: Row[Any]) -> None:
    """Raise DaysDecided where another case has a decision about a day of this one, or awaits its approval.

    Whoever asks holds the claimant's record (`rows.case_of_record`). A case that is decided itself
    may be corrected: else nobody could mend what was decided twice.
    """
    if row.state in DECIDED_STATES:
        return
    query = select(_OTHER.c.number).where(APPLICATION.c.id == row.id, _clashes())
    found = session.connection().execute(query).first()
    if found is not None:
        raise errors.DaysDecided(number=number_shown(found.number or ""))


def days_are_free() -> ColumnElement[bool]:
    """Return what holds for applications of which no day is decided about elsewhere."""
    return ~exists().where(_clashes())


def record_waits() -> ColumnElement[bool]:
    """Return what holds for applications of a claimant about whom another decision awaits its approval."""
    same = and_(_OTHER.c.claimant_id == APPLICATION.c.claimant_id, _OTHER.c.id != APPLICATION.c.id)
    return exists().where(same, awaits_approval(_OTHER))


def _clashes() -> ColumnElement[bool]:
    """Return what holds for another case of the same claimant or account that is, or may be, decided."""
    by_record = _OTHER.c.claimant_id == APPLICATION.c.claimant_id
    by_account = _OTHER.c.applicant_id == APPLICATION.c.applicant_id
    return and_(
        _OTHER.c.id != APPLICATION.c.id,
        by_record | by_account,
        _OTHER.c.period_first <= APPLICATION.c.period_last,
        _OTHER.c.period_last >= APPLICATION.c.period_first,
        _OTHER.c.state.in_(DECIDED_STATES) | awaits_approval(_OTHER),
    )
