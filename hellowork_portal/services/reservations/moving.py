"""What moving a reservation to another time is made of, whoever moves it (changes.py, by_office.py)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Mode, Reservation, Slot
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.meetings.hosts import buffer_of, take_host
from hellowork_portal.services.meetings.moving import move_meeting
from hellowork_portal.services.meetings.service import cancel_meeting, lock_meeting, request_meeting
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.reservations import letters, rules
from hellowork_portal.services.reservations.seats import free_seat, give_seats, take_seat
from hellowork_portal.services.vacancies.service import end_booked, end_earlier

_RES, _SLOT = table_of(Reservation), table_of(Slot)


def exchange(session: Session, freed: list[int], row: Row[Any], new: int, *, now: datetime) -> None:
    """Take the new seat, then give the old one back; raises SlotFull before anything is given up.

    All slots are locked first, in id order, so that two people who change places
    never wait for each other. The new seat is one of those that can be had online.
    """
    ids = sorted({*freed, row.slot_id, new})
    locked = select(_SLOT.c.id).where(_SLOT.c.id.in_(ids)).order_by(_SLOT.c.id)
    session.connection().execute(locked.with_for_update(key_share=True)).all()
    give_seats(session, freed, now=now)
    take_seat(session, new)
    free_seat(session, row, now=now)


def write(
    session: Session, row: Row[Any], wanted: rules.Wanted, values: dict[str, Any], *, is_known: bool
) -> None:
    """Bring a reservation's row to the wanted time; `values` are what else changes in it."""
    is_certification = wanted.purpose == rules.CERTIFICATION
    moved = {
        "slot_id": wanted.slot_id,
        "starts_at": wanted.starts_at,
        "ends_at": wanted.ends_at,
        "certification_on": wanted.on_day if is_certification else None,
        "is_unconfirmed_claim": is_certification and not is_known,
        "revision": row.revision + 1,
    }
    session.connection().execute(update(_RES).where(_RES.c.id == row.id).values(**moved | values))


def move_interview(
    session: Session, reservation_id: int, wanted: rules.Wanted, revision: int, now: datetime
) -> bool:
    """Bring host and meeting along, however the offering's interviews are held by now.

    Returns whether an address that people know ends by it.
    """
    state = lock_meeting(session, reservation_id)
    times = (wanted.starts_at, wanted.ends_at)
    if wanted.mode != Mode.ONLINE:
        if state is not None:
            cancel_meeting(session, reservation_id, now=now)
        return False
    if state is not None:
        place = {"reservation_id": reservation_id, "offering_id": wanted.offering_id, "times": times}
        return move_meeting(session, **place, revision=revision, now=now)
    take_host(
        session,
        reservation_id=reservation_id,
        offering_id=wanted.offering_id,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        buffer_minutes=buffer_of(session, reservation_id),
    )
    request_meeting(session, session.get_one(Reservation, reservation_id, populate_existing=True), now=now)
    return False


def end_waiting(session: Session, row: Row[Any], wanted: rules.Wanted) -> None:
    """End what the person has waited for: an earlier time than the old one, or this very time or day."""
    end_earlier(session, row.id, is_moved=wanted.starts_at < row.starts_at)
    seat = {"offering_id": wanted.offering_id, "slot_id": wanted.slot_id, "on_day": wanted.on_day}
    end_booked(session, applicant_id=row.applicant_id, **seat)


def announce(
    session: Session,
    principal: Principal,
    row: Row[Any],
    wanted: rules.Wanted,
    told: dict[str, Any],
    *,
    now: datetime,
    language: str = "",
) -> None:
    """Send the news, bring the reminders to the new time, and note from where to where.

    `told` is what the letter says besides; its language is the actor's if no other is given.
    """
    reservation_id, revision = row.id, row.revision + 1
    letters.withdraw_letters(session, reservation_id, row.revision)
    told = told | {"before": row.starts_at.isoformat()}
    news = letters.letter(letters.CHANGED, reservation_id, revision, language or principal.language, **told)
    reminders = letters.reminders(reservation_id, revision, wanted.starts_at, now=now)
    enqueue(session, [news, *reminders], now=now)
    moved = {
        "from_slot": row.slot_id,
        "to_slot": wanted.slot_id,
        "from_at": row.starts_at.isoformat(),
        "to_at": wanted.starts_at.isoformat(),
    }
    subject = ("reservation", reservation_id)
    record(session, principal, "reservation.changed", subject, now=now, revision=revision, **moved)
