"""Whether a slot takes reservations, and which of its seats: those held back are for people who telephone."""

from sqlalchemy import ColumnElement, FromClause, and_, case

from hellowork_portal.kit.sql import spelt
from hellowork_portal.models import SlotState


def is_offered(slot: FromClause, offering: FromClause, procedure: FromClause) -> ColumnElement[bool]:
    """Return the condition that a slot takes reservations: nobody has closed it, or what it is for."""
    return and_(offering.c.is_open, procedure.c.is_published, slot.c.state == spelt(SlotState.OPEN))


def online_seats(slot: FromClause) -> ColumnElement[int]:
    """Return how many seats may be taken before online booking ends: all but those still held back.

    Bookings by staff use held-back seats up first, so what the telephone has taken is
    not kept a second time; what it takes beyond them lacks online.
    """
    still = slot.c.held_back - slot.c.taken_by_staff
    return slot.c.capacity - case((still > spelt(0), still), else_=spelt(0))


def shown_seats(slot: FromClause) -> ColumnElement[int]:
    """Return the seats of a slot as citizens see them: never fewer than are taken already."""
    online = online_seats(slot)
    return case((online > slot.c.taken, online), else_=slot.c.taken)
