"""Slots as they stand, and the statements that add, resize, reopen and close them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Row, bindparam, case, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.seat_notes import note_days, note_slots
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import Slot, SlotState
from hellowork_portal.services.schedules.day_plan import PlannedTime

T = TypeVar("T")
IDS_AT_ONCE = 500
_slot = table_of(Slot)
_THIS = _slot.c.id == bindparam("slot")
_SEATS = bindparam("seats", type_=_slot.c.capacity.type) + _slot.c.added_seats - bindparam("known")
_RESIZE = (
    update(_slot)
    .where(_THIS)
    .values(
        capacity=case((_slot.c.taken > _SEATS, _slot.c.taken), else_=_SEATS),
        held_back=bindparam("kept") + _slot.c.added_seats - bindparam("known"),
        buffer_minutes=bindparam("rest"),
    )
)
"""A seat that was added since the slot was read (`known`) is added here, too."""
_ENDS = bindparam("ends", type_=_slot.c.ends_at.type)
_STILL_ADDED = case((_slot.c.taken == 0, 0), else_=_slot.c.added_seats)
_SEATS_AGAIN = bindparam("seats", type_=_slot.c.capacity.type) + _STILL_ADDED
_REOPEN = (
    update(_slot)
    .where(_THIS, or_(_slot.c.taken == 0, _slot.c.ends_at == _ENDS))
    .values(
        ends_at=_ENDS,
        capacity=case((_slot.c.taken > _SEATS_AGAIN, _slot.c.taken), else_=_SEATS_AGAIN),
        held_back=bindparam("kept", type_=_slot.c.held_back.type) + _STILL_ADDED,
        buffer_minutes=bindparam("rest"),
        added_seats=_STILL_ADDED,
        state=SlotState.OPEN,
    )
)
"""Where somebody is in a time it opens as the very time it was, with no fewer seats than are taken."""
_CLOSE = update(_slot).where(_THIS).values(state=SlotState.CLOSED)


@dataclass(frozen=True)
class NewTime:
    """A time to write: a new slot, or one that is closed (`slot_id`) and opens again.

    `taken` seats are those of people who were kept in the closed one.
    """

    offering_id: int
    day: date
    time: PlannedTime
    slot_id: int | None = None
    taken: int = 0


@dataclass(frozen=True)
class Resized:
    """A slot and the seats that it shall have; `added` is what was known of seats beyond the plan."""

    slot_id: int
    capacity: int
    held_back: int
    buffer_minutes: int
    added: int = 0


def lock_coming(session: Session, offering_id: int, *, now: datetime) -> None:
    """Let nobody take a seat of an offering's times that are not over until the transaction ends.

    Who was about to has committed afterwards, and is seen by the next statement.
    """
    its = (_slot.c.offering_id == offering_id) & (_slot.c.ends_at > now)
    locked = select(_slot.c.id).where(its).order_by(_slot.c.id).with_for_update(key_share=True)
    session.connection().execute(locked).all()


def is_standing(slot: Any) -> bool:
    """Whether a slot needs its time: it is open, or somebody is in it."""
    return slot.state == SlotState.OPEN or slot.taken > 0


def fits(time: PlannedTime, slots: Iterable[Any]) -> bool:
    """Whether a time can stand beside slots, the rest after each included."""
    end = time.ends_at + timedelta(minutes=time.buffer_minutes)
    return not any(
        slot.starts_at < end and time.starts_at < slot.ends_at + timedelta(minutes=slot.buffer_minutes)
        for slot in slots
    )


def planned_seats(slot: Any) -> tuple[int, int]:
    """Return a slot's seats and those held back, without what a manager has added to the plan."""
    return max(0, slot.capacity - slot.added_seats), max(0, slot.held_back - slot.added_seats)


def with_added(slot: Any, seats: int, held_back: int, buffer_minutes: int) -> Resized:
    """Return a slot as planned with what a manager has added (decision 0020), which no plan takes back.

    Only where the plan has no seat at all nothing is added: nobody would be there.
    """
    added = slot.added_seats if seats else 0
    return Resized(slot.id, seats + added, held_back + added, buffer_minutes, slot.added_seats)


def resized_to(slot: Any, seats: int, held_back: int) -> Resized:
    """Return a slot with so many planned seats, never fewer than are taken.

    No more are held back than there are.
    """
    one = with_added(slot, seats, held_back, slot.buffer_minutes)
    capacity = max(slot.taken, one.capacity)
    return replace(one, capacity=capacity, held_back=min(one.held_back, capacity))


def slots_of(session: Session, days: Collection[tuple[int, date]]) -> dict[tuple[int, date], list[Row[Any]]]:
    """Return the slots of offerings between the first and the last of the days, by offering and day."""
    slots: dict[tuple[int, date], list[Row[Any]]] = defaultdict(list)
    if not days:
        return slots
    span = (min(day for _, day in days), max(day for _, day in days))
    for ids in batches(sorted({offering_id for offering_id, _ in days}), IDS_AT_ONCE):
        its = _slot.c.offering_id.in_(ids) & _slot.c.on_day.between(*span)
        for row in session.connection().execute(select(_slot).where(its).order_by(_slot.c.id)):
            slots[row.offering_id, row.on_day].append(row)
    return slots


def write_times(session: Session, times: Sequence[NewTime]) -> None:
    """Write slots, or open those again that lie idle, or that somebody was kept in at this very time."""
    note_days(session, [(one.offering_id, one.day) for one in times])
    insert_new(session, Slot, [_row(one) for one in times if one.slot_id is None])
    again = [one for one in times if one.slot_id is not None]
    _all(session, _REOPEN, [_again(one) for one in again])


def resize(session: Session, slots: Sequence[Resized]) -> None:
    """Give slots their seats, never fewer than are taken."""
    note_slots(session, [one.slot_id for one in slots])
    _all(session, _RESIZE, [_seats(one) for one in slots])


def close(session: Session, slot_ids: Sequence[int]) -> None:
    """Let slots take no more reservations; those in them stay."""
    note_slots(session, slot_ids)
    _all(session, _CLOSE, [{"slot": slot_id} for slot_id in slot_ids])


def _row(new: NewTime) -> dict[str, Any]:
    its = {"offering_id": new.offering_id, "on_day": new.day, "taken": 0, "taken_by_staff": 0}
    return its | new.time._asdict() | {"state": SlotState.OPEN}


def _seats(one: Resized) -> dict[str, Any]:
    seats = {"slot": one.slot_id, "seats": one.capacity, "kept": one.held_back}
    return seats | {"rest": one.buffer_minutes, "known": one.added}


def _again(new: NewTime) -> dict[str, Any]:
    time = new.time
    return {
        "slot": new.slot_id,
        "ends": time.ends_at,
        "seats": time.capacity,
        "kept": time.held_back,
        "rest": time.buffer_minutes,
    }


def _all(session: Session, statement: Any, values: list[dict[str, Any]]) -> None:
    if values:
        session.connection().execute(statement, values)


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut what may be large into lists; Python 3.11 has no itertools.batched."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
