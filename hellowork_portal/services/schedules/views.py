"""What the calendar shows; plain values, days and times as ISO texts in Japan's time."""

from dataclasses import dataclass, field
from enum import StrEnum

from hellowork_portal.kit.words import Words


class DayState(StrEnum):
    """What a day or a time offers; only `open` and `few` can be chosen.

    `too_late`: every time left today begins too soon. `not_yet`: beyond the window.
    `none`: the office is open but has no times for this procedure. `not_yours`: others may
    come that day, this person not; pages set it, because seats are the same for everybody.
    """

    OPEN = "open"
    FEW = "few"
    FULL = "full"
    CLOSED = "closed"
    PAST = "past"
    NOT_YET = "not_yet"
    TOO_LATE = "too_late"
    NONE = "none"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True)
class DayView:
    """One cell of the month; `weekday` is 0 for Monday as everywhere in the code.

    `closure` says in every language why the day is closed, and is empty on an open one;
    `closure_kind` is weekend, holiday, year_end or office, `holiday` the holiday's code.
    """

    iso: str
    day: int
    weekday: int
    in_month: bool
    is_today: bool
    state: DayState
    seats_left: int = 0
    capacity: int = 0
    closure_kind: str = ""
    holiday: str = ""
    closure: Words = field(default_factory=dict)

    @property
    def is_bookable(self) -> bool:
        """Whether the day has a seat that can be taken now."""
        return self.state in {DayState.OPEN, DayState.FEW}


@dataclass(frozen=True)
class MonthView:
    """Six weeks from a Sunday on; `days_with_seats` is the same as a list, the month's days alone.

    `next_free_on` is the first bookable day of the whole window, or empty.
    """

    offering_id: int
    year: int
    month: int
    days: list[DayView]
    days_with_seats: list[DayView]
    next_free_on: str
    has_previous: bool
    has_next: bool
    opens_next: Words = field(default_factory=dict)
    """Which day opens next, and when."""


@dataclass(frozen=True)
class TimeView:
    """One time of a day: `starts` and `ends` as HH:MM."""

    slot_id: int
    starts: str
    ends: str
    seats_left: int
    capacity: int
    state: DayState


SeatsLeft = tuple[str, int]
"""State (`DayState`) and seats left."""


@dataclass(frozen=True)
class SeatsView:
    """The seats of a month: by day (ISO), and by slot for some days; nothing that not everybody may see."""

    days: dict[str, SeatsLeft]
    times: dict[str, dict[int, SeatsLeft]]
    next_free_on: str


@dataclass(frozen=True)
class HoursLine:
    """Days of the week that have the same hours, in Japan's time; each of `times` such as 9:00〜12:00."""

    days: Words
    times: list[Words]


@dataclass(frozen=True)
class ClosedDay:
    """A closed day and why, in words."""

    day: Words
    why: Words
