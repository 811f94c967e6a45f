"""Requests to move a 認定日 as their office sees and answers them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sealing import seal, unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, of_day, of_moment, of_span
from hellowork_portal.models import (
    LIVE_STATES,
    Applicant,
    Claimant,
    DayChangeState,
)
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certification_days.replacing import is_filed, replace_day
from hellowork_portal.services.certifications import change_rules as rules
from hellowork_portal.services.certifications import errors, facts, letters, service
from hellowork_portal.services.certifications.calendar_plan import closures_of
from hellowork_portal.services.certifications.calendar_rules import fiscal_year_of
from hellowork_portal.services.certifications.changes import REQUEST
from hellowork_portal.services.certifications.offices import office_at
from hellowork_portal.services.certifications.views import (
    OfficeChange,
    OfficeChangeRow,
    OfficeChanges,
)
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.reservations.place import RESERVATION
from hellowork_portal.services.schedules.rules import closure_of

WORKING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
_PERSON = table_of(Applicant)
_MOST_WAITING, _MOST_ANSWERED = 200, 20
_ROWS = select(REQUEST, _PERSON.c.name).join(_PERSON, _PERSON.c.id == REQUEST.c.applicant_id)


def office_changes(
    session: Session, *, principal: Principal, office_code: str, now: datetime
) -> OfficeChanges:
    """Return the requests at an office, those that wait by their day; that they were seen is recorded."""
    office = office_at(session, principal, office_code, *WORKING)
    here = REQUEST.c.office_id == office.id
    waiting = _listed(session, here & (REQUEST.c.state == DayChangeState.ASKED), _MOST_WAITING)
    done = here & REQUEST.c.state.in_((DayChangeState.APPROVED, DayChangeState.REFUSED))
    answered = _listed(session, done, _MOST_ANSWERED, REQUEST.c.decided_at.desc())
    about = {"shown": len(waiting) + len(answered)}
    record(session, principal, "certification.changes_listed", ("office", office.id), now=now, **about)
    return OfficeChanges(waiting, answered)


def _listed(
    session: Session, which: ColumnElement[bool], most: int, order: Any = REQUEST.c.from_day
) -> list[OfficeChangeRow]:
    rows = session.connection().execute(_ROWS.where(which).order_by(order, REQUEST.c.id).limit(most))
    return [
        OfficeChangeRow(
            row.id, row.name, of_day(row.from_day), row.reason, row.state, of_moment(row.asked_at)
        )
        for row in rows
    ]


def office_change(session: Session, *, principal: Principal, request_id: int, now: datetime) -> OfficeChange:
    """Return a request of the reader's office with what bears on it; recorded. Raises DayChangeUnknown."""
    row = _request_at(session, principal, request_id)
    record(session, principal, "certification.change_viewed", ("day_change_request", row.id), now=now)
    person = session.get_one(Applicant, row.applicant_id)
    after = service.next_certification_day(session, row.claimant_id, row.from_day)
    return OfficeChange(
        request_id=row.id,
        claimant_id=row.claimant_id,
        name=person.name,
        from_day=of_day(row.from_day),
        wished=of_day(row.wished_on) if row.wished_on else {},
        wished_iso=row.wished_on.isoformat() if row.wished_on else "",
        next_day=of_day(after) if after else {},
        reason=row.reason,
        note=unseal(row.note_sealed) if row.note_sealed else "",
        state=row.state,
        asked_at=of_moment(row.asked_at),
        new_day=of_day(row.new_day) if row.new_day else {},
        answer=unseal(row.answer_sealed) if row.answer_sealed else "",
        booked=_booked(session, row.applicant_id, row.from_day),
        can_decide=row.state == DayChangeState.ASKED,
    )


def _booked(session: Session, applicant_id: int, day: date) -> Words:
    its = (RESERVATION.c.applicant_id == applicant_id) & (RESERVATION.c.certification_on == day)
    query = select(RESERVATION.c.starts_at, RESERVATION.c.ends_at)
    row = session.connection().execute(query.where(its, RESERVATION.c.state.in_(LIVE_STATES))).first()
    return of_span(row.starts_at, row.ends_at) if row else {}


def _request_at(session: Session, principal: Principal, request_id: int, *, lock: bool = False) -> Row[Any]:
    offices = principal.offices_as(*WORKING) if principal.staff_id else frozenset()
    query = select(REQUEST).where(REQUEST.c.id == request_id, REQUEST.c.office_id.in_(sorted(offices)))
    row = session.connection().execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise errors.DayChangeUnknown
    return row


def approve_change(
    session: Session, *, principal: Principal, request_id: int, form: Mapping[str, Any], now: datetime
) -> None:
    """Give the person another day in place of theirs, and tell them; a booking on the old day stays theirs.

    They move it themselves: it leads to the new day only (reservations/windows). Raises Invalid,
    DayChangeUnknown, DayChangeAnswered, DayChangeUnlinked, DayChangeFiled, DayChangeGone.
    """
    row = _locked(session, principal, request_id)
    _check_linked(session, row)
    _check_day(session, row)
    new_day = rules.new_day_in(form, row.from_day, day_in_japan(now), facts.days_of(session, row.claimant_id))
    answer = rules.answer_in(form, "answer", is_needed=False)
    said = closures_of(session, row.office_id, fiscal_year_of(new_day))
    if closure_of(new_day, said) is not None:
        raise Invalid({"new_day": errors.DayChangeClosed()})
    _decide(session, principal, row, DayChangeState.APPROVED, answer, new_day, now=now)
    is_eve = rules.is_eve(row.reason, row.from_day, new_day)
    replace_day(session, row.claimant_id, row.from_day, new_day, is_approved=True, is_eve=is_eve)
    days = {"before": row.from_day, "after": new_day}
    told = letters.of_change(
        session, letters.APPROVED, row.id, row.applicant_id, {"answer": answer or "―"}, **days
    )
    enqueue(session, told, now=now)
    record(session, principal, "certification.change_approved", ("day_change_request", row.id), now=now)


def refuse_change(
    session: Session, *, principal: Principal, request_id: int, form: Mapping[str, Any], now: datetime
) -> None:
    """Leave the day as it is and tell the person why. Raises Invalid, DayChangeUnknown, DayChangeAnswered."""
    row = _locked(session, principal, request_id)
    answer = rules.answer_in(form, "why_not", is_needed=True)
    _decide(session, principal, row, DayChangeState.REFUSED, answer, None, now=now)
    told = letters.of_change(
        session, letters.REFUSED, row.id, row.applicant_id, {"answer": answer}, before=row.from_day
    )
    enqueue(session, told, now=now)
    record(session, principal, "certification.change_refused", ("day_change_request", row.id), now=now)


def _locked(session: Session, principal: Principal, request_id: int) -> Row[Any]:
    """Return a request that waits, locked after its person, as bookings are."""
    seen = _request_at(session, principal, request_id)
    session.get(Applicant, seen.applicant_id, with_for_update=True)
    row = _request_at(session, principal, request_id, lock=True)
    if row.state != DayChangeState.ASKED:
        raise errors.DayChangeAnswered
    return row


def _check_linked(session: Session, row: Row[Any]) -> None:
    """Raise DayChangeUnlinked where the record is by now somebody else's than who asked."""
    if session.get_one(Claimant, row.claimant_id).applicant_id != row.applicant_id:
        raise errors.DayChangeUnlinked


def _decide(
    session: Session,
    principal: Principal,
    row: Row[Any],
    state: DayChangeState,
    answer: str,
    new_day: date | None,
    *,
    now: datetime,
) -> None:
    values = {"state": state, "decided_by_id": principal.staff_id, "decided_at": now, "new_day": new_day}
    values["answer_sealed"] = seal(answer) if answer else ""
    session.connection().execute(update(REQUEST).where(REQUEST.c.id == row.id).values(**values))


def _check_day(session: Session, row: Row[Any]) -> None:
    """Raise where the day cannot be replaced: DayChangeFiled, or DayChangeGone as it is theirs no longer."""
    if is_filed(session, row.claimant_id, row.from_day, lock=True):
        raise errors.DayChangeFiled
    if row.from_day not in facts.days_of(session, row.claimant_id):
        raise errors.DayChangeGone
