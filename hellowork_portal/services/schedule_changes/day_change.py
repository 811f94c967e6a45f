"""How one day of an offering changes: its slots against what the schedule says before and after; pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from hellowork_portal.models import ReservationState, SlotState
from hellowork_portal.services.schedule_changes.ground import Ground
from hellowork_portal.services.schedules.day_plan import PlannedTime
from hellowork_portal.services.schedules.slot_rows import NewTime, Resized, fits, with_added

Key = tuple[datetime, datetime]


@dataclass(frozen=True)
class DayChange:
    """What changes on a day of an offering.

    `removed` take no more reservations, `resized` are slots as they stand whose seats
    become `wanted`; `left_out` are times for which somebody who stays has no room.
    `displaced` are reservations without a seat, `holds` those not confirmed yet.
    """

    offering_id: int
    day: date
    added: tuple[NewTime, ...]
    removed: tuple[Row[Any], ...]
    resized: tuple[Row[Any], ...]
    wanted: tuple[Resized, ...]
    left_out: tuple[PlannedTime, ...]
    displaced: tuple[Row[Any], ...]
    holds: tuple[int, ...]

    @property
    def is_something(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.removed or self.resized or self.left_out)


def change_of_day(
    ground: Ground,
    place: tuple[int, date],
    was: Sequence[PlannedTime],
    planned: Sequence[PlannedTime],
    slots: Sequence[Row[Any]],
    kept: frozenset[int],
) -> DayChange:
    """Compare a day's slots with its schedule before (`was`) and after; what has begun stays.

    A slot that is closed though the schedule had its time is somebody's decision, and
    stays closed. One that went with its time opens again when the time comes back, with
    whoever was kept in it.
    """
    ahead = [slot for slot in slots if slot.starts_at > ground.now]
    wanted = {_key(time): time for time in planned}
    removed = [slot for slot in ahead if slot.state == SlotState.OPEN and _key(slot) not in wanted]
    resized, seats = _resized(ahead, {_key(time): time for time in was}, wanted)
    known = {_key(time) for time in was}
    staying = _staying(ground, slots, removed, known, kept)
    added, left_out = _added(ground, place, planned, slots, staying, known)
    displaced, holds = _displaced(ground.booked, removed, zip(resized, seats, strict=True))
    return DayChange(
        *place,
        tuple(added),
        tuple(removed),
        tuple(resized),
        tuple(seats),
        tuple(left_out),
        tuple(displaced),
        tuple(holds),
    )


def _key(time: Any) -> Key:
    return time.starts_at, time.ends_at


def _resized(
    slots: Iterable[Row[Any]], was: Mapping[Key, PlannedTime], wanted: Mapping[Key, PlannedTime]
) -> tuple[list[Row[Any]], list[Resized]]:
    resized, seats = [], []
    for slot in slots:
        time = wanted.get(_key(slot))
        if slot.state != SlotState.OPEN or time is None or was.get(_key(slot)) == time:
            continue
        one = with_added(slot, *time[2:])
        if (slot.capacity, slot.held_back, slot.buffer_minutes) != (
            one.capacity,
            one.held_back,
            one.buffer_minutes,
        ):
            resized.append(slot)
            seats.append(one)
    return resized, seats


def _staying(
    ground: Ground,
    slots: Iterable[Row[Any]],
    removed: Collection[Row[Any]],
    was: Collection[Key],
    kept: Collection[int],
) -> list[Row[Any]]:
    """Return the slots beside which new times must fit: open ones, and those that somebody stays in.

    So does a slot closed by a decision of its own, though the schedule has its time.
    """
    going = {slot.id for slot in removed}

    def stays(slot: Row[Any]) -> bool:
        if slot.id in going:
            return any(one.id in kept for one in ground.booked.get(slot.id, ()))
        return slot.state == SlotState.OPEN or slot.taken > 0 or _key(slot) in was

    return [slot for slot in slots if stays(slot)]


def _added(
    ground: Ground,
    place: tuple[int, date],
    planned: Sequence[PlannedTime],
    slots: Iterable[Row[Any]],
    staying: Sequence[Row[Any]],
    was: Collection[Key],
) -> tuple[list[NewTime], list[PlannedTime]]:
    there = {_key(slot): slot for slot in staying}
    stays = {slot.id for slot in staying}
    idle = {slot.starts_at: slot for slot in slots if slot.id not in stays}
    added, left_out = [], []
    for time in planned:
        if not time.capacity or time.starts_at <= ground.now:
            continue
        same = there.get(_key(time))
        if same is not None and (same.state == SlotState.OPEN or _key(time) in was):
            continue
        if fits(time, (slot for slot in staying if slot is not same)):
            again = same or idle.get(time.starts_at)
            taken = same.taken if same else 0
            added.append(NewTime(*place, time, again.id if again else None, taken))
        else:
            left_out.append(time)
    return added, left_out


def _displaced(
    booked: Mapping[int, Sequence[Row[Any]]],
    removed: Iterable[Row[Any]],
    resized: Iterable[tuple[Row[Any], Resized]],
) -> tuple[list[Row[Any]], list[int]]:
    """Return who loses the seat, and the holds that end.

    Where seats get fewer, holds go first, then those who booked last.
    """
    lost = [one for slot in removed for one in booked.get(slot.id, ())]
    for slot, seats in resized:
        inside = sorted(booked.get(slot.id, ()), key=lambda one: (one.state == ReservationState.HELD, one.id))
        lost += inside[seats.capacity :]
    holds = [one.id for one in lost if one.state == ReservationState.HELD]
    return [one for one in lost if one.state != ReservationState.HELD], holds
