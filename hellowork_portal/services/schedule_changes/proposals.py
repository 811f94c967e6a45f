"""The nearest free times for those whom a change would strand; pure."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from hellowork_portal.models import ReservationState, SlotState
from hellowork_portal.services.schedule_changes.day_change import DayChange
from hellowork_portal.services.schedule_changes.ground import Ground

PROPOSED = 3


@dataclass(frozen=True)
class Stranded:
    """A reservation that would lose its seat; `nearest` are free times, the first one kept free for it.

    `can_move` is False once the interview has begun: then it can only be kept. `moves_to` is the
    time that was chosen for it, as long as there is a seat.
    """

    reservation_id: int
    number: str
    offering_id: int
    starts_at: datetime
    ends_at: datetime
    state: str
    revision: int
    can_move: bool
    nearest: tuple[datetime, ...]
    moves_to: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """What was chosen so far: the times of some reservations, and one that is offered more of them."""

    moves: Mapping[int, datetime] = field(default_factory=dict)
    wide: int = 0
    most: int = PROPOSED


NOTHING_ASKED = Asked()


@dataclass
class _Free:
    """A time with seats left."""

    starts_at: datetime
    ends_at: datetime
    day: date
    online: int
    whole: int


def with_proposals(
    ground: Ground, days: Sequence[DayChange], asked: Asked = NOTHING_ASKED
) -> tuple[Stranded, ...]:
    """Return everybody who would be stranded, in the order of their times.

    Times that were chosen for some are not proposed to others beyond their seats.
    """
    lost = sorted(
        ((day.offering_id, row) for day in days for row in day.displaced),
        key=lambda one: (one[1].starts_at, one[1].id),
    )
    free = {offering_id: _free(ground, days, offering_id) for offering_id in {one[0] for one in lost}}
    moved = {row.id for offering_id, row in lost if _takes(ground, row, free[offering_id], asked)}
    return tuple(
        _stranded(ground, offering_id, row, free[offering_id], asked, is_moved=row.id in moved)
        for offering_id, row in lost
    )


def _takes(ground: Ground, row: Row[Any], free: list[_Free], asked: Asked) -> bool:
    """Take the seat of the time that was chosen for somebody; return whether there is one."""
    to = asked.moves.get(row.id)
    found = [one for one in free if one.starts_at == to]
    if to is None or row.state != ReservationState.CONFIRMED or not found:
        return False
    if not _suits(row, found[0], _others(ground, row)):
        return False
    found[0].whole -= 1
    found[0].online -= 1
    return True


def _stranded(
    ground: Ground, offering_id: int, row: Row[Any], free: list[_Free], asked: Asked, *, is_moved: bool
) -> Stranded:
    can_move = row.state == ReservationState.CONFIRMED
    most = asked.most if row.id == asked.wide else PROPOSED
    nearest = _nearest(ground, row, free, most) if can_move else []
    if nearest and not is_moved:
        nearest[0].whole -= 1
        nearest[0].online -= 1
    return Stranded(
        row.id, row.number or "", offering_id, row.starts_at, row.ends_at, row.state, row.revision,
        can_move, tuple(one.starts_at for one in nearest), asked.moves[row.id] if is_moved else None,
    )  # fmt: skip


def _free(ground: Ground, days: Sequence[DayChange], offering_id: int) -> list[_Free]:
    """Return an offering's times after the change that have a seat, in order.

    A time that takes over the row of one that goes is left out: it is only there
    once everybody has left. A stopped offering has none: nobody takes a new seat of it.
    """
    if not ground.offerings[offering_id].is_open:
        return []
    mine = [day for day in days if day.offering_id == offering_id]
    going = {slot.id for day in mine for slot in day.removed}
    sizes = {one.slot_id: one for day in mine for one in day.wanted}
    slots = (slot for (of, _day), slots in ground.slots.items() if of == offering_id for slot in slots)
    found = [
        _of_slot(slot, sizes.get(slot.id, slot))
        for slot in slots
        if slot.state == SlotState.OPEN and slot.id not in going and slot.starts_at > ground.now
    ]
    new = (one for day in mine for one in day.added if one.slot_id not in going)
    for one in new:
        time = one.time
        seats = (time.capacity - time.held_back, time.capacity)
        found.append(_Free(time.starts_at, time.ends_at, one.day, *seats))
    return sorted((one for one in found if one.whole > 0), key=lambda one: one.starts_at)


def _of_slot(slot: Row[Any], seats: Any) -> _Free:
    left = seats.capacity - slot.taken
    still = max(0, seats.held_back - slot.taken_by_staff)
    return _Free(slot.starts_at, slot.ends_at, slot.on_day, left - still, left)


def _nearest(ground: Ground, row: Row[Any], free: list[_Free], most: int) -> list[_Free]:
    nearest: list[_Free] = []
    others = _others(ground, row)
    for one in _outwards(free, row.starts_at):
        if _suits(row, one, others):
            nearest.append(one)
            if len(nearest) == most:
                break
    return nearest


def _others(ground: Ground, row: Row[Any]) -> list[Row[Any]]:
    """Return what else a person has, but for what is to take this one's place."""
    standing = ground.standing.get(row.applicant_id, ())
    return [other for other in standing if row.id not in (other.id, other.replaces_id)]


def _suits(row: Row[Any], one: _Free, others: Sequence[Row[Any]]) -> bool:
    """Whether a time has a seat for somebody who has these others."""
    return (one.whole if row.is_by_staff else one.online) > 0 and not _clashes(one, row, others)


def _clashes(free: _Free, row: Row[Any], others: Sequence[Row[Any]]) -> bool:
    if any(other.starts_at < free.ends_at and free.starts_at < other.ends_at for other in others):
        return True
    return row.certification_on is not None and any(other.certification_on == free.day for other in others)


def _outwards(free: Sequence[_Free], around: datetime) -> Iterator[_Free]:
    """Yield times from the nearest to the farthest."""
    right = bisect_left(free, around, key=lambda one: one.starts_at)
    left = right - 1
    while left >= 0 or right < len(free):
        is_left = right >= len(free) or (
            left >= 0 and around - free[left].starts_at <= free[right].starts_at - around
        )
        yield free[left if is_left else right]
        left, right = (left - 1, right) if is_left else (left, right + 1)
