"""A reservation that comes to another account of the person: seat, number, meeting and answers stay."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Reservation
from hellowork_portal.services.reservations import errors, queries, rules
from hellowork_portal.services.reservations.changes import expire_replaced
from hellowork_portal.services.reservations.own import Own, check_confirmed
from hellowork_portal.services.reservations.seats import give_seats
from hellowork_portal.services.vacancies.service import end_earlier

_RES, _PERSON = table_of(Reservation), table_of(Applicant)


def hand_over(session: Session, own: Own, *, receiver_id: int, now: datetime) -> None:
    """Make a locked reservation the receiver's; the caller has locked both persons, in id order.

    The rules of booking hold for the receiver, except the window: the seat is taken already.
    Raises ReservationCancelled, ReservationUnderWay, Overlaps, AlreadyReserved,
    TooManyReservations, NotEligible, ClaimantNumberNeeded; then nothing has changed.
    """
    check_confirmed(own)
    freed = expire_replaced(session, own, receiver_id, own.row.slot_id, now)
    known = check_receiver(session, own, receiver_id, now)
    is_certification = own.definition.purpose == rules.CERTIFICATION
    values = {"applicant_id": receiver_id, "is_unconfirmed_claim": is_certification and known is None}
    session.connection().execute(update(_RES).where(_RES.c.id == own.row.id).values(**values))
    end_earlier(session, own.row.id, is_moved=False)
    give_seats(session, freed, now=now)


def check_receiver(session: Session, own: Own, receiver_id: int, now: datetime) -> rules.Record | None:
    """Apply the rules of booking to who gets a reservation; return the office's record of them."""
    wanted = queries.wanted_slot(session, own.row.slot_id)
    if wanted is None:
        raise errors.SlotNotOffered
    slots = own.definition.slots
    wanted = replace(wanted, most_future=slots.future_reservations if slots else None)
    rules.check_standing(wanted, queries.live_reservations(session, receiver_id), now=now)
    if own.definition.needs_claimant_number and not _states_number(session, receiver_id):
        raise errors.ClaimantNumberNeeded
    record = queries.record_of(session, receiver_id) if wanted.purpose == rules.CERTIFICATION else None
    rules.check_eligible(wanted, record)
    return record


def _states_number(session: Session, applicant_id: int) -> bool:
    stated = select(_PERSON.c.claimant_number_fingerprint).where(_PERSON.c.id == applicant_id)
    return bool(session.connection().scalar(stated))
