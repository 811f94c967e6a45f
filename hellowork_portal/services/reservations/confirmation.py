"""「申込み」: a hold becomes a reservation with number, host, meeting and mail."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, null, update
from sqlmodel import Session

from hellowork_portal.forms.schema import validate
from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import Part, Writes, placed, places, spelt, table_of
from hellowork_portal.models import Applicant, Mode, Reservation, ReservationState
from hellowork_portal.services.audit.service import entry_part, entry_values
from hellowork_portal.services.meetings.service import create_job, meeting_parts, meeting_values, mend_host
from hellowork_portal.services.outbox.service import NewJob, jobs_part, jobs_values
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations import drafts, errors, queries, rules, seat_path
from hellowork_portal.services.reservations.answers import raw_answers
from hellowork_portal.services.reservations.holds import check_all, check_given_up, expire_holds, lock_person
from hellowork_portal.services.reservations.letters import reminders
from hellowork_portal.services.reservations.seats import exchange_seats
from hellowork_portal.services.vacancies.service import end_booked

_RES, _APPLICANT = table_of(Reservation), table_of(Applicant)
_COLUMNS = ("number", "answers_sealed", "is_unconfirmed_claim", "confirmed_at", "language")


@cache
def _writes(is_online: bool, is_new_office: bool, jobs: int) -> Writes:
    """Return what a confirmation writes: reservation, office, host and meeting, jobs, entry."""
    confirmed = {"state": spelt(ReservationState.CONFIRMED), "expires_at": null()}
    booked = update(_RES).where(_RES.c.id == bindparam("hold_id"))
    booked = booked.values(places(_RES, "booked", _COLUMNS) | confirmed)
    person = update(_APPLICANT).where(_APPLICANT.c.id == bindparam("of_person"))
    moved = person.values(places(_APPLICANT, "person", ("own_office_id",)))
    return Writes(
        Part("booked", lambda _dialect: booked),
        *([Part("moved", lambda _dialect: moved)] if is_new_office else []),
        *(meeting_parts() if is_online else ()),
        jobs_part(jobs),
        entry_part(),
    )


def confirm_reservation(
    session: Session, *, principal: Principal, hold_id: int, gives_up: int = 0, now: datetime
) -> str:
    """Turn one's hold into a reservation and return its number.

    Idempotent: a second click, tab or reload returns the same number. A late
    confirmation tries once to take the seat again; raises SeatLost where it is gone,
    OfferKept where it would end an offer that `gives_up` does not name, and Invalid,
    TermsNotAgreed, ClaimantNumberNeeded or a rule's error where the hold may not be
    confirmed. What was typed stays in every case.
    """
    seen = seat_path.locked_hold(session, applicant_id=principal.applicant_id, hold_id=hold_id)
    if seen is None:
        lock_person(session, principal)
        raise errors.HoldGone
    if seen.row.number:
        return seen.row.number
    wanted = seen.wanted
    if wanted is None or seen.row.state not in (ReservationState.HELD, ReservationState.EXPIRED):
        raise errors.HoldGone
    if seen.row.replaces_id is not None:
        raise errors.OfferMoves
    answers = _checked_answers(session, seen.row, now)
    if seen.row.state == ReservationState.EXPIRED:
        known = _retake(session, seen, wanted, (principal.applicant_id, gives_up), now)
        wanted = queries.as_offered_now(session, wanted)
    else:
        known = _check_live(session, seen, wanted, principal.applicant_id, now)
    booked = {
        "number": rules.new_number(),
        "answers_sealed": drafts.closed(answers),
        "is_unconfirmed_claim": wanted.purpose == rules.CERTIFICATION and known is None,
        "confirmed_at": now,
        "language": principal.language,
    }
    _write(session, principal, seen, wanted, booked, now)
    if seen.row.waits:
        seat = {"offering_id": wanted.offering_id, "slot_id": wanted.slot_id, "on_day": wanted.on_day}
        end_booked(session, applicant_id=principal.applicant_id, **seat)
    return booked["number"]


def _checked_answers(session: Session, row: Any, now: datetime) -> dict[str, Any]:
    """Return the normalised answers; terms and 支給番号 are looked at on the same occasion."""
    if row.terms_agreed_at is None:
        raise errors.TermsNotAgreed
    definition = definition_of(session, row.procedure_version_id, digest=row.held_version_digest)
    if definition.needs_claimant_number and not row.claimant_number_fingerprint:
        raise errors.ClaimantNumberNeeded
    typed = raw_answers(definition, drafts.opened(row.answers_sealed))
    checked = validate(definition, typed, clock.day_in_japan(now))
    if not checked.is_valid:
        raise Invalid(checked.errors)
    return checked.answers


def _check_live(
    session: Session, seen: seat_path.HoldSeen, wanted: rules.Wanted, applicant_id: int, now: datetime
) -> rules.Record | None:
    """Apply the rules once more, this hold left out.

    A live hold keeps the window that it was given in: who began in time may finish.
    """
    is_live = seen.row.expires_at > now and wanted.starts_at > now
    moment = seen.row.held_at if is_live else now
    return check_all(session, wanted, seen.standing, applicant_id, moment)


def _retake(
    session: Session, seen: seat_path.HoldSeen, wanted: rules.Wanted, asked: tuple[int, int], now: datetime
) -> rules.Record | None:
    """Check a hold that has run out by the rules of now and try once to take its seat again.

    A hold that the person has made since, of this slot too, is let go: this one replaces it.
    `asked` are the person and the offer that they give up for it.
    """
    applicant_id, gives_up = asked
    offer = queries.offer_of_another(session, applicant_id, wanted.slot_id, now)
    freed = expire_holds(session, slot_id=wanted.slot_id, applicant_id=applicant_id, kept_slot=None, now=now)
    others = [
        one for one in queries.live_reservations(session, applicant_id) if one.reservation_id != seen.row.id
    ]
    known = check_all(session, wanted, others, applicant_id, now)
    if offer is not None:
        check_given_up(offer, gives_up)
    try:
        exchange_seats(session, freed, wanted.slot_id, now=now)
    except errors.SlotFull:
        raise errors.SeatLost from None
    return known


def _write(
    session: Session,
    principal: Principal,
    seen: seat_path.HoldSeen,
    wanted: rules.Wanted,
    booked: dict[str, Any],
    now: datetime,
) -> None:
    """Write all that a confirmation is; without a free host the meeting's job finds one."""
    hold_id, is_online = seen.row.id, wanted.mode == Mode.ONLINE
    jobs = _jobs(hold_id, principal.language, is_online)
    jobs += reminders(hold_id, 0, wanted.starts_at, now=now)
    values = {
        "hold_id": hold_id,
        "of_person": principal.applicant_id,
        "person_own_office_id": wanted.office_id,
        **placed("booked", booked),
        **jobs_values(jobs, now=now),
        **entry_values(principal, "reservation.confirmed", ("reservation", hold_id), now=now),
    }
    if is_online:
        times = (wanted.starts_at, wanted.ends_at)
        values |= meeting_values(hold_id, wanted.offering_id, times, seen.row.buffer_minutes, now)
    is_new_office = seen.row.own_office_id != wanted.office_id
    told = _writes(is_online, is_new_office, len(jobs)).run(session, values)
    if is_online:
        mend_host(session, told["hours"], values)


def _jobs(reservation_id: int, language: str, is_online: bool) -> list[NewJob]:
    args = {"mail": "reservation_confirmed", "reservation_id": reservation_id, "language": language}
    mail = NewJob("mail", f"mail:reservation_confirmed:{reservation_id}:0", args)
    return [create_job(reservation_id), mail] if is_online else [mail]
