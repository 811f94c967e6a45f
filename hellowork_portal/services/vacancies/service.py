"""What bookings and schedules tell the waitlist, in their own transaction and only where somebody waits.

It lies below both; the waitlist itself stands above them and decides (services/waitlist).
"""

import secrets
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.sql import spelt, table_of
from hellowork_portal.models import Slot, SlotState, WaitlistEntry, WaitlistKind, WaitlistState
from hellowork_portal.services.outbox.service import NewJob, enqueue

OFFER, SWEEP, LAPSE = "waitlist.offer", "waitlist.sweep", "waitlist.lapse"
"""Kinds of jobs: seats of an offering to the line, a look at everything, the end of one offer."""
_WAIT, _SLOT = table_of(WaitlistEntry), table_of(Slot)
ACTIVE = _WAIT.c.state.in_([spelt(WaitlistState.WAITING), spelt(WaitlistState.OFFERED)])


def tell_freed(session: Session, slot_ids: Collection[int], *, now: datetime) -> None:
    """Call those who wait for an offering of these slots: their seats have become free.

    The seat of a slot that is closed can be had by nobody.
    """
    if not slot_ids:
        return
    is_open = _SLOT.c.state == spelt(SlotState.OPEN)
    waits = exists().where(_WAIT.c.offering_id == _SLOT.c.offering_id, ACTIVE)
    asked = select(_SLOT.c.offering_id).where(_SLOT.c.id.in_(slot_ids), is_open, waits).distinct()
    offerings = session.connection().scalars(asked).all()
    enqueue(session, [offer_job(offering_id) for offering_id in offerings], now=now)


def tell_released(session: Session, *, now: datetime) -> None:
    """Have all lines looked at: a schedule has changed."""
    enqueue(session, [_job(SWEEP, "all", {})], now=now)


def offer_job(offering_id: int) -> NewJob:
    """Return the job that offers an offering's free seats.

    Its key is never used again: a job done a moment ago must not swallow the next.
    """
    return _job(OFFER, str(offering_id), {"offering_id": offering_id})


def _job(kind: str, name: str, args: dict[str, Any]) -> NewJob:
    return NewJob(kind, f"{kind}:{name}:{secrets.token_hex(8)}", args)


def waits_here(applicant_id: Any, offering_id: Any) -> ColumnElement[bool]:
    """Return the condition that a person waits for something of an offering."""
    return exists().where(_WAIT.c.applicant_id == applicant_id, _WAIT.c.offering_id == offering_id, ACTIVE)


def end_booked(session: Session, *, applicant_id: int, offering_id: int, slot_id: int, on_day: date) -> None:
    """End the person's wishes that a booking of this slot fulfils, whether or not it was offered."""
    slot = and_(_WAIT.c.kind == WaitlistKind.SLOT, _WAIT.c.slot_id == slot_id)
    day = and_(_WAIT.c.kind == WaitlistKind.DAY, _WAIT.c.on_day == on_day)
    mine = (_WAIT.c.applicant_id == applicant_id, _WAIT.c.offering_id == offering_id, ACTIVE)
    _end(session, [*mine, or_(slot, day)], WaitlistState.BOOKED)


def end_earlier(session: Session, reservation_id: int, *, is_moved: bool) -> None:
    """End the wish for an earlier time of a reservation that was moved or cancelled."""
    state = WaitlistState.BOOKED if is_moved else WaitlistState.OVER
    _end(session, [_WAIT.c.reservation_id == reservation_id, ACTIVE], state)


def _end(session: Session, which: Sequence[ColumnElement[bool]], state: WaitlistState) -> None:
    session.connection().execute(update(_WAIT).where(*which).values(state=state, offer_ends_at=None))
