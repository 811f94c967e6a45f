"""What managers see of a schedule; days and times in Japan's time."""

from dataclasses import dataclass, field
from datetime import datetime

from hellowork_portal.kit.words import Words
from hellowork_portal.services.schedule_changes.rows import DayRow, ExceptionRow


@dataclass(frozen=True)
class StretchView:
    """A stretch of a weekday; `starts` and `ends` as H:MM, days as ISO, `valid_to` empty for good."""

    starts: str
    ends: str
    slot_minutes: int
    buffer_minutes: int
    seats: int
    held_back: int
    valid_from: str
    valid_to: str


@dataclass(frozen=True)
class WeekView:
    """An offering's week by weekday, 0 for Monday; a weekday without hours is an empty list."""

    offering_id: int
    monday: str
    weekdays: list[list[StretchView]]


@dataclass(frozen=True)
class DayFill:
    """How full a day is: open seats, those taken and held back, and why it is closed or other than usual."""

    iso: str
    seats: int
    taken: int
    held_back: int
    in_closed: int
    """Reservations in times that take no more: kept ones, or those of a closed day."""
    closure: Words = field(default_factory=dict)
    is_exceptional: bool = False

    @property
    def percent(self) -> int:
        """The fill level in whole per cent, 0 without seats."""
        return 100 * self.taken // self.seats if self.seats else 0


@dataclass(frozen=True)
class ComingView:
    """An exception or closure to come; `row` is what removing it names."""

    day: Words
    starts: str
    ends: str
    offering_id: int | None
    kind: str
    seats: int
    reason: Words
    row: ExceptionRow | DayRow


@dataclass(frozen=True)
class ChangeLine:
    """A change that was made: by whom (their id), when, of what kind; the last one can be undone."""

    change_id: int
    made_by: int
    made_at: datetime
    kind: str
    is_undone: bool
    can_undo: bool
