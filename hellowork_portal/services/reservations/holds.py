"""Holding a seat while the form is filled in (C5, product.md decision 5)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.kit.seat_notes import note_slots
from hellowork_portal.kit.sql import Dialect, Part, Writes, is_sqlite, new_places, placed, table_of
from hellowork_portal.kit.words import of_moment, of_span
from hellowork_portal.models import Reservation, ReservationState
from hellowork_portal.services.audit.service import entry_part, entry_values, record
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations import drafts, errors, queries, rules, seat_path
from hellowork_portal.services.reservations.own import lock_person_row
from hellowork_portal.services.reservations.seats import give_seats

_RES = table_of(Reservation)
_COLUMNS = (
    "slot_id", "applicant_id", "procedure_version_id", "starts_at", "ends_at", "answers_sealed",
    "terms_agreed_at", "language", "certification_on", "held_at", "expires_at",
)  # fmt: skip


def _insert(dialect: Dialect) -> Any:
    row = new_places(_RES, "hold", _COLUMNS, state=ReservationState.HELD)
    return dialect.row(_RES, row).returning(_RES.c.id)


TAKE_AND_HOLD = Writes(
    Part("seat", lambda _dialect: queries.TAKE_SEAT.returning(queries.SLOT_ID), tells=True),
    Part("hold", _insert, tells=True, needs="seat"),
    entry_part(about="hold"),
)
"""The seat first, by the conditional UPDATE; without it neither hold nor entry."""


def hold_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limits a hold counts against, to be spent before it is asked for."""
    return [("hold_per_person", str(principal.applicant_id)), ("hold_per_network", principal.address)]


def hold_seat(
    session: Session, *, principal: Principal, slot_id: int, gives_up: int = 0, now: datetime
) -> int:
    """Hold a seat ten minutes and return the hold's id; a second click returns the same hold.

    A new hold releases the person's old one; expired holds of the slot no longer
    count. A seat won by waiting is released only where `gives_up` names its hold. Raises
    SlotNotOffered, SlotFull, Overlaps, AlreadyReserved, TooManyReservations, NotEligible,
    OfferKept.
    """
    person = {"slot_id": slot_id, "applicant_id": principal.applicant_id, "now": now}
    # Behind SQLite's one writer the person is locked already.
    if not is_sqlite(session):
        lock_person(session, principal)
    seen = seat_path.before_hold(session, **person)
    if seen is None:
        lock_person(session, principal)
        raise errors.SlotNotOffered
    freed = expire_holds(session, kept_slot=slot_id, **person) if seen.must_expire else []
    mine = next((one for one in seen.standing if one.slot_id == slot_id), None)
    if mine is not None and mine.state == ReservationState.HELD:
        give_seats(session, freed, now=now)
        return mine.reservation_id
    check_all(session, seen.wanted, seen.standing, principal.applicant_id, now)
    if seen.looks_full and not seen.must_expire:
        raise errors.SlotFull
    if seen.offer is not None:
        check_given_up(seen.offer, gives_up)
    give_seats(session, [freed_slot for freed_slot in freed if freed_slot <= slot_id], now=now)
    hold_id = _take_and_hold(session, principal, seen, now)
    give_seats(session, [freed_slot for freed_slot in freed if freed_slot > slot_id], now=now)
    return hold_id


def check_given_up(offer: Any, gives_up: int) -> None:
    """Raise OfferKept unless the person gives up this very offer."""
    if offer.own_id != gives_up:
        when = of_span(offer.own_starts_at, offer.own_ends_at)
        raise errors.OfferKept(offer.own_id, when, of_moment(offer.expires_at))


def lock_person(session: Session, principal: Principal) -> int:
    """Lock the acting applicant's row, so that limits per person are counted one at a time."""
    return lock_person_row(session, principal.applicant_id)


def check_all(
    session: Session, wanted: rules.Wanted, others: list[rules.Standing], applicant_id: int, now: datetime
) -> rules.Record | None:
    """Apply every rule to a wanted slot; return the office's record of the person."""
    rules.check_window(wanted, now=now)
    slots = definition_of(session, wanted.procedure_version_id, digest=wanted.version_digest).slots
    wanted = replace(wanted, most_future=slots.future_reservations if slots else None)
    rules.check_standing(wanted, others, now=now)
    record_of_person = None
    if wanted.purpose == rules.CERTIFICATION:
        record_of_person = queries.record_of(session, applicant_id)
        rules.check_eligible(wanted, record_of_person)
    return record_of_person


def expire_holds(
    session: Session, *, slot_id: int, applicant_id: int, kept_slot: int | None, now: datetime
) -> list[int]:
    """Expire the slot's holds that have run out and the person's holds of all but `kept_slot`.

    Returns the slot of each, whose seat the caller gives back.
    """
    given = {"of_slot": slot_id, "of_person": applicant_id, "kept_slot": kept_slot or 0, "at": now}
    return [row.slot_id for row in session.connection().execute(queries.EXPIRE_OF_SLOT_AND_PERSON, given)]


def free_expired_holds(session: Session, *, now: datetime) -> int:
    """Tidy: expire every hold that has run out and forget old drafts; return how many expired."""
    freed = [row.slot_id for row in session.connection().execute(queries.EXPIRE_ALL, {"at": now})]
    give_seats(session, freed, now=now)
    old = (_RES.c.state == ReservationState.EXPIRED) & (_RES.c.held_at < now - rules.DRAFT_LIFE)
    session.connection().execute(
        update(_RES).where(old, _RES.c.answers_sealed != "").values(answers_sealed="")
    )
    return len(freed)


def _take_and_hold(session: Session, principal: Principal, seen: seat_path.BeforeHold, now: datetime) -> int:
    """Take the seat, write hold and entry; raises SlotFull."""
    row = _hold_row(principal, seen.wanted, seen.draft, now)
    subject, slot_id = ("reservation", None), seen.wanted.slot_id
    entry = entry_values(principal, "reservation.held", subject, now=now, slot=slot_id)
    told = TAKE_AND_HOLD.run(session, {"wanted_slot": slot_id} | placed("hold", row) | entry)
    if not told["seat"].rows:
        raise errors.SlotFull
    note_slots(session, [slot_id])
    return told["hold"].value


def _hold_row(
    principal: Principal, wanted: rules.Wanted, draft: tuple[str, datetime | None], now: datetime
) -> dict[str, Any]:
    is_certification = wanted.purpose == rules.CERTIFICATION
    answers, agreed_at = draft
    return {
        "slot_id": wanted.slot_id,
        "applicant_id": principal.applicant_id,
        "procedure_version_id": wanted.procedure_version_id,
        "starts_at": wanted.starts_at,
        "ends_at": wanted.ends_at,
        "answers_sealed": answers,
        "terms_agreed_at": agreed_at,
        "language": principal.language,
        "certification_on": wanted.on_day if is_certification else None,
        "held_at": now,
        "expires_at": now + rules.HOLD,
    }


def own_hold(session: Session, principal: Principal, hold_id: int, *, lock: bool = True) -> Any:
    """Return the row of one's own hold; raises HoldGone alike for missing and other people's."""
    row = queries.reservation_row(session, hold_id, principal.applicant_id, lock=lock)
    if row is None:
        raise errors.HoldGone
    return row


def extend_hold(session: Session, *, principal: Principal, hold_id: int, now: datetime) -> None:
    """Give a live hold ten minutes from now, twice at most; raises HoldGone, NoMoreExtensions.

    A hold that runs as long already (an offer) keeps its hour, and nothing is counted.
    """
    row = own_hold(session, principal, hold_id)
    if row.state != ReservationState.HELD or row.expires_at <= now:
        raise errors.HoldGone
    if row.extended_count >= rules.EXTENSIONS:
        raise errors.NoMoreExtensions
    if row.expires_at >= now + rules.HOLD:
        return
    values = {"extended_count": row.extended_count + 1, "expires_at": now + rules.HOLD}
    session.connection().execute(update(_RES).where(_RES.c.id == hold_id).values(**values))


def release_hold(session: Session, *, principal: Principal, hold_id: int, now: datetime) -> None:
    """Give a hold back at once; what was typed stays for the next hold of the procedure."""
    row = own_hold(session, principal, hold_id)
    if row.state != ReservationState.HELD:
        return
    session.connection().execute(
        update(_RES).where(_RES.c.id == hold_id).values(state=ReservationState.EXPIRED, expires_at=now)
    )
    give_seats(session, [row.slot_id], now=now)
    record(session, principal, "reservation.released", ("reservation", hold_id), now=now)


def withdraw_earlier(session: Session, reservation_id: int) -> list[int]:
    """End what the waitlist has offered instead of a reservation; the caller gives the seats back."""
    its = (_RES.c.replaces_id == reservation_id) & (_RES.c.state == ReservationState.HELD)
    ended = update(_RES).where(its).values(state=ReservationState.EXPIRED).returning(_RES.c.slot_id)
    return [row.slot_id for row in session.connection().execute(ended)]


def agree_terms(session: Session, *, principal: Principal, hold_id: int, now: datetime) -> None:
    """Keep that the procedure's terms were agreed to, and when."""
    row = own_hold(session, principal, hold_id)
    if row.state not in (ReservationState.HELD, ReservationState.EXPIRED):
        return
    session.connection().execute(update(_RES).where(_RES.c.id == hold_id).values(terms_agreed_at=now))
    record(session, principal, "reservation.terms_agreed", ("reservation", hold_id), now=now)


def keep_draft(
    session: Session, *, principal: Principal, hold_id: int, typed: Mapping[str, Any], now: datetime
) -> None:
    """Keep what was typed so far, also behind a hold that has run out."""
    row = own_hold(session, principal, hold_id)
    if row.state not in (ReservationState.HELD, ReservationState.EXPIRED):
        return
    kept = drafts.merged(drafts.opened(row.answers_sealed), typed)
    session.connection().execute(
        update(_RES).where(_RES.c.id == hold_id).values(answers_sealed=drafts.closed(kept))
    )


def refused_person(principal: Principal) -> str:
    """Return who is counted when demand is refused: the person, or the browser of an anonymous one."""
    return fingerprint(f"person:{principal.id}") if principal.id else principal.browser
