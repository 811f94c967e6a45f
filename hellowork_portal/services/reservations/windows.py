"""Until when a reservation may be changed or cancelled (product.md decisions 4 and 6); pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hellowork_portal.forms.slots import SlotRules, minute_of_day
from hellowork_portal.kit import clock
from hellowork_portal.services.reservations.rules import CERTIFICATION, Record

_DAYS_BEFORE, _WALL = 1, "17:00"
"""The cut-off where a procedure has no slot rules of its own."""


@dataclass(frozen=True)
class Leeway:
    """What may still be done to a reservation, and until when (the instants themselves included).

    `day` is the reservation's own; `days` are those on which its new time may lie, None
    for any day of the offering's window. `same_day_minutes` is how long before its start
    a time of the same day must be chosen, None where the offering's own limit holds.
    """

    day: date
    change_until: datetime
    cancel_until: datetime
    may_change: bool
    may_cancel: bool
    days: frozenset[date] | None
    same_day_minutes: int | None

    @property
    def code(self) -> str:
        """Return what its owner may do: `both` until one moment, `both_apart`, `time_only` or `nothing`."""
        if not self.may_change:
            return "nothing"
        if not self.may_cancel:
            return "time_only"
        return "both" if self.change_until == self.cancel_until else "both_apart"

    def closes_minutes(self, day: date, of_offering: int) -> int:
        """Return how many minutes before its start a time of `day` must be chosen at the latest."""
        if day != self.day or self.same_day_minutes is None:
            return of_offering
        return min(of_offering, self.same_day_minutes)


def leeway(
    starts_at: datetime, purpose: str, slots: SlotRules | None, record: Record | None, now: datetime
) -> Leeway:
    """Return the leeway of a confirmed reservation: 17:00 of the day before, or as its procedure says.

    Where the procedure allows it, the time may move within the day for longer (a 失業認定
    until thirty minutes before); a 失業認定 never leaves its 認定日 by its owner alone.
    """
    cancel_until, change_until = cut_off(starts_at, slots), change_limit(starts_at, slots)
    minutes = slots.move_within_day_minutes_before if slots else None
    day = clock.day_in_japan(starts_at)
    if purpose == CERTIFICATION:
        days = _certification_days(day, record)
    else:
        days = None if now <= cancel_until else frozenset({day})
    may = (now <= change_until, now <= cancel_until)
    return Leeway(day, change_until, cancel_until, *may, days, minutes)


def cut_off(starts_at: datetime, slots: SlotRules | None) -> datetime:
    """Return until when a reservation is wholly its owner's; never later than its start."""
    before, wall = (slots.change_until_days_before, slots.change_until) if slots else (_DAYS_BEFORE, _WALL)
    day = clock.day_in_japan(starts_at) - timedelta(days=before)
    return min(clock.at_japan(day, minute_of_day(wall)), starts_at)


def change_limit(starts_at: datetime, slots: SlotRules | None) -> datetime:
    """Return until when at least the time may move within the day."""
    cancel_until = cut_off(starts_at, slots)
    minutes = slots.move_within_day_minutes_before if slots else None
    return cancel_until if minutes is None else max(cancel_until, starts_at - timedelta(minutes=minutes))


def _certification_days(day: date, record: Record | None) -> frozenset[date]:
    """Return the reservation's own day; where the office has meanwhile set others, those."""
    if record is None or day in record.days or not record.days:
        return frozenset({day})
    return frozenset(record.days)
