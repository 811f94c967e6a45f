"""What a day of an offering has: its week, and what differs from it that day; pure.

Releasing slots, showing what a change would do and carrying it out all ask here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedules.rules import PlannedSlot, Times, planned_slots

WHOLE_DAY = (0, 1440)
_instant = lru_cache(maxsize=65536)(at_japan)


@dataclass(frozen=True)
class DayException:
    """How a stretch of a day differs from the week (models/schedules.ScheduleException)."""

    kind: ExceptionKind
    from_minute: int
    to_minute: int
    seats: int = 0
    held_back: int = 0
    slot_minutes: int = 0
    buffer_minutes: int = 0

    def touches(self, slot: PlannedSlot) -> bool:
        """Whether a time lies in the stretch with any part of it."""
        return slot.from_minute < self.to_minute and self.from_minute < slot.to_minute

    def has_beginning_of(self, slot: PlannedSlot) -> bool:
        """Whether a time begins in the stretch."""
        return self.from_minute <= slot.from_minute < self.to_minute


class PlannedTime(NamedTuple):
    """A time as its slot should be; without a seat nothing is written."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    held_back: int
    buffer_minutes: int


@lru_cache(maxsize=8192)
def slots_of_day(
    stretches: tuple[Times, ...], exceptions: tuple[DayException, ...]
) -> tuple[PlannedSlot, ...]:
    """Return an open day's slots in order.

    Extra hours join the week's; nothing is held in what is closed; other seats count for
    the times that begin in their stretch, the last word wins; whoever is away lacks.
    """
    extra = tuple(_hours(one) for one in exceptions if one.kind is ExceptionKind.EXTRA)
    slots = planned_slots(stretches + extra) if extra else planned_slots(stretches)
    if not exceptions:
        return slots
    closed = [one for one in exceptions if one.kind is ExceptionKind.CLOSED]
    held = (slot for slot in slots if not any(one.touches(slot) for one in closed))
    return tuple(_with_seats(slot, exceptions) for slot in held)


def _hours(extra: DayException) -> Times:
    return Times(
        extra.from_minute,
        extra.to_minute,
        extra.slot_minutes,
        extra.buffer_minutes,
        extra.seats,
        extra.held_back,
    )


def _with_seats(slot: PlannedSlot, exceptions: Iterable[DayException]) -> PlannedSlot:
    for one in exceptions:
        if one.kind is ExceptionKind.SEATS and one.has_beginning_of(slot):
            slot = replace(slot, seats=one.seats, held_back=one.held_back)
    away = sum(one.seats for one in exceptions if one.kind is ExceptionKind.AWAY and one.touches(slot))
    if not away:
        return slot
    seats = max(0, slot.seats - away)
    return replace(slot, seats=seats, held_back=min(slot.held_back, seats))


def times_planned(slots: Iterable[PlannedSlot], day: date, lanes: int | None) -> tuple[PlannedTime, ...]:
    """Return a day's times as slots, those without a seat among them.

    Seats never exceed the lanes of active hosts (None where no host is needed): a seat
    shown is a seat with a host.
    """
    return tuple(_time(slot, day, slot.seats if lanes is None else min(slot.seats, lanes)) for slot in slots)


def _time(slot: PlannedSlot, day: date, capacity: int) -> PlannedTime:
    begin, end = _instant(day, slot.from_minute), _instant(day, slot.to_minute)
    return PlannedTime(begin, end, capacity, min(slot.held_back, capacity), slot.buffer_minutes)
