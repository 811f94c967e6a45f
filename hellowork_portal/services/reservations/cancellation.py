"""Cancelling a reservation: its seat is free for others at once (C7)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import Reservation, ReservationState
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.meetings.service import cancel_meeting, lock_meeting
from hellowork_portal.services.outbox.service import NewJob, enqueue
from hellowork_portal.services.reservations import errors, letters
from hellowork_portal.services.reservations.holds import withdraw_earlier
from hellowork_portal.services.reservations.own import Own, check_confirmed, lock_owner, own_reservation
from hellowork_portal.services.reservations.seats import free_seat
from hellowork_portal.services.vacancies.service import end_earlier

_RES = table_of(Reservation)


class Reason(StrEnum):
    """Why somebody cancels, if they want to say so."""

    UNWELL = "unwell"
    BUSY = "busy"
    FOUND_WORK = "found_work"
    NO_ZOOM = "no_zoom"
    MISTAKE = "mistake"
    OTHER = "other"


REASONS = frozenset(Reason)


def cancel_reservation(
    session: Session, *, principal: Principal, number: str, reason: str = "", now: datetime
) -> None:
    """Cancel one's own reservation; a second click changes nothing.

    `reason` is one of `Reason` or nothing; anything else counts as nothing. Raises
    ReservationNotFound, ReservationUnderWay, TooLateToCancel.
    """
    lock_owner(session, principal)
    own = own_reservation(session, principal, number, now, lock=True)
    if own.row.state == ReservationState.CANCELLED:
        return
    check_confirmed(own)
    if not own.may_cancel:
        raise errors.TooLateToCancel(until=of_moment(own.leeway.cancel_until))
    take_back(session, own, principal=principal, reason=reason if reason in REASONS else "", now=now)


def take_back(session: Session, own: Own, *, principal: Principal, reason: str, now: datetime) -> None:
    """Cancel a locked, confirmed reservation: state, seat, host, meeting, letters, entry.

    Whoever calls has checked the right and the hour.
    """
    row = own.row
    news = letters.letter(letters.CANCELLED, row.id, row.revision + 1, principal.language)
    cancel_row(session, row, principal=principal, reason=reason, news=news, now=now)


def cancel_row(
    session: Session, row: Row[Any], *, principal: Principal, reason: str, news: NewJob, now: datetime
) -> None:
    """Cancel the locked, confirmed reservation of a row; `news` is the letter about it."""
    revision = row.revision + 1
    values = {
        "state": ReservationState.CANCELLED,
        "cancelled_at": now,
        "cancelled_by": principal.kind,
        "cancel_reason": reason,
        "revision": revision,
    }
    session.connection().execute(update(_RES).where(_RES.c.id == row.id).values(**values))
    free_seat(session, row, also=withdraw_earlier(session, row.id), now=now)
    end_earlier(session, row.id, is_moved=False)
    if lock_meeting(session, row.id) is not None:
        cancel_meeting(session, row.id, now=now)
    letters.withdraw_letters(session, row.id, row.revision)
    enqueue(session, [news], now=now)
    record(session, principal, "reservation.cancelled", ("reservation", row.id), now=now, slot=row.slot_id)
