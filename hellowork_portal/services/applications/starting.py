"""Before an application is written: what is told of it, and its beginning."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition, ProcedureKind
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.kit.words import of_day, staff_written
from hellowork_portal.models import Applicant, Application, ApplicationState, Procedure
from hellowork_portal.services.applicants.service import state_claimant_number
from hellowork_portal.services.applications import cases, errors
from hellowork_portal.services.applications.cases import Stand, Standing
from hellowork_portal.services.applications.lines import case_line, office_line
from hellowork_portal.services.applications.rows import APPLICATION, tell
from hellowork_portal.services.applications.views import DayChoice, StartView
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications.service import Case
from hellowork_portal.services.offices.service import office_with_code
from hellowork_portal.services.procedures.definitions import definition_of, newest_version_id
from hellowork_portal.services.reservations.own import lock_person_row

_PROCEDURE, _PERSON = table_of(Procedure), table_of(Applicant)


@dataclass(frozen=True)
class Claim:
    """What a person without a record states: 認定日, the one before (ISO), a 支給番号 where none is kept."""

    day: str = ""
    previous: str = ""
    number: str = ""


@dataclass(frozen=True)
class _Wanted:
    """A procedure with its version in force."""

    procedure_id: int
    version_id: int
    definition: ProcedureDefinition


def start_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limits that beginning and submitting count against."""
    return [("apply_per_person", str(principal.applicant_id))]


def _wanted(session: Session, code: str) -> _Wanted:
    """Return a published procedure that takes applications; raises ApplicationUnknown."""
    its = (_PROCEDURE.c.code == code) & (_PROCEDURE.c.kind == ProcedureKind.APPLICATION)
    found = (
        session.connection().execute(select(_PROCEDURE.c.id).where(its, _PROCEDURE.c.is_published)).scalar()
    )
    version_id = newest_version_id(session, found) if found is not None else None
    if found is None or version_id is None:
        raise errors.ApplicationUnknown
    return _Wanted(found, version_id, definition_of(session, version_id))


def start_view(
    session: Session, *, principal: Principal, code: str, office_code: str, now: datetime
) -> StartView:
    """Return what is told before anything is asked; strangers are told what holds for everybody."""
    wanted = _wanted(session, code)
    about: dict[str, Any] = {
        "procedure": staff_written(wanted.definition.name),
        "summary": staff_written(wanted.definition.summary),
        "terms": dict(wanted.definition.terms),
    }
    if principal.kind is not PrincipalKind.APPLICANT:
        return StartView(office=office_line(session, _office_id(session, office_code)), **about)
    stand = cases.stand_of(session, principal.applicant_id, now)
    office_id = stand.case.office_id if stand.case else _office_id(session, office_code)
    begun = _standing_row(session, principal.applicant_id, wanted, stand.case)
    is_begun = begun is not None and begun.state == ApplicationState.DRAFT
    return StartView(
        standing=stand.standing.value,
        dates=case_line(stand.case if stand.is_known else None),
        office=office_line(session, office_id),
        asks_claim=not stand.is_known,
        asks_number=not stand.is_known and not _has_number(session, principal),
        days=_choices(session, office_id, now) if not stand.is_known and office_id else [],
        previous=stand.case.period.first.isoformat() if stand.case and not stand.is_known else "",
        application_id=begun.id if begun is not None and is_begun else 0,
        number=(begun.number or "") if begun is not None else "",
        **about,
    )


def _choices(session: Session, office_id: int, now: datetime) -> list[DayChoice]:
    days = cases.claimable_days(session, office_id, now)
    return [DayChoice(day.isoformat(), of_day(day)) for day in days]


def _office_id(session: Session, code: str) -> int | None:
    office = office_with_code(session, code) if code else None
    return office.id if office else None


def _has_number(session: Session, principal: Principal) -> bool:
    return bool(session.get_one(Applicant, principal.applicant_id).claimant_number_fingerprint)


def _standing_row(session: Session, applicant_id: int, wanted: _Wanted, case: Case | None) -> Row[Any] | None:
    """Return the person's application for a case that was not withdrawn."""
    if case is None:
        return None
    query = select(APPLICATION).where(
        APPLICATION.c.applicant_id == applicant_id,
        APPLICATION.c.procedure_id == wanted.procedure_id,
        APPLICATION.c.certification_on == case.certification_on,
        APPLICATION.c.state != ApplicationState.WITHDRAWN,
    )
    return session.connection().execute(query).first()


def begin(
    session: Session,
    *,
    principal: Principal,
    code: str,
    office_code: str = "",
    claim: Claim = Claim(),
    now: datetime,
) -> int:
    """Begin the application of one's next 認定日, its terms agreed to, and return its id.

    There is one for each 認定日 (V01): whoever begins again, in any tab, gets the same. Raises why
    somebody may not (`cases.check_may_begin`), Invalid for what a person without a record states
    wrongly, ApplicationUnknown for a procedure or an office that there is not.
    """
    applicant_id = lock_person_row(session, principal.applicant_id)
    wanted, stand = _wanted(session, code), cases.stand_of(session, applicant_id, now)
    case = _case_of(session, principal, stand, office_code, claim, now)
    row = _row(applicant_id, wanted, case, principal.language, now)
    is_new = insert_new(session, Application, [row]) == 1
    begun = _standing_row(session, applicant_id, wanted, case)
    if begun is None:
        raise errors.ApplicationUnknown
    if is_new:
        tell(session, principal, begun.id, "begun", now=now)
        record(session, principal, "application.begun", ("application", begun.id), now=now)
    return begun.id


def _case_of(
    session: Session, principal: Principal, stand: Stand, office_code: str, claim: Claim, now: datetime
) -> Case:
    if stand.standing is not Standing.UNKNOWN:
        return cases.check_may_begin(stand, now)
    office_id = stand.case.office_id if stand.case else _office_id(session, office_code)
    if office_id is None:
        raise errors.ApplicationUnknown
    if not _has_number(session, principal):
        state_claimant_number(session, principal=principal, typed=claim.number, now=now)
    day, previous = _checked_claim(session, office_id, claim, now)
    return cases.claimed_case(session, office_id, day, previous)


def _checked_claim(session: Session, office_id: int, claim: Claim, now: datetime) -> tuple[date, date]:
    """Return both days; raises Invalid where one cannot be."""
    day, previous = _day(claim.day), _day(claim.previous)
    wrong: dict[str, FieldError] = {}
    if day not in cases.claimable_days(session, office_id, now):
        wrong["day"] = FieldError("claim_day")
    reach = day - previous if day and previous else timedelta(0)
    if not timedelta(0) < reach <= cases.LONGEST_PERIOD:
        wrong["previous"] = FieldError("claim_previous")
    if wrong or day is None or previous is None:
        raise Invalid(wrong)
    return day, previous


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _row(applicant_id: int, wanted: _Wanted, case: Case, language: str, now: datetime) -> dict[str, Any]:
    return {
        "applicant_id": applicant_id,
        "claimant_id": case.claimant_id,
        "office_id": case.office_id,
        "procedure_id": wanted.procedure_id,
        "procedure_version_id": wanted.version_id,
        "state": ApplicationState.DRAFT,
        "certification_on": case.certification_on,
        "period_first": case.period.first,
        "period_last": case.period.last,
        "is_unconfirmed_claim": case.claimant_id is None,
        "language": language,
        "draft_sealed": "",
        "answers_sealed": "",
        "findings": [],
        "accepted": [],
        "created_at": now,
        "saved_at": now,
        "terms_agreed_at": now,
    }
