"""An office's schedule as values: a set of rows, so that two schedules differ by plain set difference."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedules.day_plan import DayException
from hellowork_portal.services.schedules.rules import Times

Texts = tuple[tuple[str, str], ...]
"""Words by language, in a form that can be compared and counted."""


@dataclass(frozen=True)
class WeekRow:
    """A stretch of a weekday of an offering's week."""

    offering_id: int
    weekday: int
    from_minute: int
    to_minute: int
    slot_minutes: int
    buffer_minutes: int
    seats: int
    held_back: int
    valid_from: date
    valid_to: date | None
    row: Literal["week"] = "week"

    def times(self) -> Times:
        """Return the stretch for planning a day."""
        return Times(
            self.from_minute, self.to_minute, self.slot_minutes, self.buffer_minutes,
            self.seats, self.held_back,
        )  # fmt: skip


@dataclass(frozen=True)
class ExceptionRow:
    """A stretch of a day that differs; without an offering it is the whole office's."""

    offering_id: int | None
    on_day: date
    kind: ExceptionKind
    from_minute: int = 0
    to_minute: int = 1440
    seats: int = 0
    held_back: int = 0
    slot_minutes: int = 0
    buffer_minutes: int = 0
    reason: Texts = ()
    row: Literal["exception"] = "exception"

    def differs(self) -> DayException:
        """Return the exception for planning a day."""
        return DayException(
            self.kind, self.from_minute, self.to_minute, self.seats, self.held_back,
            self.slot_minutes, self.buffer_minutes,
        )  # fmt: skip


@dataclass(frozen=True)
class DayRow:
    """A day that the office closes, or opens in spite of the law."""

    on_day: date
    is_open: bool
    reason: Texts = ()
    row: Literal["day"] = "day"


@dataclass(frozen=True)
class ReleaseRow:
    """When an offering's days open, and until when they can be booked."""

    offering_id: int
    opens_days_ahead: int
    opens_at_minute: int
    closes_minutes_before: int
    row: Literal["release"] = "release"


@dataclass(frozen=True)
class DutyRow:
    """How many counsellors are on duty in a stretch of a weekday."""

    weekday: int
    from_minute: int
    to_minute: int
    people: int
    valid_from: date
    valid_to: date | None
    row: Literal["duty"] = "duty"


Row = Annotated[WeekRow | ExceptionRow | DayRow | ReleaseRow | DutyRow, Field(discriminator="row")]
Schedule = frozenset[WeekRow | ExceptionRow | DayRow | ReleaseRow | DutyRow]
_rows: TypeAdapter[list[Any]] = TypeAdapter(list[Row])


def as_data(rows: Schedule) -> list[dict[str, Any]]:
    """Return rows as JSON values, in an order of their own."""
    return sorted(_rows.dump_python(list(rows), mode="json"), key=str)


def from_data(data: list[Any]) -> Schedule:
    """Return the rows that `as_data` wrote down."""
    return frozenset(_rows.validate_python(data, strict=False))


def is_valid_on(row: WeekRow | DutyRow, day: date) -> bool:
    """Whether a row of the week counts on a day."""
    begun = row.weekday == day.weekday() and row.valid_from <= day
    return begun and (row.valid_to is None or day <= row.valid_to)
