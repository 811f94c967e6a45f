"""The week that an offering has from a day on, read from the rows of a schedule; pure."""

from datetime import date, timedelta

from hellowork_portal.services.schedule_changes.draft import Hours
from hellowork_portal.services.schedule_changes.ground import Ground
from hellowork_portal.services.schedule_changes.rows import Schedule, WeekRow, is_valid_on

_FARTHEST = 731
"""How many days ahead an address may ask for."""


def subject_of(offering_id: int) -> str:
    """Return under which name the drawing of an offering's week is kept."""
    return f"set_week:{offering_id}"


def week_from(schedule: Schedule, offering_id: int, day: date) -> list[Hours]:
    """Return the hours of the seven days from a day on."""
    days = [day + timedelta(days=ahead) for ahead in range(7)]
    rows = [
        row
        for row in schedule
        if isinstance(row, WeekRow) and row.offering_id == offering_id
        if any(is_valid_on(row, one) for one in days)
    ]
    return [
        Hours(
            row.weekday, row.from_minute, row.to_minute, row.slot_minutes, row.buffer_minutes,
            row.seats, row.held_back,
        )
        for row in sorted(rows, key=lambda row: (row.weekday, row.from_minute))
    ]  # fmt: skip


def day_shown(ground: Ground, offering_id: int, asked: str) -> date:
    """Return the day that an address asks for, else when the hours begin; never one that is over."""
    try:
        latest = ground.today + timedelta(days=_FARTHEST)
        return min(max(date.fromisoformat(asked), ground.today), latest)
    except ValueError:
        begins = sorted(row.valid_from for row in rows_of(ground, offering_id))
        return max(begins[0], ground.today) if begins else ground.today


def rows_of(ground: Ground, offering_id: int) -> list[WeekRow]:
    """Return the rows of an offering's week."""
    return [row for row in ground.schedule if isinstance(row, WeekRow) and row.offering_id == offering_id]


def usual_start(ground: Ground, offering_id: int, shown: date) -> date:
    """Return from when a drawing would hold: at once where there are no hours, else from Monday on."""
    if shown > ground.today or not rows_of(ground, offering_id):
        return shown
    return ground.today + timedelta(days=7 - ground.today.weekday())
