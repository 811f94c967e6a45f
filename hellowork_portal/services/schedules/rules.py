"""When offices are closed and which times a day has; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

import jpholiday

from hellowork_portal.kit.clock import at_japan, in_japan
from hellowork_portal.kit.words import Words, in_all, staff_written

DaysSaid = Mapping[date, Mapping[str, str] | None]
"""What an office says of days: the reason why it is closed, None where it opens in spite of the law."""
FIRST_WAVE, WAVE_MINUTES, WAVES = 8 * 60 + 30, 5, 13
"""New days open between 8:30 and 9:30, a thirteenth of the offices every five minutes."""


def last_open_day(now: datetime, days_ahead: int, opens_at_minute: int) -> date:
    """Return the last day that is open at `now`: a new one opens each day at the offering's minute."""
    there = in_japan(now)
    is_opened = 60 * there.hour + there.minute >= opens_at_minute
    return there.date() + timedelta(days=days_ahead if is_opened else days_ahead - 1)


def next_opening(last_day: date, days_ahead: int, opens_at_minute: int) -> tuple[date, datetime]:
    """Return the first day that is not open yet and not closed by law, and when it will be."""
    day = last_day + timedelta(days=1)
    while closure_of(day) is not None:
        day += timedelta(days=1)
    return day, at_japan(day - timedelta(days=days_ahead), opens_at_minute)


def wave_of(office_id: int) -> int:
    """Return the minute of the day at which an office opens new days, unless it is set otherwise."""
    return FIRST_WAVE + WAVE_MINUTES * (office_id % WAVES)


class ClosureKind(StrEnum):
    """Why an office is closed on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    YEAR_END = "year_end"
    OFFICE = "office"


@dataclass(frozen=True)
class Closure:
    """A closed day; a holiday has its code (locales key `holiday.<code>`).

    `reason` is text by language: what the office wrote, or the Japanese name of a holiday
    that the law has made since and that has no code yet.
    """

    kind: ClosureKind
    holiday: str = ""
    reason: dict[str, str] = field(default_factory=dict)


HOLIDAYS = {
    "元日": "new_year",
    "成人の日": "coming_of_age",
    "建国記念の日": "national_foundation",
    "天皇誕生日": "emperors_birthday",
    "春分の日": "vernal_equinox",
    "昭和の日": "showa",
    "憲法記念日": "constitution",
    "みどりの日": "greenery",
    "こどもの日": "children",
    "海の日": "marine",
    "山の日": "mountain",
    "敬老の日": "respect_for_the_aged",
    "秋分の日": "autumnal_equinox",
    "スポーツの日": "sports",
    "文化の日": "culture",
    "勤労感謝の日": "labour_thanksgiving",
    "振替休日": "substitute",
    "国民の休日": "citizens",
}
"""Names of the national holidays as jpholiday writes them → catalogue codes."""


@dataclass(frozen=True)
class Times:
    """One stretch of a weekday: minutes from midnight in Japan (models/schedules)."""

    from_minute: int
    to_minute: int
    slot_minutes: int
    buffer_minutes: int
    seats: int
    held_back: int = 0


@dataclass(frozen=True)
class PlannedSlot:
    """A time that a day's stretches give; `buffer_minutes` of rest follow its end."""

    from_minute: int
    to_minute: int
    buffer_minutes: int
    seats: int
    held_back: int = 0


def closed_days(rows: Iterable[tuple[date, Mapping[str, str], bool]]) -> DaysSaid:
    """Return what an office says of days, from rows of day, reason and whether it opens.

    Where one row closes a day and another opens it, it is closed.
    """
    said: dict[date, Mapping[str, str] | None] = {}
    for day, reason, is_open in rows:
        if not is_open or day not in said:
            said[day] = None if is_open else reason
    return said


def closure_of(day: date, office_closures: DaysSaid | None = None) -> Closure | None:
    """Return why a day is closed, or nothing; `office_closures` maps days to the office's reasons.

    Law before custom: national holidays, 12/29–1/3, weekends (domain.md §4), then the office's own.
    A day without a reason is one on which the office opens in spite of them.
    """
    if office_closures and day in office_closures and office_closures[day] is None:
        return None
    return closure_by_rule(day) or _own_closure(day, office_closures)


def closure_by_rule(day: date) -> Closure | None:
    """Return why every office is closed on a day by law or custom, or nothing."""
    name = holiday_name(day)
    if name:
        code = HOLIDAYS.get(name.split()[-1], "")
        return Closure(ClosureKind.HOLIDAY, code, {} if code else {"ja": name})
    if is_year_end(day):
        return Closure(ClosureKind.YEAR_END)
    if day.weekday() >= 5:
        return Closure(ClosureKind.WEEKEND)
    return None


def _own_closure(day: date, office_closures: DaysSaid | None) -> Closure | None:
    reason = office_closures.get(day) if office_closures else None
    return None if reason is None else Closure(ClosureKind.OFFICE, reason=dict(reason))


def is_year_end(day: date) -> bool:
    """Whether a day lies between 12/29 and 1/3, when all offices are closed."""
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


def closure_words(closure: Closure) -> Words:
    """Return why a day is closed, in every language."""
    if closure.reason:
        return staff_written(closure.reason)
    return _own_words(f"holiday.{closure.holiday}" if closure.holiday else f"closure.{closure.kind}")


_own_words = lru_cache(maxsize=64)(in_all)


@lru_cache(maxsize=4096)
def holiday_name(day: date) -> str:
    """Return a national holiday's Japanese name, or nothing; a substitute names its origin first."""
    return jpholiday.is_holiday_name(day) or ""


def next_open_day(day: date, office_closures: DaysSaid | None = None) -> date:
    """Return `day` itself or the first day after it on which the office is open."""
    while closure_of(day, office_closures):
        day += timedelta(days=1)
    return day


def times_of(template: Times, day: date) -> list[tuple[datetime, datetime]]:
    """Return the UTC beginnings and ends of a stretch's slots; each must end within it.

    The last buffer may run past the end of the stretch.
    """
    return [
        (at_japan(day, slot.from_minute), at_japan(day, slot.to_minute))
        for slot in planned_slots((template,))
    ]


@lru_cache(maxsize=4096)
def planned_slots(stretches: tuple[Times, ...]) -> tuple[PlannedSlot, ...]:
    """Return a day's slots in order; one that would begin before the last has rested is left out."""
    slots: list[PlannedSlot] = []
    for slot in sorted(_slots_of(stretches), key=lambda slot: slot.from_minute):
        rested = slots[-1].to_minute + slots[-1].buffer_minutes if slots else 0
        if slot.from_minute >= rested:
            slots.append(slot)
    return tuple(slots)


def _slots_of(stretches: Iterable[Times]) -> Iterable[PlannedSlot]:
    for times in stretches:
        step = times.slot_minutes + times.buffer_minutes
        for minute in range(times.from_minute, times.to_minute - times.slot_minutes + 1, step):
            end = minute + times.slot_minutes
            yield PlannedSlot(minute, end, times.buffer_minutes, times.seats, times.held_back)
