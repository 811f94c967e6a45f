"""The whole of one reservation, as its office needs it for any decision; a reading is recorded."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from hellowork_portal.forms.confirm import confirm_view
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.fields import Audience
from hellowork_portal.forms.views import ConfirmSection
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day, of_span, staff_written
from hellowork_portal.models import Applicant, Claimant, Meeting, MeetingState, Mode, Office, ReservationState
from hellowork_portal.services.access.owners import is_closed_address
from hellowork_portal.services.access.people import masked
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.audit.story import story_of
from hellowork_portal.services.audit.views import AuditLine
from hellowork_portal.services.deliveries.service import lines_of
from hellowork_portal.services.meetings.retrying import RETRIED
from hellowork_portal.services.meetings.service import meeting_of
from hellowork_portal.services.meetings.views import MeetingView
from hellowork_portal.services.office_reservations.rows import reservation_at
from hellowork_portal.services.office_reservations.views import FreeTimeChoice, OfficeReservation, PersonView
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations import drafts
from hellowork_portal.services.reservations.office_times import nearest_times, times_of_day
from hellowork_portal.services.reservations.rules import number_shown

_PERSON, _CLAIMANT, _MEETING = table_of(Applicant), table_of(Claimant), table_of(Meeting)
_OFFICE = table_of(Office)
_READ = ("reservation.viewed",)
_LIVE = (ReservationState.CONFIRMED, ReservationState.CHECKED_IN, ReservationState.IN_PROGRESS)


def office_reservation(
    session: Session, *, principal: Principal, number: str, now: datetime
) -> OfficeReservation:
    """Return a reservation of the reader's office, and record that it was read.

    Raises ReservationUnknown for others' and wrong numbers, SignInNeeded.
    """
    row = reservation_at(session, principal, number)
    record(session, principal, "reservation.viewed", ("reservation", row.id), now=now)
    return _view(session, row, principal.language, now)


def _view(session: Session, row: Row[Any], language: str, now: datetime) -> OfficeReservation:
    definition = definition_of(session, row.procedure_version_id)
    meeting = (
        session.connection().execute(select(_MEETING).where(_MEETING.c.reservation_id == row.id)).first()
    )
    state = meeting.state if meeting else None
    is_ahead = row.ends_at > now and row.state in _LIVE
    door = (meeting_of(session, row.id) if is_ahead else None) or MeetingView(MeetingState.PENDING)
    can_change = row.state == ReservationState.CONFIRMED and row.starts_at > now
    person = person_view(session, row.applicant_id, row.office_id)
    return OfficeReservation(
        number=row.number,
        number_shown=number_shown(row.number),
        procedure=staff_written(definition.name),
        when=of_span(row.starts_at, row.ends_at),
        on_day=day_in_japan(row.starts_at).isoformat(),
        mode=row.mode,
        state=row.state,
        revision=row.revision,
        offering_id=row.offering_id,
        office_code=_office_code(session, row.office_id),
        is_by_staff=row.is_by_staff,
        is_unconfirmed_claim=row.is_unconfirmed_claim,
        is_ahead=is_ahead,
        cancel_reason=row.cancel_reason,
        cancelled_by=row.cancelled_by,
        can_change=can_change,
        can_resend=bool(person.mail_address) and (is_ahead or row.state == ReservationState.CANCELLED),
        can_retry_meeting=is_ahead and row.mode == Mode.ONLINE and state in RETRIED,
        meeting=state or "none",
        join_url=door.join_url,
        passcode=door.passcode,
        person=person,
        answers=_answers(definition, row.answers_sealed, language),
        deliveries=lines_of(session, row, now=now),
        history=_history(session, row, meeting),
        nearest=_choices(nearest_times(session, row, now=now)) if can_change else [],
    )


def _office_code(session: Session, office_id: int) -> str:
    return session.connection().scalar(select(_OFFICE.c.code).where(_OFFICE.c.id == office_id)) or ""


def person_view(session: Session, applicant_id: int, office_id: int) -> PersonView:
    """Return a person as one office may know them; the caller has checked that it may."""
    person = session.connection().execute(select(_PERSON).where(_PERSON.c.id == applicant_id)).one()
    number = unseal(person.claimant_number_sealed) if person.claimant_number_sealed else ""
    in_charge = select(_CLAIMANT.c.office_id).where(_CLAIMANT.c.applicant_id == applicant_id)
    record_at = session.connection().scalar(in_charge)
    return PersonView(
        applicant_id=applicant_id,
        name=person.name,
        reading=person.reading,
        born_on=of_day(person.born_on) if person.closed_at is None else {},
        phone=person.phone,
        mail_address="" if is_closed_address(person.mail_address) else person.mail_address,
        is_closed=person.closed_at is not None,
        masked_number=masked(number),
        sharing=_sharing(session, person) if number else 0,
        claimant="none" if record_at is None else "mine" if record_at == office_id else "elsewhere",
    )


def _sharing(session: Session, person: Row[Any]) -> int:
    """Return how many other open accounts state the same 支給番号."""
    same = _PERSON.c.claimant_number_fingerprint == person.claimant_number_fingerprint
    others = select(func.count()).where(same, _PERSON.c.id != person.id, _PERSON.c.closed_at.is_(None))
    return session.connection().execute(others).scalar_one()


def _answers(definition: ProcedureDefinition, sealed: str, language: str) -> list[ConfirmSection]:
    """Return the form's answers as they were sent, in words."""
    return confirm_view(definition, drafts.opened(sealed), language, Audience.STAFF)


def _history(session: Session, row: Row[Any], meeting: Row[Any] | None) -> list[AuditLine]:
    about = [("reservation", row.id), *([("meeting", meeting.id)] if meeting else [])]
    return story_of(session, about, but=_READ)


def times_on(
    session: Session, *, principal: Principal, number: str, day: date, now: datetime
) -> list[FreeTimeChoice]:
    """Return the times of a day to which a reservation can be moved. Raises ReservationUnknown."""
    row = reservation_at(session, principal, number)
    return _choices(times_of_day(session, row, day, now=now))


def _choices(slots: Iterable[Row[Any]]) -> list[FreeTimeChoice]:
    return [
        FreeTimeChoice(one.id, of_span(one.starts_at, one.ends_at), one.on_day.isoformat(), one.left)
        for one in slots
    ]
