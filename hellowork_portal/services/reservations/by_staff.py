"""Booking for somebody who telephones or stands at the counter (S3): at once confirmed, without a hold.

The caller (services/counter) has checked that the actor may know the person.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import Applicant, Mode, Reservation, ReservationState
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.meetings.hosts import buffer_of, free_over, host_of, take_host
from hellowork_portal.services.meetings.service import request_meeting
from hellowork_portal.services.outbox.service import NewJob, enqueue
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations import drafts, errors, letters, queries, rules
from hellowork_portal.services.reservations.holds import expire_holds
from hellowork_portal.services.reservations.own import lock_person_row
from hellowork_portal.services.reservations.seats import give_seats, raise_capacity, take_seat_by_staff
from hellowork_portal.services.vacancies.service import end_booked

MAY = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
_RES = table_of(Reservation)


@dataclass(frozen=True)
class Booked:
    """A reservation that staff have made; `has_host` is false where no host is free for its meeting."""

    id: int
    number: str
    has_host: bool


def book_by_staff(
    session: Session, *, principal: Principal, applicant_id: int, slot_id: int, consent: str, now: datetime
) -> Booked:
    """Book a seat of the actor's office for somebody, held-back seats included.

    The rules of a booking hold, except the window (a time that goes on may still be taken) and
    the number of coming reservations. `consent` is the code of how the person has agreed; it is
    recorded with who noted it. A second click finds the first one's reservation.

    Raises NotAllowed, SlotNotOffered, SlotFull, Overlaps, AlreadyReserved, NotEligible,
    ClaimantNumberNeeded.
    """
    wanted = _wanted(session, principal, slot_id, now)
    lock_person_row(session, applicant_id)
    person = session.get_one(Applicant, applicant_id)
    if (booked := _booked(session, wanted, applicant_id)) is not None:
        return booked
    known = _check(session, wanted, person, now)
    freed = expire_holds(session, slot_id=slot_id, applicant_id=0, kept_slot=None, now=now)
    give_seats(session, freed, now=now)
    take_seat_by_staff(session, slot_id)
    wanted = queries.as_offered_now(session, wanted)
    is_certification = wanted.purpose == rules.CERTIFICATION
    row: dict[str, Any] = _row(wanted, person, now)
    row["is_unconfirmed_claim"] = is_certification and known is None
    written = insert(_RES).values(**row).returning(_RES.c.id)
    reservation_id = session.connection().execute(written).scalar_one()
    has_host = _write_around(session, wanted, reservation_id, person, now)
    about = {"consent": consent, "slot": slot_id}
    record(
        session, principal, "reservation.booked_by_staff", ("reservation", reservation_id), now=now, **about
    )
    seat = {"offering_id": wanted.offering_id, "slot_id": slot_id, "on_day": wanted.on_day}
    end_booked(session, applicant_id=applicant_id, **seat)
    return Booked(reservation_id, row["number"], has_host)


def _booked(session: Session, wanted: rules.Wanted, applicant_id: int) -> Booked | None:
    """Return the reservation that the person has of this very time already."""
    mine = (_RES.c.applicant_id == applicant_id) & (_RES.c.slot_id == wanted.slot_id)
    standing = select(_RES.c.id, _RES.c.number).where(mine, _RES.c.state == ReservationState.CONFIRMED)
    row = session.connection().execute(standing).first()
    if row is None:
        return None
    return Booked(row.id, row.number, wanted.mode != Mode.ONLINE or host_of(session, row.id) is not None)


def add_seat(session: Session, *, principal: Principal, slot_id: int, reason: str, now: datetime) -> None:
    """Give a full time one seat more, explicitly: for the office's manager, with a reason, recorded.

    One that has a free seat keeps what it has, so that a double click adds one.
    Raises NotAllowed, SlotNotOffered for a time that is closed or over.
    """
    wanted = queries.wanted_slot(session, slot_id)
    principal.check_at(wanted.office_id if wanted else 0, Role.OFFICE_MANAGER)
    if wanted is None or not wanted.is_open or wanted.ends_at <= now:
        raise errors.SlotNotOffered
    if not raise_capacity(session, slot_id):
        return
    about = {"slot": slot_id, "reason": reason, "at": wanted.starts_at.isoformat()}
    record(session, principal, "slot.overbooked", ("office", wanted.office_id), now=now, **about)


def _wanted(session: Session, principal: Principal, slot_id: int, now: datetime) -> rules.Wanted:
    wanted = queries.wanted_slot(session, slot_id)
    principal.check_at(wanted.office_id if wanted else 0, *MAY)
    if wanted is None:
        raise NotAllowed
    if not wanted.is_open or wanted.ends_at <= now:
        raise errors.SlotNotOffered
    return wanted


def _check(session: Session, wanted: rules.Wanted, person: Applicant, now: datetime) -> rules.Record | None:
    """Apply the rules of booking to the person; return the office's record of them."""
    definition = definition_of(session, wanted.procedure_version_id, digest=wanted.version_digest)
    if definition.needs_claimant_number and not person.claimant_number_fingerprint:
        raise errors.ClaimantNumberNeeded
    standing = queries.live_reservations(session, id_of(person))
    rules.check_standing(replace(wanted, most_future=None), standing, now=now)
    record_of_person = None
    if wanted.purpose == rules.CERTIFICATION:
        record_of_person = queries.record_of(session, id_of(person))
        rules.check_eligible(wanted, record_of_person)
    return record_of_person


def _row(wanted: rules.Wanted, person: Applicant, now: datetime) -> dict[str, Any]:
    is_certification = wanted.purpose == rules.CERTIFICATION
    return {
        "number": rules.new_number(),
        "slot_id": wanted.slot_id,
        "applicant_id": id_of(person),
        "procedure_version_id": wanted.procedure_version_id,
        "state": ReservationState.CONFIRMED,
        "starts_at": wanted.starts_at,
        "ends_at": wanted.ends_at,
        "answers_sealed": drafts.closed({"telephone": person.phone}),
        "language": person.language,
        "certification_on": wanted.on_day if is_certification else None,
        "held_at": now,
        "terms_agreed_at": now,
        "confirmed_at": now,
        "is_by_staff": True,
    }


def _write_around(
    session: Session, wanted: rules.Wanted, reservation_id: int, person: Applicant, now: datetime
) -> bool:
    """Write host, meeting, letter and reminders; return whether there is a host where one is needed."""
    host_id = None
    if wanted.mode == Mode.ONLINE:
        times: dict[str, Any] = {"starts_at": wanted.starts_at, "ends_at": wanted.ends_at}
        free_over(session, wanted.offering_id, **times)
        place: dict[str, Any] = {"reservation_id": reservation_id, "offering_id": wanted.offering_id}
        host_id = take_host(session, **place, **times, buffer_minutes=buffer_of(session, reservation_id))
        request_meeting(session, session.get_one(Reservation, reservation_id), now=now)
    args = {"mail": letters.CONFIRMED, "reservation_id": reservation_id, "language": person.language}
    mail = NewJob("mail", letters.letter_key(letters.CONFIRMED, reservation_id, 0), args)
    enqueue(session, [mail, *letters.reminders(reservation_id, 0, wanted.starts_at, now=now)], now=now)
    return host_id is not None or wanted.mode != Mode.ONLINE
