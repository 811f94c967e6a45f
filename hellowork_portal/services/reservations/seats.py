"""Seats taken and given back, each by one statement that tells whether it could."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.seat_notes import note_slots
from hellowork_portal.services.reservations import errors, queries
from hellowork_portal.services.vacancies.service import tell_freed


def take_seat(session: Session, slot_id: int) -> None:
    """Take one seat by the conditional UPDATE; raises SlotFull when none is left."""
    if session.connection().execute(queries.TAKE_SEAT, {"wanted_slot": slot_id}).rowcount != 1:
        raise errors.SlotFull
    note_slots(session, [slot_id])


def take_seat_by_staff(session: Session, slot_id: int) -> None:
    """Take one seat for somebody whom staff book, held-back seats included; raises SlotFull.

    The reservation must say `is_by_staff`.
    """
    if session.connection().execute(queries.TAKE_SEAT_BY_STAFF, {"wanted_slot": slot_id}).rowcount != 1:
        raise errors.SlotFull
    note_slots(session, [slot_id])


def raise_capacity(session: Session, slot_id: int) -> bool:
    """Give a full time one seat more, kept for staff; return whether it was full and takes people."""
    if session.connection().execute(queries.RAISE_CAPACITY, {"wanted_slot": slot_id}).rowcount != 1:
        return False
    note_slots(session, [slot_id])
    return True


def free_seat(session: Session, row: Any, *, also: Sequence[int] = (), now: datetime) -> None:
    """Give the seat of a reservation back, to those who telephone if it was one of theirs.

    `also` are slots of other seats that end with it. All slots come in id order.
    """
    if not row.is_by_staff:
        give_seats(session, [row.slot_id, *also], now=now)
        return
    give_seats(session, [slot_id for slot_id in also if slot_id <= row.slot_id], now=now)
    note_slots(session, [row.slot_id])
    session.connection().execute(queries.GIVE_SEAT_OF_STAFF, {"freed_slot": row.slot_id})
    tell_freed(session, [row.slot_id], now=now)
    give_seats(session, [slot_id for slot_id in also if slot_id > row.slot_id], now=now)


def give_seats(session: Session, slot_ids: list[int], *, now: datetime) -> None:
    """Give seats back, slots in id order (the lock order), and call those who wait for them."""
    note_slots(session, slot_ids)
    for slot_id, seats in sorted(Counter(slot_ids).items()):
        session.connection().execute(queries.GIVE_SEATS, {"freed_slot": slot_id, "seats": seats})
    tell_freed(session, set(slot_ids), now=now)


def exchange_seats(session: Session, freed: list[int], wanted: int, *, now: datetime) -> None:
    """Give seats back and take one, every slot in id order; raises SlotFull.

    Two people who change places would else wait for each other.
    """
    give_seats(session, [slot_id for slot_id in freed if slot_id <= wanted], now=now)
    take_seat(session, wanted)
    give_seats(session, [slot_id for slot_id in freed if slot_id > wanted], now=now)
