"""When a procedure's appointments lie and how long they may be moved: defaults of an offering."""

from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from hellowork_portal.forms.errors import unsound
from hellowork_portal.forms.texts import Frozen

WallTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Mode(StrEnum):
    """How the two sides meet."""

    ONLINE = "online"
    IN_PERSON = "in_person"
    TELEPHONE = "telephone"


class Weekday(StrEnum):
    """A day of the week; its place is `date.weekday()`."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


WEEK = tuple(Weekday)


def minute_of_day(wall: str) -> int:
    """Return minutes since midnight in Japan of `HH:MM`."""
    hours, minutes = wall.split(":")
    return 60 * int(hours) + int(minutes)


class Hours(Frozen):
    """One stretch of opening on some weekdays, in Japan's wall time."""

    weekdays: tuple[Weekday, ...] = Field(min_length=1)
    begins: WallTime = Field(alias="from")
    ends: WallTime = Field(alias="to")

    @property
    def stretch(self) -> tuple[int, int]:
        """The first minute of the stretch and the one after its last."""
        return minute_of_day(self.begins), minute_of_day(self.ends)


class SlotRules(Frozen):
    """Length, seats and windows of the appointments (product.md decisions 5 and 6)."""

    mode: Mode = Mode.ONLINE
    slot_minutes: int = Field(ge=5, le=240)
    buffer_minutes: int = Field(default=5, ge=0, le=60)
    seats: int = Field(default=1, ge=1, le=200)
    hours: tuple[Hours, ...] = Field(min_length=1, max_length=50)
    opens_days_ahead: int = Field(default=28, ge=1, le=180)
    closes_minutes_before: int = Field(default=120, ge=0, le=10_080)
    change_until_days_before: int = Field(default=1, ge=0, le=14)
    change_until: WallTime = "17:00"
    move_within_day_minutes_before: int | None = Field(default=None, ge=0, le=720)
    future_reservations: int | None = Field(default=None, ge=1, le=50)

    @model_validator(mode="after")
    def _hours_are_sound(self) -> "SlotRules":
        for day in range(7):
            stretches = self._stretches(day)
            for begin, end in stretches:
                if end - begin < self.slot_minutes:
                    raise unsound("hours_too_short", WEEK[day])
            if any(later[0] < earlier[1] for earlier, later in pairwise(stretches)):
                raise unsound("hours_overlap", WEEK[day])
        return self

    def _stretches(self, weekday: int) -> list[tuple[int, int]]:
        return sorted(hours.stretch for hours in self.hours if WEEK[weekday] in hours.weekdays)

    def start_minutes(self, weekday: int) -> tuple[int, ...]:
        """Return the minutes of the day at which slots start on a weekday (0 = Monday).

        A slot and its buffer follow one another; the last buffer may run past closing.
        """
        step = self.slot_minutes + self.buffer_minutes
        return tuple(
            minute
            for begin, end in self._stretches(weekday)
            for minute in range(begin, end - self.slot_minutes + 1, step)
        )
