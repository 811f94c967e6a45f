"""Another time for a reservation: the new seat is taken before the old one is given back (C7)."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, of_moment, of_span
from hellowork_portal.models import Reservation, ReservationState
from hellowork_portal.services.reservations import errors, moving, queries, rules
from hellowork_portal.services.reservations.holds import check_all
from hellowork_portal.services.reservations.own import Own, check_confirmed, lock_owner, own_reservation
from hellowork_portal.services.reservations.place import place_of
from hellowork_portal.services.reservations.views import ChangeView

_RES = table_of(Reservation)
_RUN_OUT = _RES.c.expires_at <= bindparam("at", type_=_RES.c.expires_at.type)
_IN_SLOT = _RES.c.slot_id == bindparam("of_slot")
_EXPIRE = (
    update(_RES)
    .where(
        _RES.c.state == ReservationState.HELD,
        (_RUN_OUT & _IN_SLOT)
        | ((_RES.c.applicant_id == bindparam("of_person")) & (_RUN_OUT | _IN_SLOT))
        | (_RES.c.replaces_id == bindparam("of_reservation")),
    )
    .values(state=ReservationState.EXPIRED)
    .returning(_RES.c.slot_id)
)
"""Ends the wanted slot's holds that have run out, the person's own one of it, which this replaces, and
what the waitlist has offered instead of this reservation, taken by this or overtaken."""


def change_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limit that changing and cancelling count against."""
    return [("change_per_person", principal.counted_as)]


def change_reservation(
    session: Session, *, principal: Principal, number: str, slot_id: int, revision: int, now: datetime
) -> int:
    """Move one's reservation to another slot of the same offering; return its new revision.

    Number and meeting stay. Idempotent: who is there already stays there. Raises
    ReservationMoved where it was changed since `revision` was read, TooLateToChange,
    DayMayNotChange, SlotNotOffered, SlotFull or a rule's error; then the old time stands.
    """
    applicant_id = lock_owner(session, principal)
    own = own_reservation(session, principal, number, now, lock=True)
    check_confirmed(own)
    if own.row.slot_id == slot_id:
        return own.row.revision
    if own.row.revision != revision:
        raise errors.ReservationMoved
    if not own.may_change:
        raise errors.TooLateToChange(until=of_moment(own.leeway.change_until))
    wanted = wanted_time(session, own, slot_id)
    freed = expire_replaced(session, own, applicant_id, slot_id, now)
    others = queries.live_reservations(session, applicant_id)
    others = [one for one in others if one.reservation_id != own.row.id]
    known = _check(session, principal, wanted, others, now)
    moving.exchange(session, freed, own.row, slot_id, now=now)
    values = {"language": principal.language, "is_by_staff": False}
    moving.write(session, own.row, wanted, values, is_known=known is not None)
    ends_address = moving.move_interview(session, own.row.id, wanted, revision + 1, now)
    moving.announce(session, principal, own.row, wanted, {"ends_address": ends_address}, now=now)
    moving.end_waiting(session, own.row, wanted)
    return revision + 1


def change_view(session: Session, *, principal: Principal, number: str, now: datetime) -> ChangeView:
    """Return one's own reservation with the times it may move to; raises ReservationNotFound."""
    own = own_reservation(session, principal, number, now)
    row, leeway = own.row, own.leeway
    return ChangeView(
        number=row.number,
        number_shown=rules.number_shown(row.number),
        place=place_of(row, own.definition),
        state=row.state,
        revision=row.revision,
        slot_id=row.slot_id,
        offering_id=row.offering_id,
        on_day=leeway.day.isoformat(),
        days=sorted(day.isoformat() for day in leeway.days or ()),
        closes_minutes=leeway.same_day_minutes,
        is_certification=own.definition.purpose == rules.CERTIFICATION,
        can_change=own.may_change,
        change_until=of_moment(leeway.change_until),
    )


def new_time(session: Session, *, principal: Principal, number: str, slot_id: int, now: datetime) -> Words:
    """Return the wanted time in words, for the page that asks once more.

    Raises as `change_reservation` where the time can never be had; whether a seat is
    left is decided by the change alone.
    """
    own = own_reservation(session, principal, number, now)
    wanted = wanted_time(session, own, slot_id)
    rules.check_window(wanted, now=now)
    return of_span(wanted.starts_at, wanted.ends_at)


def wanted_time(session: Session, own: Own, slot_id: int) -> rules.Wanted:
    """Return the wanted slot if it is of the same offering and on a day that is allowed.

    A procedure whose time may move within the day allows every time of that day which
    lies as far ahead as its cut-off asks.
    """
    wanted = queries.wanted_slot(session, slot_id)
    if wanted is None or wanted.offering_id != own.row.offering_id:
        raise errors.SlotNotOffered
    if own.leeway.days is not None and wanted.on_day not in own.leeway.days:
        raise errors.DayMayNotChange
    minutes = own.leeway.closes_minutes(wanted.on_day, wanted.closes_minutes_before)
    return replace(wanted, closes_minutes_before=minutes)


def expire_replaced(session: Session, own: Own, applicant_id: int, slot_id: int, now: datetime) -> list[int]:
    """End holds that no longer count; return the slot of each, whose seat is to be given back."""
    given = {"of_slot": slot_id, "of_person": applicant_id, "of_reservation": own.row.id, "at": now}
    return [row.slot_id for row in session.connection().execute(_EXPIRE, given)]


def _check(
    session: Session,
    principal: Principal,
    wanted: rules.Wanted,
    others: list[rules.Standing],
    now: datetime,
) -> rules.Record | None:
    """Apply every rule; a guest is not told which of the owner's other reservations is in the way."""
    try:
        return check_all(session, wanted, others, principal.owner_id, now)
    except (errors.Overlaps, errors.AlreadyReserved, errors.TooManyReservations) as refusal:
        if principal.kind is PrincipalKind.GUEST:
            raise errors.GuestTimeRefused from None
        raise refusal
