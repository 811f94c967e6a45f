"""What a manager wants to change, as plain values: shown first, then carried out."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from hellowork_portal.services.schedule_changes.rows import ExceptionRow, Texts


@dataclass(frozen=True)
class Hours:
    """A stretch of a weekday, minutes from midnight in Japan; `held_back` seats are for the telephone."""

    weekday: int
    from_minute: int
    to_minute: int
    slot_minutes: int
    buffer_minutes: int
    seats: int
    held_back: int = 0


@dataclass(frozen=True)
class DutyHours:
    """How many counsellors are on duty in a stretch of a weekday."""

    weekday: int
    from_minute: int
    to_minute: int
    people: int


@dataclass(frozen=True)
class SetWeek:
    """The whole week of an offering from a day on, until a day or for good; what held before ends."""

    offering_id: int
    hours: tuple[Hours, ...]
    valid_from: date
    valid_to: date | None = None
    kind: Literal["set_week"] = "set_week"


@dataclass(frozen=True)
class CopyWeek:
    """The week that one offering has in the week of `source_day`, given to others of the same office."""

    source_offering_id: int
    source_day: date
    offering_ids: tuple[int, ...]
    valid_from: date
    valid_to: date | None = None
    kind: Literal["copy_week"] = "copy_week"


@dataclass(frozen=True)
class AddException:
    """One day, or a part of it, other than the week says; other seats replace those said before."""

    exception: ExceptionRow
    kind: Literal["add_exception"] = "add_exception"


@dataclass(frozen=True)
class RemoveException:
    """The day as the week says, again."""

    exception: ExceptionRow
    kind: Literal["remove_exception"] = "remove_exception"


@dataclass(frozen=True)
class CloseDays:
    """Whole days closed, with the reason that citizens read."""

    first: date
    last: date
    reason: Texts
    kind: Literal["close_days"] = "close_days"


@dataclass(frozen=True)
class ReopenDays:
    """Days that the office had closed, open again."""

    first: date
    last: date
    kind: Literal["reopen_days"] = "reopen_days"


@dataclass(frozen=True)
class OpenHolidays:
    """Days closed by law or custom on which this office opens all the same."""

    first: date
    last: date
    kind: Literal["open_holidays"] = "open_holidays"


@dataclass(frozen=True)
class KeepHolidays:
    """The law's closed days closed again."""

    first: date
    last: date
    kind: Literal["keep_holidays"] = "keep_holidays"


@dataclass(frozen=True)
class SetRelease:
    """When an offering's new days open, and until when they can be booked."""

    offering_id: int
    opens_days_ahead: int
    opens_at_minute: int
    closes_minutes_before: int
    kind: Literal["set_release"] = "set_release"


@dataclass(frozen=True)
class SetDuty:
    """The office's whole week of staff on duty from a day on."""

    hours: tuple[DutyHours, ...]
    valid_from: date
    valid_to: date | None = None
    kind: Literal["set_duty"] = "set_duty"


@dataclass(frozen=True)
class Undo:
    """The last change of the office taken back; nobody may have booked into what it added."""

    change_id: int
    kind: Literal["undo"] = "undo"


Change = (
    SetWeek
    | CopyWeek
    | AddException
    | RemoveException
    | CloseDays
    | ReopenDays
    | OpenHolidays
    | KeepHolidays
    | SetRelease
    | SetDuty
    | Undo
)
_change: TypeAdapter[Any] = TypeAdapter(Annotated[Change, Field(discriminator="kind")])


def as_data(change: Change) -> dict[str, Any]:
    """Return a change as JSON values."""
    return _change.dump_python(change, mode="json")


def from_data(data: dict[str, Any]) -> Change:
    """Return the change that `as_data` wrote down."""
    return _change.validate_python(data)
