"""A week as it is drawn: a column for each day, a block for each stretch; pure."""

from collections.abc import Sequence

from hellowork_portal.kit.words import in_all
from hellowork_portal.services.schedule_changes.draft import Hours
from hellowork_portal.services.schedule_changes.overview import wall
from hellowork_portal.services.schedule_drafts.rules import axis_of, key_of, places_of
from hellowork_portal.services.schedule_drafts.views import Block, DayColumn, HourLine

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_REM_OF_HOUR = 2.25


def columns_of(week: Sequence[Hours]) -> list[DayColumn]:
    """Return the seven days with their blocks."""
    first, _ = axis_of(week)
    return [
        DayColumn(day, code, [_block(one, first) for one in week if one.weekday == day])
        for day, code in enumerate(WEEKDAYS)
    ]


def hour_lines(week: Sequence[Hours]) -> list[HourLine]:
    """Return the hours of the drawing."""
    first, last = axis_of(week)
    return [HourLine(f"{hour}:00", 60 * hour) for hour in range(first, last)]


def _block(one: Hours, first_hour: int) -> Block:
    starts, ends = wall(one.from_minute), wall(one.to_minute)
    said = {
        "slot_minutes": one.slot_minutes,
        "buffer_minutes": one.buffer_minutes,
        "seats": one.seats,
        "held_back": one.held_back,
        "places": places_of(one),
    }
    return Block(
        key=key_of(one),
        weekday=one.weekday,
        starts=starts,
        ends=ends,
        **said,
        top=f"{_rem(one.from_minute - 60 * first_hour)}rem",
        height=f"{_rem(one.to_minute - one.from_minute)}rem",
        label=in_all(
            "staff.schedule.block",
            day=in_all(f"components.weekday.long.{WEEKDAYS[one.weekday]}"),
            starts=starts,
            ends=ends,
            **said,
        ),
    )


def _rem(minutes: int) -> float:
    return round(minutes * _REM_OF_HOUR / 60, 3)
