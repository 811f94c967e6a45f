"""What the calendar shows: plain data that pages keep in their state. No Reflex here."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging

Words = dict[str, str]
AVAILABLE, FEW, FULL, CLOSED = "○", "△", "×", "－"


@dataclass(frozen=True)
class DayCell:
    """One of 42 days of a month's table, Sunday first.

    `name` is the accessible name 「12月4日 金曜日 残り3枠」; `short` stands in the cell
    (「残り3」, a holiday's name, why an office is closed) and may be empty. A full day
    (mark ×) stays a button, so that opening it says so and counts as demand refused.
    """

    iso: str
    day: int
    in_month: bool
    name: Words
    mark: str
    state: str
    seats: int
    short: Words
    is_today: bool = False
    is_selected: bool = False
    is_bookable: bool = False
    is_told: bool = False
    """Whether `name` is listed below the table on phones (a holiday or a closure with a reason)."""


@dataclass(frozen=True)
class TimeCell:
    """One time of a day: label "10:00〜10:15", `short` 「残り2」, `name` both in one sentence.

    `state` and `seats` are what both say, as numbers: by them a page follows changes.
    """

    slot_id: int
    label: Words
    mark: str
    name: Words
    short: Words
    is_bookable: bool
    is_selected: bool = False
    state: str = ""
    seats: int = 0


@dataclass(frozen=True)
class ClosedDay:
    """What is said of a closed day that has a reason: beside its date, and in its cell."""

    name: Words
    short: Words


@dataclass(frozen=True)
class MonthDays(Unchanging):
    """A month as it is sent: state and seats of each of its days, and what no state says.

    Cells and their words are made in the browser (month_cells.js), because in three languages they
    would be most of a calendar's message. `first` is the month's first day (ISO, as `today` and
    `chosen`); `marked` are days that are the person's own (`own`, `current`), by their day.
    """

    title: Words = field(default_factory=dict)
    first: str = ""
    today: str = ""
    chosen: str = ""
    days: list[tuple[str, int]] = field(default_factory=list)
    closed: dict[str, ClosedDay] = field(default_factory=dict)
    marked: dict[str, str] = field(default_factory=dict)
    has_previous: bool = False
    has_next: bool = False


@dataclass(frozen=True)
class MonthCells:
    """A month for `month_calendar`, as the browser makes it; `cells` are exactly 42."""

    title: Words = field(default_factory=dict)
    cells: list[DayCell] = field(default_factory=list)
    has_previous: bool = False
    has_next: bool = False
