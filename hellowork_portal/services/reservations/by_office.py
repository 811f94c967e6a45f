"""What an office does with reservations that its schedule can no longer keep (S2).

The caller (services/schedule_changes) has checked the right, and holds the locks in the order
of architecture.md: persons, reservations, slots.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words
from hellowork_portal.models import (
    Applicant,
    Claimant,
    Reservation,
    ReservationState,
)
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certification_days.replacing import is_filed, replace_day
from hellowork_portal.services.reservations import errors, letters, moving, queries, rules
from hellowork_portal.services.reservations.cancellation import cancel_row
from hellowork_portal.services.reservations.holds import withdraw_earlier
from hellowork_portal.services.reservations.place import PLACED, RESERVATION
from hellowork_portal.services.reservations.seats import free_seat, give_seats, take_seat, take_seat_by_staff

_PERSON, _RES = table_of(Applicant), table_of(Reservation)
_CLAIMANT = table_of(Claimant)


def lock_reservations(session: Session, reservation_ids: Collection[int]) -> set[int]:
    """Lock people and then their reservations, each in id order, until the transaction ends.

    What the waitlist has offered instead of them is locked with them, because it ends when
    they move; returns the slots of those offers, for the caller to lock.
    """
    if not reservation_ids:
        return set()
    wanted = sorted(reservation_ids)
    offered = _RES.c.replaces_id.in_(wanted) & (_RES.c.state == ReservationState.HELD)
    its = _RES.c.id.in_(wanted)
    people = select(_PERSON.c.id).where(_PERSON.c.id.in_(select(_RES.c.applicant_id).where(its)))
    session.connection().execute(people.order_by(_PERSON.c.id).with_for_update()).all()
    columns = select(_RES.c.replaces_id, _RES.c.slot_id).where(its | offered)
    rows = session.connection().execute(columns.order_by(_RES.c.id).with_for_update()).all()
    return {row.slot_id for row in rows if row.replaces_id is not None}


def move_by_office(
    session: Session,
    *,
    principal: Principal,
    reservation_id: int,
    slot_id: int,
    reason: Words,
    now: datetime,
) -> None:
    """Move somebody's reservation to another time of the same offering, and tell them why.

    As when they move it themselves, but at any hour: the new seat first, host and meeting
    along, number kept, a letter. Who was booked by staff keeps such a seat. What the person
    waited for ends as with their own change, and so does what they were offered instead.
    Raises SlotFull, SlotNotOffered, Overlaps, AlreadyReserved, ReservationUnderWay.
    """
    row = _confirmed(session, reservation_id)
    withdrawn = withdraw_earlier(session, row.id)
    wanted = _wanted(session, row, slot_id, now)
    take = take_seat_by_staff if row.is_by_staff else take_seat
    give_seats(session, withdrawn, now=now)
    take(session, slot_id)
    free_seat(session, row, now=now)
    is_known = _approve_day(session, row, wanted)
    moving.write(session, row, wanted, {}, is_known=is_known)
    ends_address = moving.move_interview(session, row.id, wanted, row.revision + 1, now)
    told = {"ends_address": ends_address, "reason": reason}
    moving.announce(session, principal, row, wanted, told, now=now, language=row.language)
    moving.end_waiting(session, row, wanted)


def cancel_by_office(
    session: Session,
    *,
    principal: Principal,
    reservation_id: int,
    reason: Words,
    code: str = "",
    now: datetime,
) -> None:
    """Cancel somebody's reservation and tell them why, with the way to another time.

    Without a reason the letter speaks as if they had cancelled it themselves, because they
    have asked for it. `code` is kept on the row.
    """
    row = _confirmed(session, reservation_id)
    told = {"reason": reason} if reason else {}
    page = routes.calendar(row.offering_id)
    news = letters.letter(letters.CANCELLED, row.id, row.revision + 1, row.language, page=page, **told)
    cancel_row(session, row, principal=principal, reason=code, news=news, now=now)


def end_holds(
    session: Session, *, principal: Principal, reservation_ids: Collection[int], now: datetime
) -> set[int]:
    """End holds whose time is no longer offered; what was typed stays behind them.

    Returns those that have ended: one that was confirmed meanwhile is no hold any more.
    """
    if not reservation_ids:
        return set()
    ended = (
        update(_RES)
        .where(_RES.c.id.in_(sorted(reservation_ids)), _RES.c.state == ReservationState.HELD)
        .values(state=ReservationState.EXPIRED, expires_at=now)
        .returning(_RES.c.id, _RES.c.slot_id)
    )
    rows = session.connection().execute(ended).all()
    give_seats(session, [row.slot_id for row in rows], now=now)
    for row in rows:
        record(session, principal, "reservation.released", ("reservation", row.id), now=now, by="schedule")
    return {row.id for row in rows}


def _confirmed(session: Session, reservation_id: int) -> Row[Any]:
    row = session.connection().execute(PLACED.where(RESERVATION.c.id == reservation_id)).one()
    if row.state != ReservationState.CONFIRMED:
        raise errors.ReservationUnderWay
    return row


def _wanted(session: Session, row: Row[Any], slot_id: int, now: datetime) -> rules.Wanted:
    """Return the wanted slot if it is of the same offering, ahead, and free of the person's other interviews.

    The windows of online booking do not bind an office.
    """
    wanted = queries.wanted_slot(session, slot_id)
    if wanted is None or wanted.offering_id != row.offering_id or not wanted.is_open:
        raise errors.SlotNotOffered
    if wanted.starts_at <= now:
        raise errors.SlotNotOffered
    live = queries.live_reservations(session, row.applicant_id)
    others = [one for one in live if one.reservation_id != row.id]
    rules.check_standing(replace(wanted, most_future=None), others, now=now)
    return wanted


def _approve_day(session: Session, row: Row[Any], wanted: rules.Wanted) -> bool:
    """Let a claimant's 認定日 be where the office moves their 失業認定; what was filed keeps its day.

    Returns whether the office has a record of the person.
    """
    claimant = select(_CLAIMANT.c.id).where(_CLAIMANT.c.applicant_id == row.applicant_id)
    claimant_id = session.connection().execute(claimant).scalar()
    if claimant_id is None:
        return False
    old = row.certification_on
    if wanted.purpose == rules.CERTIFICATION and not (old and is_filed(session, claimant_id, old)):
        replace_day(session, claimant_id, old, wanted.on_day, is_approved=True)
    return True
