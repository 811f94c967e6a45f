"""「申込み」: a hold becomes a reservation with number, host, meeting and mail."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.schema import validate
from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Mode, Reservation, ReservationState
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.meetings.hosts import buffer_of
from hellowork_portal.services.meetings.service import request_meeting, take_host
from hellowork_portal.services.outbox.service import NewJob, enqueue
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations import drafts, errors, queries, rules
from hellowork_portal.services.reservations.answers import raw_answers
from hellowork_portal.services.reservations.holds import (
    check_all,
    exchange_seats,
    expire_holds,
    lock_person,
    own_hold,
)

_RES = table_of(Reservation)


def confirm_reservation(session: Session, *, principal: Principal, hold_id: int, now: datetime) -> str:
    """Turn one's hold into a reservation and return its number.

    Idempotent: a second click, tab or reload returns the same number. A late
    confirmation tries once to take the seat again; raises SeatLost where it is
    gone, and Invalid, TermsNotAgreed, ClaimantNumberNeeded or a rule's error
    where the hold may not be confirmed. What was typed stays in every case.
    """
    applicant_id = lock_person(session, principal)
    row = own_hold(session, principal, hold_id)
    if row.number:
        return row.number
    wanted = queries.wanted_slot(session, row.slot_id)
    if wanted is None or row.state not in (ReservationState.HELD, ReservationState.EXPIRED):
        raise errors.HoldGone
    definition = definition_of(session, row.procedure_version_id)
    answers = _checked_answers(session, row, definition, applicant_id, now)
    is_late = row.state == ReservationState.EXPIRED
    freed = _other_holds(session, wanted, applicant_id, now) if is_late else []
    is_unconfirmed = _check_rules(session, row, wanted, applicant_id, now)
    if is_late:
        _retake(session, wanted, freed)
    number = rules.new_number()
    _write(session, row, number, answers, is_unconfirmed, now)
    session.get_one(Applicant, applicant_id).own_office_id = wanted.office_id
    _prepare_interview(session, hold_id, wanted, now)
    _announce(session, principal, hold_id, now)
    return number


def _checked_answers(
    session: Session, row: Any, definition: ProcedureDefinition, applicant_id: int, now: datetime
) -> dict[str, Any]:
    """Return the normalised answers; terms and 支給番号 are looked at on the same occasion."""
    if row.terms_agreed_at is None:
        raise errors.TermsNotAgreed
    person = session.get_one(Applicant, applicant_id)
    if definition.needs_claimant_number and not person.claimant_number_fingerprint:
        raise errors.ClaimantNumberNeeded
    typed = raw_answers(definition, drafts.opened(row.answers_sealed))
    checked = validate(definition, typed, clock.day_in_japan(now))
    if not checked.is_valid:
        raise Invalid(checked.errors)
    return checked.answers


def _check_rules(session: Session, row: Any, wanted: rules.Wanted, applicant_id: int, now: datetime) -> bool:
    """Apply the rules once more, this hold left out; return whether the claim is 「未確認」.

    A live hold keeps the window that it was given in: who began in time may finish.
    """
    is_live = row.state == ReservationState.HELD and row.expires_at > now and wanted.starts_at > now
    others = [one for one in queries.live_reservations(session, applicant_id) if one.reservation_id != row.id]
    known = check_all(session, wanted, others, applicant_id, row.held_at if is_live else now)
    return wanted.purpose == rules.CERTIFICATION and known is None


def _other_holds(session: Session, wanted: rules.Wanted, applicant_id: int, now: datetime) -> list[int]:
    """Let go of a hold the person has made since, of this slot too: a late confirmation replaces it."""
    return expire_holds(session, slot_id=wanted.slot_id, applicant_id=applicant_id, kept_slot=None, now=now)


def _retake(session: Session, wanted: rules.Wanted, freed: list[int]) -> None:
    """Try once to take the seat of a hold that has run out."""
    try:
        exchange_seats(session, freed, wanted.slot_id)
    except errors.SlotFull:
        raise errors.SeatLost from None


def _write(
    session: Session, row: Any, number: str, answers: dict[str, Any], is_unconfirmed: bool, now: datetime
) -> None:
    values = {
        "number": number,
        "state": ReservationState.CONFIRMED,
        "answers_sealed": drafts.closed(answers),
        "is_unconfirmed_claim": is_unconfirmed,
        "expires_at": None,
        "confirmed_at": now,
    }
    session.connection().execute(update(_RES).where(_RES.c.id == row.id).values(**values))


def _prepare_interview(session: Session, reservation_id: int, wanted: rules.Wanted, now: datetime) -> None:
    """Take a host's time and ask for the meeting; without a free host the meeting's job finds one."""
    if wanted.mode != Mode.ONLINE:
        return
    take_host(
        session,
        reservation_id=reservation_id,
        offering_id=wanted.offering_id,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        buffer_minutes=buffer_of(session, wanted.offering_id),
    )
    request_meeting(session, session.get_one(Reservation, reservation_id, populate_existing=True), now=now)


def _announce(session: Session, principal: Principal, reservation_id: int, now: datetime) -> None:
    args = {"mail": "reservation_confirmed", "reservation_id": reservation_id, "language": principal.language}
    enqueue(session, [NewJob("mail", f"mail:reservation_confirmed:{reservation_id}:0", args)], now=now)
    record(session, principal, "reservation.confirmed", ("reservation", reservation_id), now=now)
