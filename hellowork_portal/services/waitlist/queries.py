"""The rows of waiting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Offering,
    Procedure,
    Reservation,
    ReservationState,
    Slot,
    SlotState,
    WaitlistEntry,
    WaitlistKind,
    WaitlistState,
)
from hellowork_portal.services.schedules.online_seats import is_offered, online_seats
from hellowork_portal.services.vacancies.service import ACTIVE
from hellowork_portal.services.waitlist.rules import Free, Wish

WAIT = table_of(WaitlistEntry)
_SLOT, _RES, _OFFER = table_of(Slot), table_of(Reservation), table_of(Offering)
_PROC = table_of(Procedure)
_MOVED, _HELD = _RES.alias("moved"), _RES.alias("offered")
_IS_FREE = _SLOT.c.taken < online_seats(_SLOT)
_FREE = (_SLOT.c.state == SlotState.OPEN, _IS_FREE)
ENTRY = (
    select(
        WAIT,
        _MOVED.c.starts_at.label("moved_starts_at"),
        _MOVED.c.ends_at.label("moved_ends_at"),
        _MOVED.c.number.label("moved_number"),
        _MOVED.c.revision.label("moved_revision"),
    )
    .outerjoin(_MOVED, _MOVED.c.id == WAIT.c.reservation_id)
    .execution_options(populate_existing=True)
)
"""An entry with the reservation that it would move, where there is one."""


def lock_line(session: Session, offering_id: int) -> None:
    """Let one transaction at a time serve an offering's line.

    The weaker lock, because whoever joins a line refers to the offering's row.
    """
    its = select(_OFFER.c.id).where(_OFFER.c.id == offering_id)
    session.connection().execute(its.with_for_update(key_share=True)).all()


def line_of(session: Session, offering_id: int) -> list[Row[Any]]:
    """Return those who wait, first those with the fewest unanswered offers, then as they came."""
    waiting = ENTRY.where(WAIT.c.offering_id == offering_id, WAIT.c.state == WaitlistState.WAITING)
    order = (WAIT.c.offers_made, WAIT.c.created_at, WAIT.c.id)
    return list(session.connection().execute(waiting.order_by(*order)))


def wish_of(row: Row[Any]) -> Wish:
    """Return what a row of `ENTRY` waits for."""
    return Wish(WaitlistKind(row.kind), row.slot_id, row.on_day, row.moved_starts_at)


def free_slots(session: Session, offering_id: int, *, now: datetime) -> list[Free]:
    """Return an offering's slots that have a seat for citizens and have not begun, in order."""
    query = select(_SLOT.c.id, _SLOT.c.on_day, _SLOT.c.starts_at).where(
        _SLOT.c.offering_id == offering_id, *_FREE, _SLOT.c.starts_at > now
    )
    return [Free(*row) for row in session.connection().execute(query.order_by(_SLOT.c.starts_at))]


def slots_of(session: Session, which: Any) -> Sequence[Any]:
    """Return open slots that have seats for citizens at all, with whether one is left."""
    columns = (_SLOT.c.id, _SLOT.c.offering_id, _SLOT.c.on_day, _SLOT.c.starts_at, _IS_FREE.label("is_free"))
    offered = (_SLOT.c.state == SlotState.OPEN, _SLOT.c.held_back < _SLOT.c.capacity)
    query = select(*columns).where(*offered, which).order_by(_SLOT.c.starts_at)
    return session.connection().execute(query).all()


def of_slot(slot_id: int) -> Any:
    """Return the condition for one slot."""
    return _SLOT.c.id == slot_id


def of_offering(offering_id: int, **where: Any) -> Any:
    """Return the condition for slots of an offering whose columns have these values."""
    return and_(
        _SLOT.c.offering_id == offering_id, *(_SLOT.c[name] == value for name, value in where.items())
    )


def before(offering_id: int, moment: datetime, *, now: datetime) -> Any:
    """Return the condition for an offering's slots that begin before a moment and have not begun."""
    return and_(_SLOT.c.offering_id == offering_id, _SLOT.c.starts_at > now, _SLOT.c.starts_at < moment)


def active_of(session: Session, applicant_id: int) -> list[Row[Any]]:
    """Return what a person waits for, oldest first."""
    mine = ENTRY.where(WAIT.c.applicant_id == applicant_id, ACTIVE).order_by(WAIT.c.created_at, WAIT.c.id)
    return list(session.connection().execute(mine))


def entry_of(session: Session, entry_id: int, *, applicant_id: int | None = None) -> Row[Any] | None:
    """Return an entry; with `applicant_id` only that person's own."""
    query = ENTRY.where(WAIT.c.id == entry_id)
    if applicant_id is not None:
        query = query.where(WAIT.c.applicant_id == applicant_id)
    return session.connection().execute(query).first()


def put(session: Session, entry_id: int, **values: Any) -> None:
    """Change an entry."""
    session.connection().execute(update(WAIT).where(WAIT.c.id == entry_id).values(**values))


def lines_with_seats(session: Session, *, now: datetime) -> list[int]:
    """Return the offerings where a seat is free that somebody waits for."""
    suits = or_(
        _SLOT.c.id == WAIT.c.slot_id,
        _SLOT.c.on_day == WAIT.c.on_day,
        _SLOT.c.starts_at < _MOVED.c.starts_at,
    )
    query = (
        select(WAIT.c.offering_id)
        .join(_SLOT, _SLOT.c.offering_id == WAIT.c.offering_id)
        .outerjoin(_MOVED, _MOVED.c.id == WAIT.c.reservation_id)
        .where(WAIT.c.state == WaitlistState.WAITING, *_FREE, _SLOT.c.starts_at > now, suits)
    )
    return list(session.connection().scalars(query.distinct().order_by(WAIT.c.offering_id)))


def ended_offers(session: Session, *, now: datetime) -> list[int]:
    """Return entries whose offer can no longer be taken, whatever became of it."""
    is_kept = and_(_HELD.c.state == ReservationState.HELD, _HELD.c.expires_at > now)
    ended = select(WAIT.c.id).select_from(
        WAIT.join(_HELD, _HELD.c.id == WAIT.c.offered_reservation_id)
        .join(_SLOT, _SLOT.c.id == _HELD.c.slot_id)
        .join(_OFFER, _OFFER.c.id == _SLOT.c.offering_id)
        .join(_PROC, _PROC.c.id == _OFFER.c.procedure_id)
    )
    cannot = or_(~is_kept, ~is_offered(_SLOT, _OFFER, _PROC))
    ended = ended.where(WAIT.c.state == WaitlistState.OFFERED, cannot)
    return list(session.connection().scalars(ended.order_by(WAIT.c.id)))


def end_passed(session: Session, *, now: datetime) -> list[int]:
    """End wishes that nothing can fulfil any more, and return them: their time has come or is closed,
    or the reservation to be moved waits for its day no longer."""
    gone_slots = select(_SLOT.c.id).where(
        _SLOT.c.id == WAIT.c.slot_id, or_(_SLOT.c.starts_at <= now, _SLOT.c.state != SlotState.OPEN)
    )
    gone_moves = select(_RES.c.id).where(
        _RES.c.id == WAIT.c.reservation_id,
        or_(_RES.c.state != ReservationState.CONFIRMED, _RES.c.starts_at <= now),
    )
    gone = or_(WAIT.c.on_day < day_in_japan(now), gone_slots.exists(), gone_moves.exists())
    ended = update(WAIT).where(WAIT.c.state == WaitlistState.WAITING, gone)
    return list(session.connection().scalars(ended.values(state=WaitlistState.OVER).returning(WAIT.c.id)))
