"""What the tables know of a claimant: facts, days, counselling, the declaration before."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, select
from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan, day_in_japan
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.text import search_key
from hellowork_portal.kit.words import Words
from hellowork_portal.models import (
    Application,
    ApplicationState,
    CertificationDay,
    ClaimantBenefit,
    DayChangeRequest,
    DayChangeState,
    Offering,
    OfficeCertification,
    Procedure,
    ReservationState,
)
from hellowork_portal.services.certifications.answers import SIDE, Answers
from hellowork_portal.services.certifications.change_rules import is_eve
from hellowork_portal.services.certifications.contract import ClaimantFacts, Earlier, Period
from hellowork_portal.services.certifications.periods import OfficeHours
from hellowork_portal.services.offices.names import office_name_of
from hellowork_portal.services.reservations.place import PLACED, RESERVATION
from hellowork_portal.services.reservations.rules import COUNSELLING, number_shown

_BENEFIT, _DAY = table_of(ClaimantBenefit), table_of(CertificationDay)
_CHANGE = table_of(DayChangeRequest)
_APPLICATION, _HOURS = table_of(Application), table_of(OfficeCertification)
_FACTS = tuple(ClaimantFacts.__dataclass_fields__)
_FILED = [
    state for state in ApplicationState if state not in (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)
]
_LOOKED_BACK = 6
"""How many declarations back income may still be open: half a year."""
_MINUTES_A_DAY = 24 * 60
_OFFERING, _PROCEDURE = table_of(Offering), table_of(Procedure)
HELD_AT = PLACED.add_columns(_OFFERING.c.office_id, _PROCEDURE.c.purpose).join(
    _PROCEDURE, _PROCEDURE.c.id == _OFFERING.c.procedure_id
)
"""A reservation with its place, its office and its purpose."""


@dataclass(frozen=True)
class Counselling:
    """A counselling interview that was held: an activity that may be declared."""

    day: date
    office_id: int
    office: Words
    number: str


def facts_of_claimants(session: Session, ids: Iterable[int]) -> dict[int, ClaimantFacts]:
    """Return what the core system says of claimants; those of whom it says nothing are left out."""
    query = select(_BENEFIT).where(_BENEFIT.c.claimant_id.in_(sorted(ids)))
    return {row.claimant_id: _facts(row) for row in session.connection().execute(query)}


def facts_of(session: Session, claimant_id: int | None) -> ClaimantFacts:
    """Return what the core system says of a claimant, nothing where it says nothing."""
    found = facts_of_claimants(session, [claimant_id]) if claimant_id is not None else {}
    return found.get(claimant_id or 0, ClaimantFacts())


def _facts(row: Row[Any]) -> ClaimantFacts:
    return ClaimantFacts(**{name: getattr(row, name) for name in _FACTS})


def days_of(session: Session, claimant_id: int) -> dict[date, bool]:
    """Return a claimant's 認定日 in order; True for those approved on request."""
    query = select(_DAY.c.on_day, _DAY.c.is_approved_change).where(_DAY.c.claimant_id == claimant_id)
    rows = session.connection().execute(query.order_by(_DAY.c.on_day))
    return {row.on_day: row.is_approved_change for row in rows}


def moved_from(session: Session, claimant_id: int | None, day: date) -> date | None:
    """Return the day in whose place a claimant's 認定日 stands; None where it was never moved."""
    its = (_DAY.c.claimant_id == claimant_id) & (_DAY.c.on_day == day)
    return session.connection().execute(select(_DAY.c.instead_of).where(its)).scalar()


def eves_of(session: Session, claimant_id: int | None) -> frozenset[date]:
    """Return the approved 認定日 of a claimant that are eves of a first day at work."""
    asked = (_CHANGE.c.claimant_id == claimant_id) & (_CHANGE.c.state == DayChangeState.APPROVED)
    its = (_DAY.c.claimant_id == _CHANGE.c.claimant_id) & (_DAY.c.on_day == _CHANGE.c.new_day)
    query = select(_CHANGE.c.reason, _CHANGE.c.from_day, _CHANGE.c.new_day)
    rows = session.connection().execute(query.join(_DAY, its).where(asked, _DAY.c.is_approved_change))
    return frozenset(row.new_day for row in rows if is_eve(row.reason, row.from_day, row.new_day))


def hours_of(session: Session, office_id: int) -> OfficeHours:
    """Return when an office takes declarations: its own settings, else the usual ones."""
    row = session.connection().execute(select(_HOURS).where(_HOURS.c.office_id == office_id)).first()
    if row is None:
        return OfficeHours()
    return OfficeHours(row.drafts_days_before, row.files_from_minute, row.files_until_minute)


def counselling_of(session: Session, applicant_id: int, period: Period) -> list[Counselling]:
    """Return the completed counselling interviews of a person in a period, at any office, in order."""
    query = HELD_AT.where(
        RESERVATION.c.applicant_id == applicant_id,
        _PROCEDURE.c.purpose == COUNSELLING,
        RESERVATION.c.state == ReservationState.COMPLETED,
        RESERVATION.c.starts_at >= at_japan(period.first, 0),
        RESERVATION.c.starts_at < at_japan(period.last, _MINUTES_A_DAY),
    )
    rows = session.connection().execute(query.order_by(RESERVATION.c.starts_at, RESERVATION.c.id))
    return [
        Counselling(day_in_japan(row.starts_at), row.office_id, office_name_of(row), number_shown(row.number))
        for row in rows
    ]


def earlier_of(session: Session, applicant_id: int, before: date, claimant_id: int | None = None) -> Earlier:
    """Return what the declarations before a 認定日 say: × whose income is open, vacancies applied for.

    Those of the record count too: somebody may have filed them by another account.
    """
    filed = of_person(_APPLICATION, applicant_id, claimant_id) & _APPLICATION.c.state.in_(_FILED)
    query = select(_APPLICATION.c.answers_sealed).where(filed, _APPLICATION.c.certification_on < before)
    order = (_APPLICATION.c.certification_on.desc(), _APPLICATION.c.id.desc())
    rows = session.connection().scalars(query.order_by(*order).limit(_LOOKED_BACK)).all()
    earlier = Earlier()
    for sealed in reversed(rows):
        earlier = earlier_in(json.loads(unseal(sealed)), earlier) if sealed else earlier
    return earlier


def of_person(applications: Table, applicant_id: int, claimant_id: int | None) -> ColumnElement[bool]:
    """Return what holds for applications of an account, or of a claimant's record where there is one."""
    by_account = applications.c.applicant_id == applicant_id
    return by_account if claimant_id is None else by_account | (applications.c.claimant_id == claimant_id)


def earlier_in(answers: Mapping[str, Any], before: Earlier) -> Earlier:
    """Return the same of one declaration's answers; × that were open `before` it may be paid in it."""
    said = Answers(answers)
    paid = sum(line.number("days") or 0 for line in said.rows("incomes"))
    applied = (
        (search_key(line.text("employer")), search_key(line.text("occupation")))
        for line in said.rows("direct_applications")
    )
    unpaid = len(said.marked(SIDE)) + before.unpaid_side_days - paid
    return Earlier(max(unpaid, 0), tuple(applied))


def last_filed(session: Session, applicant_id: int, before: date) -> date | None:
    """Return the 認定日 of the last declaration before a day."""
    filed = (_APPLICATION.c.applicant_id == applicant_id) & _APPLICATION.c.state.in_(_FILED)
    query = select(_APPLICATION.c.certification_on).where(filed, _APPLICATION.c.certification_on < before)
    return (
        session.connection().execute(query.order_by(_APPLICATION.c.certification_on.desc()).limit(1)).scalar()
    )
