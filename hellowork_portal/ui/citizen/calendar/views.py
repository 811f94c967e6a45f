"""What the calendar page shows: the services' days and times as words and marks. No Reflex here."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.words import Words, in_all, of_day
from hellowork_portal.services.reservations import errors, rules
from hellowork_portal.services.schedules.views import DayState, DayView, MonthView, TimeView
from hellowork_portal.ui.citizen.calendar.day_words import (
    BOOKABLE,
    MOVING,
    OFFERED,
    WEEKEND,
    closed_short,
    day_state_words,
    short_state,
    state_words,
)
from hellowork_portal.ui.components.calendar_views import (
    AVAILABLE,
    CLOSED,
    FEW,
    FULL,
    ClosedDay,
    MonthDays,
    TimeCell,
)

_MARKS = {DayState.OPEN: AVAILABLE, DayState.FEW: FEW, DayState.FULL: FULL}
_NEAREST = 3
_NOON = "12:00"


def month_days(view: MonthView, chosen: str, own_days: Collection[str]) -> MonthDays:
    """Return the month for the table; `chosen` and `own_days` are ISO days."""
    days = [day for day in view.days if day.in_month]
    return MonthDays(
        title=in_all("calendar.month", year=view.year, month=in_all(f"date.month.{view.month}")),
        first=f"{view.year:04}-{view.month:02}-01",
        today=next((day.iso for day in days if day.is_today), ""),
        chosen=chosen,
        days=[(_state(day), day.seats_left) for day in days],
        closed={day.iso: _closed(day) for day in days if _state(day) == DayState.CLOSED},
        marked={day.iso: "own" for day in days if day.iso in own_days and day.state in OFFERED},
        has_previous=view.has_previous,
        has_next=view.has_next,
    )


def _state(day: DayView) -> str:
    """Return a day's state; weekends are told alike everywhere and need no reason of their own."""
    return WEEKEND if day.state is DayState.CLOSED and day.closure_kind == WEEKEND else day.state.value


def _closed(day: DayView) -> ClosedDay:
    return ClosedDay(day_state_words(day), closed_short(day.closure_kind, day.closure))


def narrowed(view: MonthView, own_days: Collection[str]) -> MonthView:
    """Return the month of a person who may come on `own_days` (ISO) alone (product.md decision 4).

    Days without seats too: these may come while the page is open, and still not for this person.
    """
    days = [_not_yours(day) if day.state in MOVING and day.iso not in own_days else day for day in view.days]
    return replace(view, days=days)


def _not_yours(day: DayView) -> DayView:
    return replace(day, state=DayState.NOT_YOURS, seats_left=0, capacity=0)


@dataclass(frozen=True)
class Mine:
    """The slots in which the person sits already: never told that somebody else took them."""

    held: frozenset[int] = frozenset()
    reserved: frozenset[int] = frozenset()

    def code(self, slot_id: int) -> str:
        """Return held, reserved or nothing."""
        return "held" if slot_id in self.held else "reserved" if slot_id in self.reserved else ""


def mine_of(standing: Iterable[rules.Standing]) -> Mine:
    """Return the slots of a person's live reservations."""
    held, reserved = set(), set()
    for one in standing:
        (held if one.state == "held" else reserved).add(one.slot_id)
    return Mine(frozenset(held), frozenset(reserved))


def booked_days(standing: Iterable[rules.Standing]) -> set[date]:
    """Return the 認定日 for which a person has a reservation; a seat that is only held is none."""
    return {one.certification_on for one in standing if one.certification_on and one.state != "held"}


def time_cells(times: Iterable[TimeView], chosen: int, mine: Mine) -> list[TimeCell]:
    """Return a day's times; `chosen` is a slot's id, 0 for none."""
    return [
        _own_time(time, chosen, own) if (own := mine.code(time.slot_id)) else _time(time, chosen)
        for time in times
    ]


def _own_time(time: TimeView, chosen: int, own: str) -> TimeCell:
    """Return a time of the person's own: one that is held can be gone on with."""
    cell, is_held = _time(time, chosen), own == "held"
    starts, ends = clock_time(time.starts), clock_time(time.ends)
    return replace(
        cell,
        mark=AVAILABLE if is_held else CLOSED,
        name=in_all("calendar.time.name", starts=starts, ends=ends, state=in_all(f"calendar.state.{own}")),
        short=in_all(f"calendar.short.{own}"),
        is_bookable=is_held,
        is_selected=is_held and time.slot_id == chosen,
        state=own,
    )


def _time(time: TimeView, chosen: int) -> TimeCell:
    starts, ends = clock_time(time.starts), clock_time(time.ends)
    state = state_words(time.state, time.seats_left)
    return TimeCell(
        slot_id=time.slot_id,
        label=in_all("calendar.time.label", starts=starts, ends=ends),
        mark=_MARKS.get(time.state, CLOSED),
        name=in_all("calendar.time.name", starts=starts, ends=ends, state=state),
        short=short_state(time.state, time.seats_left),
        is_bookable=is_bookable(time),
        is_selected=time.slot_id == chosen and is_bookable(time),
        state=time.state.value,
        seats=time.seats_left,
    )


def without_over(times: Sequence[TimeView], mine: Mine) -> tuple[Words, list[TimeView]]:
    """Return the one line that stands for the times that begin too soon to be booked, and all others.

    What is the person's own stays among the others.
    """
    over = [time for time in times if time.state is DayState.TOO_LATE and not mine.code(time.slot_id)]
    if not over:
        return {}, list(times)
    span = {"starts": clock_time(over[0].starts), "ends": clock_time(over[-1].ends)}
    return in_all("calendar.times.over", **span), [time for time in times if time not in over]


def is_bookable(time: TimeView) -> bool:
    """Whether a time has a seat that can be taken now."""
    return time.state in BOOKABLE


def clock_time(wall: str) -> str:
    """Return 9:05 for 09:05, as every other text writes it."""
    return wall.removeprefix("0")


def is_morning(time: TimeView) -> bool:
    """Whether a time begins before noon."""
    return time.starts < _NOON


def nearest(times: Sequence[TimeView], lost: TimeView | None) -> list[TimeView]:
    """Return the bookable times of a day nearest to the one that was lost, in order of the clock."""
    free = [time for time in times if is_bookable(time)]
    if lost is not None:
        free.sort(key=lambda time: abs(_minutes(time.starts) - _minutes(lost.starts)))
    return sorted(free[:_NEAREST], key=lambda time: time.starts)


def day_summary(times: Iterable[TimeView], free: int) -> DayState:
    """Return open, full or none for a day that was chosen; `free` counts what the person can take."""
    if free:
        return DayState.OPEN
    return DayState.FULL if any(time.state is DayState.FULL for time in times) else DayState.NONE


def why_gone(time: TimeView | None, *, may_come: bool) -> PortalError:
    """Return why a time that an address names cannot be chosen any more."""
    if not may_come:
        return errors.NotEligible("not_your_day")
    return errors.SlotFull() if time and time.state is DayState.FULL else errors.SlotNotOffered()


def why_none(view: MonthView, day: date, times: Sequence[TimeView], *, may_come: bool = True) -> Words:
    """Return why a day has nothing to choose; the month shown may be another one."""
    if not may_come:
        return state_words(DayState.NOT_YOURS, 0)
    if times:
        return state_words(DayState.TOO_LATE, 0)
    known = next((cell for cell in view.days if cell.iso == day.isoformat()), None)
    if known and known.state is DayState.CLOSED and known.closure:
        return known.closure
    return day_state_words(known) if known else state_words(DayState.NONE, 0)


def _minutes(wall: str) -> int:
    hours, minutes = wall.split(":")
    return 60 * int(hours) + int(minutes)


def span_words(day: date, time: TimeView) -> Words:
    """Return day and time as a whole: 2026年12月4日（金） 10:00〜10:15."""
    return in_all("date.span", day=of_day(day), starts=clock_time(time.starts), ends=clock_time(time.ends))
