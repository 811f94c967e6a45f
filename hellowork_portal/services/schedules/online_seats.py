"""Which of a slot's seats can be had online: those held back are for people who telephone."""

from sqlalchemy import ColumnElement, FromClause, case

from hellowork_portal.kit.sql import spelt


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
