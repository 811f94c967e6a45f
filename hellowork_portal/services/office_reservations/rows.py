"""A reservation of an office, found by its number; the right is checked on the very row."""

from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Offering, Reservation, Slot
from hellowork_portal.services.office_reservations import errors, rules
from hellowork_portal.services.reservations.by_office import lock_reservations
from hellowork_portal.services.reservations.rules import number_typed

RES, SLOT, OFFERING = table_of(Reservation), table_of(Slot), table_of(Offering)
WORKING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
"""Who looks after people: an office's counsellors and its manager."""
OF_OFFICE = (
    select(RES, SLOT.c.offering_id, OFFERING.c.office_id, OFFERING.c.mode)
    .join(SLOT, SLOT.c.id == RES.c.slot_id)
    .join(OFFERING, OFFERING.c.id == SLOT.c.offering_id)
)


def reservation_at(session: Session, principal: Principal, number: str) -> Row[Any]:
    """Return a reservation by its number where the reader works at its office.

    Raises SignInNeeded for people who are no staff, ReservationUnknown for others' numbers and
    wrong ones alike.
    """
    offices = principal.offices_as(*WORKING) if principal.staff_id else frozenset()
    its = (RES.c.number == (number_typed(number) or "")) & RES.c.state.in_(rules.SHOWN)
    query = OF_OFFICE.where(its, OFFERING.c.office_id.in_(sorted(offices)))
    row = session.connection().execute(query).first()
    if row is None:
        raise errors.ReservationUnknown
    return row


def locked_at(session: Session, principal: Principal, number: str, *also: int) -> tuple[Row[Any], set[int]]:
    """Return the reservation once it, its person and its slots stand still until the transaction ends.

    `also` are slots to be locked with its own, all in id order.
    """
    found = reservation_at(session, principal, number)
    offered = lock_reservations(session, [found.id])
    row = reservation_at(session, principal, number)
    lock_slots(session, {row.slot_id, *also, *offered})
    return row, offered


def lock_slots(session: Session, slot_ids: set[int]) -> None:
    """Lock slots in id order (the lock order of architecture.md)."""
    query = select(SLOT.c.id).where(SLOT.c.id.in_(sorted(slot_ids))).order_by(SLOT.c.id)
    session.connection().execute(query.with_for_update(key_share=True)).all()
