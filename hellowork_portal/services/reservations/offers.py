"""A seat offered to somebody who waits: a hold that the person has not asked for at this moment.

The waitlist decides who is next (services/waitlist); here stand the rules of seats and holds.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Offering, Procedure, Reservation, ReservationState, Slot
from hellowork_portal.services.reservations import errors, queries, rules, seat_path
from hellowork_portal.services.reservations.changes import wanted_time
from hellowork_portal.services.reservations.holds import check_all, expire_holds
from hellowork_portal.services.reservations.own import check_confirmed, own_reservation
from hellowork_portal.services.reservations.seats import exchange_seats, give_seats
from hellowork_portal.services.schedules.online_seats import is_offered

_RES, _SLOT = table_of(Reservation), table_of(Slot)
_OFFER, _PROC = table_of(Offering), table_of(Procedure)


@dataclass(frozen=True)
class Wish:
    """Who would get a slot; `replaces_id` is the reservation of theirs that it would move."""

    applicant_id: int
    slot_id: int
    replaces_id: int | None = None


@dataclass(frozen=True)
class Fit:
    """A slot that a person may have, and the last moment at which they can still take it."""

    wanted: rules.Wanted
    until: datetime


def fit(session: Session, wish: Wish, *, now: datetime) -> Fit:
    """Return the slot if the rules let the person have it now; whether a seat is left is not asked.

    Holds of the person do not count: see `has_live_hold`. Raises SlotNotOffered, Overlaps,
    AlreadyReserved, TooManyReservations, NotEligible; for a reservation that would be
    moved also what changing it raises.
    """
    wanted, until = _wanted(session, wish, now)
    others = [
        one
        for one in queries.live_reservations(session, wish.applicant_id)
        if one.state != ReservationState.HELD and one.reservation_id != wish.replaces_id
    ]
    check_all(session, wanted, others, wish.applicant_id, now)
    return Fit(wanted, until)


def _wanted(session: Session, wish: Wish, now: datetime) -> tuple[rules.Wanted, datetime]:
    if wish.replaces_id is not None:
        return _earlier(session, wish, now)
    wanted = queries.wanted_slot(session, wish.slot_id)
    if wanted is None:
        raise errors.SlotNotOffered
    return wanted, _last_moment(wanted)


def _earlier(session: Session, wish: Wish, now: datetime) -> tuple[rules.Wanted, datetime]:
    number = session.connection().scalar(select(_RES.c.number).where(_RES.c.id == wish.replaces_id))
    owner = Principal(PrincipalKind.APPLICANT, wish.applicant_id)
    own = own_reservation(session, owner, number or "", now)
    check_confirmed(own)
    wanted = wanted_time(session, own, wish.slot_id)
    if not own.may_change or wanted.starts_at >= own.row.starts_at:
        raise errors.SlotNotOffered
    return wanted, min(_last_moment(wanted), own.leeway.change_until)


def _last_moment(wanted: rules.Wanted) -> datetime:
    return wanted.starts_at - timedelta(minutes=wanted.closes_minutes_before)


def has_live_hold(session: Session, applicant_id: int, *, now: datetime) -> bool:
    """Whether the person holds a seat at this moment: then nothing is offered, for it would end that hold."""
    held = (_RES.c.applicant_id == applicant_id, _RES.c.state == ReservationState.HELD)
    query = select(_RES.c.id).where(*held, _RES.c.expires_at > now)
    return session.connection().execute(query).first() is not None


def offer_seat(session: Session, wish: Wish, *, ends_at: datetime, language: str, now: datetime) -> int:
    """Take a seat for somebody and hold it until `ends_at`; return the hold's id.

    The caller has locked the person and asked `fit` and `has_live_hold`. Raises SlotFull.
    """
    wanted = fit(session, wish, now=now).wanted
    draft = _draft(session, wish, now)
    person = {"slot_id": wish.slot_id, "applicant_id": wish.applicant_id, "kept_slot": None}
    freed = expire_holds(session, **person, now=now)
    exchange_seats(session, freed, wish.slot_id, now=now)
    row = _row(wish, wanted, ends_at, now) | {"language": language} | draft
    return session.connection().execute(insert(_RES).values(**row).returning(_RES.c.id)).scalar_one()


def _draft(session: Session, wish: Wish, now: datetime) -> dict[str, Any]:
    """Return what the person typed behind their last lost hold of the procedure, as a new hold would."""
    place = {"applicant_id": wish.applicant_id, "slot_id": wish.slot_id}
    seen = seat_path.before_hold(session, **place, now=now)
    answers, agreed_at = seen.draft if seen else ("", None)
    return {"answers_sealed": answers, "terms_agreed_at": agreed_at}


def _row(wish: Wish, wanted: rules.Wanted, ends_at: datetime, now: datetime) -> dict[str, Any]:
    """Return the hold's columns; one that would move a 失業認定 leaves the 認定日 to that reservation."""
    is_certification = wanted.purpose == rules.CERTIFICATION and wish.replaces_id is None
    return {
        "slot_id": wanted.slot_id,
        "applicant_id": wish.applicant_id,
        "procedure_version_id": wanted.procedure_version_id,
        "state": ReservationState.HELD,
        "starts_at": wanted.starts_at,
        "ends_at": wanted.ends_at,
        "certification_on": wanted.on_day if is_certification else None,
        "held_at": now,
        "expires_at": ends_at,
        "is_offer": True,
        "replaces_id": wish.replaces_id,
    }


def offer_row(session: Session, hold_id: int) -> Any:
    """Return what has become of an offer; the caller has locked its person."""
    its = (_RES.c.id, _RES.c.state, _RES.c.expires_at, _RES.c.number)
    query = select(*its, is_offered(_SLOT, _OFFER, _PROC).label("is_offered")).select_from(
        _RES.join(_SLOT, _SLOT.c.id == _RES.c.slot_id)
        .join(_OFFER, _OFFER.c.id == _SLOT.c.offering_id)
        .join(_PROC, _PROC.c.id == _OFFER.c.procedure_id)
    )
    return session.connection().execute(query.where(_RES.c.id == hold_id)).one()


def end_offer(session: Session, hold_id: int, *, now: datetime) -> None:
    """Give an offered seat back unless it is taken or gone; the caller has locked its person."""
    held = (_RES.c.id == hold_id, _RES.c.state == ReservationState.HELD)
    ended = update(_RES).where(*held).values(state=ReservationState.EXPIRED).returning(_RES.c.slot_id)
    give_seats(session, list(session.connection().scalars(ended)), now=now)


def offered_slots(session: Session, applicant_id: int, *, since: datetime) -> set[int]:
    """Return the slots that a person was offered since they began to wait; none is offered twice."""
    offered = (_RES.c.applicant_id == applicant_id, _RES.c.is_offer, _RES.c.held_at >= since)
    return set(session.connection().scalars(select(_RES.c.slot_id).where(*offered)))
